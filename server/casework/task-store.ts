import { randomUUIDv7 } from 'node:crypto'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { TaskView } from '#contract/tasks.ts'
import { type Role, reachOf } from '#domain/access.ts'
import type { Compartment } from '#domain/casework/compartments.ts'
import type { TaskKind } from '#domain/casework/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Reader } from '#server/casework/readable.ts'
import { visible } from '#server/casework/visible.ts'
import type { Tx } from '#server/db.ts'
import { record } from '#server/journal.ts'
import type { Acting } from '#server/use-case.ts'

type NewTask = {
  householdId: string | null
  assigneeId: string | null
  kind: TaskKind
  title: string
  dueOn: PlainDate
  compartment: Compartment
}

/** Adds a task by hand, and journals it. The title stays out of the journal: it is free text. */
export const insertTask = async (context: Acting, task: NewTask): Promise<string> => {
  const { tx, actor, now } = context
  const id = randomUUIDv7()
  await tx
    .insertInto('task')
    .values({
      organisation_id: actor.organisationId,
      id,
      household_id: task.householdId,
      assignee_id: task.assigneeId,
      kind: task.kind,
      title: task.title,
      due_on: task.dueOn,
      compartment: task.compartment,
      created_by: actor.membershipId,
      created_at: now,
    })
    .execute()
  await recordTask(context, 'task-added', { id, household_id: task.householdId }, undefined, {
    kind: task.kind,
    dueOn: task.dueOn,
    assigneeId: task.assigneeId,
  })
  return id
}

type Subject = { id: string; household_id: string | null }

const recordTask = (context: Acting, act: string, task: Subject, before: unknown, after: unknown) =>
  record(context, {
    act,
    subject: { kind: 'task', id: task.id },
    ...(task.household_id && { householdId: task.household_id }),
    before,
    after,
  })

export const findTaskForUpdate = ({ tx, actor, today }: Acting, taskId: string) =>
  tx
    .selectFrom('task as x')
    .where('x.organisation_id', '=', actor.organisationId)
    .where('x.id', '=', taskId)
    .where(visible({ actor, today }, 'task', 'x'))
    .selectAll('x')
    .forUpdate()
    .executeTakeFirst()
export type TaskRow = NonNullable<Awaited<ReturnType<typeof findTaskForUpdate>>>

export const closeTaskRow = (
  context: Acting,
  task: TaskRow,
  closedAs: 'done' | 'cancelled',
  outcome: string | null = null,
): Promise<number> =>
  updateTask(context, task, `task-${closedAs}`, {
    closed_at: context.now,
    closed_by: context.actor.membershipId,
    closed_as: closedAs,
    outcome,
  })

type TaskChange = Partial<
  Pick<TaskRow, 'title' | 'due_on' | 'assignee_id' | 'closed_at' | 'closed_by' | 'closed_as' | 'outcome'>
>

/** Changes the task, journals what can be journaled, and tells the new version. */
export const updateTask = async (
  context: Acting,
  task: TaskRow,
  act: string,
  change: TaskChange,
): Promise<number> => {
  const version = task.version + 1
  await context.tx
    .updateTable('task')
    .where('organisation_id', '=', context.actor.organisationId)
    .where('id', '=', task.id)
    .set({ ...change, version })
    .execute()
  await recordTask(context, act, task, traceOf(task), traceOf({ ...task, ...change }))
  return version
}

const traceOf = (task: TaskRow) => ({
  kind: task.kind,
  dueOn: task.due_on,
  assigneeId: task.assignee_id,
  closedAs: task.closed_as,
})

/** What the screen needs to show that someone else changed the task. */
export const currentOf = (task: TaskRow) => ({
  version: task.version,
  title: task.title,
  dueOn: task.due_on,
  assigneeId: task.assignee_id,
  closedAs: task.closed_as,
})

