import type { ApplicationContent } from '#contract/application-shapes.ts'
import { findCommuneByCode } from '#server/territories/find-commune.ts'
import type { Acting } from '#server/use-case.ts'

/** What a file names must be there: the person who follows it, the commune, a measure of this very household. */
export const checkLinks = async (
  { tx, actor, today }: Acting,
  householdId: string,
  { officerId, communeCode, measureId }: Pick<ApplicationContent, 'officerId' | 'communeCode' | 'measureId'>,
): Promise<'unknown-member' | 'unknown-commune' | 'unknown-measure' | undefined> => {
  const { organisationId } = actor
  if (officerId !== null) {
    const member = await tx
      .selectFrom('membership')
      .where('organisation_id', '=', organisationId)
      .where('id', '=', officerId)
      .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>=', today)]))
      .select('id')
      .executeTakeFirst()
    if (!member) return 'unknown-member'
  }
  if (communeCode !== null && !(await findCommuneByCode(tx, communeCode))) return 'unknown-commune'
  if (measureId === null) return undefined
  const measure = await tx
    .selectFrom('measure')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', measureId)
    .where('household_id', '=', householdId)
    .select('id')
    .executeTakeFirst()
  return measure ? undefined : 'unknown-measure'
}
