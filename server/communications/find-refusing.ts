import { sql } from 'kysely'
import type { Channel } from '#domain/communications/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

type Reading = { tx: Tx; actor: { organisationId: string }; today: PlainDate }

/** Among these households, those that no message may reach by this channel today: what other capabilities ask first. */
export const findRefusing = async (
  { tx, actor, today }: Reading,
  channel: Channel,
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ id: string }>`select h.id from household h
    where h.organisation_id = ${actor.organisationId} and h.id = any (${[...ids]}::uuid[])
      and (h.do_not_contact or exists (select from contact_refusal r
        where r.organisation_id = h.organisation_id and r.household_id = h.id and r.channel = ${channel}
          and r.from_on <= ${today} and (r.until_on is null or r.until_on >= ${today})))`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}
