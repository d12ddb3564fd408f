import type { BudgetSnapshot } from '#domain/budget/snapshot.ts'
import type { Explanation } from '#domain/explanation.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'

export type ResidualIncome = {
  perMonthCents: Cents
  perPersonPerDayCents: Cents
  perUnitPerDayCents: Cents
  alertBelowCents: Cents | null
  isBelowAlert: boolean
  explanation: Explanation
}
export declare function residualIncome(snapshot: BudgetSnapshot, params: ParameterReader): ResidualIncome
