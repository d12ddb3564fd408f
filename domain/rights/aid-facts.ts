import type { Cents } from '#domain/money.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

/** The three zones of the housing aid: neither those of the ceilings of social housing nor A/B/C. */
export const aidZones = ['i', 'ii', 'iii'] as const
export type AidZone = (typeof aidZones)[number]
export const aidZoneLabels: Labels<AidZone> = {
  i: 'Zone I (agglomération parisienne)',
  ii: 'Zone II (grandes agglomérations, Corse, reste de l’Île-de-France)',
  iii: 'Zone III (autres communes)',
}

export const aidZoneNames: Labels<AidZone> = { i: 'Zone I', ii: 'Zone II', iii: 'Zone III' }

export const homeKinds = ['whole', 'room', 'lodged', 'shared'] as const
export type HomeKind = (typeof homeKinds)[number]
export const homeKindLabels: Labels<HomeKind> = {
  whole: 'Logement entier',
  room: 'Chambre',
  lodged: 'Personne âgée ou handicapée logée chez un particulier',
  shared: 'Colocation',
}

/** Who counts as a household for the aid: its size decides every ceiling. */
export type AidFamily = { isCouple: boolean; dependants: number }

/** What the formula of the housing aid asks. */
export type AidFacts = AidFamily & {
  zone: AidZone
  homeKind: HomeKind
  /** Of the month, without charges; the household's share in a shared home. */
  rentCents: Cents
  /** Of the last twelve months, as the payer counts them. */
  resourcesYearCents: Cents
  /** AAH or AEEH in the household: a high rent does not reduce the aid. */
  hasDisabilityBenefit: boolean
  /** The dwelling is under a convention: APL rather than ALF or ALS. */
  isApl: boolean
  /** The monthly RLS of the home, nought where there is none. */
  rlsCents: Cents
}
