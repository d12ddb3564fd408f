import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { ThreadLine } from '#contract/parcels.ts'
import type { PersonTraits } from '#domain/households/same-person.ts'
import type { ParcelContent } from '#domain/parcels/content.ts'
import type { LegalBasis, ParcelCategory, ParcelPurpose } from '#domain/parcels/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { PrescriberKind } from '#domain/programmes/kinds.ts'
import { type Mandate, standMandate } from '#domain/referrals/mandate.ts'
import { type DeclineReason, isOpenReferral, type ReferralState } from '#domain/referrals/states.ts'
import { findAlike } from '#server/duplicates/find-alike.ts'
import { contentView } from '#server/parcels/prepare.ts'
import { journalReferral } from '#server/referrals/journal-referral.ts'
import { type ReferralListed, referralsOf, rowView } from '#server/referrals/list.ts'
import type { ReferralRecord } from '#server/referrals/referral-rows.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const openReferral = useCase(contract.referrals.open, async (context, { referralId }) => {
  const row = await referralsOf(context).where('r.id', '=', referralId).executeTakeFirst()
  if (!row) return context.refuse('unknown-record')
  await journalReading(context, row)
  const content = row.content as ParcelContent
  const received = await readParcel(context, row.parcel_id)
  const mandate = mandateOf(row)
  const isOpen = isOpenReferral(row.state as ReferralState)
  return {
    ...rowView(row, context.today),
    version: row.version,
    senderKind: row.sender_kind as PrescriberKind,
    senderContact: row.sender_contact,
    newsTravel: newsTravelOf(row),
    content: contentView(content),
    erasedOn: row.erased_on,
    withdrawnOn: received?.withdrawnOn ?? null,
    parcel: received?.terms ?? null,
    declineReason: row.decline_reason as DeclineReason | null,
    measureId: row.measure_id,
    sentOn: await findSentOn(context, row.id),
    tellsProgress: row.tells_progress,
    mandate: mandate ? mandateView(mandate, row.reports_sent, context.today) : null,
    candidates: isOpen && !row.household_id ? await findCandidates(context, content) : [],
    files: await listFiles(context, referralId),
    thread: await readThread(context, referralId),
  }
})

const findSentOn = async ({ tx, actor }: Acting, referralId: string) =>
  (await tx
    .selectFrom('parcel_sent as s')
    .innerJoin('partner as p', (join) =>
      join.onRef('p.organisation_id', '=', 's.organisation_id').onRef('p.id', '=', 's.partner_id'),
    )
    .where('s.organisation_id', '=', actor.organisationId)
    .where('s.referral_id', '=', referralId)
    .select(['s.id as parcelId', 'p.name as partner'])
    .executeTakeFirst()) ?? null

const oneVisitMinutes = 30

/** What was received about a household is read like its file: it leaves a line, once a visit. */
const journalReading = async (context: Acting, { id, household_id }: ReferralListed): Promise<void> => {
  const { tx, actor } = context
  const justRead = await tx
    .selectFrom('journal')
    .where('organisation_id', '=', actor.organisationId)
    .where('subject_id', '=', id)
    .where('at', '>', sql<Date>`now() - make_interval(mins => ${oneVisitMinutes}::int)`)
    .where('act', '=', 'referral-opened')
    .where('membership_id', '=', actor.membershipId)
    .select('id')
    .executeTakeFirst()
  if (!justRead) await journalReferral(context, 'referral-opened', { id, household_id })
}

const newsTravelOf = ({ parcel_id, prescriber_id }: ReferralListed) => {
  if (parcel_id) return 'to-partner' as const
  return prescriber_id ? ('to-prescriber' as const) : ('by-hand' as const)
}

/** A mission runs from the day it was accepted, which is the day its state took. */
export const mandateOf = (
  row: Pick<ReferralRecord, 'kind' | 'state' | 'state_on' | 'term_on' | 'report_every_months' | 'ended_on'>,
): Mandate | undefined =>
  row.kind === 'mandate' && row.state === 'accepted' && row.term_on
    ? {
        startedOn: row.state_on,
        termOn: row.term_on,
        everyMonths: row.report_every_months,
        endedOn: row.ended_on,
      }
    : undefined

