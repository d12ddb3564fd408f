import type { Cents } from '#domain/money.ts'
import { needsDecision, type SettlementWay } from '#domain/subsidies/kinds.ts'

export type ShortfallFacts = {
  shortfallCents: Cents
  /** Granted by the loan of the same project and not spent: neither paid nor ordered. */
  unspentCents: Cents
  /** Proposed and not yet decided. */
  proposedCents: Cents
}

export type SettlementRequest = { way: SettlementWay; cents: Cents; hasLoan: boolean; consented: boolean }

export type SettlementRefusal =
  | 'no-shortfall'
  | 'amount-not-positive'
  | 'more-than-shortfall'
  | 'unspent-first'
  | 'more-than-unspent'
  | 'no-loan'
  | 'no-consent'

export type SettlementDecision =
  | { outcome: 'settled' | 'to-decide' }
  | { outcome: 'refused'; reason: SettlementRefusal; atMostCents?: Cents }

const refused = (reason: SettlementRefusal, atMostCents?: Cents): SettlementDecision => ({
  outcome: 'refused',
  reason,
  ...(atMostCents === undefined ? {} : { atMostCents }),
})

/**
 * What the subsidies left is settled: first with the money of the loan that was not spent; then by a loan, by the
 * household at once, or as a loss (handbook money §2.6 bis).
 */
export const decideSettlement = (facts: ShortfallFacts, request: SettlementRequest): SettlementDecision => {
  const { way, cents } = request
  const atMost = facts.shortfallCents - facts.proposedCents
  if (facts.shortfallCents <= 0) return refused('no-shortfall')
  if (cents <= 0) return refused('amount-not-positive')
  if (cents > atMost) return refused('more-than-shortfall', atMost)
  if ((way === 'unspent' || way === 'converted') && !request.hasLoan) return refused('no-loan')
  if (way === 'unspent' && cents > facts.unspentCents) return refused('more-than-unspent', facts.unspentCents)
  if (needsDecision(way) && facts.unspentCents > 0)
    return refused('unspent-first', Math.min(atMost, facts.unspentCents))
  if (way === 'converted' && !request.consented) return refused('no-consent')
  return { outcome: needsDecision(way) ? 'to-decide' : 'settled' }
}
