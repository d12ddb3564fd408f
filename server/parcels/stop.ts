import type { PlainDate } from '#domain/plain-date.ts'
import { record } from '#server/journal.ts'
import type { StopReason } from '#server/parcels/grounds.ts'
import {
  type Here,
  insertParcel,
  lockParcel,
  type ParcelRow,
  updateParcel,
} from '#server/parcels/parcel-rows.ts'

type Sender = Here & { now: Date; today: PlainDate }

/** It never leaves, and says why. */
export const stopParcel = async (context: Sender, parcel: ParcelRow, reason: StopReason): Promise<void> => {
  await updateParcel(context, parcel.id, {
    state: 'stopped',
    state_at: context.now,
    stopped_reason: reason,
    payload: null,
  })
  await record(context, {
    act: 'parcel-stopped',
    subject: { kind: 'parcel', id: parcel.id },
    ...(parcel.household_id && { householdId: parcel.household_id }),
    after: { reason },
  })
}

/** What has left has left: its receiver is told not to use it any more. */
export const tellWithdrawal = async (context: Sender, parcel: ParcelRow): Promise<void> => {
  await updateParcel(context, parcel.id, { withdrawn_on: context.today })
  if (!parcel.is_by_hand)
    await insertParcel(context, {
      kind: 'news',
      partnerId: parcel.partner_id,
      isByHand: false,
      answersId: parcel.id,
      householdId: parcel.household_id,
      words: { news: 'withdrawn', on: context.today },
    })
  await record(context, {
    act: 'parcel-withdrawn',
    subject: { kind: 'parcel', id: parcel.id },
    ...(parcel.household_id && { householdId: parcel.household_id }),
  })
}

/** A parcel that no longer may be: stopped if it waits, its receiver told if it has left. */
export const takeBack = async (context: Sender, parcelId: string): Promise<void> => {
  const parcel = await lockParcel(context, parcelId)
  if (parcel?.state === 'waiting') await stopParcel(context, parcel, 'consent-not-running')
  if (parcel?.state === 'left' && parcel.withdrawn_on === null) await tellWithdrawal(context, parcel)
}

/** Whoever sent us a request takes it back: so is what we sent on of it (RGPD art. 19). */
export const takeBackSentOn = async (context: Sender, referralId: string): Promise<void> => {
  const { tx, actor } = context
  const rows = await tx
    .selectFrom('parcel_sent')
    .where('organisation_id', '=', actor.organisationId)
    .where('referral_id', '=', referralId)
    .where('state', '<>', 'stopped')
    .select('id')
    .orderBy('id')
    .execute()
  for (const { id } of rows) await takeBack(context, id)
}

/**
 * A consent is taken back: what rested on it and has not left is stopped there and then; those who have received the
 * rest are told (RGPD art. 7.3 and 19).
 */
export const stopParcelsOfConsent = async (context: Sender, consentId: string): Promise<void> => {
  const { tx, actor } = context
  const rows = await tx
    .selectFrom('parcel_sent')
    .where('organisation_id', '=', actor.organisationId)
    .where('consent_id', '=', consentId)
    .where('state', '<>', 'stopped')
    .where('withdrawn_on', 'is', null)
    .select('id')
    .orderBy('id')
    .execute()
  for (const { id } of rows) await takeBack(context, id)
}
