import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { PlainDate } from '#domain/plain-date.ts'
import { eventActs } from '#server/casework/log-events.ts'
import { type Reader, readable } from '#server/casework/readable.ts'
import { countRows } from '#server/count-rows.ts'
import type { Tx } from '#server/db.ts'
import { isAfter } from '#server/keyset.ts'

export type LineKind = 'contact' | 'note' | 'document' | 'event'
export type LogFilters = {
  householdId: string
  kinds?: readonly LineKind[] | undefined
  authorId?: string | undefined
  from?: PlainDate | undefined
  to?: PlainDate | undefined
}

/** Where a line stands: its day, then the microsecond it was written, then its identifier. */
export type LinePlace = { kind: LineKind; id: string; on: PlainDate; micros: number }

const micros = (column: string) => sql`(extract(epoch from ${sql.ref(column)}) * 1000000)::bigint`
const dayOf = (column: string) => sql`(${sql.ref(column)} at time zone 'Europe/Paris')::date`

/** Everything the reader may see of the household, as one dated line: the three sources meet here and nowhere else. */
const lines = (reader: Reader, filters: LogFilters): RawBuilder<LinePlace> => {
  const { organisationId } = reader.actor
  const of = (alias: string) =>
    sql`${sql.ref(`${alias}.organisation_id`)} = ${organisationId} and ${sql.ref(`${alias}.household_id`)} = ${filters.householdId}`
  return sql<LinePlace>`(
    select e.kind, e.id, e.happened_on as "on", ${micros('e.written_at')} as micros, e.author_id as author
      from log_entry e where ${of('e')} and ${readable(reader, 'e')}
    union all
    select 'document', d.id, ${dayOf('d.added_at')}, ${micros('d.added_at')}, d.author_id
      from document d where ${of('d')} and ${readable(reader, 'd')}
    union all
    select 'event', j.id, ${dayOf('j.at')}, ${micros('j.at')}, j.membership_id
      from journal j where ${of('j')} and j.act = any (${eventActs(reader.actor.role)}::text[])
  )`
}

const matching = ({ kinds, authorId, from, to }: LogFilters): RawBuilder<SqlBool> =>
  sql<SqlBool>`${kinds ? sql`l.kind = any (${[...kinds]}::text[])` : sql`true`}
    and ${authorId ? sql`l.author = ${authorId}` : sql`true`}
    and ${from ? sql`l."on" >= ${from}` : sql`true`} and ${to ? sql`l."on" <= ${to}` : sql`true`}`

export type Place = readonly (string | number)[]

/** The latest first, from `after` on. */
export const listPlaces = async (
  tx: Tx,
  reader: Reader,
  filters: LogFilters,
  { after, limit }: { after: Place | undefined; limit: number },
): Promise<LinePlace[]> => {
  const { rows } = await sql<LinePlace>`
    select l.kind, l.id, l."on", l.micros from ${lines(reader, filters)} l
     where ${matching(filters)} and ${isAfter([sql`l."on"`, sql`l.micros`, sql`l.id`], after, 'desc')}
     order by l."on" desc, l.micros desc, l.id desc limit ${limit}`.execute(tx)
  return rows
}

export const countPlaces = (tx: Tx, reader: Reader, filters: LogFilters) =>
  countRows(
    tx,
    (limit) => sql`(select from ${lines(reader, filters)} l where ${matching(filters)} limit ${limit})`,
  )
