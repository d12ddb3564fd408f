import type pg from 'pg'
import type { NewFinding } from '#server/imports/findings.ts'
import type { Fates } from '#server/imports/import-cursor.ts'
import type { ImportRecord } from '#server/imports/import-record.ts'

/** A stretch of lines: after `from`, up to and including `to`. */
export type Stretch = { from: number; to: number; isFresh: boolean }

const known = `left join lateral (
    select e.revision, e.tenancy_id, e.entry_on, e.amount_cents, e.kind, e.label from rent_entry e
    where e.organisation_id = $1 and e.source = $3 and e.external_id = l.external_id
    order by e.revision desc limit 1) was on true`
const differs = `was.revision is not null and (was.tenancy_id, was.entry_on, was.amount_cents, was.kind, was.label)
  is distinct from (l.tenancy_id, l.entry_on, l.amount_cents, l.kind, l.label)`
const lines = 'l.organisation_id = $1 and l.import_id = $2 and l.line > $4 and l.line <= $5'

const parameters = ({ organisationId, id, source }: ImportRecord, { from, to }: Stretch) => [
  organisationId,
  id,
  source,
  from,
  to,
]

/** True when nothing was ever imported from this source: no line needs to be compared. */
export const isLedgerFresh = async (
  client: pg.ClientBase,
  { organisationId, source }: ImportRecord,
): Promise<boolean> => {
  const { rows } = await client.query<{ found: boolean }>(
    'select exists (select from rent_entry where organisation_id = $1 and source = $2) as found',
    [organisationId, source],
  )
  return rows[0]?.found === false
}

export const countLedger = async (
  client: pg.ClientBase,
  record: ImportRecord,
  stretch: Stretch,
): Promise<Fates> => {
  const { rows } = await client.query<{ created: number; changed: number; total: number }>(
    stretch.isFresh
      ? `select count(*)::int as created, 0 as changed, count(*)::int as total
         from import_ledger_line l where ${lines} and $3::text is not null`
      : `select count(*) filter (where was.revision is null)::int as created,
           count(*) filter (where ${differs})::int as changed, count(*)::int as total
         from import_ledger_line l ${known} where ${lines}`,
    parameters(record, stretch),
  )
  const { created = 0, changed = 0, total = 0 } = rows[0] ?? {}
  return { created, changed, leftAlone: total - created - changed }
}

type Correction = { line: number; before: string; after: string }
const described = (of: string) =>
  `concat_ws(' · ', to_char(${of}.entry_on, 'DD/MM/YYYY'), replace(to_char(${of}.amount_cents / 100.0, 'FM999999999990.00'), '.', ','), ${of}.label)`

/** The ledger lines that a new file words otherwise, for the user to see before they are reversed. */
export const findCorrections = async (
  client: pg.ClientBase,
  record: ImportRecord,
  stretch: Stretch,
  most: number,
): Promise<NewFinding[]> => {
  const { rows } = await client.query<Correction>(
    `select l.line, ${described('was')} as before, ${described('l')} as after
     from import_ledger_line l ${known} where ${lines} and ${differs} order by l.line limit $6`,
    [...parameters(record, stretch), most],
  )
  return rows.map(({ line, before, after }) => ({
    line,
    rank: 0,
    fate: 'changed',
    column: null,
    value: after,
    reason: `Écriture corrigée : « ${before} » est annulée et remplacée.`,
  }))
}

const insertInto = `insert into rent_entry
  (organisation_id, tenancy_id, entry_on, amount_cents, kind, revision, source, external_id, label, import_id)`

/** Writes the new lines; a line worded otherwise is reversed as it stood, then written anew. */
export const mergeLedger = async (
  client: pg.ClientBase,
  record: ImportRecord,
  stretch: Stretch,
): Promise<Fates> => {
  const fates = await countLedger(client, record, stretch)
  if (stretch.isFresh) {
    await client.query(
      `${insertInto} select $1, l.tenancy_id, l.entry_on, l.amount_cents, l.kind, 0, $3, l.external_id, l.label, $2
       from import_ledger_line l where ${lines}`,
      parameters(record, stretch),
    )
    return fates
  }
  if (fates.created + fates.changed > 0)
    await client.query(
      `with facing as (select l.*, was.revision, was.tenancy_id as was_tenancy_id, was.entry_on as was_on,
           was.amount_cents as was_cents, was.kind as was_kind, was.label as was_label
         from import_ledger_line l ${known} where ${lines} and (was.revision is null or ${differs}))
       ${insertInto}
       select $1, was_tenancy_id, was_on, -was_cents, was_kind, revision + 1, $3, external_id, was_label, $2
       from facing where revision is not null
       union all
       select $1, tenancy_id, entry_on, amount_cents, kind, coalesce(revision + 2, 0), $3, external_id, label, $2
       from facing`,
      parameters(record, stretch),
    )
  return fates
}
