import type { BudgetSnapshot } from '#domain/budget/snapshot.ts'
import type { Explanation } from '#domain/explanation.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { BasisPoints } from '#domain/ratio.ts'

/** The variants of handbook §4.2, which must never be mixed. */
export const effortRateVariants = [
  'allocation-2011',
  'energy-inclusive',
  'fsl-local',
  'gross-visale',
  'insee-net',
  'insee-gross',
] as const
export type EffortRateVariant = (typeof effortRateVariants)[number]

export type EffortRate = {
  variant: EffortRateVariant
  /** Undefined when the household declares no income. */
  rateBasisPoints: BasisPoints | undefined
  thresholdBasisPoints: BasisPoints | null
  isAboveThreshold: boolean
  explanation: Explanation
}
export declare function effortRate(
  variant: EffortRateVariant,
  snapshot: BudgetSnapshot,
  params: ParameterReader,
): EffortRate
export declare function effortRates(snapshot: BudgetSnapshot, params: ParameterReader): EffortRate[]
