import type { Tx } from '#server/db.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

/** Two people who open or propose the same thing for a household do it one after the other. What only refers to it is not kept waiting. */
export const lockHousehold = async ({ tx, actor }: Here, householdId: string): Promise<void> => {
  await tx
    .selectFrom('household')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', householdId)
    .select('id')
    .forNoKeyUpdate()
    .execute()
}
