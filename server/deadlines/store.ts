import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { DeadlineRow } from '#contract/deadlines.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type DeadlineAnswer, isOverdue } from '#domain/procedures/deadline-answers.ts'
import type { DeadlineSense, ProcedureActor, ProcedureKind } from '#domain/procedures/kinds.ts'
import type { Tx } from '#server/db.ts'
import { kindsRead } from '#server/procedures/hold.ts'
import { withinReach } from '#server/reach.ts'
import type { Acting } from '#server/use-case.ts'

export type Reading = Pick<Acting, 'tx' | 'actor' | 'today'>

export type Which = {
  memberId?: string | undefined
  kind?: ProcedureKind | undefined
  legalOnly?: boolean
  from?: PlainDate | undefined
  to?: PlainDate | undefined
  state?: 'any' | 'coming' | 'late' | 'answered'
  procedureId?: string | undefined
}

const overdue = (today: PlainDate) => sql`d.sense = 'act-by' and d.due_on < ${today}`

/** Passed and unanswered: what cannot be hidden. */
export const isLate = (today: PlainDate): RawBuilder<SqlBool> => sql`(${overdue(today)} and a.id is null)`

const inState = (state: Which['state'], today: PlainDate): RawBuilder<SqlBool> => {
  if (state === 'coming') return sql`d.due_on >= ${today}`
  if (state === 'late') return isLate(today)
  if (state === 'answered') return sql`(${overdue(today)} and a.id is not null)`
  // A waiting time or a period that has ended asks nothing of anybody.
  return sql`(d.sense = 'act-by' or d.due_on >= ${today})`
}

const followedBy = (organisationId: string, memberId: string, today: PlainDate): RawBuilder<SqlBool> => sql`
  d.household_id in (select r.household_id from household_referent r where r.organisation_id = ${organisationId}
    and r.membership_id = ${memberId} and r.from_on <= ${today} and (r.until_on is null or r.until_on >= ${today}))`

const given = <T>(value: T | undefined, condition: (value: T) => RawBuilder<unknown>) =>
  value === undefined ? sql`` : sql` and ${condition(value)}`

/** `d` the deadlines, `a` their answers, `p` their procedures: those awaited, within reach, on a side the caller reads. */
export const awaited = ({ actor, today }: Reading, which: Which): RawBuilder<unknown> => sql`
  from procedure_deadline d
  join procedure p on (p.organisation_id, p.id) = (d.organisation_id, d.procedure_id)
  left join deadline_answer a on a.organisation_id = d.organisation_id and a.procedure_id = d.procedure_id
    and a.deadline_key = d.key and a.due_on = d.due_on and a.withdrawn_at is null
  where d.organisation_id = ${actor.organisationId} and d.status = 'open' and p.cancelled_at is null
    and d.kind = any (${kindsRead(actor)}::text[])
    and ${withinReach(actor, today, 'read-procedures', 'd.household_id')}
    and ${inState(which.state, today)}${given(which.from, (day) => sql`d.due_on >= ${day}`)}${given(
      which.to,
      (day) => sql`d.due_on <= ${day}`,
    )}${given(which.kind, (kind) => sql`d.kind = ${kind}`)}${given(
      which.procedureId,
      (id) => sql`d.procedure_id = ${id}`,
    )}${given(which.memberId, (id) => followedBy(actor.organisationId, id, today))}${
      which.legalOnly ? sql` and d.is_legal` : sql``
    }`

/** What a row is told with, read only for the rows of a page. */
export const told = (organisationId: string, today: PlainDate): RawBuilder<unknown> => sql`
  d.procedure_id, d.key, d.household_id, d.kind, d.label, d.sense, d.who, d.is_legal, d.raw_due_on, d.due_on, d.why,
  d.source, d.status, a.id as answer_id, a.answer, a.reason, a.answered_at,
  (select m.name from membership m where (m.organisation_id, m.id) = (${organisationId}, a.answered_by)) as answered_by,
  (select h.label from household h where (h.organisation_id, h.id) = (${organisationId}, d.household_id)) as household,
  array(select m.name from household_referent r
    join membership m on (m.organisation_id, m.id) = (r.organisation_id, r.membership_id)
    where r.organisation_id = ${organisationId} and r.household_id = d.household_id and r.from_on <= ${today}
      and (r.until_on is null or r.until_on >= ${today}) order by m.name) as referents`

