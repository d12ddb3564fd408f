import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { answerDaysKey } from '#domain/legal-parameters/referrals.ts'
import type { ParcelContent } from '#domain/parcels/content.ts'
import { labelOfContent } from '#domain/parcels/content.ts'
import type { FirstParcelKind } from '#domain/parcels/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { PrescriberKind } from '#domain/programmes/kinds.ts'
import {
  allowsReferralAct,
  answerDueOn,
  type ReferralAct,
  type ReferralSource,
  type ReferralState,
} from '#domain/referrals/states.ts'
import type { Tx } from '#server/db.ts'
import { record } from '#server/journal.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import type { Acting } from '#server/use-case.ts'

/** A member, or the system when a request comes by itself. */
export type Receiver = {
  tx: Tx
  actor: { organisationId: string; membershipId?: string }
  now: Date
  today: PlainDate
}

export type NewReferral = {
  id?: string
  kind: FirstParcelKind
  source: ReferralSource
  senderName: string
  senderKind: PrescriberKind
  senderContact?: string | null
  content: ParcelContent
  subject?: string
  reference?: string
  parcelId?: string
  partnerId?: string
  prescriberId?: string
  householdId?: string
  termOn?: PlainDate | null
  reportEveryMonths?: number | null
  messageId?: string
}

/** Letters and figures that nobody confuses on the telephone. */
const readable = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

const makeReference = (): string => {
  const signs = Array.from(randomBytes(8), (byte) => readable[byte % readable.length])
  return `D-${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`
}

const searchText = (...words: string[]) => sql<string>`fold(${words.join(' ')}::text)`

export type Received = { referralId: string; reference: string; dueOn: PlainDate }

/** Puts a request in the inbox, with the day it must be answered by. Undefined when it is there already. */
export const insertReferral = async (
  context: Receiver,
  referral: NewReferral,
): Promise<Received | undefined> => {
  const { tx, actor, now, today } = context
  const referralId = referral.id ?? randomUUIDv7()
  const reference = referral.reference ?? makeReference()
  const dueOn = answerDueOn(today, await readAnswerDays(context, today))
  const subject = (referral.subject ?? labelOfContent(referral.content)).slice(0, 200)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('referral')
    .values({
      organisation_id: actor.organisationId,
      id: referralId,
      kind: referral.kind,
      source: referral.source,
      reference,
      parcel_id: referral.parcelId ?? null,
      partner_id: referral.partnerId ?? null,
      prescriber_id: referral.prescriberId ?? null,
      sender_name: referral.senderName,
      sender_kind: referral.senderKind,
      sender_contact: referral.senderContact || null,
      subject_label: subject,
      search: searchText(subject, reference, referral.senderName),
      content: JSON.stringify(referral.content),
      received_at: now,
      due_on: dueOn,
      state: 'received',
      state_on: today,
      household_id: referral.householdId ?? null,
      term_on: referral.termOn ?? null,
      report_every_months: referral.reportEveryMonths ?? null,
      message_id: referral.messageId ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (Number(numInsertedOrUpdatedRows ?? 0n) === 0) return undefined
  await addEvent(context, referralId, { kind: 'received', isTold: true })
  await record(context, {
    act: 'referral-received',
    subject: { kind: 'referral', id: referralId },
    ...(referral.householdId && { householdId: referral.householdId }),
    after: { source: referral.source, kind: referral.kind, sender: referral.senderKind },
  })
  return { referralId, reference, dueOn }
}

/** The delay in force on the day of the request: changed later, it moves no date already promised. */
export const readAnswerDays = async (
  reading: Pick<Receiver, 'tx' | 'actor'>,
  on: PlainDate,
): Promise<number> => (await readOrganisationParameters(reading, on)).read(answerDaysKey)

export const lockReferral = ({ tx, actor }: Pick<Receiver, 'tx' | 'actor'>, referralId: string) =>
  tx
    .selectFrom('referral')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', referralId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
export type ReferralRecord = NonNullable<Awaited<ReturnType<typeof lockReferral>>>

type Checked =
  | { referral: ReferralRecord; reason?: undefined }
  | {
      reason: 'unknown-record' | 'stale-version' | 'not-possible-now'
      details?: unknown
      referral?: undefined
    }

/** The request, locked, if it is still where the caller saw it and the act is possible there. */
export const checkReferral = async (
  context: Acting,
  { referralId, version }: { referralId: string; version: number },
  act?: ReferralAct,
): Promise<Checked> => {
  const referral = await lockReferral(context, referralId)
  if (!referral) return { reason: 'unknown-record' }
  const { state } = referral
  if (referral.version !== version)
    return { reason: 'stale-version', details: { state, version: referral.version } }
  if (act && !allowsReferralAct(state as ReferralState, act)) return { reason: 'not-possible-now' }
  return { referral }
}

export type ReferralChange = Partial<
  Pick<
    ReferralRecord,
    | 'state'
    | 'state_on'
    | 'decline_reason'
    | 'assignee_id'
    | 'household_id'
    | 'measure_id'
    | 'tells_progress'
    | 'last_told'
    | 'ended_on'
    | 'reports_sent'
    | 'erased_on'
  >
> & { content?: string }

export const updateReferral = async (
  { tx, actor }: Pick<Receiver, 'tx' | 'actor'>,
  referralId: string,
  set: ReferralChange,
): Promise<void> => {
  await tx
    .updateTable('referral')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', referralId)
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .execute()
}

/** One act may write twice: the version that the screen goes on with is the one that stands. */
export const versionOf = async (
  { tx, actor }: Pick<Receiver, 'tx' | 'actor'>,
  referralId: string,
): Promise<number> => {
  const { version } = await tx
    .selectFrom('referral')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', referralId)
    .select('version')
    .executeTakeFirstOrThrow()
  return version
}

export type NewEvent = { kind: string; text?: string | null; isTold?: boolean; fromSender?: boolean }

export const addEvent = async (
  { tx, actor, now }: Receiver,
  referralId: string,
  { kind, text, isTold = false, fromSender = false }: NewEvent,
): Promise<void> => {
  await tx
    .insertInto('referral_event')
    .values({
      organisation_id: actor.organisationId,
      id: randomUUIDv7(),
      referral_id: referralId,
      at: now,
      kind,
      text: text ?? null,
      is_told: isTold,
      from_sender: fromSender,
      membership_id: actor.membershipId ?? null,
    })
    .execute()
}

/** What was received is forgotten; that it was received is not. */
export const eraseReferral = async (context: Receiver, referralId: string): Promise<void> => {
  await updateReferral(context, referralId, { content: '{}', erased_on: context.today })
  await context.tx
    .updateTable('referral')
    .where('organisation_id', '=', context.actor.organisationId)
    .where('id', '=', referralId)
    .set({
      subject_label: 'Copie effacée',
      search: sql<string>`fold(concat_ws(' ', reference, sender_name))`,
    })
    .execute()
}
