import { Button, Drawer, Menu } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { DayTask } from '#contract/my-day.ts'
import { taskKindLabels } from '#domain/casework/kinds.ts'
import { addDays, formatDate, type PlainDate, weekdayName } from '#domain/plain-date.ts'
import { WriteUp } from '#web/casework/WriteUp.tsx'
import { api } from '#web/client.ts'
import classes from '#web/my-day/my-day.module.css'
import { PostponeForm } from '#web/my-day/PostponeForm.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { useAccess } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = { task: DayTask; today: PlainDate }

/** One thing to do, and the next step in one click. */
export const TaskRow = ({ task, today }: Props) => {
  const slug = useOrganisationSlug()
  return (
    <li className={classes.task}>
      <div className={classes.what}>
        <p>{task.link ? <Link to={`/${slug}/${task.link}`}>{task.title}</Link> : task.title}</p>
        <div className={classes.signals}>
          <Signal kind={signalOf(task)}>{task.bucket === 'late' ? 'En retard' : wordOf(task)}</Signal>
          <Day date={task.dueOn as PlainDate} today={today} />
          <span>{taskKindLabels[task.kind]}</span>
          {task.isRaised && <span>signalé par Palier</span>}
          {!task.assignee && <span>pour qui suit le ménage</span>}
        </div>
      </div>
      <TaskActs task={task} today={today} />
    </li>
  )
}

const signalOf = ({ bucket }: DayTask) => (bucket === 'late' ? 'late' : bucket === 'ahead' ? 'none' : 'soon')

const wordOf = ({ bucket, kind }: DayTask) =>
  bucket === 'today' ? 'Aujourd’hui' : kind === 'report-by' ? 'Date limite' : 'À venir'

const TaskActs = ({ task, today }: Props) => {
  const writing = useAccess('write-log')
  const [open, setOpen] = useState<'write' | 'postpone' | undefined>()
  const close = () => setOpen(undefined)
  const done = useApiCommand(api.tasks.close, { onDone: () => void notify('Tâche faite.') })
  const postpone = useApiCommand(api.tasks.postpone, { onDone: () => void notify('Tâche reportée.') })
  const to = (dueOn: PlainDate) => void postpone.run({ taskId: task.id, version: task.version, dueOn })
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
          onClick={() => setOpen('write')}
        >
          Écrire
        </Button>
      )}
      <PostponeMenu task={task} today={today} onChoose={to} onOther={() => setOpen('postpone')} />
      {told && <Notice kind="late">{told}</Notice>}
      {open === 'postpone' && <PostponeForm task={task} today={today} onClose={close} />}
      {task.household && (
        <Drawer opened={open === 'write'} onClose={close} title={`Écrire : ${task.household.label}`}>
          <WriteUp householdId={task.household.id} closesTaskId={task.id} onDone={close} onCancel={close} />
        </Drawer>
      )}
    </div>
  )
}

type PostponeProps = Props & { onChoose: (day: PlainDate) => void; onOther: () => void }

/** Tomorrow, in a week, in a fortnight: what one says on the phone. */
const PostponeMenu = ({ task, today, onChoose, onOther }: PostponeProps) => {
  const soon = [1, 7, 14].map((days) => addDays(today, days))
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false} withinPortal={false}>
      <Menu.Target>
        <Button size="xs" variant="subtle" aria-label={`Reporter : ${task.title}`}>
          Reporter
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {soon.map((day) => (
          <Menu.Item key={day} onClick={() => onChoose(day)}>
            {weekdayName(day)} {formatDate(day)}
          </Menu.Item>
        ))}
        <Menu.Item onClick={onOther}>Une autre date…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
