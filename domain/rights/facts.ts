import type { TaxIncomeYears } from '#domain/budget/household-facts.ts'
import type { BudgetSnapshot } from '#domain/budget/snapshot.ts'
import type { Cents } from '#domain/money.ts'
import type { AidZone, HomeKind } from '#domain/rights/aid-facts.ts'
import type { SupplementZone } from '#domain/rights/supplement-zones.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

export const tenures = ['tenant', 'owner', 'free'] as const
export type Tenure = (typeof tenures)[number]
export const tenureLabels: Labels<Tenure> = {
  tenant: 'Locataire ou sous-locataire',
  owner: 'Propriétaire occupant',
  free: 'Logé gratuitement',
}

/** What the file does not hold elsewhere and the estimates ask; null where nobody answered. */
export type RightsAnswers = {
  tenure: Tenure | null
  zone: AidZone | null
  homeKind: HomeKind
  /** The dwelling is under a convention with the State: APL. */
  isUnderConvention: boolean | null
  isSocialLandlord: boolean | null
  areaSquareDecimetres: number | null
  /** At least 80 %, or 50 to 79 % with a lasting restriction on work, as the MDPH recognises it. */
  hasDisability: boolean | null
  isIsolatedParent: boolean | null
  supplementZone: SupplementZone | null
  /** QPV or ZRR: no rent supplement there. */
  isExemptArea: boolean | null
  /** The resources were above the ceilings already when the lease was signed. */
  wasAboveCeilings: boolean | null
}

export const noAnswers: RightsAnswers = {
  tenure: null,
  zone: null,
  homeKind: 'whole',
  isUnderConvention: null,
  isSocialLandlord: null,
  areaSquareDecimetres: null,
  hasDisability: null,
  isIsolatedParent: null,
  supplementZone: null,
  isExemptArea: null,
  wasAboveCeilings: null,
}

export type HomeRent = { rentCents: Cents; chargesCents: Cents; benefitCents: Cents; rlsCents: Cents }
export type RightsTaxIncome = TaxIncomeYears & { rfrCents: Cents; occupants: number }

/** What is known of a household on a day. */
export type RightsFacts = {
  situation: BudgetSnapshot | null
  tenancy: HomeRent | null
  taxIncomes: readonly RightsTaxIncome[]
  commune: { communeCode: string; regionCode: string | null } | null
  answers: RightsAnswers
}

const missingRows = {
  situation: { label: 'la situation du ménage (personnes, ressources, charges)', where: 'situation' },
  rent: { label: 'le loyer', where: 'situation' },
  'tax-income': { label: 'le revenu fiscal de référence', where: 'situation' },
  'tax-income-year': { label: 'le revenu fiscal de référence de l’année N−2', where: 'situation' },
  commune: { label: 'la commune du logement', where: 'tenancy' },
  tenure: { label: 'locataire, propriétaire ou logé gratuitement', where: 'answers' },
  zone: { label: 'la zone de l’aide au logement', where: 'answers' },
  convention: { label: 'logement conventionné ou non', where: 'answers' },
  'social-landlord': { label: 'bailleur social ou non', where: 'answers' },
  area: { label: 'la surface habitable', where: 'answers' },
  disability: { label: 'le taux d’incapacité reconnu ou à faire reconnaître', where: 'answers' },
  'supplement-zone': { label: 'la zone du supplément de loyer', where: 'answers' },
  'above-at-signing': {
    label: 'ressources au-dessus des plafonds, ou non, à la signature du bail',
    where: 'answers',
  },
  'exempt-area': { label: 'quartier prioritaire ou zone exemptée', where: 'answers' },
} as const
/** A fact to answer first, and the part of the file where to. */
export type MissingFact = keyof typeof missingRows
export const missingFacts = Object.keys(missingRows) as MissingFact[]
export const missingFactRows: Readonly<
  Record<MissingFact, { label: string; where: 'situation' | 'tenancy' | 'answers' }>
> = missingRows

/** The rent of the home: the tenancy's, else the one written in the situation. */
export const rentOf = ({ tenancy, situation }: RightsFacts): Cents | null => {
  if (tenancy && tenancy.rentCents > 0) return tenancy.rentCents
  const line = situation?.charges.find(({ kind }) => kind === 'rent')
  return line && line.amountCents > 0 && line.every === 'month' ? line.amountCents : null
}
