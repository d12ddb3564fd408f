import type pg from 'pg'
import type { NewFinding } from '#server/imports/findings.ts'
import type { ImportRecord } from '#server/imports/import-record.ts'
import { unknownTenancy } from '#server/imports/reasons.ts'

/** Moves the lines just copied to where they wait, each tied to its tenancy; tells those whose tenancy is unknown. */
export const stageLedgerLines = async (
  client: pg.ClientBase,
  { organisationId, id, source, layout }: ImportRecord,
): Promise<{ staged: number; rejected: NewFinding[]; derived: number }> => {
  // The look-up is a lateral of one row, so that it goes by the key whatever the planner believes of the tables.
  // A line without an identifier gets one from what it says; lines that say the same are told apart once all are read.
  const moved = await client.query<{ derived: boolean }>(
    `insert into import_ledger_line
       (organisation_id, import_id, line, tenancy_id, entry_on, amount_cents, kind, external_id, label)
     select $1, $2, i.line, t.id, i.entry_on, i.amount_cents, i.kind,
       coalesce(i.entry_ref, 'd:' || md5(concat_ws('|', i.tenancy_ref, i.entry_on, i.amount_cents, i.kind, i.label))),
       i.label
     from pg_temp.incoming_ledger i
     cross join lateral (select id from tenancy
       where organisation_id = $1 and source = $3 and external_id = i.tenancy_ref limit 1) t`,
    [organisationId, id, source],
  )
  const { rows } = await client.query<{ line: number; tenancy_ref: string }>(
    `select i.line, i.tenancy_ref from pg_temp.incoming_ledger i
     left join lateral (select id from tenancy
       where organisation_id = $1 and source = $2 and external_id = i.tenancy_ref limit 1) t on true
     where t.id is null order by i.line`,
    [organisationId, source],
  )
  const derived = await client.query<{ count: number }>(
    'select count(*)::int as count from pg_temp.incoming_ledger where entry_ref is null',
  )
  const column = layout.headers[layout.columns['tenancyRef'] ?? -1] ?? null
  return {
    staged: moved.rowCount ?? 0,
    derived: derived.rows[0]?.count ?? 0,
    rejected: rows.map(({ line, tenancy_ref }) => ({
      line,
      rank: 0,
      fate: 'rejected',
      column,
      value: tenancy_ref,
      reason: unknownTenancy,
    })),
  }
}
