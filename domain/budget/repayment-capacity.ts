import type { RsaComposition } from '#domain/budget/rsa.ts'
import type { BudgetSnapshot } from '#domain/budget/snapshot.ts'
import type { Explanation } from '#domain/explanation.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'

export type RepaymentCapacity = {
  capacityCents: Cents
  limitedBy: 'budget' | 'seizable-share' | 'rsa' | 'nothing-left'
  budgetCapacityCents: Cents
  seizableCents: Cents
  aboveRsaCents: Cents
  explanation: Explanation
}
export declare function repaymentCapacity(
  means: { resourcesCents: Cents; expensesCents: Cents; composition: RsaComposition },
  params: ParameterReader,
): RepaymentCapacity
export declare function capacityOfSnapshot(
  snapshot: BudgetSnapshot,
  params: ParameterReader,
): RepaymentCapacity
