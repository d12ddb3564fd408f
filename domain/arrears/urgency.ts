import type { ArrearsStage } from '#domain/arrears/case-states.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'

export type UrgencyFacts = {
  onDate: PlainDate
  stage: ArrearsStage
  debtCents: Cents
  monthsOwedTenths: number | null
  trendSixMonthsCents: Cents
  currentRentResumed: boolean
  /** Whether the debt is arrears under the regime of the day, and under regime B on its first day. */
  isArrears: boolean
  becomesArrearsUnderB: boolean
  /** The day the landlord must have reported by, null when nothing is to be reported. */
  reportDueOn: PlainDate | null
  nextDeadlineOn?: PlainDate | null
  hasReferent?: boolean
}
/** The higher, the sooner; fits a 32-bit integer. */
export type Urgency = { score: number; rule: string; reason: string }
export declare function assessUrgency(facts: UrgencyFacts): Urgency
