import { sql } from 'kysely'
import type { PlainDate } from '#domain/plain-date.ts'
import type { BankFileKind } from '#domain/sepa/kinds.ts'
import { checkExecutionDay, type ExecutionRefusal } from '#domain/sepa/presentation.ts'
import { endToEndIdOf } from '#domain/sepa/references.ts'
import { type DueDebits, findDueDebits } from '#server/bank-files/due-debits.ts'
import { listReleasedOrders, type ReleasedOrder } from '#server/disbursements/payment-orders.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import type { Acting } from '#server/use-case.ts'
import type { FileLine } from './file-line.ts'

const mostOrders = 5000

/** Whether a file may ask the bank for this day. */
export const refuseDay = async (
  context: Acting,
  kind: BankFileKind,
  executeOn: PlainDate,
): Promise<ExecutionRefusal | undefined> => {
  const parameters = await readOrganisationParameters(context, context.today)
  const lead = parameters.read(kind === 'transfer' ? 'sepa.transfer-lead-days' : 'sepa.debit-lead-days')
  return checkExecutionDay(executeOn, lead, context.today)
}

/** What the next file of this kind would hold on a day, and what it would leave out. */
export const gatherLines = (context: Acting, kind: BankFileKind, executeOn: PlainDate): Promise<DueDebits> =>
  kind === 'direct-debit' ? findDueDebits(context, executeOn) : findDueTransfers(context, executeOn)

/** Payment orders released by then that no file holds. */
const findDueTransfers = async (context: Acting, executeOn: PlainDate): Promise<DueDebits> => {
  const orders = await listReleasedOrders(context, { limit: mostOrders })
  const held = await listHeldOrders(context)
  const owners = await readOwners(context, orders)
  const lines = orders
    .filter(({ id, dueOn }) => !held.has(id) && dueOn <= executeOn)
    .map((order) => lineOf(order, owners.get(order.id)))
  return { lines, excluded: [] }
}

/** Orders already in a file that is not given up. */
const listHeldOrders = async ({ tx, actor }: Acting): Promise<Set<string>> => {
  const { rows } = await sql<{ id: string }>`select o.id from payment_order o
    where o.organisation_id = ${actor.organisationId} and o.state = 'released' and exists (
      select from bank_file_line l where l.organisation_id = o.organisation_id and l.payment_order_id = o.id
        and l.withdrawn_at is null)`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

type Owner = { id: string; household_id: string; financing_id: string }

const readOwners = async (
  { tx, actor }: Acting,
  orders: readonly ReleasedOrder[],
): Promise<Map<string, Owner>> => {
  if (orders.length === 0) return new Map()
  const rows = await tx
    .selectFrom('payment_order')
    .where('organisation_id', '=', actor.organisationId)
    .where(
      'id',
      'in',
      orders.map(({ id }) => id),
    )
    .select(['id', 'household_id', 'financing_id'])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

const lineOf = (order: ReleasedOrder, owner: Owner | undefined): FileLine => ({
  collectionId: null,
  paymentOrderId: order.id,
  mandateId: null,
  attempt: 1,
  endToEndId: endToEndIdOf({ kind: 'payment-order', id: order.id, attempt: 1 }),
  sequenceType: null,
  isAccountChanged: false,
  name: order.payee.name,
  iban: order.iban,
  bic: order.bic,
  cents: order.cents,
  label: order.label,
  dueOn: order.dueOn,
  householdId: owner?.household_id ?? null,
  financingId: owner?.financing_id ?? null,
})
