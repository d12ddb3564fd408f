import { sql } from 'kysely'
import type { Tx } from '#server/db.ts'

/** Signs a person out everywhere. Should they work elsewhere too, they sign in again. */
export const endSessions = async (tx: Tx, userId: string): Promise<void> => {
  await sql`delete from identity."session" where "userId" = ${userId}`.execute(tx)
}
