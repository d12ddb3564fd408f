import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { type PaymentOrderState, paymentOrderStates } from '#domain/disbursements/kinds.ts'
import type { Cents } from '#domain/money.ts'
import { countRows } from '#server/count-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { withinReach } from '#server/reach.ts'
import { useCase } from '#server/use-case.ts'
import { listOrderViews } from './order-view.ts'

export const listOrders = useCase(
  contract.disbursements.listOrders,
  async (context, { state, kind, execution, dueUntil, after, limit }) => {
    const { tx, actor, today } = context
    const kept: RawBuilder<SqlBool>[] = [
      withinReach(actor, today, 'list-funding', 'o.household_id'),
      ...(state ? [sql<SqlBool>`o.state = ${state}`] : []),
      ...(kind ? [sql<SqlBool>`o.kind = ${kind}`] : []),
      ...(execution ? [sql<SqlBool>`o.execution = ${execution}`] : []),
      ...(dueUntil ? [sql<SqlBool>`o.due_on <= ${dueUntil}::date`] : []),
    ]
    const where = sql<SqlBool>`(${sql.join(kept, sql` and `)})`
    const start = isAfter([sql`o.due_on`, sql`o.id`], decodeKey(after, 2))
    const found = await listOrderViews(context, sql<SqlBool>`${where} and ${start}`, limit + 1)
    return {
      ...cutPage(found, limit, ({ dueOn, id }) => encodeKey(dueOn, id)),
      total: await countRows(
        tx,
        (most) => sql`(select o.id from payment_order o
          where o.organisation_id = ${actor.organisationId} and ${where} limit ${most})`,
      ),
    }
  },
)

export const countOrders = useCase(contract.disbursements.countOrders, async (context) => {
  const { tx, actor, today } = context
  const { rows } = await sql<{ state: PaymentOrderState; count: number; cents: Cents }>`
    select o.state, count(*)::int as count, coalesce(sum(o.cents), 0)::bigint as cents from payment_order o
    where o.organisation_id = ${actor.organisationId} and o.state in ('prepared', 'released', 'issued')
      and ${withinReach(actor, today, 'list-funding', 'o.household_id')}
    group by o.state`.execute(tx)
  return {
    states: paymentOrderStates
      .map((state) => rows.find((row) => row.state === state))
      .filter((row) => row !== undefined),
  }
})
