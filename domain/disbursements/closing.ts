import type { Cents } from '#domain/money.ts'

export type ClosingFacts = {
  /** Engagé net. */
  committedCents: Cents
  /** Décaissé, returns deducted. */
  disbursedCents: Cents
  /** Orders prepared or released that have not left. */
  waitingCents: Cents
  isClosed: boolean
}

export type ClosingDecision =
  | { outcome: 'closed'; unspentCents: Cents }
  | { outcome: 'refused'; reason: 'already-closed' | 'orders-waiting' }

/** Clôture des décaissements: what was not spent goes back to the envelope (handbook money §3.5). */
export const decideClosing = (facts: ClosingFacts): ClosingDecision => {
  if (facts.isClosed) return { outcome: 'refused', reason: 'already-closed' }
  if (facts.waitingCents > 0) return { outcome: 'refused', reason: 'orders-waiting' }
  return { outcome: 'closed', unspentCents: facts.committedCents - facts.disbursedCents }
}
