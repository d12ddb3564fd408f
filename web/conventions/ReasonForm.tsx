import { Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type Running, SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'

type Props = {
  title: string
  submitLabel: string
  draftKey: string
  command: Running
  onReason: (reason: string) => void
  onClose: () => void
}

/** What is taken back is taken back with a reason. */
export const ReasonForm = ({ title, submitLabel, draftKey, command, onReason, onClose }: Props) => {
  const form = useForm({ initialValues: { reason: '' } })
  const draft = useFormDraft(draftKey, form, form.values)
  const reason = form.values.reason.trim()
  const save = () => {
    draft.clear()
    onReason(reason)
  }
  return (
    <SideForm
      title={title}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel={submitLabel}
      because={reason ? undefined : 'Donnez le motif.'}
      draft={draft}
    >
      <Textarea label="Motif" autosize minRows={2} maxLength={300} {...form.getInputProps('reason')} />
    </SideForm>
  )
}
