import type { Labels } from '#domain/tenancies/kinds.ts'

const mandateKindRows = {
  administrative: 'Mandat administratif',
  financial: 'Mandat financier',
  mixed: 'Mandat mixte',
} as const
/** The administrative mandatary prepares the file, the financial one receives the money (handbook money §2.3). */
export type SubsidyMandateKind = keyof typeof mandateKindRows
export const subsidyMandateKinds = Object.keys(mandateKindRows) as SubsidyMandateKind[]
export const subsidyMandateKindLabels: Labels<SubsidyMandateKind> = mandateKindRows

const pieceRows = {
  'no-conviction': 'Attestation de non-condamnation',
  'criminal-record': 'Extrait de casier judiciaire',
  'repay-undue': 'Engagement de reverser les primes indues',
  comply: 'Engagement de conformité',
  'quality-plan': 'Plan de contrôle qualité',
  'yearly-report': 'Rapport annuel',
} as const
/** What a financial mandatary must hold since 1 July 2025 (France Rénov', handbook money §2.3). */
export type MandatePiece = keyof typeof pieceRows
export const mandatePieces = Object.keys(pieceRows) as MandatePiece[]
export const mandatePieceLabels: Labels<MandatePiece> = pieceRows

const receiptKindRows = {
  advance: 'Avance',
  interim: 'Acompte',
  balance: 'Solde',
  /** Taken back by the funder. */
  'claw-back': 'Reversement',
} as const
export type ReceiptKind = keyof typeof receiptKindRows
export const receiptKinds = Object.keys(receiptKindRows) as ReceiptKind[]
export const receiptKindLabels: Labels<ReceiptKind> = receiptKindRows

const wayRows = {
  unspent: 'Argent du prêt non dépensé',
  converted: 'Converti en prêt',
  repaid: 'Remboursé par le ménage',
  lost: 'Passé en perte',
} as const
/** How what the subsidies left unpaid is settled (handbook money §2.6 bis). */
export type SettlementWay = keyof typeof wayRows
export const settlementWays = Object.keys(wayRows) as SettlementWay[]
export const settlementWayLabels: Labels<SettlementWay> = wayRows

/** Taking a shortfall over in a loan, or losing it, is decided by somebody else than who proposed it. */
export const needsDecision = (way: SettlementWay): boolean => way === 'converted' || way === 'lost'

const advanceStateRows = {
  approved: 'Accordée',
  cancelled: 'Annulée',
  active: 'En cours de versement',
  'awaiting-subsidy': 'En attente de la subvention',
  shortfall: 'Manque à régler',
  reimbursed: 'Remboursée',
  'converted-to-loan': 'Manque converti en prêt',
  'repaid-by-household': 'Manque remboursé par le ménage',
  lost: 'Manque passé en perte',
} as const
/** Where an advance stands (handbook money §2.5). */
export type AdvanceState = keyof typeof advanceStateRows
export const advanceStates = Object.keys(advanceStateRows) as AdvanceState[]
export const advanceStateLabels: Labels<AdvanceState> = advanceStateRows

const askedLoanRows = {
  'to-decide': 'À décider, comme tout accord du dossier',
  'offer-awaited': 'Accordé : l’offre doit être acceptée et les délais passés',
  open: 'Ouvert : le manque peut être réglé avec ce prêt',
  used: 'Prêté',
  refused: 'Refusé',
  'given-up': 'Accordé, puis abandonné',
} as const
/** Where a loan asked for to take a shortfall over stands. */
export type AskedLoanState = keyof typeof askedLoanRows
export const askedLoanStates = Object.keys(askedLoanRows) as AskedLoanState[]
export const askedLoanStateLabels: Labels<AskedLoanState> = askedLoanRows
