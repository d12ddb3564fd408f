import type { ConsentKind } from '#domain/households/kinds.ts'
import { decideGrounds, type SharingConsent, type SharingRefusal } from '#domain/parcels/decide-sharing.ts'
import type { LegalBasis, ParcelCategory } from '#domain/parcels/kinds.ts'
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
      legalBasis: parcel.legal_basis as LegalBasis,
      categories: parcel.categories as ParcelCategory[],
      informedOn: parcel.informed_on,
      consent: parcel.consent_id === null ? null : ((await findConsent(here, parcel.consent_id)) ?? null),
      partner: { name: partner.name, isLandlord: isLandlord(partner) },
    },
    today,
  )
  return verdict.allowed ? undefined : verdict.reason
}
