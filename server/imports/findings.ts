import type pg from 'pg'
import type { ImportRecord } from '#server/imports/import-record.ts'

/** Beyond it, a column was misread: the counts stay exact, but nobody reads so many lines. */
export const mostFindings = 50_000

/** A column badly filled in a whole file must not hide the lines rejected. */
export const mostWarnings = 20_000

/** A line may be warned about and also change something: each finding has its own rank. */
export const firstWarningRank = 100

export type NewFinding = {
  line: number
  rank: number
  fate: 'rejected' | 'changed' | 'warned'
  column: string | null
  value: string | null
  reason: string
}

/** Keeps the lines to show. A finding known already stays as it was: a batch done again changes nothing. */
export const keepFindings = async (
  client: pg.ClientBase,
  { organisationId, id }: ImportRecord,
  findings: readonly NewFinding[],
  alreadyKept: number,
): Promise<number> => {
  const kept = findings.slice(0, Math.max(0, mostFindings - alreadyKept))
  if (kept.length === 0) return alreadyKept
  await client.query(
    `insert into import_finding (organisation_id, import_id, line, rank, fate, column_name, value, reason)
     select $1, $2, f.line, f.rank, f.fate, f.column_name, f.value, f.reason
     from unnest($3::int[], $4::smallint[], $5::text[], $6::text[], $7::text[], $8::text[])
       as f (line, rank, fate, column_name, value, reason)
     on conflict do nothing`,
    [
      organisationId,
      id,
      kept.map(({ line }) => line),
      kept.map(({ rank }) => rank),
      kept.map(({ fate }) => fate),
      kept.map(({ column }) => column),
      kept.map(({ value }) => value),
      kept.map(({ reason }) => reason),
    ],
  )
  return alreadyKept + kept.length
}
