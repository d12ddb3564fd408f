import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { MeasureFilters, MeasureRow } from '#contract/measure-shapes.ts'
import { seesNames } from '#domain/access.ts'
import { openStatuses, runningStatuses } from '#domain/measures/kinds.ts'
import type { MeasureSort } from '#domain/measures/lists.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { countRows } from '#server/count-rows.ts'
import type { Tx } from '#server/db.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { withinReach } from '#server/reach.ts'
import type { Actor } from '#server/use-case.ts'

export type Reader = { tx: Tx; actor: Actor; today: PlainDate }

/** Each sort is a column that an index holds: what has no date comes last, who was never met comes first. */
const sorts: Readonly<Record<MeasureSort, { by: string; type: 'date' | 'text' }>> = {
  due: { by: 's.due_key', type: 'date' },
  end: { by: 's.end_key', type: 'date' },
  contact: { by: 's.contact_key', type: 'date' },
  name: { by: 's.household_label', type: 'text' },
}

/** Who sees no name may not read one in the order of the list either. */
const sortFor = (actor: Actor, sort: MeasureSort) =>
  sorts[sort === 'name' && !seesNames(actor.role) ? 'due' : sort]

export const conditionOf = (
  { actor, today }: Pick<Reader, 'actor' | 'today'>,
  filters: MeasureFilters,
): RawBuilder<SqlBool> => {
  const { status, programmeId, phase, lead } = filters
  const all = [
    sql<SqlBool>`s.organisation_id = ${actor.organisationId}`,
    withinReach(actor, today, 'list-measures', 's.household_id'),
    ...scopeConditions(filters),
    ...dateConditions(filters, today),
  ]
  if (status !== undefined) all.push(sql`s.status = ${status}`)
  if (programmeId !== undefined) all.push(sql`s.programme_id = ${programmeId}`)
  if (phase !== undefined) all.push(sql`s.phase = ${phase}`)
  if (lead === 'nobody') all.push(sql`s.lead_id is null`)
  else if (lead !== undefined) all.push(sql`s.lead_id = ${lead}`)
  return sql.join(all, sql` and `)
}

/** A status says by itself whether the measure is open; null where open and closed are listed together. */
const rankOf = ({ scope, status, overdue }: MeasureFilters): number | null => {
  const asked = overdue ? 'overdue' : status
  if (asked !== undefined) return (openStatuses as readonly string[]).includes(asked) ? 0 : 1
  if (scope === 'all') return null
  return scope === 'closed' ? 1 : 0
}
const scopeConditions = (filters: MeasureFilters): RawBuilder<SqlBool>[] => {
  const rank = rankOf(filters)
  const isRunning = sql<SqlBool>`s.status = any (${[...runningStatuses]}::text[])`
  return [
    ...(rank === null ? [] : [sql<SqlBool>`s.closed_rank = ${rank}`]),
    ...(rank !== null && filters.scope === 'running' ? [isRunning] : []),
    ...(rank !== null && filters.scope === 'waiting' ? [sql<SqlBool>`not ${isRunning}`] : []),
    ...(filters.overdue ? [sql<SqlBool>`s.status = 'overdue'`] : []),
  ]
}

const dateConditions = (filters: MeasureFilters, today: PlainDate): RawBuilder<SqlBool>[] => {
  const { withoutContactDays, endingWithinDays, from, to, metAtHome } = filters
  const all: RawBuilder<SqlBool>[] = []
  // A household asked for yesterday is not yet left alone.
  if (withoutContactDays !== undefined)
    all.push(
      sql`s.contact_key <= ${addDays(today, -withoutContactDays)}::date`,
      sql`s.requested_on <= ${addDays(today, -withoutContactDays)}::date`,
      sql`s.closed_rank = 0`,
    )
  if (endingWithinDays !== undefined)
    all.push(
      sql`s.end_key between ${today}::date and ${addDays(today, endingWithinDays)}::date`,
      sql`s.status in ('active', 'suspended')`,
    )
  if (from !== undefined || to !== undefined) all.push(ranDuring(from, to))
  if (metAtHome !== undefined) all.push(wasMet(metAtHome, to))
  return all
}

/** Accompanied during a period: begun before its end, not ended before its beginning. */
export const ranDuring = (from: PlainDate | undefined, to: PlainDate | undefined): RawBuilder<SqlBool> =>
  sql`s.started_on <= ${to ?? '9999-12-31'}::date and s.ended_key >= ${from ?? '0001-01-01'}::date`

/** Without an end, whoever was ever met. */
export const wasMet = (met: boolean, by: PlainDate = '9999-12-30'): RawBuilder<SqlBool> =>
  met ? sql`s.met_key <= ${by}::date` : sql`s.met_key > ${by}::date`

