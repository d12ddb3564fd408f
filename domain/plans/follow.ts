import type { LedgerEntry } from '#domain/arrears/ledger.ts'
import type { Deadline, Holidays } from '#domain/calendar.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { PaymentPriority } from '#domain/plans/decide-repayment-plan.ts'
import type { Instalment } from '#domain/plans/schedule.ts'

/** SM-2 (handbook §14). */
export const planStates = [
  'proposed',
  'signed-by-tenant',
  'signed-by-landlord',
  'submitted-to-payer',
  'approved',
  'rejected',
  'active',
  'missed',
  'caught-up',
  'lapsed',
  'paid-off',
  'replaced',
  'frozen',
] as const
export type PlanState = (typeof planStates)[number]

export const planEventKinds = [
  'proposed',
  'signed-by-tenant',
  'signed-by-landlord',
  'submitted-to-payer',
  'approved',
  'rejected',
  'declared-lapsed',
  'replaced',
  'frozen',
] as const
export type PlanEventKind = (typeof planEventKinds)[number]
export type PlanEvent = { kind: PlanEventKind; on: PlainDate }

export const instalmentStates = ['kept', 'late', 'missed', 'upcoming'] as const
export type InstalmentState = (typeof instalmentStates)[number]

export type FollowedInstalment = Instalment & {
  paidCents: Cents
  /** The day it was paid in full. */
  paidOn: PlainDate | null
  state: InstalmentState
}

export type FollowedPlan = {
  schedule: readonly Instalment[]
  /** The day the debt was drawn up: calls after it are current rent. */
  debtOn: PlainDate
  paymentPriority: PaymentPriority
  needsPayerApproval: boolean
  events: readonly PlanEvent[]
}

export type PlanProgress = {
  state: PlanState
  since: PlainDate | null
  instalments: FollowedInstalment[]
  paidCents: Cents
  remainingCents: Cents
  overdueCents: Cents
  missedCount: number
  currentRentPaidCents: Cents
  currentRentDueCents: Cents
  nextDueOn: PlainDate | null
  breachedOn: PlainDate | null
}

export declare function followPlan(
  plan: FollowedPlan,
  entries: readonly LedgerEntry[],
  today: PlainDate,
  params: ParameterReader,
): PlanProgress
export declare function sixMonthlyChecks(
  activeOn: PlainDate,
  lastDueOn: PlainDate,
  holidays: Holidays,
  params: ParameterReader,
): Deadline[]

export type SafetyNetFacts = {
  paidLastMonthCents: Cents
  grossExpenseCents: Cents
  netExpenseCents: Cents
  isDifficultSituation: boolean
}
export type SafetyNet = {
  isMaintained: boolean
  ground: 'pays-current-expense' | 'half-net-and-difficult-situation' | null
}
/** CCH R.824-28. */
export declare function safetyNet(facts: SafetyNetFacts, params: ParameterReader): SafetyNet
