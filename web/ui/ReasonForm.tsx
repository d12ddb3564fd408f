import { Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Notice } from '#web/ui/Notice.tsx'
import { type Running, SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'

type Props = {
  title: string
  /** What will happen. */
  told?: string | undefined
  label?: string
  maxLength?: number
  submitLabel: string
  /** Names the act and its record: `invoice-withdrawal/${id}`. */
  draftKey: string
  command: Running
  /** Undefined when it was refused: what was typed stays. */
  onReason: (reason: string) => Promise<unknown>
  onClose: () => void
}

/** What can only be done with a reason: taking something back, letting a criterion pass. */
export const ReasonForm = ({
  title,
  told,
  submitLabel,
  draftKey,
  command,
  onReason,
  onClose,
  ...field
}: Props) => {
  const form = useForm({ initialValues: { reason: '' } })
  const draft = useFormDraft(draftKey, form, form.values)
  const reason = form.values.reason.trim()
  const { label = 'Motif', maxLength = 500 } = field
  return (
    <SideForm
      title={title}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(async () => {
        if ((await onReason(reason)) !== undefined) draft.clear()
      })}
      command={command}
      submitLabel={submitLabel}
      because={reason ? undefined : 'Écrivez d’abord le motif.'}
      draft={draft}
    >
      {told && <Notice kind="plain">{told}</Notice>}
      <Textarea
        label={label}
        data-autofocus
        autosize
        minRows={2}
        maxLength={maxLength}
        {...form.getInputProps('reason')}
      />
    </SideForm>
  )
}
