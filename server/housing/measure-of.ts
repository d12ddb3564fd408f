import type { Acting } from '#server/use-case.ts'

/** Whether a measure is this household's; saying none is always right. */
export const isMeasureOf = async (
  { tx, actor }: Acting,
  measureId: string | null,
  householdId: string,
): Promise<boolean> => {
  if (measureId === null) return true
  const row = await tx
    .selectFrom('measure')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', measureId)
    .where('household_id', '=', householdId)
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}
