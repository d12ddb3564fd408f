import { type SqlBool, sql } from 'kysely'
import type { FinancingDisbursements } from '#contract/disbursement-shapes.ts'
import { contract } from '#contract/index.ts'
import { decideRelease } from '#domain/disbursements/invoices.ts'
import { monthsOfAid, monthsToPrepare } from '#domain/disbursements/monthly-aid.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'
import { findOpenPayee } from '#server/payees/find-open-payee.ts'
import { mayReach } from '#server/reach.ts'
import { readRates } from '#server/subsidies/rates.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { findPlannedAid, listAidOrders, type PlannedAid } from './aid-store.ts'
import { listInvoicesOf, type StoredInvoice } from './invoice-store.ts'
import { listOrderViews } from './order-view.ts'
import { findPaidFinancing, heldFor, type PaidFinancing, readPayingFacts } from './paying.ts'

const mostOrders = 500

export const openFinancing = useCase(
  contract.disbursements.openFinancing,
  async (context, { financingId }) => {
    const financing = await findPaidFinancing(context, financingId)
    if (!financing || !(await mayReach(context, 'read-funding', financing.householdId)))
      return context.refuse('unknown-record')
    const facts = await readPayingFacts(context, financing)
    const release = decideRelease(facts, context.today)
    const invoices = await listInvoicesOf(context, financing.applicationId)
    return {
      financing: { id: financing.id, number: financing.number, kind: financing.kind },
      applicationId: financing.applicationId,
      household: { id: financing.householdId, name: financing.householdName },
      committedCents: facts.committedCents,
      orderedCents: facts.orderedCents,
      disbursedCents: facts.standing.disbursed,
      remainingCents: facts.committedCents - facts.orderedCents,
      releaseFrom: facts.releaseFrom && { on: facts.releaseFrom, why: facts.releaseWhy ?? '' },
      block: release.outcome === 'refused' ? release.reason : null,
      closedOn: facts.closedOn,
      heldCents: await heldFor(context, financingId),
      invoices: invoices.map(invoiceViewOf),
      orders: await listOrderViews(context, sql<SqlBool>`o.financing_id = ${financingId}`, mostOrders),
      aid: await aidViewOf(context, financing),
    }
  },
)

const invoiceViewOf = (invoice: StoredInvoice) => {
  const {
    supplierId,
    supplierName,
    withdrawnOn,
    withdrawnReason,
    fileId: _,
    applicationId: __,
    householdId: ___,
    ...told
  } = invoice
  return {
    ...told,
    supplier: { id: supplierId, name: supplierName },
    withdrawn: withdrawnOn && { on: withdrawnOn, reason: withdrawnReason ?? '' },
  }
}

const aidViewOf = async (
  context: Acting,
  financing: PaidFinancing,
): Promise<FinancingDisbursements['aid']> => {
  if (financing.kind !== 'recurring-aid') return null
  const aid = await findPlannedAid(context, financing.id)
  const payee = aid && (await findOpenPayee(context, aid.payeeId))
  if (!aid) return null
  return {
    payee: { id: aid.payeeId, name: payee?.name ?? '' },
    firstMonth: aid.firstMonth,
    months: aid.months,
    monthlyCents: aid.cents,
    stopped: aid.stoppedOn && aid.stopReason ? { on: aid.stoppedOn, reason: aid.stopReason } : null,
    rows: await aidRows(context, financing, aid),
  }
}

type AidRow = NonNullable<FinancingDisbursements['aid']>['rows'][number]

const aidRows = async (
  context: Acting,
  { id, householdId }: PaidFinancing,
  aid: PlannedAid,
): Promise<AidRow[]> => {
  const standing = await listAidOrders(context, householdId)
  const own = new Map(
    standing.filter(({ financingId }) => financingId === id).map((order) => [order.month, order]),
  )
  const { barred } = monthsToPrepare(aid, {
    ordered: new Set(own.keys()),
    paidMonths: new Set(standing.map(({ month }) => month)),
    maxInARow: (await readRates(context)).maxAidMonths,
    today: addMonths(aid.firstMonth, aid.months),
  })
  const running = new Set(monthsOfAid(aid))
  return monthsOfAid({ ...aid, stoppedOn: null }).map(
    (month: PlainDate): AidRow => ({
      month,
      cents: own.get(month)?.cents ?? aid.cents,
      state:
        own.get(month)?.state ??
        (running.has(month) ? (barred.includes(month) ? 'barred' : 'to-come') : 'stopped'),
    }),
  )
}
