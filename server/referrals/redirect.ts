import { contract } from '#contract/index.ts'
import type { ParcelContent } from '#domain/parcels/content.ts'
import type { ParcelCategory } from '#domain/parcels/kinds.ts'
import { dayInParis } from '#server/clock.ts'
import { insertParcel } from '#server/parcels/parcel-rows.ts'
import { checkTerms } from '#server/parcels/send.ts'
import { journalReferral } from '#server/referrals/journal-referral.ts'
import { checkReferral, updateReferral, versionOf } from '#server/referrals/referral-rows.ts'
import { tellSender } from '#server/referrals/tell-sender.ts'
import { settleWaiting } from '#server/referrals/triage.ts'
import { useCase } from '#server/use-case.ts'

/**
 * A request sent on is a parcel like another: what leaves is what was received, under terms of its own. The household
 * knew of us only: it is told of the new receiver once the request is here (RGPD art. 13 and 14), and what it agrees to
 * is this sending.
 */
export const redirectReferral = useCase(contract.referrals.redirect, async (context, input) => {
  const { referralId, version, message, ...terms } = input
  const checked = await checkReferral(context, { referralId, version }, 'redirect')
  if (checked.reason) return context.refuse(checked.reason, checked.details)
  const { referral } = checked
  if (terms.informedOn && terms.informedOn < dayInParis(referral.received_at))
    return context.refuse('informed-before-receipt')
  const asked = referral.household_id ? { householdId: referral.household_id } : {}
  const verdict = await checkTerms(context, terms, { kind: 'referral', termOn: null, ...asked })
  if (verdict.outcome === 'refused') return context.refuse(verdict.reason)
  const content = referral.content as ParcelContent
  const parcelId = await insertParcel(context, {
    ...terms,
    kind: 'referral',
    householdId: referral.household_id,
    referralId,
    isByHand: verdict.partner.linked_organisation_id === null,
    categories: terms.categories.filter((category: ParcelCategory) => category in content),
    words: {
      ...(content.motive && { motive: content.motive }),
      ...(content.message && { message: content.message }),
    },
  })
  await tellSender(context, referral, 'redirected', message)
  await updateReferral(context, referralId, { state: 'redirected', state_on: context.today })
  await settleWaiting(context, referralId, 'La demande a été réorientée.')
  await journalReferral(context, 'referral-redirected', referral, {
    parcelId,
    partner: verdict.partner.name,
    categories: terms.categories,
  })
  return { version: await versionOf(context, referral.id) }
})
