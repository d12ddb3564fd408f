import { Select, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { ReactNode } from 'react'
import type { PlainDate } from '#domain/plain-date.ts'
import { instantInParis } from '#web/my-day/hours.ts'
import classes from '#web/my-day/my-day.module.css'
import { DayInput } from '#web/ui/DayInput.tsx'

export type AppointmentValues = {
  title: string
  on: PlainDate | null
  from: string
  to: string
  place: string
  withWhom: string
  remind: string
  householdId: string | null
}

const reminders = [
  { value: '', label: 'Sans rappel' },
  { value: '15', label: '15 minutes avant' },
  { value: '60', label: 'Une heure avant' },
  { value: '1440', label: 'La veille' },
]

/** A reminder set elsewhere keeps its own delay among the choices. */
const remindersWith = (remind: string) =>
  reminders.some(({ value }) => value === remind)
    ? reminders
    : [...reminders, { value: remind, label: `${remind} minutes avant` }]

type Props = {
  form: UseFormReturnType<AppointmentValues>
  /** Between the title and the day: the household, when it is still to be chosen. */
  children?: ReactNode
}

export const AppointmentFields = ({ form, children }: Props) => (
  <>
    <TextInput label="Intitulé" maxLength={200} data-autofocus {...form.getInputProps('title')} />
    {children}
    <DayInput label="Jour" {...form.getInputProps('on')} />
    <div className={classes.fromTo}>
      <TextInput label="De" placeholder="10:00" {...form.getInputProps('from')} />
      <TextInput label="À" placeholder="11:00" {...form.getInputProps('to')} />
    </div>
    <TextInput label="Lieu" maxLength={200} {...form.getInputProps('place')} />
    <TextInput label="Avec" maxLength={200} {...form.getInputProps('withWhom')} />
    <Select label="Rappel" data={remindersWith(form.values.remind)} {...form.getInputProps('remind')} />
  </>
)

const hoursOf = ({ on, from, to }: AppointmentValues) => ({
  startsAt: on ? instantInParis(on, from) : undefined,
  endsAt: on ? instantInParis(on, to) : undefined,
})

export const whatIsMissing = (values: AppointmentValues): string | undefined => {
  const { startsAt, endsAt } = hoursOf(values)
  if (values.title.trim() === '') return 'Donnez un intitulé.'
  if (!startsAt || !endsAt) return 'Écrivez le jour et les heures, par exemple 10:00.'
  return endsAt <= startsAt ? 'La fin doit venir après le début.' : undefined
}

/** What is sent, once nothing is missing. */
export const factsOf = (values: AppointmentValues) => {
  const { startsAt, endsAt } = hoursOf(values)
  const { title, place, withWhom, remind } = values
  if (!startsAt || !endsAt) return undefined
  return {
    ...{ title: title.trim(), startsAt, endsAt },
    place: place.trim() || null,
    withWhom: withWhom.trim() || null,
    remindMinutes: remind === '' ? null : Number(remind),
  }
}
