import type { EnergyLabel } from '#domain/funding/project.ts'
import type { Cents } from '#domain/money.ts'
import type { BasisPoints } from '#domain/ratio.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

/** Access to a home, staying in it, energy and water, support. */
type FslFamily = 'access' | 'staying' | 'utilities' | 'support'

const aidRows = {
  deposit: { label: 'Dépôt de garantie', family: 'access' },
  'first-rent': { label: 'Premier loyer', family: 'access' },
  insurance: { label: 'Assurance habitation', family: 'access' },
  'agency-fees': { label: 'Frais d’agence', family: 'access' },
  removal: { label: 'Déménagement', family: 'access' },
  furniture: { label: 'Mobilier de première nécessité', family: 'access' },
  guarantee: { label: 'Garantie de loyer (caution)', family: 'access' },
  'rent-arrears': { label: 'Impayés de loyer et de charges', family: 'staying' },
  'co-ownership-charges': { label: 'Charges de copropriété', family: 'staying' },
  energy: { label: 'Énergie', family: 'utilities' },
  water: { label: 'Eau', family: 'utilities' },
  telecom: { label: 'Téléphone, internet', family: 'utilities' },
  asll: { label: 'Accompagnement social lié au logement (ASLL)', family: 'support' },
} as const satisfies Record<string, { label: string; family: FslFamily }>
export type FslAidKind = keyof typeof aidRows
export const fslAidKinds = Object.keys(aidRows) as FslAidKind[]
export const fslAidKindLabels = Object.fromEntries(
  fslAidKinds.map((kind) => [kind, aidRows[kind].label]),
) as Labels<FslAidKind>
export const familyOf = (kind: FslAidKind): FslFamily => aidRows[kind].family

const formRows = {
  grant: 'Subvention',
  loan: 'Prêt sans intérêt',
  'grant-or-loan': 'Subvention ou prêt',
  advance: 'Avance',
  guarantee: 'Caution',
  service: 'Accompagnement',
} as const
export type FslForm = keyof typeof formRows
export const fslForms = Object.keys(formRows) as FslForm[]
export const fslFormLabels: Labels<FslForm> = formRows

/** The most an aid may be: an amount, months of rent, a share of the bill, or months it covers. */
export type FslCeiling =
  | { is: 'cents'; value: Cents }
  | { is: 'months-of-rent'; value: number; whenFurnished: number | null }
  | { is: 'share'; value: BasisPoints }
  | { is: 'months-covered'; value: number }

export type FslAid = {
  kind: FslAidKind
  form: FslForm
  ceiling: FslCeiling | null
  /** `Une fois par an`, as the rules say it; null when they do not. */
  frequency: string | null
  /** What else the rules ask, for a person to read. */
  note: string | null
}

/** The closed list that loi 90-449 art. 6-1 allows: resources, patrimony, size and nature of the difficulties. No residence. */
export type FslCondition =
  /** (resources + housing aid − principal rent) ÷ persons, against a ceiling by composition. */
  | {
      is: 'quotient-per-person'
      single: Cents
      couple: Cents
      oneChild: Cents
      twoChildren: Cents
      threeChildren: Cents
    }
  /** Resources ÷ consumption units. */
  | { is: 'quotient-per-unit'; ceiling: Cents }
  | { is: 'resources-per-rsa'; multiple: BasisPoints }
  | { is: 'resources-per-poverty-line'; share: BasisPoints }
  /** Access only: rent and charges less the aid, with the instalment of the FSL loan where the rules count it. */
  | { is: 'effort-below'; ceiling: BasisPoints; countsFslLoan: boolean }
  /** Access only. */
  | { is: 'energy-label'; worst: EnergyLabel }
export const fslConditionLabels: Labels<FslCondition['is']> = {
  'quotient-per-person': 'Quotient par personne, selon la composition',
  'quotient-per-unit': 'Quotient par unité de consommation',
  'resources-per-rsa': 'Ressources, en part du RSA du foyer',
  'resources-per-poverty-line': 'Ressources, en part du seuil de pauvreté',
  'effort-below': 'Taux d’effort',
  'energy-label': 'Étiquette énergie du logement',
}

/** Situations for which the local rules raise their ceilings, by an amount that a person checks. */
const raiseRows = {
  'over-indebted': 'Surendettement',
  'evicted-private': 'Expulsion du parc privé',
  disability: 'Handicap',
} as const
export type FslRaise = keyof typeof raiseRows
export const fslRaises = Object.keys(raiseRows) as FslRaise[]
export const fslRaiseLabels: Labels<FslRaise> = raiseRows

const documentRows = {
  identity: 'Pièce d’identité ou titre de séjour',
  resources: 'Ressources des trois derniers mois de toutes les personnes du foyer',
  'tax-notice': 'Dernier avis d’imposition',
  'benefit-statement': 'Attestation de paiement de la CAF ou de la MSA',
  lease: 'Bail, ou proposition de logement',
  'rent-statement': 'Relevé de compte du bailleur',
  'energy-label': 'Diagnostic de performance énergétique (DPE)',
  'energy-bill': 'Facture d’énergie, d’eau ou de téléphone',
  'agency-invoice': 'Note d’honoraires de l’agence',
  'bank-details': 'RIB du bailleur ou du fournisseur',
  'social-report': 'Évaluation sociale',
  'third-party-agreement': 'Accord du bailleur pour être payé directement',
} as const
export type FslDocument = keyof typeof documentRows
export const fslDocuments = Object.keys(documentRows) as FslDocument[]
export const fslDocumentLabels: Labels<FslDocument> = documentRows

export type FslRule = {
  /** All must hold. Empty: no condition was found, a person checks. */
  conditions: readonly FslCondition[]
  raisedFor: readonly FslRaise[]
  aids: readonly FslAid[]
  documents: readonly FslDocument[]
  /** Months after entry within which an aid to access is asked; null when the rules do not say. */
  monthsToApplyAfterEntry: number | null
  /** Months the fund gives itself to answer; null: no delay is announced. */
  decisionMonths: number | null
  /** What the rules say beyond, for a person to read. */
  notes: string | null
}

export const blankFslRule: FslRule = {
  conditions: [],
  raisedFor: [],
  aids: [],
  documents: ['identity', 'resources'],
  monthsToApplyAfterEntry: null,
  decisionMonths: null,
  notes: null,
}