const mandateView = (mandate: Mandate, reportsSent: number, today: PlainDate) => {
  const { nextDueOn, ...standing } = standMandate(mandate, reportsSent, today)
  return { ...mandate, ...standing, nextDueOn: nextDueOn ?? null }
}

const readParcel = async ({ tx, actor }: Acting, parcelId: string | null) => {
  if (!parcelId) return undefined
  const row = await tx
    .selectFrom('parcel_received')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', parcelId)
    .selectAll()
    .executeTakeFirst()
  return (
    row && {
      withdrawnOn: row.withdrawn_on,
      terms: {
        categories: row.categories as ParcelCategory[],
        purpose: row.purpose as ParcelPurpose,
        legalBasis: row.legal_basis as LegalBasis,
        informedOn: row.informed_on,
        consentGivenOn: row.consent_given_on,
        expiresOn: row.expires_on ?? (row.received_at.toISOString().slice(0, 10) as PlainDate),
      },
    }
  )
}

/** Shown to the receiver only: nothing of it ever travels back. */
const findCandidates = async (context: Acting, content: ParcelContent) => {
  const traits = traitsOf(content)
  if (!traits) return []
  const alike = await findAlike(context, traits)
  return alike.map(({ householdId, label, personName, score, reasons }) => ({
    ...{ householdId, label, personName, score, reasons },
  }))
}

const traitsOf = ({ identity, contact, home }: ParcelContent): PersonTraits | undefined =>
  identity && {
    lastName: identity.lastName,
    firstName: identity.firstName ?? '',
    bornOn: identity.birthOn,
    phones: contact?.phone ? [contact.phone] : [],
    email: contact?.email ?? null,
    address: home?.address ?? null,
  }

const listFiles = async ({ tx, actor }: Acting, referralId: string) => {
  const rows = await filesOf({ tx, actor }, referralId).orderBy('f.file_name').execute()
  return rows.map((row) => ({
    fileId: row.id,
    name: row.file_name,
    contentType: row.content_type,
    sizeBytes: row.size_bytes,
  }))
}

const filesOf = ({ tx, actor }: Pick<Acting, 'tx' | 'actor'>, referralId: string) =>
  tx
    .selectFrom('referral_file as r')
    .innerJoin('stored_file as f', (join) =>
      join.onRef('f.organisation_id', '=', 'r.organisation_id').onRef('f.id', '=', 'r.stored_file_id'),
    )
    .where('r.organisation_id', '=', actor.organisationId)
    .where('r.referral_id', '=', referralId)
    .select(['f.id', 'f.file_name', 'f.content_type', 'f.size_bytes', 'f.storage_key'])

export const openReferralFile = useCase(
  contract.referrals.openFile,
  async (context, { referralId, fileId }) => {
    const file = await filesOf(context, referralId).where('f.id', '=', fileId).executeTakeFirst()
    if (!file) return context.refuse('unknown-record')
    return {
      fileName: file.file_name,
      contentType: file.content_type,
      body: await buffer(context.house.files.read(file.storage_key)),
    }
  },
)

/** The whole thread, or what its sender may read of it: what they said, and what they were told. */
export const readThread = async (
  { tx, actor }: Acting,
  referralId: string,
  forSender = false,
): Promise<ThreadLine[]> => {
  const rows = await tx
    .selectFrom('referral_event as e')
    .leftJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'e.organisation_id').onRef('m.id', '=', 'e.membership_id'),
    )
    .where('e.organisation_id', '=', actor.organisationId)
    .where('e.referral_id', '=', referralId)
    .$if(forSender, (query) =>
      query.where((eb) => eb.or([eb('e.is_told', '=', true), eb('e.from_sender', '=', true)])),
    )
    .selectAll('e')
    .select('m.name as by')
    .orderBy('e.at')
    .orderBy('e.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    text: row.text,
    // Who wrote inside the organisation is not the sender's business.
    by: forSender ? null : row.by,
    isTold: row.is_told,
    isFromOther: row.from_sender,
  }))
}
