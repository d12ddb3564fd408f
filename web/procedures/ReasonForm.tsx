import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { tellRefusal } from '#web/procedures/refusal-words.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import type { Command } from '#web/use-api.ts'

type Props = {
  title: string
  description: string
  submitLabel: string
  command: Pick<Command<never, unknown>, 'isRunning' | 'refusal' | 'failure'>
  onSubmit: (reason: string) => void
  onClose: () => void
}

/** Undoing what was noted by mistake asks why: the reason stays with it. */
export const ReasonForm = ({ title, description, submitLabel, command, onSubmit, onClose }: Props) => {
  const form = useForm({ initialValues: { reason: '' } })
  return (
    <SideForm
      title={title}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(({ reason }) => onSubmit(reason.trim()))}
      command={tellRefusal(command)}
      submitLabel={submitLabel}
      because={form.values.reason.trim() ? undefined : 'Dites pourquoi.'}
    >
      <TextInput
        label="Pourquoi"
        description={description}
        maxLength={300}
        data-autofocus
        {...form.getInputProps('reason')}
      />
    </SideForm>
  )
}
