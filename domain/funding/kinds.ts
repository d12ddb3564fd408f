import type { Labels } from '#domain/tenancies/kinds.ts'

const financingKindRows = {
  loan: 'Prêt sans intérêt',
  microcredit: 'Microcrédit personnel accompagné',
  'subsidy-advance': 'Avance de subvention',
  'cash-facility': 'Caisse d’avance',
  grant: 'Aide non remboursable',
  'recurring-aid': 'Aide mensuelle',
} as const
export type FinancingKind = keyof typeof financingKindRows
export const financingKinds = Object.keys(financingKindRows) as FinancingKind[]
export const financingKindLabels: Labels<FinancingKind> = financingKindRows

/** Paid back by the household itself, by instalments. */
export const isRepaidByInstalments = (kind: FinancingKind): boolean =>
  kind === 'loan' || kind === 'microcredit'
/** Comes back when the subsidy comes. */
export const isRepaidBySubsidy = (kind: FinancingKind): boolean =>
  kind === 'subsidy-advance' || kind === 'cash-facility'

/** The eleven fields of action of seed 000: five of home ownership, six of financing. */
const fieldRows = {
  'very-social-ownership': 'Accession très sociale',
  'rural-ownership': 'Accession en zone rurale',
  'housing-revival': 'Revitalisation de l’habitat',
  'specific-groups-ownership': 'Accession de populations spécifiques',
  'urban-renewal-ownership': 'Accession et renouvellement urbain',
  'energy-precarity': 'Précarité énergétique',
  adaptation: 'Adaptation au vieillissement et au handicap',
  improvement: 'Amélioration de l’habitat, copropriétés en difficulté',
  'unfit-housing': 'Lutte contre le logement indigne',
  'social-housing-sale': 'Vente de logements HLM',
  'social-ownership': 'Accession sociale à la propriété',
  /** Beyond seed 000: what lenders of seed 002 pay. */
  'rent-debt': 'Dette locative',
  'side-costs': 'Frais annexes au logement',
} as const
export type FundingField = keyof typeof fieldRows
export const fundingFields = Object.keys(fieldRows) as FundingField[]
export const fundingFieldLabels: Labels<FundingField> = fieldRows
