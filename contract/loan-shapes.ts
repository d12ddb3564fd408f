import { z } from 'zod'
import { Explanation } from '#contract/explanation.ts'
import { Cents, Day, Id, Instant, Version } from '#contract/shapes.ts'
import { financingKinds, fundingFields } from '#domain/funding/kinds.ts'
import { paymentMeans, rejectionReasons, scheduleReasons, writeOffReasons } from '#domain/loans/facts.ts'
import { buckets, financingStatuses, rowStates, timeBarAlerts } from '#domain/loans/kinds.ts'
import { loanScopes } from '#domain/loans/lists.ts'
import { depreciationLevels } from '#domain/loans/rules.ts'
import { conventions } from '#domain/loans/schedule.ts'

export const FinancingFilters = z.object({
  scope: z.enum(loanScopes).default('open'),
  kind: z.enum(financingKinds).optional(),
  status: z.enum(financingStatuses).optional(),
  bucket: z.enum(buckets).optional(),
  field: z.enum(fundingFields).optional(),
  envelopeId: Id.optional(),
  endingWithinMonths: z.int().min(1).max(120).optional(),
  timeBarNear: z.boolean().optional(),
  householdId: Id.optional(),
})
export type FinancingFilters = z.output<typeof FinancingFilters>

export const FinancingRow = z.object({
  financingId: Id,
  number: z.string(),
  householdId: Id,
  /** Null for who reads lists without names. */
  householdLabel: z.string().nullable(),
  kind: z.enum(financingKinds),
  field: z.enum(fundingFields),
  productName: z.string(),
  status: z.enum(financingStatuses),
  bucket: z.enum(buckets),
  decidedOn: Day,
  grantedCents: Cents,
  disbursedCents: Cents,
  repaidCents: Cents,
  outstandingCents: Cents,
  lateCents: Cents,
  oldestUnpaidOn: Day.nullable(),
  timeBarOn: Day.nullable(),
  timeBarAlert: z.enum(timeBarAlerts),
  nextDueOn: Day.nullable(),
  nextDueCents: Cents,
  endsOn: Day.nullable(),
})
export type FinancingRow = z.output<typeof FinancingRow>

export const ScheduleRowView = z.object({
  dueOn: Day,
  collectOn: Day,
  cents: Cents,
  early: z.boolean(),
})
const StatedRow = ScheduleRowView.extend({
  paidCents: Cents,
  remittedCents: Cents,
  settledOn: Day.nullable(),
  state: z.enum(rowStates),
})

export const ScheduleVersionView = z.object({
  number: z.int(),
  on: Day,
  reason: z.enum(scheduleReasons),
  convention: z.enum(conventions),
  signedOn: Day.nullable(),
  recordedBy: z.string().nullable(),
  rows: z.array(ScheduleRowView),
})

export const PaymentView = z.object({
  paymentId: Id,
  on: Day,
  cents: Cents,
  means: z.enum(paymentMeans),
  towards: Day.nullable(),
  reference: z.string().nullable(),
  rejectedOn: Day.nullable(),
  rejectionReason: z.enum(rejectionReasons).nullable(),
  recordedBy: z.string().nullable(),
  recordedAt: Instant,
})

export const WriteOffView = z.object({
  proposalId: Id,
  on: Day,
  cents: Cents.nullable(),
  reason: z.enum(writeOffReasons),
  comment: z.string(),
  proposedBy: z.string(),
  isOwn: z.boolean(),
  version: Version,
})

const FactView = z.object({
  factId: Id,
  kind: z.string(),
  label: z.string(),
  on: Day,
  cents: Cents.nullable(),
  recordedBy: z.string().nullable(),
  /** Only the last word on a matter may be taken back. */
  cancellable: z.boolean(),
})

export const LoanView = FinancingRow.extend({
  version: Version,
  applicationId: Id,
  months: z.int().nullable(),
  dueCents: Cents,
  daysPastDue: z.int(),
  owedCents: Cents,
  lostCents: Cents,
  recoveredCents: Cents,
  isByInstalments: z.boolean(),
  isFrozen: z.boolean(),
  isDoubtful: z.boolean(),
  acceleratedOn: Day.nullable(),
  isMandated: z.boolean(),
  depreciationCents: Cents,
  suggestedLevel: z.enum(depreciationLevels),
  suggestedDepreciationCents: Cents,
  rows: z.array(StatedRow),
  versions: z.array(ScheduleVersionView),
  payments: z.array(PaymentView),
  facts: z.array(FactView),
  pendingWriteOff: WriteOffView.nullable(),
  explanations: z.object({ late: Explanation, timeBar: Explanation.nullable(), depreciation: Explanation }),
})
export type LoanView = z.output<typeof LoanView>

const instalments = z.int().min(1).max(480)
const positive = Cents.min(1)
const months = z.int().min(1).max(60)

/** What may be asked of a schedule on the screen; the day it takes effect is the day it is asked. */
export const AskedChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('deferral'), months }),
  z.object({ kind: z.literal('suspension'), fromOn: Day, months }),
  z.object({ kind: z.literal('suspension-same-term'), fromOn: Day, months }),
  z.object({ kind: z.literal('new-instalments'), firstDueOn: Day, instalments }),
  z.object({ kind: z.literal('new-instalment-amount'), firstDueOn: Day, instalmentCents: positive }),
  z.object({ kind: z.literal('early-repayment'), cents: positive, keep: z.enum(['term', 'instalment']) }),
])
export type AskedChange = z.output<typeof AskedChange>

const Part = z.object({
  instalments: z.int(),
  instalmentCents: Cents,
  lastCents: Cents,
  endsOn: Day.nullable(),
  sumCents: Cents,
})
export const ChangePreview = z.object({
  problem: z.string().nullable(),
  before: Part,
  after: Part.nullable(),
  rows: z.array(ScheduleRowView),
})
