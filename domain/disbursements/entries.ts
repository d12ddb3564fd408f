import type { PaymentOrderKind } from '#domain/disbursements/kinds.ts'
import { type FinancingKind, isRepaidByInstalments, isRepaidBySubsidy } from '#domain/funding/kinds.ts'
import type { Movement } from '#domain/ledger/movements.ts'
import type { AccountUse } from '#domain/ledger/uses.ts'
import type { Cents } from '#domain/money.ts'

/** What the organisation gets for the money that it pays out: a claim, or an aid given. */
export const claimOf = (kind: FinancingKind): AccountUse => {
  if (isRepaidByInstalments(kind)) return 'loan-principal'
  return isRepaidBySubsidy(kind) ? 'subsidy-advance' : 'grant-paid'
}

export type PaidOrder = {
  kind: PaymentOrderKind
  cents: Cents
  financingId: string
  financingKind: FinancingKind
  envelopeId: string | null
}

export type OrderLine = {
  use: AccountUse
  cents: Cents
  movement?: Movement
  financingId?: string
  envelopeId?: string
}

/** Written when the order leaves: the claim is born that day, the money is on its way (handbook money §15). */
export const entriesAtIssue = (order: PaidOrder): OrderLine[] => [
  sideOf(order, order.cents, 'disbursement'),
  { use: 'bank-in-transit', cents: -order.cents },
]

/** Written when the bank gives it back: from what was on its way, or from the account once the statement had shown it. */
export const entriesAtReturn = (order: PaidOrder, wasExecuted: boolean): OrderLine[] => [
  { use: wasExecuted ? 'bank' : 'bank-in-transit', cents: order.cents },
  sideOf(order, -order.cents, 'disbursement-return'),
]

/** Written when the statement shows it. */
export const entriesAtExecution = ({ cents }: PaidOrder): OrderLine[] => [
  { use: 'bank-in-transit', cents },
  { use: 'bank', cents: -cents },
]

/** What is given back to the household was its own: it is no disbursement, and counts for no figure. */
const sideOf = (order: PaidOrder, cents: Cents, movement: Movement): OrderLine => {
  const { financingId } = order
  if (order.kind === 'refund-to-household') return { use: 'owed-to-household', cents, financingId }
  const envelope = order.envelopeId === null ? {} : { envelopeId: order.envelopeId }
  return { use: claimOf(order.financingKind), cents, movement, financingId, ...envelope }
}
