import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { decideRelease, type ReleaseRefusal } from '#domain/disbursements/invoices.ts'
import { sumCents } from '#domain/money.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { type FoundOrder, findOrdersForUpdate } from './order-store.ts'
import { findPaidFinancing, readPayingFacts } from './paying.ts'
import { settleOrderTasks } from './tell-payments.ts'

export const releaseOrders = useCase(contract.disbursements.release, async (context, { orderIds }) => {
  const { tx, actor, now } = context
  const orders = await findOrdersForUpdate(tx, actor.organisationId, orderIds)
  const asked = new Set<string>(orderIds)
  if (orders.length < asked.size || orders.some(({ state }) => state !== 'prepared'))
    return context.refuse('not-in-that-state')
  const own = orders.filter(({ preparedBy }) => preparedBy === actor.membershipId)
  if (own.length > 0) return context.refuse('own-order', { orderIds: own.map(({ id }) => id) })
  const barred = await findBarred(context, orders)
  if (barred) return context.refuse(barred.reason, { orderIds: [barred.orderId] })
  for (const { id, householdId, accountId, cents } of await withAccounts(context, orders)) {
    await tx
      .updateTable('payment_order')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', id)
      .set({
        released_by: actor.membershipId,
        released_at: now,
        account_id: accountId,
        version: sql`version + 1`,
      })
      .execute()
    await record(context, {
      act: 'payment-order-released',
      subject: { kind: 'payment-order', id },
      householdId,
      after: { cents },
    })
  }
  await settleOrderTasks(context, [...asked])
  return { released: orders.length, cents: sumCents(orders.map(({ cents }) => cents)) }
})

type Barred = {
  reason: 'no-checked-account' | 'closed-payee' | ReleaseRefusal
  orderId: string
}

/** What keeps the first of these orders from leaving, although it was prepared when it could. */
const findBarred = async (context: Acting, orders: readonly FoundOrder[]): Promise<Barred | undefined> => {
  for (const { id, closed, accountId, execution } of await withAccounts(context, orders)) {
    if (closed) return { reason: 'closed-payee', orderId: id }
    if (execution === 'bank-file' && accountId === null) return { reason: 'no-checked-account', orderId: id }
  }
  const paying = orders.filter(({ kind }) => kind !== 'refund-to-household')
  for (const [financingId, [first]] of Map.groupBy(paying, (order) => order.financingId)) {
    const financing = await findPaidFinancing(context, financingId)
    if (!financing || !first) continue
    const decision = decideRelease(await readPayingFacts(context, financing), context.today)
    if (decision.outcome === 'refused') return { reason: decision.reason, orderId: first.id }
  }
  return undefined
}

type OrderAccount = {
  id: string
  householdId: string
  cents: number
  execution: string
  closed: boolean
  accountId: string | null
}

/** Each order with the account that it would pay: of those checked and not withdrawn, the last one checked. */
const withAccounts = async (
  { tx, actor }: Acting,
  orders: readonly FoundOrder[],
): Promise<OrderAccount[]> => {
  const { rows } = await sql<OrderAccount>`
    select o.id, o.household_id as "householdId", o.cents, o.execution, p.closed_on is not null as closed,
      (select a.id from payee_account a where (a.organisation_id, a.payee_id) = (o.organisation_id, o.payee_id)
        and a.checked_at is not null and a.withdrawn_at is null
        order by a.checked_at desc, a.id desc limit 1) as "accountId"
    from payment_order o join payee p on (p.organisation_id, p.id) = (o.organisation_id, o.payee_id)
    where o.organisation_id = ${actor.organisationId} and o.id in (${sql.join(orders.map(({ id }) => id))})
    order by o.id`.execute(tx)
  return rows
}
