import { type SqlBool, sql } from 'kysely'
import { closesObjective, isActionLate, type ObjectiveResult } from '#domain/measures/objectives.ts'
import { addDays, formatDate, type PlainDate } from '#domain/plain-date.ts'
import { type RaisedTask, raiseTasks, settleRaisedTasks } from '#server/casework/raise-task.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import type { FoundMeasure } from '#server/measures/find-measure.ts'

const batchSize = 500
type Telling = {
  tx: Tx
  actor: { organisationId: string; membershipId?: string }
  today: PlainDate
  now: Date
}
type Dated = { id: string; what: string; dueOn: PlainDate | null }
type LateAction = { id: string; what: string; dueOn: PlainDate; measureId: string; householdId: string }

/** The same day put off is another fact to tell. */
const originKey = ({ id, dueOn }: Pick<Dated, 'id' | 'dueOn'>) => `plan-action/${id}/${dueOn}`

/** The lead of the measure is a referent of the household: the task follows when the measure is handed over. */
const taskOf = ({ householdId, measureId, ...action }: LateAction): RaisedTask => ({
  householdId,
  assigneeId: null,
  kind: 'plan-action-late',
  title: `Action du projet à faire pour le ${formatDate(action.dueOn)} : ${action.what}`.slice(0, 300),
  dueOn: addDays(action.dueOn, 1),
  compartment: 'social',
  originKey: originKey(action),
  link: `accompagnements/${measureId}`,
})

/** Tells at once of an action whose day has already passed when it is written. */
export const tellAction = async (
  context: Telling,
  { id: measureId, householdId }: Pick<FoundMeasure, 'id' | 'householdId'>,
  { id, what, dueOn }: Dated,
): Promise<void> => {
  if (dueOn !== null && isActionLate({ dueOn, closedOn: null }, context.today))
    await raiseTasks(context, [taskOf({ id, what, dueOn, measureId, householdId })])
}

export const settleAction = (
  context: Telling,
  action: Pick<Dated, 'id' | 'dueOn'>,
  outcome: string,
): Promise<void> => settleRaisedTasks(context, [originKey(action)], outcome)

/** An objective reached or dropped: its open actions are asked of nobody any more. */
export const settleClosedObjectives = async (
  context: Telling,
  evaluations: readonly { objectiveId: string; result: ObjectiveResult }[],
): Promise<void> => {
  const closed = evaluations.filter(({ result }) => closesObjective(result)).map((one) => one.objectiveId)
  if (closed.length === 0) return
  const left = await context.tx
    .selectFrom('objective_action')
    .where('organisation_id', '=', context.actor.organisationId)
    .where('objective_id', 'in', closed)
    .where('closed_on', 'is', null)
    .select(['id', 'due_on as dueOn'])
    .execute()
  await settleRaisedTasks(context, left.map(originKey), 'L’objectif est clos.')
}

/** Tells of the actions whose day passed. Raising the same fact again does nothing: cut short or run twice, it ends the same. */
export const followSupportPlans = job('support-plan.follow', async (house, { organisationId }, signal) => {
  let after: Pick<LateAction, 'id' | 'dueOn'> | undefined = { id: firstId, dueOn: '1900-01-01' }
  while (after !== undefined) {
    signal.throwIfAborted()
    after = await followBatch(house, organisationId, after)
  }
  await settleLeftOver(house, organisationId)
})
const firstId = '00000000-0000-0000-0000-000000000000'

export const nightlySupportPlans: Nightly = {
  name: 'follow-support-plans',
  at: '55 3 * * *',
  enqueueFor: (tx, organisationId) =>
    enqueue(tx, followSupportPlans, { organisationId }, { key: `support-plan.follow/${organisationId}` }),
}

/** The last word that stands on the objective `o` closes it: what `objectiveStateOf` says, in the database. */
const isObjectiveClosed = sql<SqlBool>`coalesce((select v.result in ('reached', 'dropped')
  from objective_evaluation v
  left join measure_review r on (r.organisation_id, r.id) = (v.organisation_id, v.review_id)
  left join measure_event e on (e.organisation_id, e.id) = (r.organisation_id, r.event_id)
  where v.organisation_id = o.organisation_id and v.objective_id = o.id and e.cancelled_at is null
  order by v.on_date desc, v.id desc limit 1), false)`

const followBatch = (house: House, organisationId: string, after: Pick<LateAction, 'id' | 'dueOn'>) =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const today = house.clock.today()
    const { rows } = await sql<LateAction>`
      select a.id, a.what, a.due_on as "dueOn", o.measure_id as "measureId", s.household_id as "householdId"
      from objective_action a
      join objective o on (o.organisation_id, o.id) = (a.organisation_id, a.objective_id)
      join measure_standing s on (s.organisation_id, s.measure_id) = (o.organisation_id, o.measure_id)
      where a.organisation_id = ${organisationId} and a.closed_on is null and a.due_on < ${today}::date
        and (a.due_on, a.id) > (${after.dueOn}::date, ${after.id}::uuid) and s.is_open and not ${isObjectiveClosed}
      order by a.due_on, a.id limit ${batchSize}`.execute(tx)
    await raiseTasks({ tx, actor: { organisationId }, now: house.clock.now() }, rows.map(taskOf))
    return rows.at(-1)
  })

/** Nobody is asked for what was left to do in a measure, or for an objective, that is over. */
const settleLeftOver = (house: House, organisationId: string): Promise<void> =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const { rows } = await sql<{ originKey: string }>`
      select t.origin_key as "originKey" from task t
      join objective_action a on a.organisation_id = t.organisation_id
        and t.origin_key = 'plan-action/' || a.id || '/' || a.due_on
      join objective o on (o.organisation_id, o.id) = (a.organisation_id, a.objective_id)
      join measure_standing s on (s.organisation_id, s.measure_id) = (o.organisation_id, o.measure_id)
      where t.organisation_id = ${organisationId} and t.kind = 'plan-action-late' and t.closed_at is null
        and (not s.is_open or ${isObjectiveClosed})`.execute(tx)
    await settleRaisedTasks(
      { tx, actor: { organisationId }, now: house.clock.now() },
      rows.map((row) => row.originKey),
      'L’objectif ou la mesure est clos.',
    )
  })