export type MeasurePage = {
  filters: MeasureFilters
  sort: MeasureSort
  after?: string
  limit: number
  /** How many rows match in all, when that is known. */
  total?: { count: number; exact: boolean }
}

/**
 * So few rows are gathered, then sorted; more are read in order until the page is full. PostgreSQL, left to choose, reads
 * in order and may go through the whole list to find the few.
 */
const fewRows = 5_000

export const listMeasureRows = async (
  reader: Reader,
  { filters, sort, after, limit, total }: MeasurePage,
): Promise<{ rows: MeasureRow[]; next: string | null }> => {
  const { by, type } = sortFor(reader.actor, sort)
  const key = sql.raw(by)
  // Where open and closed are listed together, the open ones come first; elsewhere the rank says nothing.
  const isMixed = rankOf(filters) === null
  const rank = isMixed ? sql.raw('s.closed_rank') : sql.raw('0')
  const gathering = sql.raw(total?.exact && total.count <= fewRows ? 'materialized' : 'not materialized')
  const { rows } = await sql<StandingRow & { rank: number; sortKey: string }>`
    with matching as ${gathering} (select s.organisation_id, s.measure_id, ${rank} as rank, ${key} as key
      from measure_standing s where ${conditionOf(reader, filters)} and ${beyond(after, key, type, isMixed)})
    select s.*, p.rank, p.key::text as "sortKey", v.name as programme_name, v.family, l.name as lead_name
    from (select * from matching order by rank, key, measure_id limit ${limit + 1}) p
    join measure_standing s on s.organisation_id = p.organisation_id and s.measure_id = p.measure_id
    join measure m on m.organisation_id = s.organisation_id and m.id = s.measure_id
    join programme_version v on v.organisation_id = m.organisation_id and v.programme_id = m.programme_id
      and v.number = m.programme_number
    left join membership l on l.organisation_id = s.organisation_id and l.id = s.lead_id
    order by p.rank, p.key, p.measure_id`.execute(reader.tx)
  const page = cutPage(rows, limit, (row) => encodeKey(row.rank, row.sortKey, row.measure_id))
  const names = seesNames(reader.actor.role)
  return { rows: page.rows.map((row) => rowView(row, names)), next: page.next }
}

const uuid = /^[0-9a-f-]{36}$/
const day = /^\d{4}-\d{2}-\d{2}$/

/** A place that nobody gave us reads as the beginning. */
const beyond = (
  after: string | undefined,
  key: RawBuilder<unknown>,
  type: 'date' | 'text',
  isMixed: boolean,
): RawBuilder<SqlBool> => {
  const [rank, value, id] = decodeKey(after, 3) ?? []
  const isOurs =
    (rank === 0 || rank === 1) &&
    typeof value === 'string' &&
    (type === 'text' || day.test(value)) &&
    typeof id === 'string' &&
    uuid.test(id)
  if (!isOurs) return sql`true`
  const place = sql`${value}::${sql.raw(type)}, ${id}::uuid`
  return isMixed
    ? sql`(s.closed_rank, ${key}, s.measure_id) > (${rank}::int, ${place})`
    : sql`(${key}, s.measure_id) > (${place})`
}

export const countMeasureRows = (reader: Reader, filters: MeasureFilters) =>
  countRows(
    reader.tx,
    (limit) => sql`(select from measure_standing s where ${conditionOf(reader, filters)} limit ${limit})`,
  )

export type StandingRow = {
  measure_id: string
  household_id: string
  household_label: string
  programme_id: string
  programme_name: string
  family: string
  status: string
  phase: string | null
  lead_id: string | null
  lead_name: string | null
  requested_on: PlainDate | null
  started_on: PlainDate | null
  ends_on: PlainDate | null
  ended_on: PlainDate | null
  next_due: string | null
  next_due_on: PlainDate | null
  last_contact_on: PlainDate | null
  first_home_visit_on: PlainDate | null
}

export const rowView = (row: StandingRow, names: boolean): MeasureRow => ({
  measureId: row.measure_id,
  householdId: row.household_id,
  householdLabel: names ? row.household_label : null,
  programmeId: row.programme_id,
  programmeName: row.programme_name,
  family: row.family as MeasureRow['family'],
  status: row.status as MeasureRow['status'],
  phase: row.phase,
  leadId: row.lead_id,
  leadName: row.lead_name,
  requestedOn: row.requested_on,
  startedOn: row.started_on,
  endsOn: row.ends_on,
  endedOn: row.ended_on,
  nextDue: row.next_due,
  nextDueOn: row.next_due_on,
  lastContactOn: row.last_contact_on,
  firstHomeVisitOn: row.first_home_visit_on,
})
