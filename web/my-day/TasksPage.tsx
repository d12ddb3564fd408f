import { Button } from '@mantine/core'
import { Link } from 'react-router'
import type { TaskView } from '#contract/tasks.ts'
import { taskKindLabels } from '#domain/casework/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { dayInParis } from '#web/my-day/hours.ts'
import classes from '#web/my-day/my-day.module.css'
import { TaskActs } from '#web/my-day/TaskActs.tsx'
import { paths } from '#web/paths.ts'
import { useMember, useToday } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiCommand, useApiPages } from '#web/use-api.ts'

const whose = ['mine', 'unassigned', 'all'] as const
const whoseChoices = [
  { value: 'mine', label: 'les miennes' },
  { value: 'unassigned', label: 'celles que personne n’a prises' },
  { value: 'all', label: 'toutes celles que je peux voir' },
] as const
const states = ['open', 'closed'] as const
const stateChoices = [
  { value: 'open', label: 'à faire' },
  { value: 'closed', label: 'closes' },
] as const
const schema = { qui: oneOf(whose), etat: oneOf(states) }

/** Every task, beyond what a day shows. */
export const TasksPage = () => {
  const { slug } = useMember()
  const today = useToday()
  const [{ qui = 'mine', etat = 'open' }, setState] = useUrlState(schema)
  const page = useApiPages(api.tasks.list, { whose: qui, state: etat, limit: 50 })
  return (
    <Page title="Toutes mes tâches" crumbs={[{ label: 'Ma journée', to: paths.myDay({ slug }) }]}>
      <Filters
        isActive={qui !== 'mine' || etat !== 'open'}
        onClear={() => setState({ qui: undefined, etat: undefined })}
      >
        <OneFilter
          label="Tâches"
          choices={whoseChoices}
          value={qui}
          otherwise="mine"
          onChange={(chosen) => setState({ qui: chosen })}
        />
        <OneFilter
          label="État"
          choices={stateChoices}
          value={etat}
          otherwise="open"
          onChange={(chosen) => setState({ etat: chosen })}
        />
      </Filters>
      <DataTable
        label="Tâches"
        noun={{ one: 'tâche', many: 'tâches' }}
        columns={columnsFor(slug, today)}
        page={page}
        rowKey={({ id }) => id}
        rowSignal={(task) => (isLate(task, today) ? 'late' : undefined)}
        empty={
          <EmptyState title={etat === 'open' ? 'Rien à faire.' : 'Aucune tâche close.'}>
            {etat === 'open'
              ? 'Ajoutez une tâche depuis Ma journée, ou depuis le fil d’un ménage.'
              : 'Les tâches faites ou annulées se retrouvent ici, et peuvent être rouvertes.'}
          </EmptyState>
        }
      />
    </Page>
  )
}

const isLate = ({ closed, dueOn }: TaskView, today: PlainDate) => closed === null && dueOn < today

const columnsFor = (slug: string, today: PlainDate): Column<TaskView>[] => [
  {
    key: 'title',
    header: 'Tâche',
    cell: ({ title, link }) => (link ? <Link to={`/${slug}/${link}`}>{title}</Link> : title),
  },
  {
    key: 'household',
    header: 'Ménage',
    cell: ({ household }) =>
      household && <Link to={paths.household({ slug, householdId: household.id })}>{household.label}</Link>,
  },
  { key: 'due', header: 'Pour le', cell: (task) => <Due task={task} today={today} /> },
  { key: 'kind', header: 'Nature', cell: ({ kind }) => taskKindLabels[kind], from: 'wide' },
  {
    key: 'who',
    header: 'Pour qui',
    cell: ({ assignee }) => assignee?.name ?? 'qui suit le ménage',
    from: 'laptop',
  },
  {
    key: 'acts',
    header: 'Suite',
    isAct: true,
    cell: (task) => (task.closed ? <Reopen task={task} /> : <TaskActs task={task} today={today} />),
  },
]

const Due = ({ task, today }: { task: TaskView; today: PlainDate }) => {
  const { closed, dueOn } = task
  if (!closed)
    return (
      <>
        <Day date={dueOn as PlainDate} today={today} />{' '}
        {isLate(task, today) && <Signal kind="late">En retard</Signal>}
      </>
    )
  return (
    <>
      <Signal kind={closed.as === 'done' ? 'done' : 'none'}>
        {closed.as === 'done' ? 'Faite' : 'Annulée'}
      </Signal>{' '}
      le <Day date={dayInParis(closed.at)} />
      {closed.by && ` par ${closed.by}`}
      {closed.outcome && <span className={classes.soft}> : {closed.outcome}</span>}
    </>
  )
}

const Reopen = ({ task }: { task: TaskView }) => {
  const command = useApiCommand(api.tasks.reopen)
  const told = command.refusal?.message ?? command.failure
  return (
    <div className={classes.acts}>
      <Button
        size="xs"
        variant="subtle"
        loading={command.isRunning}
        aria-label={`Rouvrir : ${task.title}`}
        onClick={() => void command.run({ taskId: task.id, version: task.version })}
      >
        Rouvrir
      </Button>
      {told && <Notice kind="late">{told}</Notice>}
    </div>
  )
}
