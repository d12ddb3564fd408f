import { sql, type Updateable } from 'kysely'
import type { PaymentOrder } from '#db/schema.ts'
import type { PaymentExecution, PaymentOrderKind, PaymentOrderState } from '#domain/disbursements/kinds.ts'
import type { FinancingKind } from '#domain/funding/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import type { Paying } from './paying.ts'

export type FoundOrder = {
  id: string
  key: string
  kind: PaymentOrderKind
  state: PaymentOrderState
  execution: PaymentExecution
  cents: Cents
  dueOn: PlainDate
  label: string
  financingId: string
  financingKind: FinancingKind
  financingNumber: string
  envelopeId: string | null
  householdId: string
  payeeId: string
  payeeName: string
  invoiceId: string | null
  invoiceNumber: string | null
  file: string | null
  preparedBy: string | null
  version: number
}

const ordersOf = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('payment_order as o')
    .innerJoin('financing as f', (join) =>
      join.onRef('f.organisation_id', '=', 'o.organisation_id').onRef('f.id', '=', 'o.financing_id'),
    )
    .innerJoin('payee as p', (join) =>
      join.onRef('p.organisation_id', '=', 'o.organisation_id').onRef('p.id', '=', 'o.payee_id'),
    )
    .leftJoin('invoice as i', (join) =>
      join.onRef('i.organisation_id', '=', 'o.organisation_id').onRef('i.id', '=', 'o.invoice_id'),
    )
    .where('o.organisation_id', '=', organisationId)

/** Locked in the order of their identifiers, so that two batches never wait for each other. */
export const findOrdersForUpdate = async (
  tx: Tx,
  organisationId: string,
  orderIds: readonly string[],
): Promise<FoundOrder[]> => {
  if (orderIds.length === 0) return []
  const rows = await ordersOf(tx, organisationId)
    .where('o.id', 'in', [...new Set(orderIds)])
    .select([
      'o.id',
      'o.key',
      'o.kind',
      'o.state',
      'o.execution',
      'o.cents',
      'o.due_on as dueOn',
      'o.label',
      'o.financing_id as financingId',
      'f.kind as financingKind',
      'f.number as financingNumber',
      'f.envelope_id as envelopeId',
      'o.household_id as householdId',
      'o.payee_id as payeeId',
      'o.invoice_id as invoiceId',
      'i.number as invoiceNumber',
      'o.file_id as file',
      'o.prepared_by as preparedBy',
      'o.version',
    ])
    .select((eb) => eb.fn.coalesce('o.payee_name', 'p.name').as('payeeName'))
    .orderBy('o.id')
    .forUpdate('o')
    .execute()
  return rows as FoundOrder[]
}

/** An order to transfer, with the account that the person who released it saw. */
export type ReleasedOrder = {
  id: string
  cents: Cents
  dueOn: PlainDate
  /** What the payee reads on their statement. */
  label: string
  payee: {
    id: string
    name: string
    street: string | null
    buildingNumber: string | null
    postCode: string | null
    town: string | null
    country: string
  }
  iban: string
  bic: string | null
}

export const listReleased = async (
  tx: Tx,
  organisationId: string,
  limit: number,
): Promise<ReleasedOrder[]> => {
  const rows = await tx
    .selectFrom('payment_order as o')
    .innerJoin('payee as p', (join) =>
      join.onRef('p.organisation_id', '=', 'o.organisation_id').onRef('p.id', '=', 'o.payee_id'),
    )
    .innerJoin('payee_account as a', (join) =>
      join.onRef('a.organisation_id', '=', 'o.organisation_id').onRef('a.id', '=', 'o.account_id'),
    )
    .where('o.organisation_id', '=', organisationId)
    .where('o.state', '=', 'released')
    .where('o.execution', '=', 'bank-file')
    .select(['o.id', 'o.cents', 'o.due_on', 'o.label', 'p.id as payee_id', 'p.street'])
    .select((eb) => eb.fn.coalesce('o.payee_name', 'p.name').as('name'))
    .select(['p.building_number', 'p.post_code', 'p.town', 'p.country', 'a.iban', 'a.bic'])
    .orderBy('o.due_on')
    .orderBy('o.id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    cents: row.cents,
    dueOn: row.due_on,
    label: row.label,
    payee: {
      id: row.payee_id,
      name: row.name,
      street: row.street,
      buildingNumber: row.building_number,
      postCode: row.post_code,
      town: row.town,
      country: row.country,
    },
    iban: row.iban,
    bic: row.bic,
  }))
}

export const markOrders = async (
  { tx, actor }: Paying,
  orders: readonly { id: string }[],
  change: Updateable<PaymentOrder>,
): Promise<void> => {
  if (orders.length === 0) return
  await tx
    .updateTable('payment_order')
    .where('organisation_id', '=', actor.organisationId)
    .where(
      'id',
      'in',
      orders.map(({ id }) => id),
    )
    .set({ ...change, version: sql`version + 1` })
    .execute()
}
