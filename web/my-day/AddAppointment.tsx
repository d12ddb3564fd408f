import { useForm } from '@mantine/form'
import { api } from '#web/client.ts'
import {
  AppointmentFields,
  type AppointmentValues,
  factsOf,
  whatIsMissing,
} from '#web/my-day/AppointmentFields.tsx'
import { HouseholdSelect } from '#web/my-day/HouseholdSelect.tsx'
import { useToday } from '#web/session/session.ts'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

export const AddAppointment = ({ onClose }: { onClose: () => void }) => {
  const form = useForm<AppointmentValues>({
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
  const save = (values: AppointmentValues) => {
    const facts = factsOf(values)
    if (facts) void command.run({ ...facts, householdId: values.householdId })
  }
  return (
    <SideForm
      title="Prendre un rendez-vous"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Prendre le rendez-vous"
      because={whatIsMissing(form.values)}
      issues={issues}
      draft={draft}
    >
      <AppointmentFields form={form}>
        <HouseholdSelect
          value={form.values.householdId}
          onChange={(householdId) => form.setFieldValue('householdId', householdId)}
        />
      </AppointmentFields>
    </SideForm>
  )
}
