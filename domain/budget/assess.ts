import { type EffortRate, effortRates } from '#domain/budget/effort-rate.ts'
import { capacityOfSnapshot, type RepaymentCapacity } from '#domain/budget/repayment-capacity.ts'
import { type ResidualIncome, residualIncome } from '#domain/budget/residual-income.ts'
import { rsaCompositionOf } from '#domain/budget/rsa.ts'
import { type SeizableShare, seizableShare } from '#domain/budget/seizable-share.ts'
import {
  type BudgetSnapshot,
  monthlyChargesCents,
  monthlyIncomeCents,
  monthlyResourcesCents,
} from '#domain/budget/snapshot.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'

export type BudgetAssessment = {
  incomeCents: Cents
  resourcesCents: Cents
  chargesCents: Cents
  effortRates: EffortRate[]
  residual: ResidualIncome
  seizable: SeizableShare
  capacity: RepaymentCapacity
}

/** Everything a situation tells, each figure with its explanation. */
export function assessBudget(snapshot: BudgetSnapshot, params: ParameterReader): BudgetAssessment {
  const composition = rsaCompositionOf(snapshot.members, params)
  const dependants = composition.dependants + (composition.isCouple ? 1 : 0)
  return {
    incomeCents: monthlyIncomeCents(snapshot),
    resourcesCents: monthlyResourcesCents(snapshot),
    chargesCents: monthlyChargesCents(snapshot),
    effortRates: effortRates(snapshot, params),
    residual: residualIncome(snapshot, params),
    seizable: seizableShare(monthlyIncomeCents(snapshot), dependants, params),
    capacity: capacityOfSnapshot(snapshot, params),
  }
}
