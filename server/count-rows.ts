import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#server/db.ts'

const countLimit = 10_000

/** Counts exactly while that is cheap, then says « more than that ». `rowsUpTo` selects at most so many rows. */
export const countRows = async (
  tx: Tx,
  rowsUpTo: (limit: number) => RawBuilder<unknown>,
): Promise<{ count: number; exact: boolean }> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${rowsUpTo(countLimit + 1)} counted`.execute(tx)
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, countLimit), exact: count <= countLimit }
}
