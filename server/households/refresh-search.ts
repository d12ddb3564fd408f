import { sql } from 'kysely'
import type { Tx } from '#server/db.ts'

/** Writes again what the search reads of these households; a merged one leaves the search. */
export const refreshSearchLines = async (
  { tx, actor }: { tx: Tx; actor: { organisationId: string } },
  householdIds: readonly (string | undefined)[],
): Promise<void> => {
  const ids = [...new Set(householdIds.filter((id) => id !== undefined))]
  await sql`delete from household_search s using household h
    where s.organisation_id = ${actor.organisationId} and s.household_id = any (${ids}::uuid[])
      and (h.organisation_id, h.id) = (s.organisation_id, s.household_id) and h.merged_into_id is not null`.execute(
    tx,
  )
  await sql`select refresh_household_search(${ids}::uuid[])`.execute(tx)
}
