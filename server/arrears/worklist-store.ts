import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { WorklistFilters, WorklistRow } from '#contract/arrears.ts'
import { seesNames } from '#domain/access.ts'
import type { RegimeChange } from '#domain/arrears/regime-change.ts'
import type { ArrearsStage } from '#domain/arrears/transitions.ts'
import type { WorklistSort } from '#domain/arrears/worklist.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { countRows } from '#server/count-rows.ts'
import type { Tx } from '#server/db.ts'
import { withinReach } from '#server/reach.ts'
import type { Actor } from '#server/use-case.ts'

export type Reader = { tx: Tx; actor: Actor; today: PlainDate }

/** Each sort is an expression that an index holds; the worst case comes first. */
const sorts: Readonly<Record<WorklistSort, { by: string; type: string; ascending?: true }>> = {
  urgency: { by: 's.urgency_score', type: 'int' },
  debt: { by: 's.debt_cents', type: 'bigint' },
  months: { by: 'coalesce(s.months_owed_tenths, 0)', type: 'int' },
  trend: { by: 's.trend_six_months_cents', type: 'bigint' },
  age: { by: "coalesce(s.first_default_on, date '9999-12-31')", type: 'date', ascending: true },
}

const verdicts = {
  a: sql<SqlBool>`s.is_arrears_a and not s.is_arrears_b`,
  b: sql<SqlBool>`s.is_arrears_b and not s.is_arrears_a`,
  both: sql<SqlBool>`s.is_arrears_a and s.is_arrears_b`,
  neither: sql<SqlBool>`not s.is_arrears_a and not s.is_arrears_b`,
} as const

const trendConditions = {
  rising: sql<SqlBool>`s.trend_six_months_cents > 0`,
  falling: sql<SqlBool>`s.trend_six_months_cents < 0`,
  stable: sql<SqlBool>`s.trend_six_months_cents = 0`,
} as const

export const conditionOf = (
  { actor, today }: Pick<Reader, 'actor' | 'today'>,
  filters: WorklistFilters,
): RawBuilder<SqlBool> => {
  const { agency, stage, minDebtCents, minMonths, trend, referent, verdict, change, text } = filters
  const all = [
    sql<SqlBool>`s.organisation_id = ${actor.organisationId}`,
    withinReach(actor, today, 'read-arrears', 's.household_id'),
  ]
  if (agency !== undefined) all.push(sql`s.agency = ${agency}`)
  if (stage !== undefined) all.push(sql`s.stage = ${stage}`)
  if (minDebtCents !== undefined) all.push(sql`s.debt_cents >= ${minDebtCents}`)
  if (minMonths !== undefined) all.push(sql`coalesce(s.months_owed_tenths, 0) >= ${minMonths * 10}`)
  if (trend !== undefined) all.push(trendConditions[trend])
  if (referent === 'nobody') all.push(sql`s.referent_id is null`)
  else if (referent !== undefined) all.push(sql`s.referent_id = ${referent}`)
  if (verdict !== undefined) all.push(verdicts[verdict])
  if (change !== undefined) all.push(sql`s.regime_change = ${change}`)
  for (const word of text?.split(/\s+/).filter(Boolean) ?? [])
    all.push(sql`${textColumn(actor)} like '%' || ${likeWord(word)} || '%'`)
  return sql.join(all, sql` and `)
}

/** Who sees no name may not guess one either. */
const textColumn = (actor: Actor) =>
  seesNames(actor.role) ? sql`s.search_text` : sql`fold(s.tenancy_number)`
const likeWord = (word: string) => sql`fold(${word.replace(/[\\%_]/g, '\\$&')})`

export type WorklistPage = { filters: WorklistFilters; sort: WorklistSort; after?: string; limit: number }

export const listWorklistRows = async (
  reader: Reader,
  { filters, sort, after, limit }: WorklistPage,
): Promise<{ rows: WorklistRow[]; next: string | null }> => {
  const { by, type, ascending } = sorts[sort]
  const key = sql.raw(by)
  const direction = sql.raw(ascending ? 'asc' : 'desc')
  const from = readCursor(after)
  const beyond = from
    ? sql`and (${key}, s.tenancy_id) ${sql.raw(ascending ? '>' : '<')}
        (${from.value}::${sql.raw(type)}, ${from.tenancyId}::uuid)`
    : sql``
  // The page is chosen among the keys, which an index holds with what most filters ask for; only then are its rows read.
  const { rows } = await sql<StateRow & { sortKey: string }>`
    select s.*, ${key}::text as "sortKey", m.name as "referentName"
    from (select s.tenancy_id from arrears_state s
      where ${conditionOf(reader, filters)} ${beyond}
      order by ${key} ${direction}, s.tenancy_id ${direction} limit ${limit + 1}) page
    join arrears_state s on s.organisation_id = ${reader.actor.organisationId} and s.tenancy_id = page.tenancy_id
    left join membership m on m.organisation_id = ${reader.actor.organisationId} and m.id = s.referent_id
    order by ${key} ${direction}, s.tenancy_id ${direction}`.execute(reader.tx)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const names = seesNames(reader.actor.role)
  return {
    rows: shown.map((row) => toView(row, names)),
    next: rows.length > limit && last ? `${last.sortKey}~${last.tenancy_id}` : null,
  }
}

/** A cursor that nobody gave us reads as the beginning. */
const readCursor = (after: string | undefined) => {
  const found = /^(-?[\d-]{1,20})~([0-9a-f-]{36})$/.exec(after ?? '')
  return found ? { value: found[1], tenancyId: found[2] } : undefined
}

export const countWorklistRows = (reader: Reader, filters: WorklistFilters) =>
  countRows(
    reader.tx,
    (limit) => sql`(select from arrears_state s where ${conditionOf(reader, filters)} limit ${limit})`,
  )

type StateRow = {
  tenancy_id: string
  household_id: string
  tenancy_number: string
  household_label: string
  agency: string | null
  referent_id: string | null
  referentName: string | null
  debt_cents: number
  months_owed_tenths: number | null
  trend_six_months_cents: number
  month_end_balances: (string | number)[]
  current_rent_resumed: boolean
  first_default_on: PlainDate | null
  constituted_on: PlainDate | null
  report_due_on: PlainDate | null
  stage: string
  next_deadline_rule: string | null
  next_deadline_on: PlainDate | null
  is_arrears_a: boolean
  is_arrears_b: boolean
  regime_change: string
  urgency_rule: string
  urgency_reason: string
}

const toView = (row: StateRow, names: boolean): WorklistRow => ({
  tenancyId: row.tenancy_id,
  householdId: row.household_id,
  tenancyNumber: row.tenancy_number,
  householdLabel: names ? row.household_label : null,
  agency: row.agency,
  referentId: row.referent_id,
  referentName: row.referentName,
  debtCents: row.debt_cents,
  monthsOwedTenths: row.months_owed_tenths,
  trendSixMonthsCents: row.trend_six_months_cents,
  monthEndBalances: row.month_end_balances.map(Number),
  currentRentResumed: row.current_rent_resumed,
  firstDefaultOn: row.first_default_on,
  constitutedOn: row.constituted_on,
  reportDueOn: row.report_due_on,
  stage: row.stage as ArrearsStage,
  nextDeadlineRule: row.next_deadline_rule,
  nextDeadlineOn: row.next_deadline_on,
  isArrearsA: row.is_arrears_a,
  isArrearsB: row.is_arrears_b,
  change: row.regime_change as RegimeChange,
  urgencyRule: row.urgency_rule,
  urgencyReason: row.urgency_reason,
})
