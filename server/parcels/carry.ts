import { keepCategories, type ParcelContent } from '#domain/parcels/content.ts'
import type { ParcelCategory, ParcelKind } from '#domain/parcels/kinds.ts'
import { inOrganisation } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { record } from '#server/journal.ts'
import type { Envelope, NewsPayload } from '#server/parcels/envelope.ts'
import { consentOfParcel, whyNotLeave } from '#server/parcels/grounds.ts'
import {
  carrying,
  type Here,
  lockParcel,
  type ParcelRow,
  type ParcelWords,
  updateParcel,
} from '#server/parcels/parcel-rows.ts'
import { readContent } from '#server/parcels/read-content.ts'
import { stopParcel } from '#server/parcels/stop.ts'
import { findPartner } from '#server/partners/partner-rows.ts'
import { receiveParcel } from '#server/referrals/receive-parcel.ts'

type Carrier = { house: House; organisationId: string; parcelId: string }

/**
 * Carries one parcel: read and frozen in a transaction of the sender, written in one of the receiver, then noted by the
 * sender. No query reads two organisations. Cut anywhere and run again, it ends the same: the identifier of the parcel
 * is the same on both sides.
 */
export const carryParcel = job<{ parcelId: string }>(
  carrying.name,
  async (house, { organisationId, parcelId }) => {
    const carrier = { house, organisationId, parcelId }
    const leaving = await inSender(carrier, (sender) => freeze(sender, parcelId))
    if (!leaving) return
    const { envelope, receiverId } = leaving
    const outcome = await inOrganisation(house.database, receiverId, (tx) =>
      receiveParcel(
        { tx, actor: { organisationId: receiverId }, now: house.clock.now(), today: house.clock.today() },
        envelope,
      ),
    )
    await inSender(carrier, async (sender) => {
      const parcel = await lockParcel(sender, parcelId)
      if (parcel?.state !== 'left') return
      if (outcome === 'not-linked') return stopParcel(sender, parcel, 'link-not-agreed')
      if (parcel.answers_id === null && parcel.told === null)
        await updateParcel(sender, parcelId, { told: 'received', told_on: sender.today })
    })
  },
)

type Sender = Here & { now: Date; today: ReturnType<House['clock']['today']> }

const inSender = <T>({ house, organisationId }: Carrier, work: (sender: Sender) => Promise<T>): Promise<T> =>
  inOrganisation(house.database, organisationId, (tx) =>
    work({ tx, actor: { organisationId }, now: house.clock.now(), today: house.clock.today() }),
  )

/** Undefined when nothing is to be carried: not its day yet, stopped, or handed over by a person. */
const freeze = async (
  sender: Sender,
  parcelId: string,
): Promise<{ envelope: Envelope; receiverId: string } | undefined> => {
  const parcel = await lockParcel(sender, parcelId)
  if (!parcel || parcel.state === 'stopped') return undefined
  if (parcel.state === 'waiting' && !(await depart(sender, parcel))) return undefined
  const partner = await findPartner(sender, parcel.partner_id)
  const receiverId = partner?.linked_organisation_id
  if (!receiverId || parcel.is_by_hand) return undefined
  const left = (await lockParcel(sender, parcelId)) ?? parcel
  return { receiverId, envelope: await envelopeOf(sender, left, partner.name) }
}

/** The last look before it leaves: its day, its grounds; then its content is fixed. */
const depart = async (sender: Sender, parcel: ParcelRow): Promise<boolean> => {
  const { today, now } = sender
  if (parcel.leaves_on > today) return false
  const reason = await whyNotLeave(sender, parcel, today)
  if (reason) {
    await stopParcel(sender, parcel, reason)
    return false
  }
  const payload = await payloadOf(sender, parcel)
  await updateParcel(sender, parcel.id, {
    state: 'left',
    state_at: now,
    payload: JSON.stringify(payload),
    ...(parcel.is_by_hand ? { told: 'received', told_on: today } : {}),
  })
  await record(sender, {
    act: 'parcel-left',
    subject: { kind: 'parcel', id: parcel.id },
    ...(parcel.household_id && { householdId: parcel.household_id }),
    after: {
      kind: parcel.kind,
      partnerId: parcel.partner_id,
      categories: parcel.categories,
      purpose: parcel.purpose,
      legalBasis: parcel.legal_basis,
    },
  })
  return true
}

const payloadOf = async (
  sender: Sender,
  parcel: ParcelRow,
): Promise<ParcelContent | NewsPayload | ParcelWords> => {
  const words = parcel.words as ParcelWords
  if (parcel.answers_id !== null) return words
  const categories = parcel.categories as ParcelCategory[]
  const content = parcel.referral_id
    ? keepCategories(await readReferralContent(sender, parcel.referral_id), categories)
    : parcel.household_id
      ? await readContent(sender, parcel.household_id, categories)
      : {}
  const { motive, message, handover } = words
  return { ...content, ...(motive && { motive }), ...(message && { message }), ...(handover && { handover }) }
}

const readReferralContent = async ({ tx, actor }: Sender, referralId: string): Promise<ParcelContent> => {
  const row = await tx
    .selectFrom('referral')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', referralId)
    .select('content')
    .executeTakeFirst()
  return (row?.content ?? {}) as ParcelContent
}

const envelopeOf = async (sender: Sender, parcel: ParcelRow, partner: string): Promise<Envelope> => {
  const consent = await consentOfParcel(sender, parcel, partner)
  return {
    id: parcel.id,
    kind: parcel.kind as ParcelKind,
    senderId: sender.actor.organisationId,
    answersId: parcel.answers_id,
    categories: parcel.categories,
    purpose: parcel.purpose,
    legalBasis: parcel.legal_basis,
    informedOn: parcel.informed_on,
    consentGivenOn: consent?.givenOn ?? null,
    expiresOn: parcel.expires_on,
    termOn: parcel.term_on,
    reportEveryMonths: parcel.report_every_months,
    payload: (parcel.payload ?? {}) as Envelope['payload'],
  }
}

/** Takes up whatever waits and whose day has come: a parcel whose own job was lost still leaves. */
export const nightlyDepartures: Nightly = {
  name: 'parcel-departures',
  at: '50 4 * * *',
  enqueueFor: async (tx, organisationId) => {
    const rows = await tx
      .selectFrom('parcel_sent')
      .where('organisation_id', '=', organisationId)
      .where('state', '=', 'waiting')
      .select(['id', 'leaves_on'])
      .orderBy('leaves_on')
      .limit(5000)
      .execute()
    for (const { id } of rows)
      await enqueue(tx, carryParcel, { organisationId, parcelId: id }, { key: `parcel/${id}` })
  },
}
