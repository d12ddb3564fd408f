import type { Acting } from '#server/use-case.ts'

/** Two people who open the same thing for a household do it one after the other. */
export const lockHousehold = async ({ tx, actor }: Acting, householdId: string): Promise<void> => {
  await tx
    .selectFrom('household')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', householdId)
    .select('id')
    .forUpdate()
    .execute()
}
