import { record } from '#server/journal.ts'
import { reversePosted } from '#server/ledger/reverse.ts'
import { findOrdersForUpdate, markOrders } from './order-store.ts'
import type { Paying } from './paying.ts'

export const executionKey = (orderId: string): string => `execution:${orderId}`

/**
 * They were said to be on a statement by mistake: the money is on its way again. False, and nothing is done, when one of
 * them is no longer executed.
 */
export const undoExecution = async (acting: Paying, orderIds: readonly string[]): Promise<boolean> => {
  const orders = await findOrdersForUpdate(acting.tx, acting.actor.organisationId, orderIds)
  if (orders.length < orderIds.length || orders.some(({ state }) => state !== 'executed')) return false
  await markOrders(acting, orders, { executed_on: null })
  await reversePosted(
    acting,
    orders.map(({ id }) => executionKey(id)),
    acting.today,
  )
  for (const { id, householdId, cents, kind } of orders)
    await record(acting, {
      act: 'payment-order-execution-undone',
      subject: { kind: 'payment-order', id },
      householdId,
      after: { kind, cents },
    })
  return true
}
