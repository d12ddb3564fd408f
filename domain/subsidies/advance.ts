import type { Cents } from '#domain/money.ts'
import { sumCents } from '#domain/money.ts'
import type { AdvanceState, SettlementWay } from '#domain/subsidies/kinds.ts'

export type AdvanceSubsidy = {
  /** What the funder notified; null while it has not. */
  notifiedCents: Cents | null
  /** What the plan expects of it, until it is notified. */
  expectedCents: Cents
  receivedCents: Cents
  /** Nothing more will come: paid, refused, cancelled, expired. */
  isOver: boolean
}

export type AdvanceFacts = {
  /** Engagé net. */
  committedCents: Cents
  disbursedCents: Cents
  repaidCents: Cents
  lostCents: Cents
  /** Received for it and not matched: the household's. */
  heldCents: Cents
  disbursementsClosed: boolean
  isCancelled: boolean
  subsidies: readonly AdvanceSubsidy[]
  /** In the order they were decided. */
  settlements: readonly SettlementWay[]
}

export type DerivedAdvance = {
  state: AdvanceState
  outstandingCents: Cents
  remainingToDisburseCents: Cents
  /** What the subsidies still bring if they pay what they said. */
  awaitedCents: Cents
  /** What nobody will pay any more: to be settled. */
  shortfallCents: Cents
  /** What will be missing if the subsidies pay what they said. */
  foreseenShortfallCents: Cents
  /** Given back to the household once the advance is over. */
  owedToHouseholdCents: Cents
}

/** Where an advance stands, from dated facts alone (handbook money §2.5, §2.6 bis). */
export const deriveAdvance = (facts: AdvanceFacts): DerivedAdvance => {
  const outstanding = facts.disbursedCents - facts.repaidCents - facts.lostCents
  const remaining = facts.disbursementsClosed ? 0 : facts.committedCents - facts.disbursedCents
  const awaited = sumCents(facts.subsidies.map(awaitedOf))
  const isOver = facts.subsidies.length > 0 && facts.subsidies.every((subsidy) => subsidy.isOver)
  const missing = Math.max(0, outstanding + remaining - awaited - facts.heldCents)
  const state = stateOf(facts, { outstanding, remaining, isOver })
  return {
    state,
    outstandingCents: outstanding,
    remainingToDisburseCents: remaining,
    awaitedCents: awaited,
    shortfallCents: state === 'shortfall' ? outstanding : 0,
    foreseenShortfallCents: state === 'shortfall' ? 0 : missing,
    owedToHouseholdCents: isOver && outstanding === 0 && remaining === 0 ? facts.heldCents : 0,
  }
}

const awaitedOf = ({ notifiedCents, expectedCents, receivedCents, isOver }: AdvanceSubsidy): Cents =>
  isOver ? 0 : Math.max(0, (notifiedCents ?? expectedCents) - receivedCents)

type Figures = { outstanding: Cents; remaining: Cents; isOver: boolean }

const stateOf = (facts: AdvanceFacts, { outstanding, remaining, isOver }: Figures): AdvanceState => {
  if (facts.isCancelled && facts.disbursedCents === 0) return 'cancelled'
  if (facts.disbursedCents === 0) return facts.disbursementsClosed ? 'cancelled' : 'approved'
  if (outstanding > 0 && isOver) return 'shortfall'
  if (remaining > 0) return 'active'
  return outstanding > 0 ? 'awaiting-subsidy' : repaidState(facts.settlements)
}

const repaidState = (settlements: readonly SettlementWay[]): AdvanceState => {
  if (settlements.includes('lost')) return 'lost'
  if (settlements.includes('converted')) return 'converted-to-loan'
  return settlements.includes('repaid') ? 'repaid-by-household' : 'reimbursed'
}
