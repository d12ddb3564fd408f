import { Button } from '@mantine/core'
import { useState } from 'react'
import type { TaskView } from '#contract/tasks.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import classes from '#web/my-day/my-day.module.css'
import { useAccess } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { useOnDemand } from '#web/ui/use-on-demand.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { task: TaskView; today: PlainDate }

const loadWriteUp = async () => (await import('#web/my-day/WriteUpDrawer.tsx')).WriteUpDrawer
const loadMenu = async () => (await import('#web/my-day/PostponeMenu.tsx')).PostponeMenu
const loadPostpone = async () => (await import('#web/my-day/PostponeForm.tsx')).PostponeForm

/** The next step on an open task. */
export const TaskActs = ({ task, today }: Props) => {
  const writing = useAccess('write-log')
  const [open, setOpen] = useState<'write' | 'postpone' | undefined>()
  const [WriteUpDrawer, fetchWriteUp] = useOnDemand(loadWriteUp)
  const [PostponeMenu, fetchMenu] = useOnDemand(loadMenu)
  const [PostponeForm, fetchPostpone] = useOnDemand(loadPostpone)
  const close = () => setOpen(undefined)
  const done = useApiCommand(api.tasks.close, { onDone: () => void notify('Tâche faite.') })
  const postpone = useApiCommand(api.tasks.postpone, { onDone: () => void notify('Tâche reportée.') })
  const to = (dueOn: PlainDate) => void postpone.run({ taskId: task.id, version: task.version, dueOn })
  const other = async () => (await fetchPostpone()) && setOpen('postpone')
  const told = [done, postpone].map((command) => command.refusal?.message ?? command.failure).find(Boolean)
  return (
    <div className={classes.acts}>
      <Button
        size="xs"
        variant="default"
        loading={done.isRunning}
        aria-label={`Fait : ${task.title}`}
        onClick={() => void done.run({ taskId: task.id, version: task.version, as: 'done' })}
      >
        Fait
      </Button>
      {task.household && writing.allowed && (
        <Button
          size="xs"
          variant="subtle"
          aria-label={`Écrire : ${task.title}`}
          onClick={async () => (await fetchWriteUp()) && setOpen('write')}
        >
          Écrire
        </Button>
      )}
      {PostponeMenu ? (
        <PostponeMenu task={task} today={today} onChoose={to} onOther={() => void other()} />
      ) : (
        <Button size="xs" variant="subtle" aria-label={`Reporter : ${task.title}`} onClick={fetchMenu}>
          Reporter
        </Button>
      )}
      {told && <Notice kind="late">{told}</Notice>}
      {open === 'postpone' && PostponeForm && <PostponeForm task={task} today={today} onClose={close} />}
      {open === 'write' && WriteUpDrawer && task.household && (
        <WriteUpDrawer household={task.household} closesTaskId={task.id} onClose={close} />
      )}
    </div>
  )
}
