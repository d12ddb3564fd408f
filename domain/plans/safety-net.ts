import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'

export type SafetyNetFacts = {
  paidLastMonthCents: Cents
  /** The current housing expense, and the same net of the aid. */
  currentExpenseCents: Cents
  netExpenseCents: Cents
  /** Minima sociaux, over-indebtedness, illness, separation, job loss or social support, as an adviser attests. */
  isDifficultSituation: boolean
}
export const safetyNetGrounds = ['pays-current-expense', 'half-net-and-difficult-situation'] as const
export type SafetyNetGround = (typeof safetyNetGrounds)[number]
export type SafetyNet = { isMaintained: boolean; ground: SafetyNetGround | null }

/** Whether the aid may be kept although the plan is not: CCH R.824-28. Indicative: the paying body or the CCAPEX decides. */
export function safetyNet(facts: SafetyNetFacts, params: ParameterReader): SafetyNet {
  const { paidLastMonthCents, currentExpenseCents, netExpenseCents, isDifficultSituation } = facts
  if (paidLastMonthCents >= currentExpenseCents) return { isMaintained: true, ground: 'pays-current-expense' }
  const share = params.readNearest('plan.safety-net-share')
  const paysItsShare = paidLastMonthCents * 10_000 >= netExpenseCents * share
  if (isDifficultSituation && paysItsShare)
    return { isMaintained: true, ground: 'half-net-and-difficult-situation' }
  return { isMaintained: false, ground: null }
}
