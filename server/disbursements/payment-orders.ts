import {
  entriesAtExecution,
  entriesAtIssue,
  entriesAtReturn,
  type PaidOrder,
} from '#domain/disbursements/entries.ts'
import type { PaymentOrderKind } from '#domain/disbursements/kinds.ts'
import type { FinancingKind } from '#domain/funding/kinds.ts'
import { type Cents, formatEuros, sumCents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { lockFinancing } from '#server/envelopes/commit-funds.ts'
import { record } from '#server/journal.ts'
import { postAll } from '#server/ledger/post.ts'
import { freshKeys } from '#server/ledger/reverse.ts'
import {
  type FoundOrder,
  findOrdersForUpdate,
  listReleased,
  markOrders,
  type ReleasedOrder,
} from './order-store.ts'
import { type Paying, standingsOf } from './paying.ts'
import { settleAfterPayment } from './settle-after-payment.ts'

export type { Paying, ReleasedOrder }

/** The transfers that wait for a bank file, oldest due first, with the account that was seen at release. */
export const listReleasedOrders = (
  { tx, actor }: Pick<Paying, 'tx' | 'actor'>,
  { limit = 1000 }: { limit?: number } = {},
): Promise<ReleasedOrder[]> => listReleased(tx, actor.organisationId, limit)

export type Marked =
  | { marked: string[]; refused?: undefined }
  | { refused: 'not-in-that-state'; orderIds: string[] }
export type Issued =
  | Marked
  /** `told`: what remains of each financing that they pass, in French. */
  | { refused: 'beyond-grant'; orderIds: string[]; told: string }

/**
 * The orders leave, all or none, in a bank file (`fileId`) or otherwise (null: a cheque, a transfer typed at the bank);
 * the disbursement is written in the ledger. The same orders marked again with the same file: nothing happens twice.
 */
export const markIssued = async (
  acting: Paying,
  orderIds: readonly string[],
  fileId: string | null,
): Promise<Issued> => {
  const orders = await findOrdersForUpdate(acting.tx, acting.actor.organisationId, orderIds)
  const already = orders.filter(({ state, file }) => state !== 'released' && isPaid(state) && file === fileId)
  const fresh = orders.filter(
    ({ state, execution }) => state === 'released' && (execution === 'bank-file') === (fileId !== null),
  )
  const wrong = missing(orderIds, [...already, ...fresh])
  if (wrong.length > 0) return { refused: 'not-in-that-state', orderIds: wrong }
  const beyond = await findBeyondGrant(acting, fresh)
  if (beyond.length > 0) return refuseBeyond(beyond)
  await markOrders(acting, fresh, {
    issued_on: acting.today,
    issued_by: acting.actor.membershipId ?? null,
    file_id: fileId,
  })
  await postOrders(acting, fresh, 'disbursement', acting.today, entriesAtIssue)
  await journalOrders(acting, fresh, 'payment-order-issued', { fileId })
  await settleAfterPayment(acting, fresh, 'disbursement')
  return { marked: fresh.map(({ id }) => id) }
}

/** The statement shows that they were paid on `on`: what was on its way has left the account. */
export const markExecuted = async (
  acting: Paying,
  orderIds: readonly string[],
  on: PlainDate,
): Promise<Marked> => {
  const orders = await findOrdersForUpdate(acting.tx, acting.actor.organisationId, orderIds)
  const wrong = missing(
    orderIds,
    orders.filter(({ state }) => state === 'issued' || state === 'executed'),
  )
  if (wrong.length > 0) return { refused: 'not-in-that-state', orderIds: wrong }
  const fresh = orders.filter(({ state }) => state === 'issued')
  await markOrders(acting, fresh, { executed_on: on })
  await postOrders(acting, fresh, 'execution', on, entriesAtExecution)
  await journalOrders(acting, fresh, 'payment-order-executed', { on })
  return { marked: fresh.map(({ id }) => id) }
}

/** The bank gave it back, before or after the statement showed it: the disbursement is undone, the thing can be ordered again. */
export const markRejected = async (
  acting: Paying,
  orderId: string,
  reasonCode: string,
  on: PlainDate = acting.today,
): Promise<Marked> => {
  const [order] = await findOrdersForUpdate(acting.tx, acting.actor.organisationId, [orderId])
  if (!order || !(isPaid(order.state) || order.state === 'rejected'))
    return { refused: 'not-in-that-state', orderIds: [orderId] }
  if (order.state === 'rejected') return { marked: [] }
  await markOrders(acting, [order], { rejected_on: on, reason_code: reasonCode })
  await postOrders(acting, [order], 'disbursement-return', on, (paid) =>
    entriesAtReturn(paid, order.state === 'executed'),
  )
  await journalOrders(acting, [order], 'payment-order-rejected', { reasonCode, on })
  await settleAfterPayment(acting, [order], 'disbursement-return')
  return { marked: [orderId] }
}

type Beyond = { number: string; orderIds: string[]; leavingCents: Cents; remainingCents: Cents }

/** Financings of which part was given back meanwhile: what leaves never passes what is committed. */
const findBeyondGrant = async (acting: Paying, orders: readonly FoundOrder[]): Promise<Beyond[]> => {
  const byFinancing = Map.groupBy(
    orders.filter(({ kind }) => kind !== 'refund-to-household'),
    ({ financingId }) => financingId,
  )
  const ids = [...byFinancing.keys()].toSorted()
  for (const id of ids) await lockFinancing(acting, id)
  const standings = await standingsOf(acting, ids)
  return [...byFinancing]
    .map(([id, own]) => ({
      number: own[0]?.financingNumber ?? '',
      orderIds: own.map((order) => order.id),
      leavingCents: sumCents(own.map(({ cents }) => cents)),
      remainingCents: standings.get(id)?.remainingToDisburse ?? 0,
    }))
    .filter(({ leavingCents, remainingCents }) => leavingCents > remainingCents)
}

const refuseBeyond = (beyond: readonly Beyond[]): Issued => ({
  refused: 'beyond-grant',
  orderIds: beyond.flatMap(({ orderIds }) => orderIds),
  told: beyond
    .map(
      ({ number, leavingCents, remainingCents }) =>
        `Financement ${number} : il reste ${formatEuros(remainingCents)}, ces ordres font ${formatEuros(leavingCents)}.`,
    )
    .join(' '),
})

const isPaid = (state: string): boolean => state === 'issued' || state === 'executed'

const missing = (orderIds: readonly string[], good: readonly { id: string }[]): string[] => {
  const known = new Set(good.map(({ id }) => id))
  return [...new Set(orderIds)].filter((id) => !known.has(id))
}

const postOrders = async (
  acting: Paying,
  orders: readonly FoundOrder[],
  fact: 'disbursement' | 'execution' | 'disbursement-return',
  on: PlainDate,
  entriesOf: (paid: PaidOrder) => ReturnType<typeof entriesAtIssue>,
): Promise<void> => {
  // An execution undone and seen again is another entry.
  const keys = await freshKeys(
    acting,
    orders.map(({ id }) => `${fact}:${id}`),
  )
  await postAll(
    acting,
    orders.map((order) => ({
      key: keys.get(`${fact}:${order.id}`) ?? `${fact}:${order.id}`,
      journal: fact === 'execution' ? ('bank' as const) : ('loans' as const),
      on,
      // No name: who keeps or audits the books reads lists without persons.
      label: order.label,
      ...(order.invoiceNumber ? { piece: order.invoiceNumber } : {}),
      lines: entriesOf(paidOrderOf(order)),
    })),
  )
}

const paidOrderOf = (order: FoundOrder): PaidOrder => ({
  kind: order.kind as PaymentOrderKind,
  cents: order.cents as Cents,
  financingId: order.financingId,
  financingKind: order.financingKind as FinancingKind,
  envelopeId: order.envelopeId,
})

const journalOrders = async (
  acting: Paying,
  orders: readonly FoundOrder[],
  act: string,
  after: object,
): Promise<void> => {
  for (const { id, householdId, cents, kind } of orders)
    await record(acting, {
      act,
      subject: { kind: 'payment-order', id },
      householdId,
      after: { kind, cents, ...after },
    })
}
