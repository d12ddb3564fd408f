import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { HouseholdSelect } from '#web/my-day/HouseholdSelect.tsx'
import { instantInParis } from '#web/my-day/hours.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
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

export const AddAppointment = ({ onClose }: { onClose: () => void }) => {
  const form = useForm<Values>({
    initialValues: {
      ...{ title: 'Visite à domicile', on: useToday(), from: '10:00', to: '11:00' },
      ...{ place: '', withWhom: '', remind: '60', householdId: null },
    },
  })
  const draft = useFormDraft('appointment/new', form, form.values)
  const command = useApiCommand(api.appointments.add, {
    onDone: () => {
      draft.clear()
      void notify('Rendez-vous pris.')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['title', 'place', 'withWhom'])
  const { on, from, to, title } = form.values
  const startsAt = on && instantInParis(on, from)
  const endsAt = on && instantInParis(on, to)
  const save = ({ place, withWhom, remind, householdId }: Values) => {
    if (!startsAt || !endsAt) return
    void command.run({
      ...{ title: title.trim(), startsAt, endsAt, householdId },
      place: place.trim() || null,
      withWhom: withWhom.trim() || null,
      remindMinutes: remind === '' ? null : Number(remind),
    })
  }
  return (
    <SideForm
      title="Prendre un rendez-vous"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Prendre le rendez-vous"
      because={whatIsMissing(title, startsAt, endsAt)}
      issues={issues}
      draft={draft}
    >
      <TextInput label="Intitulé" maxLength={200} data-autofocus {...form.getInputProps('title')} />
      <HouseholdSelect
        value={form.values.householdId}
        onChange={(householdId) => form.setFieldValue('householdId', householdId)}
      />
      <DayInput label="Jour" {...form.getInputProps('on')} />
      <TextInput label="De" placeholder="10:00" {...form.getInputProps('from')} />
      <TextInput label="À" placeholder="11:00" {...form.getInputProps('to')} />
      <TextInput label="Lieu" maxLength={200} {...form.getInputProps('place')} />
      <TextInput label="Avec" maxLength={200} {...form.getInputProps('withWhom')} />
      <Select label="Rappel" data={reminders} allowDeselect={false} {...form.getInputProps('remind')} />
    </SideForm>
  )
}

const whatIsMissing = (title: string, startsAt?: string | null, endsAt?: string | null) => {
  if (title.trim() === '') return 'Donnez un intitulé.'
  if (!startsAt || !endsAt) return 'Écrivez le jour et les heures, par exemple 10:00.'
  return endsAt <= startsAt ? 'La fin doit venir après le début.' : undefined
}
