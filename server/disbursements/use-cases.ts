import { listAwaitingInvoices } from '#server/disbursements/awaiting-invoices.ts'
import { closeDisbursements } from '#server/disbursements/close.ts'
import {
  approveInvoice,
  approveInvoiceWithProof,
  openInvoice,
  recordInvoice,
  withdrawInvoice,
} from '#server/disbursements/invoices.ts'
import { countOrders, listOrders } from '#server/disbursements/list-orders.ts'
import { planMonthlyAid, stopMonthlyAid } from '#server/disbursements/monthly-aids.ts'
import { openFinancing } from '#server/disbursements/open-financing.ts'
import { cancelOrder, confirmOrders, issueOrders, rejectOrder } from '#server/disbursements/order-commands.ts'
import { prepareDisbursement, prepareGrant, prepareRefund } from '#server/disbursements/prepare.ts'
import { releaseOrders } from '#server/disbursements/release.ts'

export const disbursementUseCases = [
  openFinancing,
  recordInvoice,
  approveInvoice,
  approveInvoiceWithProof,
  withdrawInvoice,
  listAwaitingInvoices,
  openInvoice,
  prepareDisbursement,
  prepareGrant,
  prepareRefund,
  planMonthlyAid,
  stopMonthlyAid,
  closeDisbursements,
  listOrders,
  countOrders,
  releaseOrders,
  issueOrders,
  confirmOrders,
  rejectOrder,
  cancelOrder,
]
