import type pg from 'pg'
import type { NewFinding } from '#server/imports/findings.ts'
import type { ImportRecord } from '#server/imports/import-record.ts'
import { endsBeforeStart, leavesBeforeStart, startMissing, unknownTenancy } from '#server/imports/reasons.ts'
import { stockColumns } from '#server/imports/staged-columns.ts'
import { byRef } from '#server/imports/stock-incoming.ts'

// What the line leaves out and the stock already knows is left to the stock; what nobody knows gets a reference of its own.
const buildingRef = `coalesce(i.building_ref, case
  when d.id is not null or placed.dwelling_ref is null then null
  when coalesce(i.street, i.post_code, i.town) is null then 'sans-immeuble'
  else 'adresse:' || left(md5(fold(concat_ws('|', i.street, i.post_code, i.town))), 16) end)`
const dwellingRef = `coalesce(i.dwelling_ref, case when $4 = 'tenancies' and t.id is null then 'bail:' || i.tenancy_ref end)`
const personRef = `coalesce(i.person_ref, case when i.last_name is not null and i.tenancy_ref is not null
  then i.tenancy_ref || '#' || left(md5(concat_ws('|', fold(i.last_name), fold(i.first_name), i.birth_on)), 12) end)`

const reasonOf = `case
  when $4 = 'occupants' and t.id is null then '${unknownTenancy}'
  when $4 = 'tenancies' and t.id is null and i.started_on is null then '${startMissing}'
  when $4 = 'tenancies' and i.ended_on < coalesce(i.started_on, t.started_on) then '${endsBeforeStart}'
  when $4 = 'occupants' and i.left_on < coalesce(i.joined_on, t.started_on) then '${leavesBeforeStart}' end`
const columnOf = `case
  when $4 = 'occupants' and t.id is null then 'tenancyRef'
  when $4 = 'tenancies' and t.id is null and i.started_on is null then 'startsOn'
  when $4 = 'tenancies' then 'endsOn' else 'leftOn' end`

const asCopied = stockColumns
  .map(([name]) => name)
  .filter((name) => !['building_ref', 'dwelling_ref', 'person_ref'].includes(name))

// `offset 0` keeps the reference a plain column: under a policy, an index is used only for what cannot leak, and `||` might.
const known = `pg_temp.incoming_stock i
  ${byRef('tenancy', 'i.tenancy_ref', 't')}
  cross join lateral (select ${dwellingRef} as dwelling_ref offset 0) placed
  ${byRef('dwelling', 'placed.dwelling_ref', 'd')}`

type Rejected = { line: number; reason: string; field: string; value: string | null }

/** Moves the lines just copied to where they wait; tells those that the stock makes impossible. */
export const stageStockLines = async (
  client: pg.ClientBase,
  { organisationId, id, source, target, layout }: ImportRecord,
): Promise<{ staged: number; rejected: NewFinding[]; derived: number }> => {
  const moved = await client.query(
    `insert into import_stock_line (organisation_id, import_id, building_ref, dwelling_ref, person_ref,
       person_ref_given, line, ${asCopied.join(', ')})
     select $1, $2, ${buildingRef}, placed.dwelling_ref, ${personRef},
       i.person_ref is not null, i.line, ${asCopied.map((name) => `i.${name}`).join(', ')}
     from ${known} where ${reasonOf} is null`,
    [organisationId, id, source, target],
  )
  const { rows } = await client.query<Rejected>(
    `select i.line, ${reasonOf} as reason, ${columnOf} as field,
       case ${columnOf} when 'tenancyRef' then i.tenancy_ref when 'endsOn' then i.ended_on::text
         when 'leftOn' then i.left_on::text end as value
     from ${known} where $2::uuid is not null and ${reasonOf} is not null order by i.line`,
    [organisationId, id, source, target],
  )
  return {
    staged: moved.rowCount ?? 0,
    derived: 0,
    rejected: rows.map(({ line, reason, field, value }) => ({
      line,
      rank: 0,
      fate: 'rejected',
      column: layout.headers[layout.columns[field] ?? -1] ?? null,
      value,
      reason,
    })),
  }
}
