import type { ArrearsJudgement, ArrearsRules, DebtFacts } from '#domain/arrears/threshold.ts'
import type { PlainDate } from '#domain/plain-date.ts'

export const regimeChanges = ['becomes-arrears', 'ceases', 'unchanged-arrears', 'unchanged-none'] as const
export type RegimeChange = (typeof regimeChanges)[number]
export type RegimeComparison = { change: RegimeChange; a: ArrearsJudgement; b: ArrearsJudgement }
export declare function compareRegimes(
  facts: DebtFacts,
  onDate: PlainDate,
  rules: ArrearsRules,
): RegimeComparison
