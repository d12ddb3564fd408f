import { contract } from '#contract/index.ts'
import { decidePayment } from '#domain/loans/decide.ts'
import { bumpLoan, holdLoan } from '#server/loans/hold-loan.ts'
import { insertPayments, rejectPayments } from '#server/loans/payments.ts'
import { refreshFinancings } from '#server/loans/refresh-financings.ts'
import { useCase } from '#server/use-case.ts'

export const recordPayment = useCase(
  contract.loans.recordPayment,
  async (context, { financingId, version, acceptsSurplus, ...payment }) => {
    const { tx, actor, today, refuse } = context
    const held = await holdLoan(context, 'manage-loans', { financingId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const { record, state, lentOn } = held
    const problem = decidePayment(state, lentOn, { ...payment, acceptsSurplus }, today)
    if (problem) return refuse(problem, { outstandingCents: state.outstandingCents })
    const [paymentId = ''] = await insertPayments(context, [{ record, payment }])
    const next = await bumpLoan(tx, actor.organisationId, financingId)
    await refreshFinancings(tx, actor.organisationId, [financingId], today)
    return { version: next, paymentId }
  },
)

export const rejectPayment = useCase(
  contract.loans.rejectPayment,
  async (context, { financingId, version, paymentId, on, reason }) => {
    const { tx, actor, today, refuse } = context
    const held = await holdLoan(context, 'manage-loans', { financingId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const payment = held.record.history.payments.find(({ id }) => id === paymentId)
    if (!payment) return refuse('unknown-record')
    if (payment.rejectedOn !== null) return refuse('already-rejected')
    if (on > today) return refuse('in-the-future')
    if (on < payment.on) return refuse('before-payment')
    // What never was is taken back on its own day.
    const rejectedOn = reason === 'entry-error' ? payment.on : on
    await rejectPayments(context, [{ record: held.record, paymentId, on: rejectedOn, reason }])
    const next = await bumpLoan(tx, actor.organisationId, financingId)
    await refreshFinancings(tx, actor.organisationId, [financingId], today)
    return { version: next }
  },
)
