import { lockLoans } from '#server/loans/hold-loan.ts'
import { readLoans } from '#server/loans/loan-store.ts'
import { type LoanActing, rejectPayments } from '#server/loans/payments.ts'
import { refreshFinancings } from '#server/loans/refresh-financings.ts'

/** A payment that never was: reversed on its own day, straight on the account. False when it was taken back already. */
export const undoLoanPayment = async (acting: LoanActing, reference: string): Promise<boolean> => {
  const { tx, actor } = acting
  const payment = await tx
    .selectFrom('loan_payment')
    .where('organisation_id', '=', actor.organisationId)
    .where('reference', '=', reference)
    .where('rejected_on', 'is', null)
    .select(['id', 'financing_id', 'on_date'])
    .executeTakeFirst()
  if (!payment) return false
  await lockLoans(tx, actor.organisationId, [payment.financing_id])
  const [record] = await readLoans(tx, actor.organisationId, [payment.financing_id])
  const isStanding = record?.history.payments.some(
    ({ id, rejectedOn }) => id === payment.id && rejectedOn === null,
  )
  if (!record || !isStanding) return false
  await rejectPayments(acting, [
    { record, paymentId: payment.id, on: payment.on_date, reason: 'entry-error', cash: 'bank' },
  ])
  await refreshFinancings(tx, actor.organisationId, [payment.financing_id], acting.today)
  return true
}
