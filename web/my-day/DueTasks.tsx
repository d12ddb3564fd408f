import { Link } from 'react-router'
import type { DayBucket, DayTask } from '#contract/my-day.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import classes from '#web/my-day/my-day.module.css'
import { TaskRow } from '#web/my-day/TaskRow.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Section } from '#web/ui/Section.tsx'

const buckets: readonly (readonly [DayBucket, string])[] = [
  ['late', 'En retard'],
  ['today', 'Aujourd’hui'],
  ['week', 'Cette semaine'],
  ['ahead', 'Signalé pour les semaines qui viennent'],
]

type Props = {
  tasks: readonly DayTask[]
  counts: Partial<Record<DayBucket, number>>
  today: PlainDate
  isEmpty: boolean
}

export const DueTasks = ({ tasks, counts, today, isEmpty }: Props) => {
  if (tasks.length === 0)
    return isEmpty ? null : (
      <Section title="À faire">
        <EmptyState title="Rien à faire cette semaine.">
          Ajoutez une tâche, ou profitez-en pour appeler un ménage sans nouvelles.
        </EmptyState>
      </Section>
    )
  return buckets.map(([bucket, title]) => {
    const rows = tasks.filter((task) => task.bucket === bucket)
    const count = counts[bucket] ?? 0
    if (rows.length === 0) return null
    return (
      <Section
        key={bucket}
        title={title}
        aside={count > rows.length ? `${rows.length} affichées sur ${count}` : String(count)}
      >
        <ul className={classes.groups}>
          {byHousehold(rows).map(([key, group]) => (
            <Group key={key} tasks={group} today={today} />
          ))}
        </ul>
      </Section>
    )
  })
}

/** The households in the order of their most urgent task. */
const byHousehold = (tasks: readonly DayTask[]): [string, DayTask[]][] => {
  const groups = new Map<string, DayTask[]>()
  for (const task of tasks) {
    const key = task.household?.id ?? 'none'
    groups.set(key, [...(groups.get(key) ?? []), task])
  }
  return [...groups]
}

const Group = ({ tasks, today }: { tasks: readonly DayTask[]; today: PlainDate }) => {
  const slug = useOrganisationSlug()
  const household = tasks[0]?.household
  return (
    <li className={classes.group}>
      <p className={classes.household}>
        {household ? (
          <Link to={paths.household({ slug, householdId: household.id })}>{household.label}</Link>
        ) : (
          'Sans ménage'
        )}
      </p>
      <ul className={classes.tasks}>
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} today={today} />
        ))}
      </ul>
    </li>
  )
}
