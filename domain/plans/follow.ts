import type { LedgerEntry } from '#domain/arrears/ledger.ts'
import { type Deadline, dueAfterMonths, type Holidays } from '#domain/calendar.ts'
import { type Cents, sumCents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { addDays, addMonths, compareDates, type PlainDate } from '#domain/plain-date.ts'
import type { PaymentPriority } from '#domain/plans/decide-repayment-plan.ts'
import {
  type MatchedInstalment,
  type MatchedRentCall,
  matchPayments,
  type WriteOffs,
} from '#domain/plans/match-payments.ts'
import { derivePlanState, type PlanEvent, type PlanState } from '#domain/plans/plan-states.ts'
import type { Instalment } from '#domain/plans/schedule.ts'

/** `late` is due and within the grace days; `missed` is beyond them; `kept` is paid, whenever it was; `written-off` was given up, in part at least. */
export const instalmentStates = ['kept', 'written-off', 'late', 'missed', 'upcoming'] as const
export type InstalmentState = (typeof instalmentStates)[number]
export const instalmentStateLabels: Readonly<Record<InstalmentState, string>> = {
  kept: 'Payée',
  'written-off': 'Effacée',
  late: 'En retard',
  missed: 'Manquée',
  upcoming: 'À venir',
}

export type FollowedInstalment = MatchedInstalment & { state: InstalmentState; wasLate: boolean }

export type FollowedPlan = {
  schedule: readonly Instalment[]
  /** The day the debt was drawn up: calls due after it are current rent. */
  debtOn: PlainDate
  /** Days a call could wait before it was due, when the plan was made: a change of practice moves no signed plan. */
  dueDelayDays: number
  paymentPriority: PaymentPriority
  /** What a write-off lessens before these instalments: the part of the debt they leave out, and what earlier versions took. */
  writeOffElsewhereCents: Cents
  needsPayerApproval: boolean
  events: readonly PlanEvent[]
}

export type PlanProgress = {
  state: PlanState
  since: PlainDate | null
  instalments: FollowedInstalment[]
  paidCents: Cents
  writeOffs: WriteOffs
  remainingCents: Cents
  overdueCents: Cents
  missedCount: number
  currentRentOwedCents: Cents
  /** The oldest current rent not paid within the grace days, which breaches the plan too (CCH R.824-9). */
  rentMissedSince: PlainDate | null
  aheadCents: Cents
  nextDueOn: PlainDate | null
  /** The day the breach now open began: the referent is told that day. */
  breachedOn: PlainDate | null
}

/** Where a plan stands on a day, from its schedule, its dated facts and the ledger. */
export function followPlan(
  plan: FollowedPlan,
  entries: readonly LedgerEntry[],
  today: PlainDate,
  params: ParameterReader,
): PlanProgress {
  const graceDays = params.readNearest('plan.grace-days')
  const rentGraceDays = plan.dueDelayDays + graceDays
  const { instalments: matched, rentCalls, aheadCents, writeOffs } = matchPayments(plan, entries, today)
  const instalments = matched.map((row) => judgeInstalment(row, today, graceDays))
  const remainingCents = sumCents(instalments.map(owedOf))
  const rentMissedSince = oldestMissedRent(rentCalls, today, rentGraceDays)
  const misses = instalments.flatMap((row) => missOf(row, graceDays, today))
  const openMisses = misses.filter(({ until }) => until === null).map(({ from }) => from)
  const breaches =
    rentMissedSince === null ? openMisses : [...openMisses, addDays(rentMissedSince, rentGraceDays + 1)]
  const breachedOn = breaches.toSorted(compareDates)[0] ?? null
  const lapseAfterMissed = params.readNearest('plan.lapse-after-missed')
  const { state, since } = derivePlanState(plan, {
    today,
    paidOffOn: remainingCents === 0 ? lastPaidOn(instalments) : null,
    lapsedOn: lapseDay(misses, lapseAfterMissed),
    missedOn: breachedOn,
    caughtUpOn: breachedOn === null ? lastCaughtUp(misses) : null,
  })
  const isDue = ({ state: rowState }: FollowedInstalment) => rowState === 'late' || rowState === 'missed'
  return {
    state,
    since,
    instalments,
    paidCents: sumCents(instalments.map(({ paidCents }) => paidCents)),
    writeOffs,
    remainingCents,
    overdueCents: sumCents(instalments.filter(isDue).map(owedOf)),
    missedCount: instalments.filter((row) => row.state === 'missed').length,
    currentRentOwedCents: rentCalls.reduce((sum, call) => sum + call.amountCents - call.paidCents, 0),
    rentMissedSince,
    aheadCents,
    nextDueOn: instalments.find((row) => row.state === 'upcoming')?.dueOn ?? null,
    breachedOn,
  }
}

function owedOf({ amountCents, paidCents, writtenOffCents }: MatchedInstalment): Cents {
  return amountCents - paidCents - writtenOffCents
}

function judgeInstalment(row: MatchedInstalment, today: PlainDate, graceDays: number): FollowedInstalment {
  const wasLate = (row.paidOn ?? today) > row.dueOn
  if (row.paidOn !== null && row.writtenOffCents > 0) return { ...row, wasLate, state: 'written-off' }
  if (row.paidOn !== null || row.amountCents === 0) return { ...row, wasLate, state: 'kept' }
  if (row.dueOn >= today) return { ...row, wasLate, state: 'upcoming' }
  return { ...row, wasLate, state: addDays(row.dueOn, graceDays) >= today ? 'late' : 'missed' }
}

function oldestMissedRent(
  calls: readonly MatchedRentCall[],
  today: PlainDate,
  graceDays: number,
): PlainDate | null {
  const missed = calls.find(({ paidOn, on }) => paidOn === null && addDays(on, graceDays) < today)
  return missed?.on ?? null
}

/** The time an instalment stood missed: from the end of its grace to its payment, if any. */
type Miss = { from: PlainDate; until: PlainDate | null }

function missOf(row: MatchedInstalment, graceDays: number, today: PlainDate): Miss[] {
  const from = addDays(row.dueOn, graceDays + 1)
  return (row.paidOn ?? today) >= from && row.amountCents > 0 ? [{ from, until: row.paidOn }] : []
}

/** The first day on which that many instalments stood missed at once; zero means that a plan never lapses by itself. */
function lapseDay(misses: readonly Miss[], lapseAfterMissed: number): PlainDate | null {
  if (lapseAfterMissed < 1) return null
  const isOpenOn = (day: PlainDate) => (miss: Miss) =>
    miss.from <= day && (miss.until === null || miss.until > day)
  const lapse = misses.find(({ from }) => misses.filter(isOpenOn(from)).length >= lapseAfterMissed)
  return lapse?.from ?? null
}

function lastCaughtUp(misses: readonly Miss[]): PlainDate | null {
  return (
    misses
      .flatMap(({ until }) => until ?? [])
      .toSorted(compareDates)
      .at(-1) ?? null
  )
}

function lastPaidOn(instalments: readonly FollowedInstalment[]): PlainDate | null {
  return (
    instalments
      .flatMap(({ paidOn }) => paidOn ?? [])
      .toSorted(compareDates)
      .at(-1) ?? null
  )
}

/** The days on which the plan must be checked while it runs: at least every six months (CCH R.824-9). */
export function sixMonthlyChecks(
  activeOn: PlainDate,
  lastDueOn: PlainDate,
  holidays: Holidays,
  params: ParameterReader,
): Deadline[] {
  const months = params.readNearest('plan.check-months')
  const checks: Deadline[] = []
  for (let elapsed = months; addMonths(activeOn, elapsed) <= lastDueOn; elapsed += months) {
    checks.push(dueAfterMonths(activeOn, elapsed, holidays, 'plan-check', 'CCH R.824-9'))
  }
  return checks
}
