import { randomUUIDv7 } from 'node:crypto'
import type { HandedMeasure } from '#domain/measures/handover.ts'
import type { ParcelAgreement } from '#domain/parcels/decide-sharing.ts'
import type { LegalBasis, ParcelCategory, ParcelKind, ParcelPurpose } from '#domain/parcels/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { MeasureMotive } from '#domain/programmes/kinds.ts'
import type { Tx } from '#server/db.ts'
import { enqueue } from '#server/jobs.ts'

export type Here = { tx: Tx; actor: { organisationId: string; membershipId?: string } }
type Sender = Here & { now: Date; today: PlainDate }

/** Written for the receiver by whoever sends. */
export type ParcelWords = {
  motive?: MeasureMotive
  message?: string
  handover?: HandedMeasure
  news?: string
  on?: PlainDate
}

export type NewParcel = {
  kind: ParcelKind
  partnerId: string
  isByHand: boolean
  answersId?: string
  householdId?: string | null
  referralId?: string
  measureId?: string
  categories?: readonly ParcelCategory[]
  purpose?: ParcelPurpose
  legalBasis?: LegalBasis
  informedOn?: PlainDate | null
  consentId?: string | null
  agreement?: ParcelAgreement | null
  leavesOn?: PlainDate
  expiresOn?: PlainDate
  termOn?: PlainDate | null
  reportEveryMonths?: number | null
  words: ParcelWords
}

/** The job that carries a parcel: named here so that whoever sends does not depend on how it is received. */
export const carrying = { name: 'parcels.carry' } as const

/** Writes the parcel on the sender's side and has it carried on its day. */
export const insertParcel = async (context: Sender, parcel: NewParcel): Promise<string> => {
  const { tx, actor, now, today } = context
  const id = randomUUIDv7()
  const leavesOn = parcel.leavesOn ?? today
  await tx
    .insertInto('parcel_sent')
    .values({
      organisation_id: actor.organisationId,
      id,
      kind: parcel.kind,
      partner_id: parcel.partnerId,
      answers_id: parcel.answersId ?? null,
      household_id: parcel.householdId ?? null,
      referral_id: parcel.referralId ?? null,
      categories: [...(parcel.categories ?? [])],
      purpose: parcel.purpose ?? null,
      legal_basis: parcel.legalBasis ?? null,
      informed_on: parcel.informedOn ?? null,
      consent_id: parcel.consentId ?? null,
      agreed_on: parcel.agreement?.givenOn ?? null,
      agreement_proof: parcel.agreement?.proof ?? null,
      measure_id: parcel.measureId ?? null,
      leaves_on: leavesOn,
      expires_on: parcel.expiresOn ?? null,
      term_on: parcel.termOn ?? null,
      report_every_months: parcel.reportEveryMonths ?? null,
      words: JSON.stringify(parcel.words),
      state: 'waiting',
      state_at: now,
      is_by_hand: parcel.isByHand,
      created_by: actor.membershipId ?? null,
      created_at: now,
    })
    .execute()
  await askCarrying(context, id, leavesOn)
  return id
}

export const askCarrying = (
  { tx, actor, today }: Sender,
  parcelId: string,
  leavesOn: PlainDate,
): Promise<void> =>
  enqueue(
    tx,
    carrying,
    { organisationId: actor.organisationId, parcelId },
    {
      key: `parcel/${parcelId}`,
      // Early in the morning of the day; the night's round takes what was missed.
      ...(leavesOn > today ? { runAt: new Date(`${leavesOn}T05:00:00Z`) } : {}),
    },
  )

export const lockParcel = ({ tx, actor }: Here, parcelId: string) =>
  tx
    .selectFrom('parcel_sent')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', parcelId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
export type ParcelRow = NonNullable<Awaited<ReturnType<typeof lockParcel>>>

type Change = Partial<
  Pick<
    ParcelRow,
    | 'state'
    | 'state_at'
    | 'stopped_reason'
    | 'told'
    | 'told_on'
    | 'accepted_on'
    | 'ended_on'
    | 'reports_received'
    | 'withdrawn_on'
    | 'agreement_revoked_on'
  >
> & { payload?: string | null }

export const updateParcel = async ({ tx, actor }: Here, parcelId: string, set: Change): Promise<void> => {
  await tx
    .updateTable('parcel_sent')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', parcelId)
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .execute()
}
