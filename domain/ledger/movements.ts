import type { Labels } from '#domain/tenancies/kinds.ts'

/**
 * What a line of the ledger counts for. Each stands on the line of the commitment or of the claim, never on its
 * counterpart, so that a figure is a plain sum (handbook money §2.6).
 */
const movementRows = {
  /** + on `commitment`. */
  commitment: 'Engagement',
  /** − on `commitment`: cancellation, expired offer, loan closed below its grant. */
  'commitment-release': 'Désengagement',
  /** + on the claim, or on `grant-paid`. */
  disbursement: 'Décaissement',
  /** − on the same. */
  'disbursement-return': 'Retour de décaissement',
  /** − on the claim: instalments and subsidies received; + when rejected by the bank. */
  repayment: 'Remboursement',
  /** − on the claim. */
  'write-off': 'Passage en perte',
  /** − on `recovery-income`: received after the write-off, never less lost. */
  recovery: 'Récupération',
  /** From one account of the claim to another: sums to zero for the financing. */
  reclassification: 'Reclassement',
  /** On `depreciation`. */
  depreciation: 'Dépréciation',
} as const
export type Movement = keyof typeof movementRows
export const movements = Object.keys(movementRows) as Movement[]
export const movementLabels: Labels<Movement> = movementRows
