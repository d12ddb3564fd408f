import type { ParcelContent } from '#domain/parcels/content.ts'
import { type FirstParcelKind, firstParcelKinds, newsLabels } from '#domain/parcels/kinds.ts'
import { askerOf, type PartnerKind } from '#domain/parcels/partner-kinds.ts'
import { isOpenReferral, type ReferralState } from '#domain/referrals/states.ts'
import { raiseTask, settleRaisedTasks } from '#server/casework/raise-task.ts'
import { record } from '#server/journal.ts'
import { endHandedOver } from '#server/measures/take-handover-answer.ts'
import type { Envelope, NewsPayload } from '#server/parcels/envelope.ts'
import { lockParcel, type ParcelRow, updateParcel } from '#server/parcels/parcel-rows.ts'
import { takeBackSentOn } from '#server/parcels/stop.ts'
import { findPartnerByOrganisation, type PartnerRow } from '#server/partners/partner-rows.ts'
import {
  addEvent,
  eraseReferral,
  insertReferral,
  lockReferral,
  type Receiver,
  type ReferralRecord,
  updateReferral,
} from '#server/referrals/referral-rows.ts'
import { waitingKeys } from '#server/referrals/task-keys.ts'

/**
 * The receiver's side of a parcel, in its own transaction. Received twice, it is written once. A parcel whose link is
 * not agreed here is not let in, whoever says it is.
 */
export const receiveParcel = async (
  context: Receiver,
  envelope: Envelope,
): Promise<'received' | 'not-linked'> => {
  const partner = await findPartnerByOrganisation(context, envelope.senderId)
  if (partner?.link_state !== 'agreed') return 'not-linked'
  if (!(await insertReceived(context, envelope, partner))) return 'received'
  const { id, kind, answersId, categories, purpose, legalBasis } = envelope
  await record(context, {
    act: 'parcel-received',
    subject: { kind: 'parcel', id },
    after: { kind, from: partner.name, categories, purpose, legalBasis },
  })
  if (isFirst(kind)) await openReferral(context, envelope, kind, partner)
  else if (answersId) await takeNews(context, answersId, envelope.payload as NewsPayload, partner)
  return 'received'
}

const isFirst = (kind: string): kind is FirstParcelKind =>
  (firstParcelKinds as readonly string[]).includes(kind)

const insertReceived = async ({ tx, actor, now }: Receiver, parcel: Envelope, partner: PartnerRow) => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('parcel_received')
    .values({
      organisation_id: actor.organisationId,
      id: parcel.id,
      kind: parcel.kind,
      partner_id: partner.id,
      answers_id: parcel.answersId,
      categories: parcel.categories,
      purpose: parcel.purpose,
      legal_basis: parcel.legalBasis,
      informed_on: parcel.informedOn,
      consent_given_on: parcel.consentGivenOn,
      expires_on: parcel.expiresOn,
      payload: JSON.stringify(parcel.payload),
      received_at: now,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doNothing())
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows ?? 0n) === 1
}

const openReferral = async (
  context: Receiver,
  { id, payload, termOn, reportEveryMonths }: Envelope,
  kind: FirstParcelKind,
  partner: PartnerRow,
) => {
  await insertReferral(context, {
    kind,
    source: 'partner',
    parcelId: id,
    partnerId: partner.id,
    senderName: partner.name,
    senderKind: askerOf(partner.kind as PartnerKind),
    senderContact: partner.email ?? partner.phone,
    content: payload as ParcelContent,
    termOn,
    reportEveryMonths,
  })
}

