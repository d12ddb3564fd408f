import { z } from 'zod'
import { Cents, Day, Id, Instant, Version } from '#contract/shapes.ts'
import {
  aidStopReasons,
  approvalWays,
  invoiceApprovers,
  payeeKinds,
  paymentExecutions,
  paymentOrderKinds,
  paymentOrderStates,
} from '#domain/disbursements/kinds.ts'
import { financingKinds } from '#domain/funding/kinds.ts'

const Member = z.object({ id: Id, name: z.string() })

export const VatRow = z.object({
  rateBasisPoints: z.int().min(0).max(3000),
  netCents: Cents.min(1),
  vatCents: Cents.min(0),
})

/** Why this reader cannot release this order. */
export const releaseBlocks = ['own-order', 'no-checked-account', 'closed-payee'] as const

export const PaymentOrderView = z.object({
  id: Id,
  kind: z.enum(paymentOrderKinds),
  state: z.enum(paymentOrderStates),
  execution: z.enum(paymentExecutions),
  cents: Cents,
  dueOn: Day,
  label: z.string(),
  financing: z.object({ id: Id, number: z.string(), kind: z.enum(financingKinds) }),
  /** Null for whoever reads without names, as the payee when it is a household. */
  household: z.object({ id: Id, name: z.string() }).nullable(),
  payee: z.object({ id: Id, name: z.string().nullable(), kind: z.enum(payeeKinds) }),
  invoice: z.object({ id: Id, number: z.string() }).nullable(),
  forMonth: Day.nullable(),
  /** The account that was seen at release, or would be paid today: its last four figures. */
  ibanEnd: z.string().nullable(),
  /** Null: prepared at night. */
  preparedBy: Member.nullable(),
  preparedAt: Instant,
  releasedBy: Member.nullable(),
  issuedOn: Day.nullable(),
  executedOn: Day.nullable(),
  rejected: z.object({ on: Day, reasonCode: z.string() }).nullable(),
  cancelled: z.object({ on: Day, reason: z.string() }).nullable(),
  /** Null when the reader may release it. */
  releaseBlock: z.enum(releaseBlocks).nullable(),
  version: Version,
})
export type PaymentOrderView = z.output<typeof PaymentOrderView>

export const InvoiceApprovalView = z.object({
  givenBy: z.enum(invoiceApprovers),
  on: Day,
  person: z.string(),
  how: z.enum(approvalWays),
  hasProof: z.boolean(),
  recordedBy: z.string(),
})

export const InvoiceView = z.object({
  id: Id,
  supplier: Member,
  number: z.string(),
  invoicedOn: Day,
  rows: z.array(VatRow),
  netCents: Cents,
  vatCents: Cents,
  grossCents: Cents,
  fileName: z.string(),
  approvals: z.array(InvoiceApprovalView),
  /** By orders still standing, of all the financings of the project. */
  orderedCents: Cents,
  withdrawn: z.object({ on: Day, reason: z.string() }).nullable(),
  version: Version,
})
export type InvoiceView = z.output<typeof InvoiceView>

/** An invoice that the operator or the household has not agreed to yet. */
export const AwaitingInvoice = z.object({
  id: Id,
  number: z.string(),
  invoicedOn: Day,
  grossCents: Cents,
  /** Null for whoever reads without names, when a household is paid back. */
  supplier: z.string().nullable(),
  household: Member.nullable(),
  application: z.object({ id: Id, number: z.string() }),
  missing: z.array(z.enum(invoiceApprovers)),
})
export type AwaitingInvoice = z.output<typeof AwaitingInvoice>

/** Why no money can leave this financing today. */
export const disbursementBlocks = [
  'disbursements-closed',
  'offer-not-accepted',
  'before-release-of-funds',
  'no-financial-mandate',
] as const

export const MonthlyAidView = z.object({
  payee: Member,
  firstMonth: Day,
  months: z.int(),
  monthlyCents: Cents,
  stopped: z.object({ on: Day, reason: z.enum(aidStopReasons) }).nullable(),
  /** Each month of the aid, and the order that pays it. */
  rows: z.array(
    z.object({
      month: Day,
      cents: Cents,
      state: z.enum([...paymentOrderStates, 'to-come', 'barred', 'stopped']),
    }),
  ),
})

export const FinancingDisbursements = z.object({
  financing: z.object({ id: Id, number: z.string(), kind: z.enum(financingKinds) }),
  applicationId: Id,
  household: z.object({ id: Id, name: z.string() }),
  /** Engagé net. */
  committedCents: Cents,
  /** Taken by orders still standing, those that have left included. */
  orderedCents: Cents,
  /** Décaissé. */
  disbursedCents: Cents,
  /** Engagé that no order takes. */
  remainingCents: Cents,
  releaseFrom: z.object({ on: Day, why: z.string() }).nullable(),
  block: z.enum(disbursementBlocks).nullable(),
  closedOn: Day.nullable(),
  /** Held for the household: received or paid beyond what was due. */
  heldCents: Cents,
  invoices: z.array(InvoiceView),
  orders: z.array(PaymentOrderView),
  aid: MonthlyAidView.nullable(),
})
export type FinancingDisbursements = z.output<typeof FinancingDisbursements>
