import type { PlainDate } from '#domain/plain-date.ts'
import { addWorker, closeFile, openFile } from '#server/measures/worker-store.ts'
import type { Acting } from '#server/use-case.ts'

type Volunteer = { householdId: string; measureId: string | null; membershipId: string }

/** Opens the household to a volunteer from a day on, and names them in the measure when there is one. */
export const letVolunteerIn = async (
  context: Acting,
  { householdId, measureId, membershipId }: Volunteer,
  fromOn: PlainDate,
): Promise<void> => {
  const span = { membershipId, part: 'volunteer', fromOn } as const
  if (measureId) await addWorker(context, { id: measureId, householdId }, span)
  else await openFile(context, householdId, span)
}

/** Ends what ties a volunteer to a household, whichever door they came by: after that day the file is closed to them. */
export const letVolunteerOut = async (
  context: Acting,
  { householdId, membershipId }: Omit<Volunteer, 'measureId'>,
  untilOn: PlainDate,
): Promise<void> => {
  const { tx, actor } = context
  const parts = tx
    .selectFrom('measure')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .select('id')
  await tx
    .updateTable('measure_worker')
    .where('organisation_id', '=', actor.organisationId)
    .where('membership_id', '=', membershipId)
    .where('part', '=', 'volunteer')
    .where('measure_id', 'in', parts)
    .where('from_on', '<=', untilOn)
    .where((eb) => eb.or([eb('until_on', 'is', null), eb('until_on', '>', untilOn)]))
    .set({ until_on: untilOn })
    .execute()
  // What had not begun never does.
  await tx
    .deleteFrom('measure_worker')
    .where('organisation_id', '=', actor.organisationId)
    .where('membership_id', '=', membershipId)
    .where('part', '=', 'volunteer')
    .where('measure_id', 'in', parts)
    .where('from_on', '>', untilOn)
    .execute()
  await tx
    .deleteFrom('household_referent')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('membership_id', '=', membershipId)
    .where('from_on', '>', untilOn)
    .execute()
  await closeFile(context, householdId, membershipId, untilOn)
}
