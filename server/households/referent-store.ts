import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

type Here = { tx: Tx; actor: { organisationId: string } }
export type ReferentKind = 'referent' | 'volunteer'

export const listReferents = ({ tx, actor }: Here, householdId: string) =>
  tx
    .selectFrom('household_referent as r')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'r.organisation_id').onRef('m.id', '=', 'r.membership_id'),
    )
    .where('r.organisation_id', '=', actor.organisationId)
    .where('r.household_id', '=', householdId)
    .select([
      'r.membership_id as membershipId',
      'm.name',
      'r.kind',
      'r.from_on as fromOn',
      'r.until_on as untilOn',
    ])
    .orderBy('r.kind')
    .orderBy('r.from_on', 'desc')
    .orderBy('m.name')
    .execute()

/** A colleague in post on the day. */
export const findColleague = ({ tx, actor }: Here, membershipId: string, today: PlainDate) =>
  tx
    .selectFrom('membership')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', membershipId)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>=', today)]))
    .select(['id', 'name', 'role'])
    .executeTakeFirst()

export const findRunningReferent = (
  { tx, actor }: Here,
  householdId: string,
  membershipId: string,
  today: PlainDate,
) =>
  tx
    .selectFrom('household_referent')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('membership_id', '=', membershipId)
    .where((eb) => eb.or([eb('until_on', 'is', null), eb('until_on', '>=', today)]))
    .select(['from_on as fromOn', 'kind'])
    .executeTakeFirst()

export const insertReferent = async (
  { tx, actor }: Here,
  referent: { householdId: string; membershipId: string; kind: ReferentKind; fromOn: PlainDate },
): Promise<void> => {
  await tx
    .insertInto('household_referent')
    .values({
      organisation_id: actor.organisationId,
      household_id: referent.householdId,
      membership_id: referent.membershipId,
      kind: referent.kind,
      from_on: referent.fromOn,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'household_id', 'membership_id', 'from_on'])
        .doUpdateSet({ until_on: null, kind: referent.kind }),
    )
    .execute()
}

export const endReferentRow = async (
  { tx, actor }: Here,
  end: { householdId: string; membershipId: string; fromOn: PlainDate; untilOn: PlainDate },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('household_referent')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', end.householdId)
    .where('membership_id', '=', end.membershipId)
    .where('from_on', '=', end.fromOn)
    .set({ until_on: end.untilOn })
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
