import type { ConsentKind } from '#domain/households/kinds.ts'
import {
  consentOfAgreement,
  decideGrounds,
  type SharingConsent,
  type SharingRefusal,
} from '#domain/parcels/decide-sharing.ts'
import type { FirstParcelKind, LegalBasis, ParcelCategory } from '#domain/parcels/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Here, ParcelRow } from '#server/parcels/parcel-rows.ts'
import { findPartner, isLandlord, isReachable } from '#server/partners/partner-rows.ts'

export const findConsent = async (
  { tx, actor }: Here,
  consentId: string,
): Promise<(SharingConsent & { householdId: string }) | undefined> => {
  const row = await tx
    .selectFrom('consent')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', consentId)
    .select([
      'household_id as householdId',
      'kind',
      'partner',
      'given_on as givenOn',
      'ends_on as endsOn',
      'revoked_on as revokedOn',
    ])
    .forShare()
    .executeTakeFirst()
  return row && { ...row, kind: row.kind as ConsentKind }
}

/** What the household agreed to: a consent of its file, or an agreement of the parcel's own. */
export const consentOfParcel = async (
  here: Here,
  { consent_id, agreed_on, agreement_revoked_on }: ParcelRow,
  partner: string,
): Promise<SharingConsent | undefined> => {
  if (consent_id) return findConsent(here, consent_id)
  return agreed_on
    ? consentOfAgreement({ givenOn: agreed_on, revokedOn: agreement_revoked_on }, partner)
    : undefined
}

export type StopReason = SharingRefusal | 'link-not-agreed' | 'expired' | 'withdrawn'

/** Asked again when a parcel leaves: what was lawful when it was prepared may be so no longer. */
export const whyNotLeave = async (
  here: Here,
  parcel: ParcelRow,
  today: PlainDate,
): Promise<StopReason | undefined> => {
  const partner = await findPartner(here, parcel.partner_id)
  if (!partner || !isReachable(partner)) return 'link-not-agreed'
  if (parcel.answers_id !== null) return undefined
  if (parcel.expires_on !== null && parcel.expires_on <= today) return 'expired'
  const verdict = decideGrounds(
    {
      kind: parcel.kind as FirstParcelKind,
      legalBasis: parcel.legal_basis as LegalBasis,
      categories: parcel.categories as ParcelCategory[],
      informedOn: parcel.informed_on,
      consent: (await consentOfParcel(here, parcel, partner.name)) ?? null,
      partner: { name: partner.name, isLandlord: isLandlord(partner) },
    },
    today,
  )
  return verdict.allowed ? undefined : verdict.reason
}
