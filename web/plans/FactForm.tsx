import { Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { PlainDate } from '#domain/plain-date.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { type Running, SideForm } from '#web/ui/SideForm.tsx'
import type { Issue } from '#web/ui/told-error.ts'
import { useIssues } from '#web/ui/use-issues.ts'

type Props = {
  title: string
  command: Running & { issues: readonly Issue[] }
  onClose: () => void
  min: PlainDate
  onNote: (fact: { on: PlainDate; note: string | null }) => void
}

/** A dated fact with a word on it. */
export const FactForm = ({ title, min, command, onClose, onNote }: Props) => {
  const today = useToday()
  const form = useForm<{ on: PlainDate | null; note: string }>({ initialValues: { on: today, note: '' } })
  const issues = useIssues(form, command.issues, ['on', 'note'])
  const { on, note } = form.values
  return (
    <SideForm
      title={title}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(() => {
        if (on) onNote({ on, note: note.trim() || null })
      })}
      command={command}
      submitLabel="Noter ce fait"
      because={on ? undefined : 'Indiquez la date.'}
      issues={issues}
    >
      <DayInput label="Date" min={min} max={today} {...form.getInputProps('on')} value={on} />
      <Textarea label="Précision" autosize minRows={3} maxLength={2_000} {...form.getInputProps('note')} />
    </SideForm>
  )
}

export const factNoted = (close: () => void) => () => {
  void notify('Fait noté.')
  close()
}
