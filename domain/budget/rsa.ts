import type { Explanation } from '#domain/explanation.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'

export type RsaComposition = { isCouple: boolean; dependants: number; isIsolatedParent?: boolean }
export type RsaAmount = { amountCents: Cents; explanation: Explanation }
export declare function rsaBaseAmount(composition: RsaComposition, params: ParameterReader): RsaAmount
