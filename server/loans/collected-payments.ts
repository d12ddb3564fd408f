import type { RejectionReason } from '#domain/loans/facts.ts'
import type { Cents } from '#domain/money.ts'
import { laterOf, type PlainDate } from '#domain/plain-date.ts'
import { lockLoans } from '#server/loans/hold-loan.ts'
import { type LoanRecord, readLoans } from '#server/loans/loan-store.ts'
import { insertPayments, type LoanActing, type NewPayment, rejectPayments } from '#server/loans/payments.ts'
import type { Cash } from '#server/loans/post-change.ts'
import { refreshFinancings } from '#server/loans/refresh-financings.ts'

export type CollectedPayment = { collectionId: string; attempt: number; collectOn: PlainDate }

const batch = 500

/**
 * A file of direct debits is issued: each of its lines is a payment on the day of the collection. The same collection,
 * at the same attempt, is one payment however often it is told. Tells how many were new.
 */
export const recordCollectedPayments = async (
  acting: LoanActing,
  collected: readonly CollectedPayment[],
): Promise<number> => {
  let recorded = 0
  for (let from = 0; from < collected.length; from += batch)
    recorded += await recordBatch(acting, collected.slice(from, from + batch))
  return recorded
}

const recordBatch = async (acting: LoanActing, collected: readonly CollectedPayment[]): Promise<number> => {
  const records = await holdRecords(acting, await listFinancingsOf(acting, collected))
  const rows = await presentCollections(acting, collected)
  const known = await listKnown(acting, collected)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const payments = collected.flatMap(({ collectionId, attempt, collectOn }) => {
    const row = byId.get(collectionId)
    const record = row && records.get(row.financing_id)
    if (!row || !record || known.has(`${collectionId}/${attempt}`)) return []
    const payment: NewPayment = {
      on: collectOn,
      cents: row.cents,
      means: 'direct-debit',
      towards: row.due_on,
      collection: { id: collectionId, attempt },
    }
    return [{ record, payment }]
  })
  await insertPayments(acting, payments)
  await refreshFinancings(acting.tx, acting.actor.organisationId, [...records.keys()], acting.today)
  return payments.length
}

/** The loans of these collections: they are held before anything of theirs. */
export const listFinancingsOf = async (
  { tx, actor }: LoanActing,
  collected: readonly Pick<CollectedPayment, 'collectionId'>[],
): Promise<string[]> => {
  const ids = collected.map(({ collectionId }) => collectionId)
  const rows = await tx
    .selectFrom('collection')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', 'in', ids)
    .select('financing_id')
    .distinct()
    .execute()
  return rows.map(({ financing_id }) => financing_id)
}

const presentCollections = ({ tx, actor }: LoanActing, collected: readonly CollectedPayment[]) =>
  tx
    .updateTable('collection')
    .where('organisation_id', '=', actor.organisationId)
    .where(
      'id',
      'in',
      collected.map(({ collectionId }) => collectionId),
    )
    .set((eb) => ({ state: 'presented', version: eb('version', '+', 1) }))
    .returning(['id', 'financing_id', 'due_on', 'cents'])
    .execute()

const listKnown = async ({ tx, actor }: LoanActing, collected: readonly CollectedPayment[]) => {
  const rows = await tx
    .selectFrom('loan_payment')
    .where('organisation_id', '=', actor.organisationId)
    .where(
      'collection_id',
      'in',
      collected.map(({ collectionId }) => collectionId),
    )
    .select(['collection_id', 'attempt'])
    .execute()
  return new Set(rows.map(({ collection_id, attempt }) => `${collection_id}/${attempt}`))
}

const holdRecords = async (
  { tx, actor }: LoanActing,
  financingIds: readonly string[],
): Promise<Map<string, LoanRecord>> => {
  const ids = [...new Set(financingIds)]
  if (ids.length === 0) return new Map()
  await lockLoans(tx, actor.organisationId, ids)
  const records = await readLoans(tx, actor.organisationId, ids)
  return new Map(records.map((record) => [record.financingId, record]))
}

export type ReturnedPayment = {
  collectionId: string
  attempt: number
  on: PlainDate
  reason: RejectionReason
  cash?: Cash['use']
}

/** The bank refused these debits: their payments are taken back. Told twice, done once. Tells the loans concerned. */
export const rejectCollectedPayments = async (
  acting: LoanActing,
  returned: readonly ReturnedPayment[],
): Promise<string[]> => {
  if (returned.length === 0) return []
  const rows = await acting.tx
    .selectFrom('loan_payment')
    .where('organisation_id', '=', acting.actor.organisationId)
    .where(
      'collection_id',
      'in',
      returned.map(({ collectionId }) => collectionId),
    )
    .where('rejected_on', 'is', null)
    .select(['id', 'financing_id', 'collection_id', 'attempt', 'on_date'])
    .execute()
  const records = await holdRecords(
    acting,
    rows.map(({ financing_id }) => financing_id),
  )
  const rejections = rows.flatMap((row) => {
    const one = returned.find(
      ({ collectionId, attempt }) => collectionId === row.collection_id && attempt === row.attempt,
    )
    const record = records.get(row.financing_id)
    if (!one || !record) return []
    const on = laterOf(one.on, row.on_date)
    return [{ record, paymentId: row.id, on, reason: one.reason, ...(one.cash && { cash: one.cash }) }]
  })
  await rejectPayments(acting, rejections)
  const ids = [...new Set(rejections.map(({ record }) => record.financingId))]
  await refreshFinancings(acting.tx, acting.actor.organisationId, ids, acting.today)
  return ids
}

export type StatementPayment = {
  financingId: string
  on: PlainDate
  cents: Cents
  means: NewPayment['means']
  reference?: string | null
  cash?: Cash['use']
}

/** A payment found on a bank statement, or received by another capability. */
export const recordLoanPayment = async (
  acting: LoanActing,
  { financingId, ...payment }: StatementPayment,
): Promise<string | undefined> => {
  const record = (await holdRecords(acting, [financingId])).get(financingId)
  if (!record) return undefined
  const [paymentId] = await insertPayments(acting, [{ record, payment }])
  await refreshFinancings(acting.tx, acting.actor.organisationId, [financingId], acting.today)
  return paymentId
}
