import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { OwnRow } from '#contract/referrals.ts'
import type { ParcelContent } from '#domain/parcels/content.ts'
import { type NewsKind, newsLabels } from '#domain/parcels/kinds.ts'
import type { ReferralState } from '#domain/referrals/states.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { contentView } from '#server/parcels/prepare.ts'
import { journalReferral } from '#server/referrals/journal-referral.ts'
import { readThread } from '#server/referrals/open.ts'
import { withdrawReceived } from '#server/referrals/receive-parcel.ts'
import {
  addEvent,
  checkReferral,
  insertReferral,
  updateReferral,
  versionOf,
} from '#server/referrals/referral-rows.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const prescribe = useCase(contract.referrals.prescribe, async (context, input) => {
  const { channel, externalReference, service, senderKind, person, address, motive, message } = input
  const { actor, today } = context
  if (input.informedOn > today) return context.refuse('informed-in-the-future')
  const content: ParcelContent = {
    identity: {
      civility: person.civility,
      lastName: person.lastName,
      firstName: person.firstName,
      birthOn: person.birthOn,
    },
    contact: { phone: person.phone, email: person.email, language: person.language },
    ...(address && {
      home: { address, tenancyNumber: null, enteredOn: null, rentCents: null, chargesCents: null },
    }),
    motive,
    message,
  }
  const received = await insertReferral(context, {
    kind: 'referral',
    source: channel === 'screen' ? 'prescriber' : 'software',
    senderName: service,
    senderKind,
    senderContact: externalReference && `Référence chez l’expéditeur : ${externalReference}`,
    prescriberId: actor.membershipId,
    content,
    // The same reference from the same account is the same request.
    ...(externalReference && { messageId: `prescriber/${actor.membershipId}/${externalReference}` }),
  })
  return received ?? context.refuse('already-sent')
})

/** Only one's own: every query of a prescriber passes here. */
const ownReferrals = ({ tx, actor }: Acting) =>
  tx
    .selectFrom('referral as r')
    .where('r.organisation_id', '=', actor.organisationId)
    .where('r.prescriber_id', '=', actor.membershipId)
type OwnRecord = Awaited<
  ReturnType<ReturnType<ReturnType<typeof ownReferrals>['selectAll']>['execute']>
>[number]

const ownView = (row: OwnRecord): OwnRow => ({
  id: row.id,
  reference: row.reference,
  subject: row.subject_label,
  motive: (row.content as ParcelContent).motive ?? null,
  sentAt: row.received_at.toISOString(),
  state: row.state as ReferralState,
  stateOn: row.state_on,
  lastTold: row.last_told && newsLabels[row.last_told as NewsKind],
})

export const listOwn = useCase(contract.referrals.listOwn, async (context, { state, after, limit }) => {
  const mine = () =>
    ownReferrals(context).$if(state !== undefined, (q) => q.where('r.state', '=', state ?? ''))
  const found = await mine()
    .where(isAfter([sql`r.received_at`, sql`r.id`], decodeKey(after, 2), 'desc'))
    .selectAll('r')
    .orderBy('r.received_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(limit + 1)
    .execute()
  const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.received_at.toISOString(), row.id))
  const { count } = await mine().select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow()
  return { rows: rows.map(ownView), next, total: { count, exact: true } }
})

export const openOwn = useCase(contract.referrals.openOwn, async (context, { referralId }) => {
  const row = await ownReferrals(context).where('r.id', '=', referralId).selectAll('r').executeTakeFirst()
  if (!row) return context.refuse('unknown-record')
  return {
    ...ownView(row),
    version: row.version,
    dueOn: row.due_on,
    content: contentView(row.content as ParcelContent),
    erasedOn: row.erased_on,
    thread: await readThread(context, referralId, true),
  }
})

type Asked = { referralId: string; version: number }

const checkOwn = async (context: Acting, asked: Asked, act: 'complete' | 'withdraw') => {
  const checked = await checkReferral(context, asked, act)
  if (!checked.referral || checked.referral.prescriber_id === context.actor.membershipId) return checked
  return { reason: 'unknown-record' as const }
}

export const completeOwn = useCase(contract.referrals.completeOwn, async (context, { message, ...asked }) => {
  const checked = await checkOwn(context, asked, 'complete')
  if (!checked.referral) return context.refuse(checked.reason)
  const { referral } = checked
  await addEvent(context, referral.id, { kind: 'completed', text: message, fromSender: true })
  await updateReferral(context, referral.id, {
    state: 'received',
    state_on: context.today,
    last_told: 'completed',
  })
  await journalReferral(context, 'referral-completed', referral)
  return { version: await versionOf(context, referral.id) }
})

export const withdrawOwn = useCase(contract.referrals.withdrawOwn, async (context, { message, ...asked }) => {
  const checked = await checkOwn(context, asked, 'withdraw')
  if (!checked.referral) return context.refuse(checked.reason)
  const { referral } = checked
  await addEvent(context, referral.id, { kind: 'withdrawn', text: message, fromSender: true })
  await withdrawReceived(context, referral)
  return { version: await versionOf(context, referral.id) }
})