/** News go to what they answer: a request of ours that left, or one we received. Only its own partner may tell of it. */
const takeNews = async (context: Receiver, answersId: string, payload: NewsPayload, partner: PartnerRow) => {
  const sent = await lockParcel(context, answersId)
  if (sent) {
    if (sent.partner_id === partner.id) await newsOfSent(context, sent, payload, partner)
    return
  }
  const { tx, actor } = context
  const received = await tx
    .selectFrom('referral')
    .where('organisation_id', '=', actor.organisationId)
    .where('parcel_id', '=', answersId)
    .where('partner_id', '=', partner.id)
    .select('id')
    .executeTakeFirst()
  // The request itself is still on its way: the job is taken up again after it.
  if (!received) throw new Error('news came before what they answer')
  const referral = await lockReferral(context, received.id)
  if (referral) await newsOfReceived(context, referral, payload)
}

const worthATask = new Set(['more-asked', 'declined', 'redirected', 'report-sent', 'mandate-ended'])

const newsOfSent = async (
  context: Receiver,
  parcel: ParcelRow,
  { news, on }: NewsPayload,
  partner: PartnerRow,
) => {
  await updateParcel(context, parcel.id, {
    told: news,
    told_on: on,
    ...(news === 'accepted' && { accepted_on: on }),
    ...(news === 'mandate-ended' && { ended_on: on }),
    ...(news === 'report-sent' && { reports_received: parcel.reports_received + 1 }),
  })
  if (news === 'accepted' && parcel.kind === 'transfer')
    await endHandedOver(context, { ...parcel, partner: partner.name }, on)
  if (!worthATask.has(news) || !parcel.created_by) return
  await raiseTask(context, {
    householdId: parcel.household_id,
    assigneeId: parcel.created_by,
    kind: 'referral-news',
    title: `${partner.name} : ${newsLabels[news].toLowerCase()}`,
    dueOn: context.today,
    originKey: `parcel-news/${parcel.id}/${news}/${on}/${parcel.reports_received}`,
    link: `accompagnements/envois/${parcel.id}`,
  })
}

const newsOfReceived = async (
  context: Receiver,
  referral: ReferralRecord,
  { news, on, message }: NewsPayload,
) => {
  await addEvent(context, referral.id, { kind: news, text: message ?? null, fromSender: true })
  if (news === 'withdrawn') return withdrawReceived(context, referral)
  if (news === 'completed') {
    await updateReferral(context, referral.id, { state: 'received', state_on: context.today })
    await record(context, { act: 'referral-completed', subject: { kind: 'referral', id: referral.id } })
  }
  if (news === 'mandate-ended') {
    await updateReferral(context, referral.id, { ended_on: on })
    await record(context, {
      act: 'mandate-ended',
      subject: { kind: 'referral', id: referral.id },
      ...(referral.household_id && { householdId: referral.household_id }),
      after: { on, by: 'sender' },
    })
  }
}

/**
 * The household took its consent back, or the sender its request: what nobody has used yet is erased; what has become a
 * file of ours stays ours, and whoever follows it is told not to rely on the copy.
 */
export const withdrawReceived = async (context: Receiver, referral: ReferralRecord): Promise<void> => {
  const { tx, actor, today } = context
  if (referral.parcel_id)
    await tx
      .updateTable('parcel_received')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', referral.parcel_id)
      .set({ withdrawn_on: today, payload: null })
      .execute()
  await eraseReferral(context, referral.id)
  await takeBackSentOn(context, referral.id)
  if (isOpenReferral(referral.state as ReferralState)) {
    await updateReferral(context, referral.id, { state: 'withdrawn', state_on: today })
    await settleRaisedTasks(
      context,
      await waitingKeys(context, referral.id),
      'Demande retirée par l’expéditeur.',
    )
  } else if (referral.state === 'accepted')
    await raiseTask(context, {
      householdId: referral.household_id,
      assigneeId: referral.assignee_id,
      kind: 'referral-news',
      title: `${referral.sender_name} : accord retiré, la copie reçue ne doit plus servir`,
      dueOn: today,
      originKey: `referral-withdrawn/${referral.id}`,
      link: `accompagnements/demandes/${referral.id}`,
    })
  await record(context, {
    act: 'referral-withdrawn',
    subject: { kind: 'referral', id: referral.id },
    ...(referral.household_id && { householdId: referral.household_id }),
  })
}
