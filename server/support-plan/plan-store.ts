import { sql } from 'kysely'
import type { ObjectiveResult, PlanService } from '#domain/measures/objectives.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { ObjectiveKind } from '#domain/programmes/kinds.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>

export type ObjectiveRow = {
  id: string
  measureId: string
  kind: ObjectiveKind
  ownWords: string | null
  openedOn: PlainDate
  version: number
}

const objectiveColumns = [
  'id',
  'measure_id as measureId',
  'kind',
  'own_words as ownWords',
  'opened_on as openedOn',
  'version',
] as const

const readObjective = <T extends { kind: string }>(row: T) => ({ ...row, kind: row.kind as ObjectiveKind })

export const listObjectives = async ({ tx, actor }: Here, measureId: string): Promise<ObjectiveRow[]> => {
  const rows = await tx
    .selectFrom('objective')
    .where('organisation_id', '=', actor.organisationId)
    .where('measure_id', '=', measureId)
    .select(objectiveColumns)
    .orderBy('opened_on')
    .orderBy('id')
    .execute()
  return rows.map(readObjective)
}

export const findObjective = async (
  { tx, actor }: Here,
  objectiveId: string,
): Promise<ObjectiveRow | undefined> => {
  const row = await tx
    .selectFrom('objective')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', objectiveId)
    .select(objectiveColumns)
    .forUpdate()
    .executeTakeFirst()
  return row && readObjective(row)
}

export const insertObjective = async (
  { tx, actor, now }: Acting,
  objective: Omit<ObjectiveRow, 'version'>,
): Promise<void> => {
  await tx
    .insertInto('objective')
    .values({
      organisation_id: actor.organisationId,
      id: objective.id,
      measure_id: objective.measureId,
      kind: objective.kind,
      own_words: objective.ownWords,
      opened_on: objective.openedOn,
      added_by: actor.membershipId,
      added_at: now,
    })
    .execute()
}

/** Moves its version on, with its words when they change. */
export const touchObjective = async (
  { tx, actor }: Here,
  objectiveId: string,
  set: { own_words?: string | null } = {},
): Promise<number> => {
  const { version } = await tx
    .updateTable('objective')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', objectiveId)
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

export type EvaluationRow = {
  id: string
  objectiveId: string
  on: PlainDate
  result: ObjectiveResult
  note: string | null
  by: string
  reviewId: string | null
}

/** Those that stand, in the order they were recorded: those of a cancelled review are left out. */
export const listEvaluations = async ({ tx, actor }: Here, measureId: string): Promise<EvaluationRow[]> => {
  const { rows } = await sql<EvaluationRow>`
    select v.id, v.objective_id as "objectiveId", v.on_date as "on", v.result, v.note, p.name as by,
      v.review_id as "reviewId"
    from objective_evaluation v
    join objective o on (o.organisation_id, o.id) = (v.organisation_id, v.objective_id)
    join membership p on (p.organisation_id, p.id) = (v.organisation_id, v.recorded_by)
    left join measure_review r on (r.organisation_id, r.id) = (v.organisation_id, v.review_id)
    left join measure_event e on (e.organisation_id, e.id) = (r.organisation_id, r.event_id)
    where v.organisation_id = ${actor.organisationId} and o.measure_id = ${measureId}
      and e.cancelled_at is null
    order by v.on_date, v.id`.execute(tx)
  return rows
}

export type NewEvaluation = Omit<EvaluationRow, 'by'>

export const insertEvaluations = async (
  { tx, actor, now }: Acting,
  evaluations: readonly NewEvaluation[],
): Promise<void> => {
  if (evaluations.length === 0) return
  await tx
    .insertInto('objective_evaluation')
    .values(
      evaluations.map((evaluation) => ({
        organisation_id: actor.organisationId,
        id: evaluation.id,
        objective_id: evaluation.objectiveId,
        review_id: evaluation.reviewId,
        on_date: evaluation.on,
        result: evaluation.result,
        note: evaluation.note,
        recorded_by: actor.membershipId,
        recorded_at: now,
      })),
    )
    .execute()
}

export type ActionRow = {
  id: string
  objectiveId: string
  what: string
  service: PlanService
  who: string
  dueOn: PlainDate | null
  closedAs: 'done' | 'dropped' | null
  closedOn: PlainDate | null
  outcome: string | null
  version: number
}
export type FoundAction = ActionRow & { measureId: string }

const selectActions = ({ tx, actor }: Here) =>
  tx
    .selectFrom('objective_action as a')
    .innerJoin('objective as o', (join) =>
      join.onRef('o.organisation_id', '=', 'a.organisation_id').onRef('o.id', '=', 'a.objective_id'),
    )
    .where('a.organisation_id', '=', actor.organisationId)
    .select([
      'a.id',
      'a.objective_id as objectiveId',
      'o.measure_id as measureId',
      'a.what',
      'a.service',
      'a.who',
      'a.due_on as dueOn',
      'a.closed_as as closedAs',
      'a.closed_on as closedOn',
      'a.outcome',
      'a.version',
    ])

const readAction = <T extends { service: string; closedAs: string | null }>(row: T) => ({
  ...row,
  service: row.service as PlanService,
  closedAs: row.closedAs as ActionRow['closedAs'],
})

export const listActions = async (here: Here, measureId: string): Promise<FoundAction[]> => {
  const rows = await selectActions(here)
    .where('o.measure_id', '=', measureId)
    .orderBy(sql`a.due_on nulls last`)
    .orderBy('a.id')
    .execute()
  return rows.map(readAction)
}

export const findAction = async (here: Here, actionId: string): Promise<FoundAction | undefined> => {
  const row = await selectActions(here).where('a.id', '=', actionId).forUpdate().executeTakeFirst()
  return row && readAction(row)
}

export type ActionFacts = { what: string; service: PlanService; who: string; dueOn: PlainDate | null }

export const insertAction = async (
  { tx, actor, now }: Acting,
  action: ActionFacts & { id: string; objectiveId: string },
): Promise<void> => {
  await tx
    .insertInto('objective_action')
    .values({
      organisation_id: actor.organisationId,
      id: action.id,
      objective_id: action.objectiveId,
      what: action.what,
      service: action.service,
      who: action.who,
      due_on: action.dueOn,
      added_by: actor.membershipId,
      added_at: now,
    })
    .execute()
}

type ActionChange = {
  what?: string
  service?: string
  who?: string
  due_on?: PlainDate | null
  closed_as?: 'done' | 'dropped' | null
  closed_on?: PlainDate | null
  outcome?: string | null
}

export const updateAction = async (
  { tx, actor }: Here,
  actionId: string,
  set: ActionChange,
): Promise<number> => {
  const { version } = await tx
    .updateTable('objective_action')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', actionId)
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}
