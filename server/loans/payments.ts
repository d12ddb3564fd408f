import { randomUUIDv7 } from 'node:crypto'
import {
  type LoanPayment,
  type PaymentMeans,
  paymentMeansLabels,
  type RejectionReason,
  rejectionReasonLabels,
} from '#domain/loans/facts.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { recordAll } from '#server/journal.ts'
import type { LoanRecord } from '#server/loans/loan-store.ts'
import { type Cash, type LoanChange, postChanges } from '#server/loans/post-change.ts'

/** A person, a bank statement, or a rule at night. */
export type LoanActing = {
  tx: Tx
  actor: { organisationId: string; membershipId?: string }
  today: PlainDate
  now: Date
}

export type NewPayment = {
  on: PlainDate
  cents: Cents
  means: PaymentMeans
  towards?: PlainDate | null
  reference?: string | null
  collection?: { id: string; attempt: number }
  /** Where the money is: on the account already, or on its way to it. */
  cash?: Cash['use']
}

/** Writes payments of loans that are held, posts and journals them. Pictures are drawn by the caller. */
export const insertPayments = async (
  acting: LoanActing,
  payments: readonly { record: LoanRecord; payment: NewPayment }[],
): Promise<string[]> => {
  if (payments.length === 0) return []
  const { tx, actor, now } = acting
  const made = payments.map((one) => ({ ...one, id: randomUUIDv7() }))
  await tx
    .insertInto('loan_payment')
    .values(
      made.map(({ id, record, payment }) => ({
        organisation_id: actor.organisationId,
        id,
        financing_id: record.financingId,
        on_date: payment.on,
        cents: payment.cents,
        means: payment.means,
        towards_on: payment.towards ?? null,
        reference: payment.reference ?? null,
        collection_id: payment.collection?.id ?? null,
        attempt: payment.collection?.attempt ?? null,
        recorded_by: actor.membershipId ?? null,
        recorded_at: now,
      })),
    )
    .execute()
  await postChanges(acting, paymentChanges(made))
  await recordAll(
    acting,
    made.map(({ id, record, payment: { on, cents, means } }) => ({
      act: 'loan-payment-recorded',
      subject: { kind: 'financing', id: record.financingId },
      householdId: record.householdId,
      after: { paymentId: id, on, cents, means },
    })),
  )
  return made.map(({ id }) => id)
}

/** Several payments of one loan are taken one after the other: each is posted for what it changes. */
const paymentChanges = (
  made: readonly { id: string; record: LoanRecord; payment: NewPayment }[],
): LoanChange[] => {
  const known = new Map<string, LoanRecord>()
  return made.map(({ id, record, payment }) => {
    const before = known.get(record.financingId) ?? record
    const { on, cents, means, towards = null, cash = 'bank-in-transit' } = payment
    const taken: LoanPayment = { id, on, cents, towards, rejectedOn: null }
    const after = { ...before.history, payments: [...before.history.payments, taken] }
    known.set(record.financingId, { ...before, history: after })
    return {
      record: before,
      after,
      key: `payment:${id}`,
      on,
      label: `Règlement, ${paymentMeansLabels[means].toLowerCase()}`,
      cash: { use: cash, cents },
    }
  })
}

export type Rejection = {
  record: LoanRecord
  paymentId: string
  on: PlainDate
  reason: RejectionReason
  cash?: Cash['use']
}

/** Takes payments back: the entry is reversed, the payment stays and says why. */
export const rejectPayments = async (acting: LoanActing, rejections: readonly Rejection[]): Promise<void> => {
  const known = new Map<string, LoanRecord>()
  const changes: LoanChange[] = []
  for (const { record, paymentId, on, reason, cash = 'bank-in-transit' } of rejections) {
    const before = known.get(record.financingId) ?? record
    const payment = before.history.payments.find(({ id }) => id === paymentId)
    if (!payment || payment.rejectedOn !== null) continue
    const payments = before.history.payments.map((one) =>
      one.id === paymentId ? { ...one, rejectedOn: on } : one,
    )
    const after = { ...before.history, payments }
    known.set(record.financingId, { ...before, history: after })
    changes.push({
      record: before,
      after,
      key: `rejection:${paymentId}`,
      on,
      label: `Rejet : ${rejectionReasonLabels[reason].toLowerCase()}`,
      cash: { use: cash, cents: -payment.cents },
    })
    await writeRejection(acting, paymentId, { on, reason })
  }
  await postChanges(acting, changes)
  await recordAll(
    acting,
    rejections.map(({ record, paymentId, on, reason }) => ({
      act: 'loan-payment-rejected',
      subject: { kind: 'financing', id: record.financingId },
      householdId: record.householdId,
      after: { paymentId, on, reason },
    })),
  )
}

const writeRejection = async (
  { tx, actor, now }: LoanActing,
  paymentId: string,
  { on, reason }: { on: PlainDate; reason: RejectionReason },
) => {
  await tx
    .updateTable('loan_payment')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', paymentId)
    .set((eb) => ({
      rejected_on: on,
      rejection_reason: reason,
      rejected_by: actor.membershipId ?? null,
      rejected_at: now,
      version: eb('version', '+', 1),
    }))
    .execute()
}
