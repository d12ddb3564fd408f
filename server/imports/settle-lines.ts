import type pg from 'pg'
import { mostFindings } from '#server/imports/findings.ts'
import type { ImportRecord } from '#server/imports/import-record.ts'
import { sameEntryAsLine, sameThingAsLine } from '#server/imports/reasons.ts'
import { tellContradictions } from '#server/imports/tell-contradictions.ts'

type Settled = { repeated: number; warnings: number }

/**
 * Once all lines are read: those that repeat another are rejected, or told apart, and those that contradict another are
 * told. Returns how many were rejected, and how many warnings that adds or takes away.
 */
export const settleLines = async (client: pg.ClientBase, record: ImportRecord): Promise<Settled> => {
  await client.query("set local work_mem = '64MB'; set local enable_nestloop = off")
  const settled =
    record.target === 'ledger'
      ? { repeated: await settleLedger(client, record), warnings: 0 }
      : await settleStock(client, record, record.target)
  return { ...settled, warnings: settled.warnings - (await forgetWarningsOfRejected(client, record)) }
}

const settleStock = async (
  client: pg.ClientBase,
  record: ImportRecord,
  target: keyof typeof repeatedStock,
): Promise<Settled> => {
  const repeated = await rejectRepeated(client, record, 'import_stock_line', repeatedStock[target])
  await client.query(chooseSpeakers, [record.organisationId, record.id])
  return { repeated, warnings: await tellContradictions(client, record) }
}

/** A line rejected after all is not one that is kept without a value. */
const forgetWarningsOfRejected = async (
  client: pg.ClientBase,
  { organisationId, id }: ImportRecord,
): Promise<number> => {
  const { rowCount } = await client.query(
    `delete from import_finding w using import_finding r
     where w.organisation_id = $1 and w.import_id = $2 and w.fate = 'warned'
       and r.organisation_id = $1 and r.import_id = $2 and r.fate = 'rejected' and r.rank = 0 and r.line = w.line`,
    [organisationId, id],
  )
  return rowCount ?? 0
}

const repeatedStock = {
  buildings: 'building_ref',
  dwellings: 'dwelling_ref',
  tenancies: "tenancy_ref || '|' || coalesce(person_ref, '')",
  occupants: "tenancy_ref || '|' || person_ref",
} as const

const settleLedger = async (client: pg.ClientBase, record: ImportRecord): Promise<number> => {
  // Repeated identifiers are few: they are found once, and the rest of the work is on them alone.
  await client.query(
    `create temporary table repeated_entry on commit drop as
     select external_id from import_ledger_line where organisation_id = $1 and import_id = $2
     group by external_id having count(*) > 1`,
    [record.organisationId, record.id],
  )
  const { rows } = await client.query<{ found: boolean }>(
    'select exists (select from repeated_entry) as found',
  )
  if (!rows[0]?.found) return 0
  await client.query(tellApart, [record.organisationId, record.id])
  return rejectRepeated(client, record, 'import_ledger_line', 'external_id', sameEntryAsLine)
}

const tellApart = `update import_ledger_line l set external_id = l.external_id || '#' || ranked.rank
  from (select l.line, row_number() over (partition by l.external_id order by l.line) as rank
    from import_ledger_line l join repeated_entry using (external_id)
    where l.organisation_id = $1 and l.import_id = $2 and l.external_id like 'd:%') ranked
  where l.organisation_id = $1 and l.import_id = $2 and l.line = ranked.line and ranked.rank > 1`

const rejectRepeated = async (
  client: pg.ClientBase,
  { organisationId, id, layout, target }: ImportRecord,
  table: string,
  key: string,
  reason = sameThingAsLine,
): Promise<number> => {
  const field = {
    buildings: 'buildingRef',
    dwellings: 'dwellingRef',
    tenancies: 'tenancyRef',
    occupants: 'tenancyRef',
    ledger: 'entryRef',
  }[target]
  const deleted = await client.query(
    `with ranked as (
       select line, ${key} as value, first_value(line) over same as first_line, row_number() over same as rank
       from ${table} where organisation_id = $1 and import_id = $2 window same as (partition by ${key} order by line)
     ), repeated as (
       delete from ${table} l using ranked r
       where l.organisation_id = $1 and l.import_id = $2 and l.line = r.line and r.rank > 1
       returning l.line, r.value, r.first_line
     ), told as (
       insert into import_finding (organisation_id, import_id, line, rank, fate, column_name, value, reason)
       select $1, $2, line, 0, 'rejected', $3, split_part(value, '|', 1), format($4, first_line)
       from repeated order by line limit ${mostFindings} on conflict do nothing
     )
     select line from repeated`.replace(
      'from import_ledger_line where',
      'from import_ledger_line join repeated_entry using (external_id) where',
    ),
    [organisationId, id, layout.headers[layout.columns[field] ?? -1] ?? null, reason],
  )
  return deleted.rowCount ?? 0
}

const chooseSpeakers = `update import_stock_line l set
    speaks_for_building = l.building_ref is not null and s.building = 1,
    speaks_for_dwelling = l.dwelling_ref is not null and s.dwelling = 1,
    speaks_for_tenancy = l.tenancy_ref is not null and s.tenancy = 1,
    speaks_for_person = l.person_ref is not null and l.last_name is not null and s.person = 1
  from (select line,
      row_number() over (partition by building_ref order by line) as building,
      row_number() over (partition by dwelling_ref order by line) as dwelling,
      row_number() over (partition by tenancy_ref order by line) as tenancy,
      row_number() over (partition by person_ref, last_name is null order by line) as person
    from import_stock_line where organisation_id = $1 and import_id = $2) s
  where l.organisation_id = $1 and l.import_id = $2 and l.line = s.line`
