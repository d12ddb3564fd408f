import type { CeilingZone } from '#domain/income-ceilings/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const applicantStatusRows = {
  'owner-occupier': 'Propriétaire occupant',
  'condo-owner': 'Copropriétaire occupant',
  'landlord-owner': 'Propriétaire bailleur',
  buyer: 'Accédant à la propriété',
  'social-tenant': 'Locataire HLM',
  'private-tenant': 'Locataire du parc privé',
} as const
export type ApplicantStatus = keyof typeof applicantStatusRows
export const applicantStatuses = Object.keys(applicantStatusRows) as ApplicantStatus[]
export const applicantStatusLabels: Labels<ApplicantStatus> = applicantStatusRows

export const energyLabels = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const
export type EnergyLabel = (typeof energyLabels)[number]
export const energyLabelLabels = Object.fromEntries(
  energyLabels.map((one) => [one, one]),
) as Labels<EnergyLabel>

/** What the household wants to do, as the file tells it; null: not known. */
export type Project = {
  applicantStatus: ApplicantStatus | null
  dwellingBuiltYear: number | null
  energyLabelBefore: EnergyLabel | null
  energyLabelAfter: EnergyLabel | null
  hasLossOfAutonomy: boolean | null
  isUnfitDwelling: boolean | null
  wasRefusedByBank: boolean | null
  /** For ownership ceilings: zones A, B1, B2 and C are not those of regions. */
  ownershipZone: Extract<CeilingZone, 'a' | 'b1' | 'b2-c'> | null
  dependants: number | null
  isYoungCouple: boolean | null
  areWorksStarted: boolean | null
  worksStartedOn: PlainDate | null
  /** What is owed to the landlord. */
  rentDebtCents: Cents | null
}

export const blankProject: Project = {
  applicantStatus: null,
  dwellingBuiltYear: null,
  energyLabelBefore: null,
  energyLabelAfter: null,
  hasLossOfAutonomy: null,
  isUnfitDwelling: null,
  wasRefusedByBank: null,
  ownershipZone: null,
  dependants: null,
  isYoungCouple: null,
  areWorksStarted: null,
  worksStartedOn: null,
  rentDebtCents: null,
}

/** Classes between the two labels, 0 when nothing is gained. */
export const classesGained = (before: EnergyLabel, after: EnergyLabel): number =>
  Math.max(0, energyLabels.indexOf(before) - energyLabels.indexOf(after))