export type ToldRow = {
  procedure_id: string
  key: string
  household_id: string
  household: string
  referents: string[]
  kind: ProcedureKind
  label: string
  sense: DeadlineSense
  who: ProcedureActor
  is_legal: boolean
  raw_due_on: PlainDate
  due_on: PlainDate
  why: string
  source: string
  status: string
  answer_id: string | null
  answer: DeadlineAnswer
  reason: string
  answered_at: Date
  answered_by: string
}

export const deadlineRow = (row: ToldRow, today: PlainDate): DeadlineRow => ({
  procedureId: row.procedure_id,
  key: row.key,
  household: { id: row.household_id, label: row.household },
  referents: row.referents,
  kind: row.kind,
  label: row.label,
  sense: row.sense,
  who: row.who,
  isLegal: row.is_legal,
  rawDueOn: row.raw_due_on,
  dueOn: row.due_on,
  why: row.why,
  source: row.source,
  isOverdue: isOverdue({ sense: row.sense, status: row.status, dueOn: row.due_on }, today),
  answer: row.answer_id
    ? {
        id: row.answer_id,
        answer: row.answer,
        reason: row.reason,
        by: row.answered_by,
        at: row.answered_at.toISOString(),
      }
    : null,
})

/** The deadline as last drawn, on a side the caller reads. */
export const findDeadline = (
  tx: Tx,
  organisationId: string,
  { procedureId, householdId, key }: { procedureId: string; householdId: string; key: string },
) =>
  tx
    .selectFrom('procedure_deadline as d')
    .where('d.organisation_id', '=', organisationId)
    .where('d.procedure_id', '=', procedureId)
    .where('d.household_id', '=', householdId)
    .where('d.key', '=', key)
    .select(['d.kind', 'd.rule', 'd.sense', 'd.status', 'd.due_on as dueOn'])
    .$castTo<{ kind: ProcedureKind; rule: string; sense: DeadlineSense; status: string; dueOn: PlainDate }>()
    .executeTakeFirst()

type NewAnswer = {
  id: string
  procedureId: string
  key: string
  dueOn: PlainDate
  answer: DeadlineAnswer
  reason: string
  by: string
  at: Date
}

/** False when somebody has answered it for that day. */
export const insertAnswer = async (tx: Tx, organisationId: string, one: NewAnswer): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('deadline_answer')
    .values({
      organisation_id: organisationId,
      id: one.id,
      procedure_id: one.procedureId,
      deadline_key: one.key,
      due_on: one.dueOn,
      answer: one.answer,
      reason: one.reason,
      answered_by: one.by,
      answered_at: one.at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'procedure_id', 'deadline_key', 'due_on'])
        .where('withdrawn_at', 'is', null)
        .doNothing(),
    )
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export const findAnswer = (tx: Tx, organisationId: string, procedureId: string, answerId: string) =>
  tx
    .selectFrom('deadline_answer as a')
    .innerJoin('procedure as p', (join) =>
      join.onRef('p.organisation_id', '=', 'a.organisation_id').onRef('p.id', '=', 'a.procedure_id'),
    )
    .where('a.organisation_id', '=', organisationId)
    .where('a.procedure_id', '=', procedureId)
    .where('a.id', '=', answerId)
    .select([
      'p.household_id as householdId',
      'p.kind',
      'a.answer',
      'a.due_on as dueOn',
      'a.deadline_key as key',
      'a.withdrawn_at as withdrawnAt',
    ])
    .$castTo<{
      householdId: string
      kind: ProcedureKind
      answer: DeadlineAnswer
      dueOn: PlainDate
      key: string
      withdrawnAt: Date | null
    }>()
    .executeTakeFirst()

/** False when it was withdrawn meanwhile. */
export const withdraw = async (
  tx: Tx,
  organisationId: string,
  answerId: string,
  at: Date,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('deadline_answer')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', answerId)
    .where('withdrawn_at', 'is', null)
    .set({ withdrawn_at: at })
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
