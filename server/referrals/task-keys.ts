import type { Receiver } from '#server/referrals/referral-rows.ts'

/** One task for each person who may be told that a request waits. */
export const waitingKey = (referralId: string, memberId: string): string =>
  `referral-waiting/${referralId}/${memberId}`

/** The tasks still open about a request that waits. */
export const waitingKeys = async (
  { tx, actor }: Pick<Receiver, 'tx' | 'actor'>,
  referralId: string,
): Promise<string[]> => {
  const rows = await tx
    .selectFrom('task')
    .where('organisation_id', '=', actor.organisationId)
    .where('origin_key', 'like', `referral-waiting/${referralId}/%`)
    .where('closed_at', 'is', null)
    .select('origin_key')
    .execute()
  return rows.flatMap(({ origin_key }) => (origin_key ? [origin_key] : []))
}
