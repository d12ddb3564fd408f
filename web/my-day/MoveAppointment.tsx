import { useForm } from '@mantine/form'
import type { AppointmentView } from '#contract/appointments.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import {
  AppointmentFields,
  type AppointmentValues,
  factsOf,
  whatIsMissing,
} from '#web/my-day/AppointmentFields.tsx'
import { dayInParis, hourInParis, sayHours } from '#web/my-day/hours.ts'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand } from '#web/use-api.ts'

const valuesOf = (appointment: AppointmentView): AppointmentValues => ({
  title: appointment.title,
  on: dayInParis(appointment.startsAt),
  from: hourInParis(appointment.startsAt),
  to: hourInParis(appointment.endsAt),
  place: appointment.place ?? '',
  withWhom: appointment.withWhom ?? '',
  remind: appointment.remindMinutes === null ? '' : String(appointment.remindMinutes),
  householdId: appointment.household?.id ?? null,
})

const sayWhen = (facts: Pick<AppointmentView, 'startsAt' | 'endsAt'> | undefined) =>
  facts ? `${formatDate(dayInParis(facts.startsAt))}, ${sayHours(facts.startsAt, facts.endsAt)}` : ''

type Props = { appointment: AppointmentView; onClose: () => void }

/** Another day, another hour, another place: the appointment keeps its identity, and the calendars that follow it. */
export const MoveAppointment = ({ appointment, onClose }: Props) => {
  const form = useForm<AppointmentValues>({ initialValues: valuesOf(appointment) })
  const draft = useFormDraft(`appointment/${appointment.id}`, form, form.values)
  const command = useApiCommand(api.appointments.change, {
    onDone: () => {
      draft.clear()
      void notify('Rendez-vous enregistré.')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['title', 'place', 'withWhom'])
  const stale = useStaleEdit<AppointmentView>(appointment.version, command)
  const save = (values: AppointmentValues, over = stale.version) => {
    const facts = factsOf(values)
    if (facts) void command.run({ appointmentId: appointment.id, version: over, ...facts })
  }
  return (
    <SideForm
      title="Déplacer le rendez-vous"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit((values) => save(values))}
      command={command}
      submitLabel="Enregistrer le rendez-vous"
      because={whatIsMissing(form.values)}
      issues={issues}
      draft={draft}
      banner={stale.banner({
        fields: (theirs) => [
          { label: 'Quand', mine: sayWhen(factsOf(form.values)), theirs: sayWhen(theirs) },
          { label: 'Intitulé', mine: form.values.title, theirs: theirs.title },
          { label: 'Lieu', mine: form.values.place, theirs: theirs.place ?? '' },
        ],
        onKeepMine: (over) => save(form.values, over),
        onTakeTheirs: (theirs) => form.setValues(valuesOf(theirs)),
      })}
    >
      {appointment.household && <p>{appointment.household.label}</p>}
      <AppointmentFields form={form} />
    </SideForm>
  )
}
