import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { mayReach } from '#server/reach.ts'
import { useCase } from '#server/use-case.ts'
import { findOrdersForUpdate, markOrders } from './order-store.ts'
import { markExecuted, markIssued, markRejected } from './payment-orders.ts'
import { settleOrderTasks } from './tell-payments.ts'

export const issueOrders = useCase(contract.disbursements.issue, async (context, { orderIds }) => {
  const answer = await markIssued(context, orderIds, null)
  if (answer.refused) {
    const { refused, ...details } = answer
    return context.refuse(refused, details)
  }
  return { issued: answer.marked.length }
})

export const confirmOrders = useCase(contract.disbursements.confirm, async (context, { orderIds, on }) => {
  if (on > context.today) return context.refuse('in-the-future')
  const answer = await markExecuted(context, orderIds, on)
  if (answer.refused) return context.refuse(answer.refused, { orderIds: answer.orderIds })
  return { confirmed: answer.marked.length }
})

export const rejectOrder = useCase(
  contract.disbursements.reject,
  async (context, { orderId, on, reasonCode }) => {
    if (on > context.today) return context.refuse('in-the-future')
    const answer = await markRejected(context, orderId, reasonCode, on)
    if (answer.refused) return context.refuse(answer.refused, { orderIds: answer.orderIds })
    return { orderId }
  },
)

export const cancelOrder = useCase(contract.disbursements.cancel, async (context, { orderId, reason }) => {
  const { tx, actor, today } = context
  const [order] = await findOrdersForUpdate(tx, actor.organisationId, [orderId])
  if (!order || !(await mayReach(context, 'prepare-payments', order.householdId)))
    return context.refuse('unknown-record')
  if (order.state !== 'prepared' && order.state !== 'released') return context.refuse('not-in-that-state')
  await markOrders(context, [order], {
    cancelled_on: today,
    cancelled_by: actor.membershipId,
    cancelled_reason: reason,
  })
  await record(context, {
    act: 'payment-order-cancelled',
    subject: { kind: 'payment-order', id: orderId },
    householdId: order.householdId,
    after: { kind: order.kind, cents: order.cents },
  })
  await settleOrderTasks(context, [orderId])
  return { orderId }
})
