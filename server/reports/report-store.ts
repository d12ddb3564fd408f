import { sql } from 'kysely'
import type { PlainDate } from '#domain/plain-date.ts'
import type { FigureKey } from '#domain/reports/figures.ts'
import type { Tx } from '#server/db.ts'
import { encodeKey } from '#server/keyset.ts'
import { figureRows, type Scope } from './figure-rows.ts'

type Counted = { group: string | null; count: number }

export const countGroups = async (tx: Tx, scope: Scope, key: FigureKey): Promise<Counted[]> => {
  const { rows } = await sql<Counted>`
    select r."group", count(*)::int as count from (${figureRows[key](scope)}) r group by 1 order by 2 desc, 1`.execute(
    tx,
  )
  return rows
}

/** In tenths of a month; null when nothing ended. Its rows carry their own length in `detail`. */
export const averageTenths = async (tx: Tx, scope: Scope): Promise<number | null> => {
  const { rows } = await sql<{ average: number | null }>`
    select round(avg(r.detail::int))::int as average from (${figureRows['average-months'](scope)}) r`.execute(
    tx,
  )
  return rows[0]?.average ?? null
}

/** The cents that the rows of a figure carry, together. */
export const sumOfRows = async (tx: Tx, scope: Scope, key: FigureKey): Promise<number> => {
  const { rows } = await sql<{ cents: number }>`
    select coalesce(sum(r.detail::bigint), 0)::bigint as cents from (${figureRows[key](scope)}) r`.execute(tx)
  return rows[0]?.cents ?? 0
}

export type BehindRow = {
  id: string
  householdId: string | null
  name: string | null
  group: string | null
  on: PlainDate | null
  detail: string | null
}

type Page = {
  key: FigureKey
  group: string | undefined
  after: { on: string; id: string } | undefined
  limit: number
}

const early = '0001-01-01'

/** The rows behind a figure, the earliest first. `withNames` joins the household, whose name not everybody reads. */
export const listBehind = async (
  tx: Tx,
  scope: Scope,
  { key, group, after, limit }: Page,
  withNames: boolean,
): Promise<BehindRow[]> => {
  const start = after
    ? sql`and (coalesce(r."on", ${early}::date), r.id) > (${after.on}::date, ${after.id})`
    : sql``
  const { rows } = await sql<BehindRow>`
    select r.id, r.household_id as "householdId", ${withNames ? sql`h.label` : sql`null::text`} as name, r."group",
      r."on", r.detail
    from (select * from (${figureRows[key](scope)}) r
      where (${group ?? null}::text is null or r."group" = ${group ?? null}) ${start}
      order by coalesce(r."on", ${early}::date), r.id limit ${limit}) r
    left join household h on h.organisation_id = ${scope.organisationId} and h.id = r.household_id
    order by coalesce(r."on", ${early}::date), r.id`.execute(tx)
  return rows
}

export const keyOf = ({ on, id }: BehindRow): string => encodeKey(on ?? early, id)

export const countBehind = async (
  tx: Tx,
  scope: Scope,
  key: FigureKey,
  group: string | undefined,
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (${figureRows[key](scope)}) r
    where (${group ?? null}::text is null or r."group" = ${group ?? null})`.execute(tx)
  return rows[0]?.count ?? 0
}

export type Gap = { figure: FigureKey; reason: string; by: string }

export const listGaps = async (tx: Tx, organisationId: string, year: number): Promise<Gap[]> => {
  const rows = await tx
    .selectFrom('report_gap as g')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'g.organisation_id').onRef('m.id', '=', 'g.stated_by'),
    )
    .where('g.organisation_id', '=', organisationId)
    .where('g.year', '=', year)
    .select(['g.figure', 'g.reason', 'm.name as by'])
    .execute()
  return rows.map((row) => ({ ...row, figure: row.figure as FigureKey }))
}

type Statement = { year: number; figure: FigureKey; reason: string; statedBy: string; now: Date }

export const writeGap = async (
  tx: Tx,
  organisationId: string,
  { year, figure, reason, statedBy, now }: Statement,
): Promise<void> => {
  await tx
    .insertInto('report_gap')
    .values({
      organisation_id: organisationId,
      year,
      figure,
      reason,
      stated_by: statedBy,
      stated_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'year', 'figure'])
        .doUpdateSet({ reason, stated_by: statedBy, stated_at: now }),
    )
    .execute()
}

export const removeGap = async (
  tx: Tx,
  organisationId: string,
  year: number,
  figure: FigureKey,
): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom('report_gap')
    .where('organisation_id', '=', organisationId)
    .where('year', '=', year)
    .where('figure', '=', figure)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** The programmes under the name of their last version, to choose from. */
export const listProgrammes = async (
  tx: Tx,
  organisationId: string,
): Promise<{ id: string; name: string }[]> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct on (v.programme_id) v.programme_id as id, v.name from programme_version v
    where v.organisation_id = ${organisationId} order by v.programme_id, v.number desc`.execute(tx)
  return rows.toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
}
