import { type Compilable, sql } from 'kysely'
import { countRows } from '#server/count-rows.ts'
import type { Tx } from '#server/db.ts'

/** `countRows` for a query that is built. */
export const countUpTo = (
  tx: Tx,
  rows: Compilable & { limit(limit: number): { toOperationNode(): unknown } },
): Promise<{ count: number; exact: boolean }> => countRows(tx, (limit) => sql`${rows.limit(limit) as never}`)
