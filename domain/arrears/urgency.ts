import type { ArrearsStage } from '#domain/arrears/transitions.ts'
import { type Cents, formatEuros } from '#domain/money.ts'
import { daysBetween, formatDate, type PlainDate } from '#domain/plain-date.ts'

export type UrgencyFacts = {
  onDate: PlainDate
  stage: ArrearsStage
  debtCents: Cents
  monthsOwedTenths: number | null
  trendSixMonthsCents: Cents
  currentRentResumed: boolean
  /** Whether the debt, not arrears yet, will be on the first day of regime B. */
  becomesArrearsUnderB: boolean
  /** The day the landlord must have reported by; null when nothing is to be reported. */
  reportDueOn: PlainDate | null
  nextDeadlineOn?: PlainDate | null
  hasReferent?: boolean
}

/** The higher the score, the sooner; an integer under 2 000 000, so that it can be an index key. */
export type Urgency = { score: number; rule: string; reason: string }

type UrgencyRule = {
  rule: string
  holds: (facts: UrgencyFacts) => boolean
  reason: (facts: UrgencyFacts) => string
}

const reportSoonDays = 15
const deadlineSoonDays = 15

function daysLeft(facts: UrgencyFacts, day: PlainDate | null | undefined): number {
  return day ? daysBetween(facts.onDate, day) : Number.POSITIVE_INFINITY
}

const isSettled = (facts: UrgencyFacts) => facts.debtCents <= 0 || facts.stage === 'cleared'

/** Highest first: the first rule that holds gives the reason. */
const rules: readonly UrgencyRule[] = [
  {
    rule: 'report-overdue',
    holds: (facts) => daysLeft(facts, facts.reportDueOn) < 0,
    reason: (facts) => `Signalement en retard : il était dû le ${written(facts.reportDueOn)}`,
  },
  {
    rule: 'report-soon',
    holds: (facts) => daysLeft(facts, facts.reportDueOn) <= reportSoonDays,
    reason: (facts) => `Signalement à faire avant le ${written(facts.reportDueOn)}`,
  },
  {
    rule: 'aid-suspended',
    holds: (facts) => facts.stage === 'suspended',
    reason: () => 'Aide au logement suspendue',
  },
  {
    rule: 'plan-breached',
    holds: (facts) => facts.stage === 'breached',
    reason: () => 'Plan d’apurement non respecté',
  },
  {
    rule: 'deadline-overdue',
    holds: (facts) => daysLeft(facts, facts.nextDeadlineOn) < 0,
    reason: (facts) => `Échéance de procédure dépassée le ${written(facts.nextDeadlineOn)}`,
  },
  {
    rule: 'deadline-soon',
    holds: (facts) => daysLeft(facts, facts.nextDeadlineOn) <= deadlineSoonDays,
    reason: (facts) => `Échéance de procédure le ${written(facts.nextDeadlineOn)}`,
  },
  {
    rule: 'constituted',
    holds: (facts) => facts.stage === 'constituted',
    reason: (facts) => `Impayé constitué : ${formatEuros(facts.debtCents)}`,
  },
  {
    rule: 'constituted-under-b',
    holds: (facts) => facts.stage === 'late' && facts.becomesArrearsUnderB,
    reason: () => 'Sera un impayé avec la règle du 1er janvier 2027',
  },
  {
    rule: 'worsening',
    holds: (facts) => facts.stage === 'late' && facts.trendSixMonthsCents > 0 && !facts.currentRentResumed,
    reason: (facts) => `La dette augmente : ${formatEuros(facts.trendSixMonthsCents)} de plus en six mois`,
  },
  {
    rule: 'late',
    holds: (facts) => facts.stage === 'late',
    reason: (facts) => `Retard de ${formatEuros(facts.debtCents)}`,
  },
  {
    rule: 'in-procedure',
    holds: (facts) => facts.stage !== 'none',
    reason: (facts) => `Suivi en cours : ${formatEuros(facts.debtCents)} à régler`,
  },
]

export const urgencyRuleKeys: readonly string[] = [...rules.map(({ rule }) => rule), 'none']

function written(day: PlainDate | null | undefined): string {
  return day ? formatDate(day) : ''
}

/** How soon a tenancy must be looked at, with the reason in words: a table read from the top, never a hidden model. */
export function assessUrgency(facts: UrgencyFacts): Urgency {
  const rank = isSettled(facts) ? -1 : rules.findIndex((rule) => rule.holds(facts))
  const found = rules[rank]
  if (!found) return { score: 0, rule: 'none', reason: 'Rien à signaler' }
  const tier = (rules.length - rank) * 100_000
  return { score: tier + withinTier(facts), rule: found.rule, reason: found.reason(facts) }
}

/** Inside a tier: nobody in charge first, then rent not resumed, then months owed, then euros owed. */
function withinTier(facts: UrgencyFacts): number {
  const alone = facts.hasReferent ? 0 : 50_000
  const unresumed = facts.currentRentResumed ? 0 : 25_000
  const months = Math.min(240, facts.monthsOwedTenths ?? 0) * 100
  const hundredsOfEuros = Math.min(99, Math.floor(facts.debtCents / 10_000))
  return alone + unresumed + months + hundredsOfEuros
}
