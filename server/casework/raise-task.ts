import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Compartment } from '#domain/casework/compartments.ts'
import type { TaskKind } from '#domain/casework/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

export type RaisedTask = {
  /** Null for what concerns no file yet: then somebody is named. */
  householdId: string | null
  /** Null: whoever follows the household that day, also when the referent changes. */
  assigneeId: string | null
  kind: TaskKind
  title: string
  dueOn: PlainDate
  /** The side of the file that reads it; without a word, rent management. */
  compartment?: Compartment
  /** Names the fact, once and for all: `report-by/<tenancyId>/<defaultOn>`. The same fact never raises two tasks. */
  originKey: string
  /** An address under the organisation's, such as `menages/<id>/logement`. */
  link?: string
}

type System = { tx: Tx; actor: { organisationId: string; membershipId?: string }; now: Date }

/** Tells the people concerned, the same day, that a rule found something to do. Raising the same fact again does nothing. */
export const raiseTask = async (context: System, task: RaisedTask): Promise<void> => {
  await raiseTasks(context, [task])
}

const batch = 1000

/** The same for many facts at once, for jobs over a portfolio. Tells how many were new. */
export const raiseTasks = async (
  { tx, actor, now }: System,
  tasks: readonly RaisedTask[],
): Promise<number> => {
  let raised = 0
  const known = await listKnownKeys({ tx, actor }, tasks)
  const fresh = tasks.filter(({ originKey }) => !known.has(originKey))
  for (let from = 0; from < fresh.length; from += batch) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('task')
      .values(
        fresh.slice(from, from + batch).map((task) => ({
          organisation_id: actor.organisationId,
          id: randomUUIDv7(),
          household_id: task.householdId,
          assignee_id: task.assigneeId,
          kind: task.kind,
          title: task.title,
          due_on: task.dueOn,
          compartment: task.compartment ?? 'gestion',
          origin_key: task.originKey,
          link: task.link ?? null,
          created_by: actor.membershipId ?? null,
          created_at: now,
        })),
      )
      .onConflict((conflict) => conflict.columns(['organisation_id', 'origin_key']).doNothing())
      .executeTakeFirstOrThrow()
    raised += Number(numInsertedOrUpdatedRows ?? 0n)
  }
  return raised
}

/** A night tells the same facts again and again: most of them were told before. */
const listKnownKeys = async (
  { tx, actor }: Pick<System, 'tx' | 'actor'>,
  tasks: readonly RaisedTask[],
): Promise<ReadonlySet<string>> => {
  if (tasks.length < 2) return new Set()
  const { rows } = await sql<{ key: string }>`select origin_key as key from task
    where organisation_id = ${actor.organisationId}
      and origin_key = any (${tasks.map(({ originKey }) => originKey)}::text[])`.execute(tx)
  return new Set(rows.map(({ key }) => key))
}

/** Closes the open tasks that these facts raised: what they asked for has happened, or no longer stands. */
export const settleRaisedTasks = async (
  { tx, actor, now }: System,
  originKeys: readonly string[],
  outcome: string,
): Promise<void> => {
  if (originKeys.length === 0) return
  await tx
    .updateTable('task')
    .where('organisation_id', '=', actor.organisationId)
    .where('origin_key', 'in', originKeys)
    .where('closed_at', 'is', null)
    .set((eb) => ({
      closed_at: now,
      closed_as: 'cancelled',
      outcome,
      version: eb('version', '+', 1),
    }))
    .execute()
}
