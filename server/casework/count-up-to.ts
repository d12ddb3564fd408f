import { type Compilable, sql } from 'kysely'
import type { Tx } from '#server/db.ts'

const countLimit = 10_000

/** Counts the rows of a query exactly while that is cheap, then says « more than that ». */
export const countUpTo = async (
  tx: Tx,
  rows: Compilable & { limit(limit: number): { toOperationNode(): unknown } },
): Promise<{ count: number; exact: boolean }> => {
  const some = rows.limit(countLimit + 1)
  const counted = await sql<{
    count: number
  }>`select count(*)::int as count from ${some as never} as counted`.execute(tx)
  const count = counted.rows[0]?.count ?? 0
  return { count: Math.min(count, countLimit), exact: count <= countLimit }
}
