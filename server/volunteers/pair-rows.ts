import { randomUUIDv7 } from 'node:crypto'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>

export const lockPair = ({ tx, actor }: Here, pairId: string) =>
  tx
    .selectFrom('volunteer_pair')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', pairId)
    .select([
      'id',
      'household_id as householdId',
      'measure_id as measureId',
      'professional_id as professionalId',
      'shared_note as sharedNote',
      'started_on as startedOn',
      'ended_on as endedOn',
      'version',
    ])
    .forUpdate()
    .executeTakeFirst()
export type LockedPair = NonNullable<Awaited<ReturnType<typeof lockPair>>>

/** A pair that still runs around the household on the day; the household is held, so that two are not started at once. */
export const findRunningPair = async ({ tx, actor }: Here, householdId: string, day: PlainDate) => {
  await tx
    .selectFrom('household')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', householdId)
    .select('id')
    .forUpdate()
    .execute()
  return tx
    .selectFrom('volunteer_pair')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>=', day)]))
    .select('id')
    .executeTakeFirst()
}

type NewPair = {
  householdId: string
  measureId: string | null
  groupId: string | null
  professionalId: string | null
  sharedNote: string | null
  startedOn: PlainDate
}

export const insertPair = async ({ tx, actor, now }: Acting, pair: NewPair): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('volunteer_pair')
    .values({
      organisation_id: actor.organisationId,
      id,
      household_id: pair.householdId,
      measure_id: pair.measureId,
      group_id: pair.groupId,
      professional_id: pair.professionalId,
      shared_note: pair.sharedNote,
      started_on: pair.startedOn,
      created_by: actor.membershipId,
      created_at: now,
    })
    .execute()
  return id
}

export const updatePair = async (
  { tx, actor }: Here,
  { id, version }: LockedPair,
  change: { ended_on?: PlainDate; shared_note?: string | null; professional_id?: string | null },
): Promise<number> => {
  await tx
    .updateTable('volunteer_pair')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .set({ ...change, version: version + 1 })
    .execute()
  return version + 1
}

export const insertPairMember = async (
  { tx, actor }: Here,
  pairId: string,
  membershipId: string,
  fromOn: PlainDate,
): Promise<void> => {
  await tx
    .insertInto('volunteer_pair_member')
    .values({
      organisation_id: actor.organisationId,
      pair_id: pairId,
      membership_id: membershipId,
      from_on: fromOn,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'pair_id', 'membership_id', 'from_on'])
        .doUpdateSet({ until_on: null }),
    )
    .execute()
}

export const listRunningMembers = ({ tx, actor }: Here, pairId: string, day: PlainDate) =>
  tx
    .selectFrom('volunteer_pair_member')
    .where('organisation_id', '=', actor.organisationId)
    .where('pair_id', '=', pairId)
    .where((eb) => eb.or([eb('until_on', 'is', null), eb('until_on', '>=', day)]))
    .select(['membership_id as membershipId', 'from_on as fromOn'])
    .execute()

/** Ends a part on its last day; what had not begun by then is taken back. */
export const endPairMember = async (
  { tx, actor }: Here,
  pairId: string,
  { membershipId, fromOn }: { membershipId: string; fromOn: PlainDate },
  untilOn: PlainDate,
): Promise<void> => {
  if (fromOn > untilOn)
    await tx
      .deleteFrom('volunteer_pair_member')
      .where('organisation_id', '=', actor.organisationId)
      .where('pair_id', '=', pairId)
      .where('membership_id', '=', membershipId)
      .where('from_on', '=', fromOn)
      .execute()
  else
    await tx
      .updateTable('volunteer_pair_member')
      .where('organisation_id', '=', actor.organisationId)
      .where('pair_id', '=', pairId)
      .where('membership_id', '=', membershipId)
      .where('from_on', '=', fromOn)
      .set({ until_on: untilOn })
      .execute()
}

export const insertRhythm = async (
  { tx, actor, now }: Acting,
  pairId: string,
  { weeks, agreedOn }: { weeks: number | null; agreedOn: PlainDate },
): Promise<void> => {
  await tx
    .insertInto('volunteer_rhythm')
    .values({
      organisation_id: actor.organisationId,
      id: randomUUIDv7(),
      pair_id: pairId,
      weeks,
      agreed_on: agreedOn,
      recorded_by: actor.membershipId,
      recorded_at: now,
    })
    .execute()
}
