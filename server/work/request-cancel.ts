import { sql } from 'kysely'
import type { Tx } from '#server/db.ts'
import { record } from '#server/journal.ts'

type Requester = { tx: Tx; actor: { organisationId: string; membershipId?: string } }

/** Asks a piece of work to stop; what has not begun is cancelled at once. False when it had already ended. */
export const requestCancel = async ({ tx, actor }: Requester, workId: string): Promise<boolean> => {
  const asked = await sql`update work set cancel_requested = true,
      state = case state when 'queued' then 'cancelled' else state end,
      ended_at = case state when 'queued' then now() end
    where organisation_id = ${actor.organisationId} and id = ${workId} and state in ('queued', 'running')`.execute(
    tx,
  )
  if (asked.numAffectedRows !== 1n) return false
  await record({ tx, actor }, { act: 'work-cancelled', subject: { kind: 'work', id: workId } })
  return true
}
