import type pg from 'pg'
import type { NewFinding } from '#server/imports/findings.ts'
import type { Entity, Fates } from '#server/imports/import-cursor.ts'
import type { ImportRecord } from '#server/imports/import-record.ts'
import {
  incomingBuildings,
  incomingDwellings,
  incomingPersons,
  incomingTenancies,
} from '#server/imports/stock-incoming.ts'
import type { Stretch } from '#server/imports/walk-ledger.ts'

export const stockParameters = (
  { organisationId, id, source, layout }: ImportRecord,
  { from, to }: Stretch,
) => [organisationId, id, source, from, to, 'endsOn' in layout.columns]

export type StockEntity = Exclude<Entity, 'entry'>

const incoming: Readonly<Record<StockEntity, string>> = {
  building: incomingBuildings,
  dwelling: incomingDwellings,
  tenancy: incomingTenancies,
  person: incomingPersons,
}

/** Which entities a file of this target writes; the lines of an occupant name a tenancy but do not change it. */
export const entitiesOf: Readonly<Record<Exclude<ImportRecord['target'], 'ledger'>, readonly StockEntity[]>> =
  {
    buildings: ['building'],
    dwellings: ['building', 'dwelling'],
    tenancies: ['building', 'dwelling', 'tenancy', 'person'],
    occupants: ['person'],
  }

export const countStock = async (
  client: pg.ClientBase,
  record: ImportRecord,
  stretch: Stretch,
): Promise<Partial<Record<Entity, Fates>>> => {
  if (record.target === 'ledger') return {}
  const fates: Partial<Record<Entity, Fates>> = {}
  for (const entity of entitiesOf[record.target]) {
    const { rows } = await client.query<Fates>(
      `select count(*) filter (where known_id is null)::int as created, count(*) filter (where changed)::int as changed,
         count(*) filter (where known_id is not null and not changed)::int as "leftAlone"
       from (${incoming[entity]}) facing`,
      stockParameters(record, stretch),
    )
    fates[entity] = rows[0] ?? { created: 0, changed: 0, leftAlone: 0 }
  }
  return fates
}

const euros = (column: string) => `replace(to_char(${column} / 100.0, 'FM999999999990.00'), '.', ',')`
const became = (label: string, was: string, now: string) =>
  `case when ${now} is distinct from ${was} then format('${label} : %s devient %s', coalesce(${was}, 'rien'), coalesce(${now}, 'rien')) end`
const amountBecame = (label: string, column: string) =>
  became(label, euros(`was_${column}`), euros(`coalesce(${column}, was_${column})`))
const dayBecame = (label: string, was: string, now: string) =>
  became(label, `to_char(${was}, 'DD/MM/YYYY')`, `to_char(${now}, 'DD/MM/YYYY')`)

/** The tenancies that a new file changes, and what of them, for the user to see beforehand. */
export const findTenancyChanges = async (
  client: pg.ClientBase,
  record: ImportRecord,
  stretch: Stretch,
  most: number,
): Promise<NewFinding[]> => {
  if (record.target !== 'tenancies' || most <= 0) return []
  const { rows } = await client.query<{ line: number; tenancy_ref: string; news: string }>(
    `select line, tenancy_ref, concat_ws(' ; ',
       ${amountBecame('Loyer', 'rent_cents')}, ${amountBecame('Charges', 'charges_cents')},
       ${amountBecame('RLS', 'rls_cents')}, ${amountBecame('Aide', 'benefit_cents')},
       ${dayBecame('Date d’entrée', 'was_started_on', 'coalesce(started_on, was_started_on)')},
       ${dayBecame('Date de sortie', 'was_ended_on', 'new_ended_on')}) as news
     from (${incomingTenancies}) facing where changed order by line limit $7`,
    [...stockParameters(record, stretch), most],
  )
  return rows.map(({ line, tenancy_ref, news }) => ({
    line,
    rank: 0,
    fate: 'changed',
    column: null,
    value: tenancy_ref,
    reason: news === '' ? 'Bail modifié (logement ou organisme payeur).' : `${news}.`,
  }))
}
