import {
  type ArrearsJudgement,
  type ArrearsRules,
  type DebtFacts,
  judgeRegimeA,
  judgeRegimeB,
} from '#domain/arrears/threshold.ts'
import type { PlainDate } from '#domain/plain-date.ts'

export const regimeChanges = ['becomes-arrears', 'ceases', 'unchanged-arrears', 'unchanged-none'] as const
export type RegimeChange = (typeof regimeChanges)[number]
export const regimeChangeLabels: Readonly<Record<RegimeChange, string>> = {
  'becomes-arrears': 'Devient un impayé',
  ceases: 'N’est plus un impayé',
  'unchanged-arrears': 'Reste un impayé',
  'unchanged-none': 'N’est pas un impayé',
}

export type RegimeComparison = { change: RegimeChange; a: ArrearsJudgement; b: ArrearsJudgement }

/** What passing from regime A to regime B on a day would change for a debt. */
export function compareRegimes(facts: DebtFacts, onDate: PlainDate, rules: ArrearsRules): RegimeComparison {
  const a = judgeRegimeA(facts, rules)
  const b = judgeRegimeB(facts, onDate, rules)
  return { change: changeBetween(a.isArrears, b.isArrears), a, b }
}

function changeBetween(before: boolean, after: boolean): RegimeChange {
  if (before) return after ? 'unchanged-arrears' : 'ceases'
  return after ? 'becomes-arrears' : 'unchanged-none'
}
