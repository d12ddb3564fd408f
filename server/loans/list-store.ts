import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { FinancingFilters, FinancingRow } from '#contract/loan-shapes.ts'
import { seesNames } from '#domain/access.ts'
import type { LoanSort } from '#domain/loans/lists.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'
import { countRows } from '#server/count-rows.ts'
import type { Tx } from '#server/db.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { withinReach } from '#server/reach.ts'
import type { Actor } from '#server/use-case.ts'

export type Reader = { tx: Tx; actor: Actor; today: PlainDate }

/** Each sort is a column that an index holds. */
const sorts: Readonly<Record<LoanSort, { by: string; order: 'asc' | 'desc' }>> = {
  // Identifiers are in the order of time.
  recent: { by: 's.financing_id', order: 'desc' },
  late: { by: 's.oldest_unpaid_on', order: 'asc' },
  ending: { by: 's.ends_on', order: 'asc' },
}

const conditionOf = ({ actor, today }: Reader, filters: FinancingFilters, sort: LoanSort) => {
  const { scope, kind, status, bucket, field, envelopeId, endingWithinMonths, timeBarNear, householdId } =
    filters
  const all: RawBuilder<SqlBool>[] = [
    sql`s.organisation_id = ${actor.organisationId}`,
    withinReach(actor, today, 'list-funding', 's.household_id'),
  ]
  if (scope === 'late' || sort === 'late' || timeBarNear) all.push(sql`s.late_cents > 0`)
  if (status === undefined && (scope === 'open' || scope === 'closed'))
    all.push(sql`s.is_open = ${scope === 'open'}`)
  if (kind !== undefined) all.push(sql`s.kind = ${kind}`)
  if (status !== undefined) all.push(sql`s.status = ${status}`)
  if (bucket !== undefined) all.push(bucketCondition(bucket))
  if (field !== undefined) all.push(sql`s.field = ${field}`)
  if (envelopeId !== undefined) all.push(sql`s.envelope_id = ${envelopeId}`)
  if (householdId !== undefined) all.push(sql`s.household_id = ${householdId}`)
  if (timeBarNear) all.push(sql`s.time_bar_alert <> 'none'`)
  if (endingWithinMonths !== undefined)
    all.push(sql`s.ends_on between ${today}::date and ${addMonths(today, endingWithinMonths)}::date`)
  if (sort === 'ending') all.push(sql`s.is_open`, sql`s.ends_on is not null`)
  return sql.join(all, sql` and `)
}

const bucketCondition = (bucket: string): RawBuilder<SqlBool> =>
  bucket === 'none' ? sql`s.late_cents = 0` : sql`s.late_cents > 0 and s.bucket = ${bucket}`

export type FinancingPage = { filters: FinancingFilters; sort: LoanSort; after?: string; limit: number }

export const listFinancingRows = async (
  reader: Reader,
  { filters, sort, after, limit }: FinancingPage,
): Promise<{ rows: FinancingRow[]; next: string | null }> => {
  const { by, order } = sorts[sort]
  const direction = sql.raw(order)
  const key = sql.raw(by)
  const { rows } = await sql<StandingRow & { sortKey: string }>`
    select ${standingColumns}, p.key::text as "sortKey"
    from (
      select s.organisation_id, s.financing_id, ${key} as key from financing_standing s
      where ${conditionOf(reader, filters, sort)} and ${beyond(after, key, sort)}
      order by ${key} ${direction}, s.financing_id ${direction} limit ${limit + 1}
    ) p
    join financing_standing s on s.organisation_id = p.organisation_id and s.financing_id = p.financing_id
    ${standingJoins}
    order by p.key ${direction}, p.financing_id ${direction}`.execute(reader.tx)
  const page = cutPage(rows, limit, (row) => encodeKey(row.sortKey, row.financingId))
  const names = seesNames(reader.actor.role)
  return { rows: page.rows.map((row) => rowView(row, names)), next: page.next }
}

const uuid = /^[0-9a-f-]{36}$/
const day = /^\d{4}-\d{2}-\d{2}$/

/** A place that nobody gave us reads as the beginning. */
const beyond = (after: string | undefined, key: RawBuilder<unknown>, sort: LoanSort): RawBuilder<SqlBool> => {
  const [value, id] = decodeKey(after, 2) ?? []
  const isRecent = sort === 'recent'
  const isOurs =
    typeof value === 'string' &&
    typeof id === 'string' &&
    uuid.test(id) &&
    (isRecent ? uuid : day).test(value)
  if (!isOurs) return sql`true`
  return isRecent
    ? sql`s.financing_id < ${id}::uuid`
    : sql`(${key}, s.financing_id) > (${value}::date, ${id}::uuid)`
}

export const countFinancingRows = (reader: Reader, filters: FinancingFilters, sort: LoanSort) =>
  countRows(
    reader.tx,
    (limit) =>
      sql`(select from financing_standing s where ${conditionOf(reader, filters, sort)} limit ${limit})`,
  )

const standingColumns = sql`s.financing_id as "financingId", f.number, s.household_id as "householdId",
  h.label as "householdLabel", s.kind, s.field, v.name as "productName", s.status, s.bucket,
  f.decided_on as "decidedOn", f.granted_cents as "grantedCents", s.principal_cents as "disbursedCents",
  s.repaid_cents as "repaidCents", s.outstanding_cents as "outstandingCents", s.late_cents as "lateCents",
  s.oldest_unpaid_on as "oldestUnpaidOn", s.time_bar_on as "timeBarOn", s.time_bar_alert as "timeBarAlert",
  s.next_due_on as "nextDueOn", s.next_due_cents as "nextDueCents", s.ends_on as "endsOn"`
const standingJoins = sql`
  join financing f on f.organisation_id = s.organisation_id and f.id = s.financing_id
  join household h on h.organisation_id = s.organisation_id and h.id = s.household_id
  join product_version v on v.organisation_id = f.organisation_id and v.product_id = f.product_id
    and v.number = f.product_number`

type StandingRow = FinancingRow & { sortKey?: string }

const rowView = ({ sortKey: _, ...row }: StandingRow, names: boolean): FinancingRow => ({
  ...row,
  householdLabel: names ? row.householdLabel : null,
})

/** One financing, as its line in the list tells it. */
export const findFinancingRow = async (
  { tx, actor }: Reader,
  financingId: string,
): Promise<FinancingRow | undefined> => {
  const { rows } = await sql<StandingRow>`
    select ${standingColumns} from financing_standing s ${standingJoins}
    where s.organisation_id = ${actor.organisationId} and s.financing_id = ${financingId}`.execute(tx)
  return rows[0] && rowView(rows[0], seesNames(actor.role))
}
