import { sql } from 'kysely'
import type { Tx } from '#server/db.ts'

type Writer = { tx: Tx; organisationId: string; now: Date }
type Return = { isPermanent: boolean; reason: string }

/** Notes that a message came back; for good, its address gets nothing more. Undefined when there is no such message. */
export const markReturned = async (
  { tx, organisationId, now }: Writer,
  messageId: string,
  { isPermanent, reason }: Return,
): Promise<{ householdId: string } | undefined> => {
  const { rows } = await sql<{ householdId: string; channel: string; address: string }>`update message
    set bounced_at = ${now}, bounce_reason = ${reason}, bounce_is_permanent = ${isPermanent}
    where organisation_id = ${organisationId} and id = ${messageId} and state in ('sent', 'failed', 'sending', 'uncertain')
    returning household_id as "householdId", channel, address`.execute(tx)
  const [message] = rows
  if (!message) return undefined
  if (isPermanent)
    await sql`insert into dead_address (organisation_id, channel, address, since, reason, message_id)
      values (${organisationId}, ${message.channel}, ${message.address}, ${now}, ${reason}, ${messageId})
      on conflict (organisation_id, channel, address) do nothing`.execute(tx)
  return { householdId: message.householdId }
}
