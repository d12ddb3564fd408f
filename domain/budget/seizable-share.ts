import type { Explanation } from '#domain/explanation.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'

export type SeizableShare = { perMonthCents: Cents; explanation: Explanation }
export declare function seizableShare(
  netMonthlyCents: Cents,
  dependants: number,
  params: ParameterReader,
): SeizableShare
