import { z } from 'zod'
import { Explanation } from '#contract/explanation.ts'
import { Cents, Day, Id, Instant, Version } from '#contract/shapes.ts'
import { paymentPriorities, planWarnings } from '#domain/plans/decide-repayment-plan.ts'
import { instalmentStates } from '#domain/plans/follow.ts'
import { planEventKinds, planStates } from '#domain/plans/plan-states.ts'
import { safetyNetBodies } from '#domain/plans/plan-words.ts'
import { safetyNetGrounds } from '#domain/plans/safety-net.ts'
import { scheduleConventions } from '#domain/plans/schedule.ts'
import { versionEventKinds, versionStates } from '#domain/plans/schedule-versions.ts'
import { supportActionKinds, supportActionStates, supportOutcomes } from '#domain/plans/support-actions.ts'
import { entryKinds } from '#domain/tenancies/kinds.ts'

/** The wire shapes of support and plans. */
export const PaymentPriority = z.enum(paymentPriorities)
export const PlanWarning = z.enum(planWarnings)
export const PlanState = z.enum(planStates)
export const PlanEventKind = z.enum(planEventKinds)
export const VersionEventKind = z.enum(versionEventKinds)
export const VersionState = z.enum(versionStates)
export const SupportActionKind = z.enum(supportActionKinds)
export const SupportOutcome = z.enum(supportOutcomes)
export const SafetyNetBody = z.enum(safetyNetBodies)

export const SupportAction = z.object({
  id: Id,
  kind: SupportActionKind,
  state: z.enum(supportActionStates),
  note: z.string().nullable(),
  proposedOn: Day,
  proposedBy: z.string(),
  startedOn: Day.nullable(),
  endedOn: Day.nullable(),
  version: Version,
})
export type SupportAction = z.output<typeof SupportAction>

export const SupportAssessment = z.object({
  firstContactOn: Day.nullable(),
  assessedOn: Day.nullable(),
  /** Null also when the caller does not read the social side. */
  summary: z.string().nullable(),
  recordedBy: z.string(),
  version: Version,
})

export const Instalment = z.object({ number: z.int(), dueOn: Day, amountCents: Cents })
export const FollowedInstalment = Instalment.extend({
  paidCents: Cents,
  writtenOffCents: Cents,
  /** The day nothing was owed of it any more. */
  paidOn: Day.nullable(),
  state: z.enum(instalmentStates),
  wasLate: z.boolean(),
})
export type FollowedInstalment = z.output<typeof FollowedInstalment>

export const PlanSummary = z.object({
  id: Id,
  tenancyId: Id,
  tenancyNumber: z.string(),
  proposedOn: Day,
  amountCents: Cents,
  state: PlanState,
  stateSince: Day.nullable(),
  paidCents: Cents,
  writtenOffCents: Cents,
  remainingCents: Cents,
  overdueCents: Cents,
  missedCount: z.int(),
  instalmentCount: z.int(),
  nextDueOn: Day.nullable(),
  lastDueOn: Day.nullable(),
  scheduleNumber: z.int(),
  /** The number of a version that waits to be agreed. */
  pendingNumber: z.int().nullable(),
})
export type PlanSummary = z.output<typeof PlanSummary>

/** A tenancy of the household: what a plan may spread, and the balance it is not. */
export const OwingTenancy = z.object({
  id: Id,
  number: z.string(),
  endedOn: Day.nullable(),
  /** What is due, as a plan counts it. */
  debtCents: Cents,
  balanceCents: Cents,
  debtExplained: Explanation,
})
export type OwingTenancy = z.output<typeof OwingTenancy>

export const LedgerLine = z.object({
  on: Day,
  kind: z.enum(entryKinds),
  label: z.string().nullable(),
  amountCents: Cents,
  balanceCents: Cents,
})

