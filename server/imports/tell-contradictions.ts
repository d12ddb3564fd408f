import type pg from 'pg'
import { firstWarningRank, mostWarnings } from '#server/imports/findings.ts'
import type { ImportRecord } from '#server/imports/import-record.ts'
import { personToldOtherwise, tenancyToldOtherwise } from '#server/imports/reasons.ts'

const differs = (columns: readonly string[]) =>
  `(${columns.map((column) => `coalesce(l.${column}, f.${column})`).join(', ')})
   is distinct from (${columns.map((column) => `f.${column}`).join(', ')})`

type Contradiction = { field: string; ref: string; speaks: string; differs: string; reason: string }

const contradictions: readonly Contradiction[] = [
  {
    field: 'tenancyRef',
    ref: 'tenancy_ref',
    speaks: 'speaks_for_tenancy',
    differs: differs([
      'started_on',
      'ended_on',
      'rent_cents',
      'charges_cents',
      'rls_cents',
      'benefit_cents',
      'dwelling_ref',
    ]),
    reason: tenancyToldOtherwise,
  },
  {
    field: 'personRef',
    ref: 'person_ref',
    speaks: 'speaks_for_person',
    differs: `l.last_name is not null and l.person_ref_given and (fold(l.last_name), fold(coalesce(l.first_name, f.first_name, '')),
      coalesce(l.birth_on, f.birth_on)) is distinct from (fold(f.last_name), fold(coalesce(f.first_name, '')), f.birth_on)`,
    reason: personToldOtherwise,
  },
]

/** The first line that names a tenancy or a person is the one believed; a later line that says otherwise is told. */
export const tellContradictions = async (
  client: pg.ClientBase,
  { organisationId, id, layout }: ImportRecord,
): Promise<number> => {
  let told = 0
  for (const [at, { field, ref, speaks, differs: isDifferent, reason }] of contradictions.entries()) {
    const column = layout.columns[field]
    if (column === undefined) continue
    const { rows } = await client.query<{ count: number }>(
      `with contradicting as (
         select l.line, l.${ref} as value, f.line as first_line
         from import_stock_line l join import_stock_line f on f.${ref} = l.${ref}
         where l.organisation_id = $1 and l.import_id = $2 and f.organisation_id = $1 and f.import_id = $2
           and not l.${speaks} and f.${speaks} and ${isDifferent}
       ), kept as (
         insert into import_finding (organisation_id, import_id, line, rank, fate, column_name, value, reason)
         select $1, $2, line, ${firstWarningRank * 2 + at}, 'warned', $3, value, format($4, first_line)
         from contradicting order by line limit ${mostWarnings} on conflict do nothing
       )
       select count(*)::int as count from contradicting`,
      [organisationId, id, layout.headers[column] ?? null, reason],
    )
    told += rows[0]?.count ?? 0
  }
  return told
}
