import { tellMeasures } from '#server/measures/tell-measures.ts'
import type { Acting } from '#server/use-case.ts'

/** A contact was written, corrected or withdrawn: the measures of the household know it in the same transaction. */
export const followContact = async (context: Acting, householdId: string): Promise<void> => {
  const rows = await context.tx
    .selectFrom('measure')
    .where('organisation_id', '=', context.actor.organisationId)
    .where('household_id', '=', householdId)
    .select('id')
    .execute()
  await tellMeasures(
    context,
    rows.map(({ id }) => id),
  )
}
