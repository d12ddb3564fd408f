import type { WorkerPart } from '#domain/measures/lists.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { record } from '#server/journal.ts'
import type { FoundMeasure } from '#server/measures/find-measure.ts'
import type { Acting } from '#server/use-case.ts'

export type Colleague = { id: string; name: string; role: string }

/** Someone in post, who may carry a measure. */
export const findWorker = async (
  { tx, actor, today }: Acting,
  membershipId: string,
): Promise<Colleague | undefined> =>
  tx
    .selectFrom('membership')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', membershipId)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>=', today)]))
    .select(['id', 'name', 'role'])
    .executeTakeFirst()

export type WorkerSpan = { membershipId: string; part: WorkerPart; fromOn: PlainDate }

/** Writes who carries the measure from a day on, and opens the file to them: reach follows the referents. */
export const addWorker = async (
  context: Acting,
  { id, householdId }: Pick<FoundMeasure, 'id' | 'householdId'>,
  { membershipId, part, fromOn }: WorkerSpan,
): Promise<void> => {
  const { tx, actor } = context
  await tx
    .insertInto('measure_worker')
    .values({
      organisation_id: actor.organisationId,
      measure_id: id,
      membership_id: membershipId,
      part,
      from_on: fromOn,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'measure_id', 'membership_id', 'part', 'from_on'])
        .doUpdateSet({ until_on: null }),
    )
    .execute()
  await openFile(context, householdId, { membershipId, part, fromOn })
}

/** Opens the file of a household to someone from a day on, unless it is open to them already. */
export const openFile = async (
  context: Acting,
  householdId: string,
  { membershipId, part, fromOn }: WorkerSpan,
): Promise<void> => {
  const { tx, actor } = context
  const followed = await tx
    .selectFrom('household_referent')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('membership_id', '=', membershipId)
    .where('from_on', '<=', fromOn)
    .where('until_on', 'is', null)
    .select('from_on')
    .executeTakeFirst()
  if (followed) return
  const kind = part === 'volunteer' ? 'volunteer' : 'referent'
  await tx
    .insertInto('household_referent')
    .values({
      organisation_id: actor.organisationId,
      household_id: householdId,
      membership_id: membershipId,
      kind,
      from_on: fromOn,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'household_id', 'membership_id', 'from_on'])
        .doUpdateSet({ until_on: null, kind }),
    )
    .execute()
  await record(context, {
    act: 'referent-assigned',
    subject: { kind: 'membership', id: membershipId },
    householdId,
    after: { kind, fromOn },
  })
}

/** Ends a part on a day, its last. */
export const endPart = async (
  { tx, actor }: Acting,
  measureId: string,
  { membershipId, part, fromOn }: WorkerSpan,
  untilOn: PlainDate,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('measure_worker')
    .where('organisation_id', '=', actor.organisationId)
    .where('measure_id', '=', measureId)
    .where('membership_id', '=', membershipId)
    .where('part', '=', part)
    .where('from_on', '=', fromOn)
    .set({ until_on: untilOn })
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The part never really began: it is taken back rather than ended before its first day. */
export const removePart = async (
  { tx, actor }: Acting,
  measureId: string,
  { membershipId, part, fromOn }: WorkerSpan,
): Promise<void> => {
  await tx
    .deleteFrom('measure_worker')
    .where('organisation_id', '=', actor.organisationId)
    .where('measure_id', '=', measureId)
    .where('membership_id', '=', membershipId)
    .where('part', '=', part)
    .where('from_on', '=', fromOn)
    .execute()
}

/**
 * Closes the file to someone after a day, unless another measure of this household, or another part in this one, is
 * still theirs then.
 */
export const closeFile = async (
  context: Acting,
  householdId: string,
  membershipId: string,
  untilOn: PlainDate,
): Promise<void> => {
  const { tx, actor } = context
  if (await carriesStill(context, householdId, membershipId, addDays(untilOn, 1))) return
  const { numUpdatedRows } = await tx
    .updateTable('household_referent')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('membership_id', '=', membershipId)
    .where('from_on', '<=', untilOn)
    .where((eb) => eb.or([eb('until_on', 'is', null), eb('until_on', '>', untilOn)]))
    .set({ until_on: untilOn })
    .executeTakeFirst()
  if (numUpdatedRows > 0n)
    await record(context, {
      act: 'referent-ended',
      subject: { kind: 'membership', id: membershipId },
      householdId,
      after: { untilOn },
    })
}

const carriesStill = async (
  { tx, actor }: Acting,
  householdId: string,
  membershipId: string,
  day: PlainDate,
): Promise<boolean> => {
  const found = await tx
    .selectFrom('measure_worker as w')
    .innerJoin('measure_standing as s', (join) =>
      join.onRef('s.organisation_id', '=', 'w.organisation_id').onRef('s.measure_id', '=', 'w.measure_id'),
    )
    .where('w.organisation_id', '=', actor.organisationId)
    .where('w.membership_id', '=', membershipId)
    .where('s.household_id', '=', householdId)
    .where('s.is_open', '=', true)
    .where((eb) => eb.or([eb('w.until_on', 'is', null), eb('w.until_on', '>=', day)]))
    .select('w.measure_id')
    .executeTakeFirst()
  return found !== undefined
}
