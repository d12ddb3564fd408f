import type { NewsKind } from '#domain/parcels/kinds.ts'
import { insertParcel } from '#server/parcels/parcel-rows.ts'
import {
  addEvent,
  type Receiver,
  type ReferralRecord,
  updateReferral,
} from '#server/referrals/referral-rows.ts'

/**
 * Tells the sender what became of the request, and nothing else: a word of a closed list, and the sentence that the
 * receiver chose to write. A partner gets a parcel, a prescriber reads it on their page, the others are told by a person.
 */
export const tellSender = async (
  context: Receiver,
  referral: ReferralRecord,
  news: NewsKind,
  message: string | null = null,
): Promise<void> => {
  await addEvent(context, referral.id, { kind: news, text: message, isTold: true })
  await updateReferral(context, referral.id, { last_told: news })
  if (referral.parcel_id && referral.partner_id)
    await insertParcel(context, {
      kind: news === 'report-sent' ? 'report' : 'news',
      partnerId: referral.partner_id,
      isByHand: false,
      answersId: referral.parcel_id,
      householdId: referral.household_id,
      words: { news, on: context.today, ...(message && { message }) },
    })
}
