import { Link } from 'react-router'
import type { DayTask } from '#contract/my-day.ts'
import { taskKindLabels } from '#domain/casework/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import classes from '#web/my-day/my-day.module.css'
import { TaskActs } from '#web/my-day/TaskActs.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { Day } from '#web/ui/Day.tsx'
import { Signal } from '#web/ui/Signal.tsx'

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
