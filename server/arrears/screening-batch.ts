import { sql } from 'kysely'
import { readOwingAccounts, type ScreenedAccounts } from '#server/arrears/read-accounts.ts'
import { keepFindings } from '#server/arrears/screen-tenancies.ts'
import type { ScreeningRound } from '#server/arrears/screening-round.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'

/** Tenancies that follow each other: after an identifier, up to and including another. */
export type Range = { after: string; upTo: string; count: number }

export type Batch = { range: Range; round: ScreeningRound; found: ScreenedAccounts }

/** Large enough for the sum to be a run through the index, small enough to see the progress and to lose little. */
const batchSize = 10_000

/** The tenancies of the organisation after an identifier, cut in batches. */
export const listRanges = async (tx: Tx, organisationId: string, after: string): Promise<Range[]> => {
  const { rows } = await sql<Omit<Range, 'after'>>`
    select max(id::text) as "upTo", count(*)::int as count from (
      select id, (row_number() over (order by id) - 1) / ${batchSize}::int as batch from tenancy
      where organisation_id = ${organisationId} and id > ${after}) numbered
    group by batch order by batch`.execute(tx)
  return rows.map((row, index) => ({ ...row, after: rows[index - 1]?.upTo ?? after }))
}

/** Only reads: meanwhile another batch is judged and written. */
export const readBatch = (
  house: House,
  organisationId: string,
  range: Range,
  round: ScreeningRound,
): Promise<Batch> => {
  const reading = inOrganisation(
    house.database,
    organisationId,
    async (tx) => {
      const { ground, judgedBefore } = round
      return { range, round, found: await readOwingAccounts(tx, organisationId, range, ground, judgedBefore) }
    },
    'read only',
  )
  // It may fail while the batch before it is written: it is told when its turn comes.
  reading.catch(() => undefined)
  return reading
}

export const keepBatch = (
  writer: { tx: Tx; actor: { organisationId: string }; now: Date },
  { found, round }: Batch,
): Promise<void> => keepFindings(writer, found, round.ground)
