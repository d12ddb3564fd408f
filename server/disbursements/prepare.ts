import { contract } from '#contract/index.ts'
import { decideInvoicePayment, decideRelease, decideWithinGrant } from '#domain/disbursements/invoices.ts'
import { isRepaidByInstalments, isRepaidBySubsidy } from '#domain/funding/kinds.ts'
import { findOpenPayee } from '#server/payees/find-open-payee.ts'
import { mayReach } from '#server/reach.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { insertOrders } from './insert-order.ts'
import { findInvoice } from './invoice-store.ts'
import { findPaidFinancing, type PaidFinancing, readPayingFacts } from './paying.ts'
import { findRefundable } from './refundable.ts'

/** Held until the end: two people never take the same euro of a grant. */
const lockReached = async (context: Acting, financingId: string): Promise<PaidFinancing | undefined> => {
  const financing = await findPaidFinancing(context, financingId, true)
  return financing && (await mayReach(context, 'prepare-payments', financing.householdId))
    ? financing
    : undefined
}

export const prepareDisbursement = useCase(
  contract.disbursements.prepareDisbursement,
  async (context, { financingId, invoiceId, cents, dueOn, execution }) => {
    const financing = await lockReached(context, financingId)
    const invoice = financing && (await findInvoice(context, invoiceId, true))
    if (!financing || !invoice || invoice.applicationId !== financing.applicationId)
      return context.refuse('unknown-record')
    if (
      !isRepaidByInstalments(financing.kind) &&
      !isRepaidBySubsidy(financing.kind) &&
      financing.kind !== 'grant'
    )
      return context.refuse('not-for-this-kind')
    const decision = decideInvoicePayment(
      {
        grossCents: invoice.grossCents,
        isWithdrawn: invoice.withdrawnOn !== null,
        approvedBy: invoice.approvals.map(({ givenBy }) => givenBy),
        orderedCents: invoice.orderedCents,
      },
      await readPayingFacts(context, financing),
      { cents, on: context.today },
    )
    if (decision.outcome === 'refused') return context.refuse(decision.reason, decision)
    const [orderId] = await insertOrders(context, [
      {
        key: `invoice:${invoiceId}:${financingId}`,
        kind: 'disbursement',
        financingId,
        householdId: financing.householdId,
        payeeId: invoice.supplierId,
        cents,
        dueOn,
        label: `Facture ${invoice.number}`,
        execution,
        invoiceId,
      },
    ])
    return orderId ? { orderId } : context.refuse('already-ordered')
  },
)

export const prepareGrant = useCase(
  contract.disbursements.prepareGrant,
  async (context, { financingId, payeeId, dueOn, execution }) => {
    const financing = await lockReached(context, financingId)
    if (!financing) return context.refuse('unknown-record')
    if (financing.kind !== 'grant') return context.refuse('not-for-this-kind')
    const payee = await findOpenPayee(context, payeeId)
    if (!payee || isOtherHousehold(payee, financing)) return context.refuse('unknown-payee')
    const facts = await readPayingFacts(context, financing)
    const release = decideRelease(facts, context.today)
    if (release.outcome === 'refused') return context.refuse(release.reason, release)
    const cents = facts.committedCents - facts.orderedCents
    if (cents <= 0) return context.refuse('already-ordered')
    const within = decideWithinGrant(facts, cents)
    if (within.outcome === 'refused') return context.refuse(within.reason, within)
    const [orderId] = await insertOrders(context, [
      {
        key: `grant:${financingId}`,
        kind: 'grant',
        financingId,
        householdId: financing.householdId,
        payeeId,
        cents,
        dueOn,
        label: `Aide ${financing.number}`,
        execution,
      },
    ])
    return orderId ? { orderId } : context.refuse('already-ordered')
  },
)

const isOtherHousehold = (payee: { householdId: string | null }, financing: PaidFinancing): boolean =>
  payee.householdId !== null && payee.householdId !== financing.householdId

export const prepareRefund = useCase(
  contract.disbursements.prepareRefund,
  async (context, { financingId, payeeId, dueOn, execution }) => {
    const financing = await lockReached(context, financingId)
    if (!financing) return context.refuse('unknown-record')
    const payee = await findOpenPayee(context, payeeId)
    if (!payee) return context.refuse('unknown-payee')
    if (payee.householdId !== financing.householdId) return context.refuse('not-the-household')
    const { cents, heldCents, refundedCents } = await findRefundable(context, financing)
    if (heldCents <= 0) return context.refuse('nothing-held')
    if (cents <= 0) return context.refuse('still-needed')
    const [orderId] = await insertOrders(context, [
      {
        key: `refund:${financingId}:${refundedCents}`,
        kind: 'refund-to-household',
        financingId,
        householdId: financing.householdId,
        payeeId,
        cents,
        dueOn,
        label: `Restitution ${financing.number}`,
        execution,
      },
    ])
    return orderId ? { orderId, cents } : context.refuse('already-ordered')
  },
)