/** The tasks the reader may see, with the names a screen shows. */
export const taskViews = (tx: Tx, reader: Reader) =>
  tx
    .selectFrom('task as x')
    .leftJoin('household as h', (join) =>
      join.onRef('h.organisation_id', '=', 'x.organisation_id').onRef('h.id', '=', 'x.household_id'),
    )
    .leftJoin('membership as a', (join) =>
      join.onRef('a.organisation_id', '=', 'x.organisation_id').onRef('a.id', '=', 'x.assignee_id'),
    )
    .leftJoin('membership as c', (join) =>
      join.onRef('c.organisation_id', '=', 'x.organisation_id').onRef('c.id', '=', 'x.created_by'),
    )
    .leftJoin('membership as z', (join) =>
      join.onRef('z.organisation_id', '=', 'x.organisation_id').onRef('z.id', '=', 'x.closed_by'),
    )
    .where('x.organisation_id', '=', reader.actor.organisationId)
    .where(visible(reader, 'task', 'x'))
    .selectAll('x')
    .select(['h.label as household', 'a.name as assignee', 'c.name as creator', 'z.name as closer'])
export type TaskViewRow = Awaited<ReturnType<ReturnType<typeof taskViews>['execute']>>[number]

export const taskView = (row: TaskViewRow): TaskView => ({
  id: row.id,
  version: row.version,
  kind: row.kind as TaskKind,
  title: row.title,
  dueOn: row.due_on,
  household: row.household_id ? { id: row.household_id, label: row.household ?? '' } : null,
  assignee: row.assignee_id ? { id: row.assignee_id, name: row.assignee ?? '' } : null,
  createdBy: row.creator,
  isRaised: row.origin_key !== null,
  link: row.link,
  closed:
    row.closed_at && row.closed_as
      ? {
          as: row.closed_as as 'done' | 'cancelled',
          at: row.closed_at.toISOString(),
          by: row.closer,
          outcome: row.outcome,
        }
      : null,
})

/** Support that nobody follows any more is the business of whoever assigns it. Arrears have a worklist of their own. */
const orphanKinds: readonly TaskKind[] = [
  'measure-term',
  'measure-review',
  'measure-alert',
  'measure-evaluation',
  'measure-silence',
  'plan-action-late',
  'technical-report-late',
  'gliding-review',
  'gliding-notice',
  'handover-date',
]
const answersForOrphans = (role: Role): boolean => reachOf(role, 'manage-measures') !== 'never'

type Orphans = { organisationId: string; today: PlainDate; alias: string }

const orphanTask = ({ organisationId, today, alias }: Orphans): RawBuilder<SqlBool> => sql<SqlBool>`
  (${sql.ref(`${alias}.assignee_id`)} is null and ${sql.ref(`${alias}.kind`)} in (${sql.join(
    orphanKinds.map((kind) => sql.lit(kind)),
  )})
   and not exists (select from household_referent f where f.organisation_id = ${organisationId}
     and f.household_id = ${sql.ref(`${alias}.household_id`)}
     and f.from_on <= ${today} and (f.until_on is null or f.until_on >= ${today})))`

/** The tasks of a member: those given to them, and those given to nobody for a household they follow. */
export const tasksOf = (
  { organisationId, membershipId, role }: { organisationId: string; membershipId: string; role: Role },
  today: PlainDate,
  alias: string,
): RawBuilder<SqlBool> => sql<SqlBool>`(${sql.ref(`${alias}.assignee_id`)} = ${membershipId}
  or ${answersForOrphans(role) ? orphanTask({ organisationId, today, alias }) : sql`false`}
  or (${sql.ref(`${alias}.assignee_id`)} is null and ${sql.ref(`${alias}.household_id`)} in (
    select r.household_id from household_referent r
     where r.organisation_id = ${organisationId} and r.membership_id = ${membershipId}
       and r.from_on <= ${today} and (r.until_on is null or r.until_on >= ${today}))))`