/** A proposal: the same words as the domain's `PlanOffer`. */
export const PlanTerms = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('count'),
    count: z.int().min(1).max(600),
    rounding: z.enum(['half-up', 'floor']),
  }),
  z.object({ kind: z.literal('instalment'), instalmentCents: z.int().min(1) }),
  z.object({ kind: z.literal('default-36') }),
])
export const PlanOffer = z.object({
  amountCents: Cents,
  firstDueOn: Day,
  by: PlanTerms,
  paymentPriority: PaymentPriority,
})

export const PlanMeans = z.object({
  onDate: Day,
  monthlyMarginCents: Cents,
  repaymentCapacityCents: Cents,
  residualPerMonthCents: Cents,
  unitsHundredths: z.int(),
  incomeCents: Cents,
  housingCostCents: Cents,
})

export const PlanEvent = z.object({
  kind: PlanEventKind,
  on: Day,
  note: z.string().nullable(),
  hasFile: z.boolean(),
  recordedBy: z.string(),
  recordedAt: Instant,
})

export const SafetyNetStatement = z.object({
  id: Id,
  statedOn: Day,
  statedBy: z.string(),
  paidLastMonthCents: Cents,
  currentExpenseCents: Cents,
  netExpenseCents: Cents,
  isDifficultSituation: z.boolean(),
  /** Null when none of the two grounds holds: the aid may be suspended. */
  ground: z.enum(safetyNetGrounds).nullable(),
  decision: z.object({ on: Day, by: SafetyNetBody, outcome: z.enum(['maintained', 'suspended']) }).nullable(),
  version: Version,
})

export const ScheduleVersion = z.object({
  number: z.int(),
  reason: z.string(),
  effectiveOn: Day,
  madeBy: z.string(),
  madeAt: Instant,
  rows: z.array(Instalment),
  state: VersionState,
  stateSince: Day,
  needsPayerApproval: z.boolean(),
  /** What this version changes of what is still to be paid under the one before; none for the first. */
  changes: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
  events: z.array(
    z.object({
      kind: VersionEventKind,
      on: Day,
      note: z.string().nullable(),
      hasFile: z.boolean(),
      recordedBy: z.string(),
    }),
  ),
  permittedEvents: z.array(VersionEventKind),
})
export type ScheduleVersion = z.output<typeof ScheduleVersion>

export const PlanView = z.object({
  id: Id,
  version: Version,
  householdId: Id,
  tenancyId: Id,
  tenancyNumber: z.string(),
  proposedOn: Day,
  proposedBy: z.string(),
  debtOn: Day,
  debtCents: Cents,
  amountCents: Cents,
  convention: z.enum(scheduleConventions),
  paymentPriority: PaymentPriority,
  needsPayerApproval: z.boolean(),
  warnings: z.array(PlanWarning),
  state: PlanState,
  stateSince: Day.nullable(),
  /** What may be recorded now. */
  permittedEvents: z.array(PlanEventKind),
  /** Null when it may; else the reason. */
  notRenegotiable: z.string().nullable(),
  scheduleNumber: z.int(),
  pendingNumber: z.int().nullable(),
  instalments: z.array(FollowedInstalment),
  paidCents: Cents,
  writtenOffCents: Cents,
  remainingCents: Cents,
  remainingExplained: Explanation,
  overdueCents: Cents,
  missedCount: z.int(),
  currentRentOwedCents: Cents,
  rentMissedSince: Day.nullable(),
  aheadCents: Cents,
  nextDueOn: Day.nullable(),
  breachedOn: Day.nullable(),
  checks: z.array(z.object({ dueOn: Day, why: z.string() })),
  events: z.array(PlanEvent),
  schedules: z.array(ScheduleVersion),
  safetyNet: z.object({
    /** Who would decide today. */
    decidedBy: SafetyNetBody,
    /** What the ledger and the tenancy say, to start a statement from. */
    suggested: z.object({ paidLastMonthCents: Cents, currentExpenseCents: Cents, netExpenseCents: Cents }),
    statements: z.array(SafetyNetStatement),
  }),
})
export type PlanView = z.output<typeof PlanView>
