import { useForm } from '@mantine/form'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { batchId: string; version: number; postedOn: PlainDate | null; onClose: () => void }

export const PostedForm = ({ batchId, version, postedOn, onClose }: Props) => {
  const today = useToday()
  const form = useForm<{ on: PlainDate | null }>({ initialValues: { on: postedOn ?? today } })
  const mark = useApiCommand(api.communications.markPosted, { onDone: onClose })
  const issues = useIssues(form, mark.issues, ['on'])
  const { on } = form.values
  return (
    <SideForm
      title="Courriers postés"
      opened
      onClose={onClose}
      command={mark}
      submitLabel="Noter"
      because={on ? undefined : 'Donnez le jour.'}
      issues={issues}
      onSubmit={form.onSubmit(() => {
        if (on) void mark.run({ batchId, version, on })
      })}
    >
      <DayInput label="Postés le" max={today} {...form.getInputProps('on')} />
    </SideForm>
  )
}
