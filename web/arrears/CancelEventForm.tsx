import { Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { CaseView } from '#contract/arrears.ts'
import { arrearsEventKindLabels } from '#domain/arrears/transitions.ts'
import { api } from '#web/client.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; event: CaseView['events'][number]; onClose: () => void }

export const CancelEventForm = ({ householdId, event, onClose }: Props) => {
  const form = useForm({ initialValues: { reason: '' } })
  const draft = useFormDraft(`cancel-arrears-event/${event.id}`, form, form.values)
  const cancel = useApiCommand(api.arrears.cancelEvent, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  return (
    <SideForm
      title={`Annuler : ${arrearsEventKindLabels[event.kind]}`}
      opened
      onClose={onClose}
      command={cancel}
      draft={draft}
      because={form.values.reason.trim() === '' ? 'Écrivez d’abord le motif.' : undefined}
      submitLabel="Annuler ce fait"
      onSubmit={form.onSubmit(({ reason }) => void cancel.run({ householdId, eventId: event.id, reason }))}
    >
      <p>Le fait reste lisible, barré, avec le motif ; l’étape est recalculée sans lui.</p>
      <Textarea label="Motif" autosize minRows={2} data-autofocus {...form.getInputProps('reason')} />
    </SideForm>
  )
}
