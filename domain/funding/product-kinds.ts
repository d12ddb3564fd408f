import type { Labels } from '#domain/tenancies/kinds.ts'

const purposeRows = {
  'energy-works': 'Travaux d’économie d’énergie',
  'adaptation-works': 'Travaux d’adaptation',
  'decency-works': 'Sortie d’habitat indigne ou très dégradé',
  'common-works': 'Quote-part de travaux de copropriété',
  'other-works': 'Autres travaux du logement',
  'home-purchase': 'Achat du logement',
  'rented-home-purchase': 'Achat du logement HLM occupé',
  'rent-debt': 'Dette de loyer ou de charges',
  'income-loss': 'Baisse de ressources : aider à payer le loyer',
  'moving-costs': 'Entrée ou sortie du logement : dépôt, déménagement, double loyer',
  'side-costs': 'Autres frais liés au logement : énergie, assurance, équipement',
} as const
/** What the money is for. */
export type FundingPurpose = keyof typeof purposeRows
export const fundingPurposes = Object.keys(purposeRows) as FundingPurpose[]
export const fundingPurposeLabels: Labels<FundingPurpose> = purposeRows

const works = ['energy-works', 'adaptation-works', 'decency-works', 'common-works', 'other-works'] as const
export const isWorks = (purpose: FundingPurpose): boolean => (works as readonly string[]).includes(purpose)

const guaranteeRows = {
  'acknowledgement-of-debt': 'Reconnaissance de dette',
  'subsidy-mandate': 'Mandat de perception des subventions',
  'payment-to-companies': 'Paiement direct des entreprises',
  'payment-to-landlord': 'Versement direct au bailleur',
  'repayment-on-sale': 'Remboursement en cas de vente',
  'death-insurance': 'Assurance décès (facultative)',
  'joint-surety': 'Caution solidaire',
  mortgage: 'Hypothèque conventionnelle',
  'social-cohesion-fund': 'Fonds de cohésion sociale (50 %)',
} as const
/** What stands behind the money (handbook money §2.3). */
export type GuaranteeKind = keyof typeof guaranteeRows
export const guaranteeKinds = Object.keys(guaranteeRows) as GuaranteeKind[]
export const guaranteeLabels: Labels<GuaranteeKind> = guaranteeRows

const paperRows = {
  identity: 'Pièce d’identité',
  'address-proof': 'Justificatif de domicile',
  'tax-notice': 'Avis d’imposition',
  'income-proof': 'Justificatifs de ressources',
  'charges-proof': 'Justificatifs de charges et de crédits',
  'bank-details': 'Relevé d’identité bancaire',
  'title-deed': 'Titre de propriété',
  quotes: 'Devis des entreprises',
  'energy-audit': 'Audit énergétique ou DPE',
  'autonomy-diagnosis': 'Diagnostic d’autonomie',
  'unfitness-report': 'Grille d’insalubrité ou arrêté',
  'filing-receipt': 'Récépissé de dépôt des demandes de subvention',
  'subsidy-notice': 'Notification des subventions',
  'subsidy-mandate': 'Mandat de perception signé',
  'meeting-minutes': 'Procès-verbal d’assemblée générale',
  'sale-agreement': 'Compromis ou promesse de vente',
  'bank-refusal': 'Refus de prêt d’une banque',
  'bank-plan': 'Plan de financement de la banque',
  lease: 'Bail',
  'rent-statement': 'Décompte de la dette de loyer',
  'repayment-plan': 'Plan d’apurement ou accord du bailleur',
  'employee-proof': 'Justificatif de salarié',
  'income-loss-proof': 'Justificatif de la baisse de ressources',
  'social-report': 'Rapport social',
  'cost-proof': 'Facture ou devis des frais',
} as const
/** A paper without which a file is not complete. */
export type FundingPaper = keyof typeof paperRows
export const fundingPapers = Object.keys(paperRows) as FundingPaper[]
export const fundingPaperLabels: Labels<FundingPaper> = paperRows

const limitRows = {
  none: 'Sans autre limite que les montants',
  subsidies: 'Jamais plus que les subventions du plan de financement',
  'remaining-cost': 'Jamais plus que le reste à charge du plan de financement',
} as const
/** What of the financing plan an amount may not pass. */
export type AmountLimit = keyof typeof limitRows
export const amountLimits = Object.keys(limitRows) as AmountLimit[]
export const amountLimitLabels: Labels<AmountLimit> = limitRows

const insuranceRows = {
  none: 'Sans assurance',
  optional: 'Assurance facultative',
  compulsory: 'Assurance obligatoire',
} as const
export type InsuranceRule = keyof typeof insuranceRows
export const insuranceRules = Object.keys(insuranceRows) as InsuranceRule[]
export const insuranceRuleLabels: Labels<InsuranceRule> = insuranceRows
