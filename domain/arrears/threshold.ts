import type { HousingTerms } from '#domain/arrears/housing-expense.ts'
import type { Explanation } from '#domain/explanation.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'

export type ArrearsRegime = 'A' | 'B'
export type ArrearsCriterion = 'amount' | 'duration'
export type DebtFacts = HousingTerms & { debtCents: Cents; firstDefaultOn: PlainDate | null }

/** The figures of both regimes, read once for a whole screening. */
export type ArrearsRules = {
  switchOn: PlainDate
  rentMultiple: number
  includeCharges: boolean
  debtLimitCents: Cents
  defaultMonths: number
  /** Whether the duration of regime B runs, for older defaults, only from the day the regime starts. */
  clockFromSwitch: boolean
}

export type ArrearsJudgement = {
  regime: ArrearsRegime
  thresholdCents: Cents
  /** Whether the debt must exceed the threshold (B) or only reach it (A). */
  strict: boolean
  isArrears: boolean
  criterion: ArrearsCriterion | null
}
export type ArrearsVerdict = ArrearsJudgement & { explanation: Explanation }

export declare function readArrearsRules(params: ParameterReader): ArrearsRules
export declare function regimeOn(onDate: PlainDate, rules: ArrearsRules): ArrearsRegime
/** Without explanation, for screening. */
export declare function judgeRegimeA(facts: DebtFacts, rules: ArrearsRules): ArrearsJudgement
export declare function judgeRegimeB(
  facts: DebtFacts,
  onDate: PlainDate,
  rules: ArrearsRules,
): ArrearsJudgement
export declare function regimeA(facts: DebtFacts, params: ParameterReader): ArrearsVerdict
export declare function regimeB(facts: DebtFacts, onDate: PlainDate, params: ParameterReader): ArrearsVerdict
export declare function arrearsVerdict(
  facts: DebtFacts,
  onDate: PlainDate,
  params: ParameterReader,
): ArrearsVerdict
