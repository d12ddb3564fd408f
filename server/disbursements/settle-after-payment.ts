import { followDisbursement } from '#server/loans/follow-disbursement.ts'
import { matchHeld } from '#server/subsidies/match-held.ts'
import type { FoundOrder } from './order-store.ts'
import { findPaidFinancing, type Paying } from './paying.ts'

/**
 * What follows from money that left or came back: what was held repays the advance, the schedule of a
 * loan holds what is lent, pictures are drawn again. `cause`
 * names the act, once.
 */
export const settleAfterPayment = async (
  acting: Paying,
  orders: readonly FoundOrder[],
  cause: string,
): Promise<void> => {
  const lastOrders = new Map(orders.map((order) => [order.financingId, order.id]))
  for (const [financingId, orderId] of lastOrders) {
    const financing = await findPaidFinancing(acting, financingId)
    if (financing) await matchHeld(acting, financing, `${cause}:${orderId}`)
  }
  await followDisbursement(acting, [...lastOrders.keys()])
}
