import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { endHandedOver } from '#server/measures/take-handover-answer.ts'
import { findWithinReach } from '#server/parcels/follow-sent.ts'
import { insertParcel, lockParcel, type ParcelRow, updateParcel } from '#server/parcels/parcel-rows.ts'
import { stopParcel, takeBack, tellWithdrawal } from '#server/parcels/stop.ts'
import { findPartner } from '#server/partners/partner-rows.ts'
import { type Acting, useCase } from '#server/use-case.ts'

type Found =
  | { parcel: ParcelRow; reason?: undefined }
  | { reason: 'unknown-record' | 'stale-version'; parcel?: ParcelRow }

const lockOwn = async (context: Acting, parcelId: string, version: number): Promise<Found> => {
  if (!(await findWithinReach(context, parcelId))) return { reason: 'unknown-record' }
  const parcel = await lockParcel(context, parcelId)
  if (!parcel) return { reason: 'unknown-record' }
  return parcel.version === version ? { parcel } : { reason: 'stale-version', parcel }
}

const current = (parcel: ParcelRow | undefined) =>
  parcel && { state: parcel.state, told: parcel.told, version: parcel.version }

export const withdrawParcel = useCase(contract.parcels.withdraw, async (context, { parcelId, version }) => {
  const found = await lockOwn(context, parcelId, version)
  if (found.reason) return context.refuse(found.reason, current(found.parcel))
  const { parcel } = found
  if (parcel.state === 'stopped' || parcel.withdrawn_on !== null) return context.refuse('already-withdrawn')
  if (parcel.state === 'waiting') await stopParcel(context, parcel, 'withdrawn')
  else await tellWithdrawal(context, parcel)
  return {
    version: version + 1,
    outcome: parcel.state === 'waiting' ? ('stopped' as const) : ('told' as const),
  }
})

export const revokeAgreement = useCase(
  contract.parcels.revokeAgreement,
  async (context, { parcelId, version, revokedOn }) => {
    const found = await lockOwn(context, parcelId, version)
    if (found.reason) return context.refuse(found.reason, current(found.parcel))
    const { agreed_on, agreement_revoked_on, household_id } = found.parcel
    if (agreed_on === null) return context.refuse('no-own-agreement')
    if (agreement_revoked_on !== null) return context.refuse('already-revoked')
    if (revokedOn > context.today) return context.refuse('in-the-future')
    if (revokedOn < agreed_on) return context.refuse('revoked-before-given')
    await updateParcel(context, parcelId, { agreement_revoked_on: revokedOn })
    await record(context, {
      act: 'parcel-agreement-revoked',
      subject: { kind: 'parcel', id: parcelId },
      ...(household_id && { householdId: household_id }),
      after: { revokedOn },
    })
    await takeBack(context, parcelId)
    return { version: (await lockParcel(context, parcelId))?.version ?? version + 1 }
  },
)

export const replyToPartner = useCase(
  contract.parcels.reply,
  async (context, { parcelId, version, message }) => {
    const found = await lockOwn(context, parcelId, version)
    if (found.reason) return context.refuse(found.reason, current(found.parcel))
    const { parcel } = found
    if (parcel.told !== 'more-asked' || parcel.withdrawn_on !== null) return context.refuse('nothing-asked')
    if (!parcel.is_by_hand)
      await insertParcel(context, answerTo(parcel, { news: 'completed', on: context.today, message }))
    await updateParcel(context, parcelId, { told: 'completed', told_on: context.today })
    await record(context, {
      act: 'referral-completed',
      subject: { kind: 'parcel', id: parcelId },
      ...(parcel.household_id && { householdId: parcel.household_id }),
    })
    return { version: version + 1 }
  },
)

const answerTo = (
  parcel: ParcelRow,
  words: { news: string; on: ParcelRow['leaves_on']; message?: string },
) => ({
  kind: 'news' as const,
  partnerId: parcel.partner_id,
  isByHand: false,
  answersId: parcel.id,
  householdId: parcel.household_id,
  words,
})

export const noteAnswer = useCase(
  contract.parcels.noteAnswer,
  async (context, { parcelId, version, told, on, text }) => {
    const found = await lockOwn(context, parcelId, version)
    if (found.reason) return context.refuse(found.reason, current(found.parcel))
    const { parcel } = found
    if (!parcel.is_by_hand || parcel.state !== 'left') return context.refuse('not-by-hand')
    if (on > context.today) return context.refuse('in-the-future')
    await insertParcel(context, {
      ...answerTo(parcel, { news: told, on, ...(text && { message: text }) }),
      isByHand: true,
    })
    await updateParcel(context, parcelId, {
      told,
      told_on: on,
      ...(told === 'accepted' && { accepted_on: on }),
      ...(told === 'mandate-ended' && { ended_on: on }),
      ...(told === 'report-sent' && { reports_received: parcel.reports_received + 1 }),
    })
    if (told === 'accepted' && parcel.kind === 'transfer') {
      const partner = await findPartner(context, parcel.partner_id)
      await endHandedOver(context, { ...parcel, partner: partner?.name ?? 'Le partenaire' }, on)
    }
    await record(context, {
      act: 'partner-answer-noted',
      subject: { kind: 'parcel', id: parcelId },
      ...(parcel.household_id && { householdId: parcel.household_id }),
      after: { told, on },
    })
    return { version: version + 1 }
  },
)

export const endSentMandate = useCase(
  contract.parcels.endMandate,
  async (context, { parcelId, version, on, text }) => {
    const found = await lockOwn(context, parcelId, version)
    if (found.reason) return context.refuse(found.reason, current(found.parcel))
    const { parcel } = found
    if (parcel.kind !== 'mandate' || parcel.accepted_on === null || parcel.ended_on !== null)
      return context.refuse('not-a-running-mandate')
    if (on < parcel.accepted_on) return context.refuse('before-start')
    if (!parcel.is_by_hand)
      await insertParcel(
        context,
        answerTo(parcel, { news: 'mandate-ended', on, ...(text && { message: text }) }),
      )
    await updateParcel(context, parcelId, { ended_on: on, told: 'mandate-ended', told_on: context.today })
    await record(context, {
      act: 'mandate-ended',
      subject: { kind: 'parcel', id: parcelId },
      ...(parcel.household_id && { householdId: parcel.household_id }),
      after: { on },
    })
    return { version: version + 1 }
  },
)
