import { useState } from 'react'
import type { TaskView } from '#contract/tasks.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = { task: TaskView; today: PlainDate; onClose: () => void }

export const PostponeForm = ({ task, today, onClose }: Props) => {
  const [dueOn, setDueOn] = useState<PlainDate | null>(null)
  const command = useApiCommand(api.tasks.postpone, { onDone: onClose })
  return (
    <SideForm
      title={`Reporter « ${task.title} »`}
      opened
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        if (dueOn) void command.run({ taskId: task.id, version: task.version, dueOn })
      }}
      command={command}
      submitLabel="Reporter"
      because={dueOn ? undefined : 'Choisissez une date.'}
      issues={command.issues}
    >
      <DayInput label="Nouvelle date" min={today} value={dueOn} onChange={setDueOn} />
    </SideForm>
  )
}
