import type { Role } from '#domain/access.ts'
import { compartmentsRead } from '#domain/casework/compartments.ts'
import type { ConsentKind, ConsentProof } from '#domain/households/kinds.ts'
import {
  categoryOf,
  type FirstParcelKind,
  type LegalBasis,
  type ParcelCategory,
} from '#domain/parcels/kinds.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'

export type SharingConsent = {
  kind: ConsentKind
  partner: string | null
  givenOn: PlainDate
  endsOn: PlainDate | null
  revokedOn: PlainDate | null
}

/** The household's agreement to one parcel and its receiver, dated, with its proof; it may be taken back. */
export type ParcelAgreement = { givenOn: PlainDate; proof: ConsentProof }

/** What an agreement given for this very parcel is worth: it names its receiver and nobody else. */
export const consentOfAgreement = (
  { givenOn, revokedOn }: { givenOn: PlainDate; revokedOn: PlainDate | null },
  partner: string,
): SharingConsent => ({ kind: 'share-with-partner', partner, givenOn, endsOn: null, revokedOn })

export type Sharing = {
  kind: FirstParcelKind
  categories: readonly ParcelCategory[]
  legalBasis: LegalBasis
  informedOn: PlainDate | null
  consent: SharingConsent | null
  leavesOn: PlainDate
  expiresOn: PlainDate
  termOn: PlainDate | null
  partner: { name: string; isLandlord: boolean }
}

export const sharingRefusals = {
  'nothing-chosen': 'Choisissez au moins une catégorie d’informations.',
  'category-not-yours': 'Vous ne lisez pas cette catégorie : vous ne pouvez pas l’envoyer.',
  'household-not-informed': 'Le ménage doit être informé avant l’envoi : notez quand il l’a été.',
  'informed-in-the-future': 'Le ménage ne peut pas avoir été informé à une date à venir.',
  'consent-missing': 'Cet envoi demande un accord du ménage, daté et pour ce partenaire.',
  'consent-not-for-partner': 'Cet accord n’a pas été donné pour ce partenaire.',
  'consent-not-running': 'Cet accord ne court pas : il est retiré, terminé ou pas encore donné.',
  'leaves-in-the-past': 'Le départ ne peut pas être dans le passé.',
  'expires-too-soon': 'La durée de conservation doit dépasser le jour du départ.',
  'expires-too-late': 'Une copie se garde deux ans au plus.',
  'term-missing': 'Une mission a un terme : donnez sa date.',
  'term-before-start': 'Le terme de la mission doit suivre son départ.',
} as const
export type SharingRefusal = keyof typeof sharingRefusals
export type SharingVerdict = { allowed: true } | { allowed: false; reason: SharingRefusal }

const no = (reason: SharingRefusal): SharingVerdict => ({ allowed: false, reason })

/** CNIL, délibération 2023-095: two years in the active base; a copy does not outlive what it was taken from. */
const keptMonths = 24

/** Asked when a parcel is prepared, by the person who sends it. */
export const decideSharing = (sharing: Sharing, role: Role, today: PlainDate): SharingVerdict => {
  const { kind, categories, leavesOn, expiresOn, termOn } = sharing
  if (categories.length === 0) return no('nothing-chosen')
  if (categories.some((one) => !maySend(role, one))) return no('category-not-yours')
  if (leavesOn < today) return no('leaves-in-the-past')
  if (expiresOn <= leavesOn) return no('expires-too-soon')
  if (expiresOn > addMonths(leavesOn, keptMonths)) return no('expires-too-late')
  if (kind === 'mandate' && !termOn) return no('term-missing')
  if (termOn && termOn <= leavesOn) return no('term-before-start')
  return decideGrounds(sharing, today)
}

/**
 * What makes the sharing lawful on a day; asked when it is prepared and again when it leaves. CASF L.121-6-2 allows
 * professionals to share what is strictly necessary, the household being told; L.226-2-2 spares the telling when it
 * would harm the child. Health and other sensitive facts need an agreement besides (RGPD art. 9, CSP L.1110-4).
 */
export const decideGrounds = (
  {
    kind,
    legalBasis,
    informedOn,
    consent,
    categories,
    partner,
  }: Omit<Sharing, 'leavesOn' | 'expiresOn' | 'termOn'>,
  on: PlainDate,
): SharingVerdict => {
  const isChildProtection = legalBasis === 'child-protection'
  if (!informedOn && !isChildProtection) return no('household-not-informed')
  if (informedOn && informedOn > on) return no('informed-in-the-future')
  if (!needsConsent({ kind, legalBasis, categories })) return { allowed: true }
  if (!consent) return no('consent-missing')
  if (!isConsentFor(consent, partner)) return no('consent-not-for-partner')
  return isConsentRunning(consent, on) ? { allowed: true } : no('consent-not-running')
}

/** A measure does not go to another service without the household: support is accepted, never imposed. */
export const needsConsent = ({
  kind,
  legalBasis,
  categories,
}: Pick<Sharing, 'kind' | 'legalBasis' | 'categories'>): boolean =>
  kind === 'transfer' ||
  legalBasis === 'consent' ||
  (legalBasis !== 'child-protection' && categories.some((category) => categoryOf(category).isSensitive))

/** One sends only what one may read oneself. */
export const maySend = (role: Role, category: ParcelCategory): boolean =>
  compartmentsRead(role).includes(categoryOf(category).compartment)

export const isConsentRunning = ({ givenOn, endsOn, revokedOn }: SharingConsent, on: PlainDate): boolean =>
  givenOn <= on && (endsOn === null || endsOn >= on) && (revokedOn === null || revokedOn > on)

export const isConsentFor = (
  { kind, partner: named }: Pick<SharingConsent, 'kind' | 'partner'>,
  partner: Sharing['partner'],
): boolean =>
  (kind === 'share-with-partner' && named !== null && plain(named) === plain(partner.name)) ||
  (kind === 'share-with-landlord' && partner.isLandlord)

const plain = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
