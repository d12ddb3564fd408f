import {
  type ArrearsCase,
  type ArrearsEvent,
  constitutedOn,
  deriveArrearsCase,
} from '#domain/arrears/case-states.ts'
import type { HousingTerms } from '#domain/arrears/housing-expense.ts'
import type { AccountPosition } from '#domain/arrears/ledger.ts'
import { compareRegimes, type RegimeChange } from '#domain/arrears/regime-change.ts'
import {
  type ArrearsJudgement,
  type ArrearsRules,
  judgeRegimeA,
  judgeRegimeB,
  regimeOn,
} from '#domain/arrears/threshold.ts'
import { assessUrgency, type Urgency } from '#domain/arrears/urgency.ts'
import type { Deadline, Holidays } from '#domain/calendar.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { laterOf, type PlainDate } from '#domain/plain-date.ts'

/** What a day's assessment of any tenancy of the portfolio shares. */
export type AssessmentGround = {
  onDate: PlainDate
  rules: ArrearsRules
  params: ParameterReader
  holidays: Holidays
}

export type TenancyFacts = {
  terms: HousingTerms
  position: AccountPosition
  events: readonly ArrearsEvent[]
  hasReferent: boolean
}

export type TenancyAssessment = {
  a: ArrearsJudgement
  b: ArrearsJudgement
  change: RegimeChange
  constitutedOn: PlainDate | null
  case: ArrearsCase
  reportDue: Deadline | null
  nextDeadline: Deadline | null
  urgency: Urgency
}

/** Both verdicts, the stage, what is due and how soon the tenancy must be looked at: one rule for a file and for a portfolio. */
export function assessTenancy(facts: TenancyFacts, ground: AssessmentGround): TenancyAssessment {
  const { onDate, rules, params, holidays } = ground
  const { terms, position } = facts
  const debt = { ...terms, debtCents: position.overdueCents, firstDefaultOn: position.firstDefaultOn }
  const a = judgeRegimeA(debt, rules)
  const b = judgeRegimeB(debt, onDate, rules)
  const { change } = compareRegimes(debt, laterOf(onDate, rules.switchOn), rules)
  const reached = { constitutedOnA: position.constitutedOnA, constitutedOnB: position.constitutedOnB }
  const walked = deriveArrearsCase({ ...debt, ...reached }, facts.events, onDate, params, holidays)
  const deadlines = walked.deadlines.filter(
    ({ rule }) => rule !== 'arrears-report' || mustReport(terms, onDate, rules),
  )
  const reportDue = deadlines.find(({ rule }) => rule === 'arrears-report') ?? null
  const nextDeadline = deadlines[0] ?? null
  const urgency = assessUrgency({
    onDate,
    stage: walked.stage,
    debtCents: position.overdueCents,
    monthsOwedTenths: position.monthsOwedTenths,
    trendSixMonthsCents: position.trendSixMonthsCents,
    currentRentResumed: position.currentRentResumed,
    becomesArrearsUnderB: change === 'becomes-arrears',
    reportDueOn: reportDue?.dueOn ?? null,
    // A summons not to be made before a day is an opening, not something late.
    nextDeadlineOn: nextDeadline && nextDeadline.rule !== 'summons-not-before' ? nextDeadline.dueOn : null,
    hasReferent: facts.hasReferent,
  })
  return {
    a,
    b,
    change,
    constitutedOn: constitutedOn(reached, rules, onDate),
    case: { ...walked, deadlines },
    reportDue,
    nextDeadline,
    urgency,
  }
}

/** CCH R.824-4 binds the landlord who receives the aid; from regime B on, any landlord of a tenant who is paid one (décret 2026-84). */
function mustReport(terms: HousingTerms, onDate: PlainDate, rules: ArrearsRules): boolean {
  if (terms.benefitPaidTo === 'none') return false
  return terms.benefitPaidTo === 'landlord' || regimeOn(onDate, rules) === 'B'
}
