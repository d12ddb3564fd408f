import { record } from '#server/journal.ts'
import type { Receiver, ReferralRecord } from '#server/referrals/referral-rows.ts'

export const journalReferral = (
  context: Receiver,
  act: string,
  referral: Pick<ReferralRecord, 'id' | 'household_id'>,
  after?: unknown,
): Promise<void> =>
  record(context, {
    act,
    subject: { kind: 'referral', id: referral.id },
    ...(referral.household_id && { householdId: referral.household_id }),
    ...(after !== undefined && { after }),
  })
