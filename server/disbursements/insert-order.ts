import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { PaymentExecution, PaymentOrderKind } from '#domain/disbursements/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { recordAll } from '#server/journal.ts'
import type { Paying } from './paying.ts'

export type NewOrder = {
  key: string
  kind: PaymentOrderKind
  financingId: string
  householdId: string
  payeeId: string
  cents: Cents
  dueOn: PlainDate
  label: string
  execution: PaymentExecution
  invoiceId?: string
  forMonth?: PlainDate
}

/** Writes the orders whose key has no standing order yet, and tells which: the others were prepared before. */
export const insertOrders = async (acting: Paying, orders: readonly NewOrder[]): Promise<string[]> => {
  if (orders.length === 0) return []
  const { tx, actor, now } = acting
  const rows = orders.map((order) => ({ id: randomUUIDv7(), order }))
  const names = await namesOf(
    acting,
    orders.map(({ payeeId }) => payeeId),
  )
  const written = await tx
    .insertInto('payment_order')
    .values(
      rows.map(({ id, order }) => ({
        organisation_id: actor.organisationId,
        id,
        key: order.key,
        kind: order.kind,
        financing_id: order.financingId,
        household_id: order.householdId,
        payee_id: order.payeeId,
        payee_name: names.get(order.payeeId) ?? null,
        cents: order.cents,
        due_on: order.dueOn,
        label: order.label,
        execution: order.execution,
        invoice_id: order.invoiceId ?? null,
        for_month: order.forMonth ?? null,
        prepared_by: actor.membershipId ?? null,
        prepared_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'key'])
        .where(sql<boolean>`cancelled_on is null and rejected_on is null`)
        .doNothing(),
    )
    .returning('id')
    .execute()
  const ids = new Set(written.map(({ id }) => id))
  await recordAll(
    acting,
    rows
      .filter(({ id }) => ids.has(id))
      .map(({ id, order }) => ({
        act: 'payment-order-prepared',
        subject: { kind: 'payment-order', id },
        householdId: order.householdId,
        after: { kind: order.kind, cents: order.cents, dueOn: order.dueOn },
      })),
  )
  return [...ids]
}

const namesOf = async ({ tx, actor }: Paying, payeeIds: readonly string[]): Promise<Map<string, string>> => {
  const rows = await tx
    .selectFrom('payee')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', 'in', [...new Set(payeeIds)])
    .select(['id', 'name'])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
