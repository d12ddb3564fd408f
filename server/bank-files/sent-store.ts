import { sql } from 'kysely'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Sent } from '#domain/sepa/matching.ts'
import type { Tx } from '#server/db.ts'

/** What the movements of one account may be: their references as the bank wrote them, and their amounts. */
export type Looked = {
  bankAccountId: string
  references: readonly string[]
  cents: readonly Cents[]
  from: PlainDate
  to: PlainDate
}

/** Debits bring, transfers take: the amount as the account sees it. */
const signed = sql`case when b.kind = 'transfer' then -l.cents else l.cents end`

/** What was sent from an account and could be one of these movements: by reference, or by amount within a few days. */
export const findSent = async (tx: Tx, organisationId: string, looked: Looked): Promise<Sent> => {
  const { rows: batches } = await sql<Sent['batches'][number]>`
    select l.batch_id as "batchId", sum(${signed})::bigint as cents, count(*)::int as "lineCount",
      b.execute_on as "executeOn"
    from bank_file b
    join bank_file_line l on l.organisation_id = b.organisation_id and l.bank_file_id = b.id
    where b.organisation_id = ${organisationId} and b.bank_account_id = ${looked.bankAccountId}
      and b.state = 'issued' and l.settled_on is null and l.returned_on is null
    group by l.batch_id, b.execute_on`.execute(tx)
  const { rows: lines } = await sql<Sent['lines'][number]>`
    select l.id, l.batch_id as "batchId", l.end_to_end_id as "endToEndId", (${signed})::bigint as cents, l.name,
      b.execute_on as "executeOn", l.settled_on is not null as "isSettled", l.returned_on is not null as "isReturned"
    from bank_file b
    join bank_file_line l on l.organisation_id = b.organisation_id and l.bank_file_id = b.id
    where b.organisation_id = ${organisationId} and b.bank_account_id = ${looked.bankAccountId}
      and b.state = 'issued'
      and (l.end_to_end_id = any (${looked.references.map(asWritten)}::text[])
        or (l.settled_on is null and l.returned_on is null and b.execute_on between ${looked.from} and ${looked.to}
          and l.cents = any (${looked.cents.map(Math.abs)}::bigint[])))
    limit 5000`.execute(tx)
  return { batches, lines }
}

/** Our references are a capital and small letters; some banks write everything in capitals. */
const asWritten = (reference: string): string =>
  reference.slice(0, 1).toUpperCase() + reference.slice(1).toLowerCase()

export type SentLineRow = {
  id: string
  kind: 'direct-debit' | 'transfer'
  state: string
  bank_account_id: string
  collection_id: string | null
  payment_order_id: string | null
  mandate_id: string | null
  household_id: string | null
  financing_id: string | null
  attempt: number
  cents: Cents
  settled_on: PlainDate | null
  returned_on: PlainDate | null
  return_code: string | null
  retry_at: Date | null
}

/** Lines to change, held in one order so that two decisions never wait for each other. */
export const holdLines = async (
  tx: Tx,
  organisationId: string,
  by: { lineIds: readonly string[] } | { batchId: string } | { settledBy: string },
): Promise<SentLineRow[]> => {
  const which = whichOf(by)
  const { rows } = await sql<SentLineRow>`
    select l.id, b.kind, b.state, b.bank_account_id, l.collection_id, l.payment_order_id, l.mandate_id,
      l.household_id, l.financing_id, l.attempt, l.cents, l.settled_on, l.returned_on, l.return_code, l.retry_at
    from bank_file_line l
    join bank_file b on b.organisation_id = l.organisation_id and b.id = l.bank_file_id
    where l.organisation_id = ${organisationId} and ${which} and l.withdrawn_at is null
    order by l.id for update of l`.execute(tx)
  return rows
}

const whichOf = (by: Parameters<typeof holdLines>[2]) => {
  if ('batchId' in by) return sql`l.batch_id = ${by.batchId}`
  return 'settledBy' in by
    ? sql`l.settled_by = ${by.settledBy}`
    : sql`l.id = any (${[...by.lineIds]}::uuid[])`
}

/** On what day, and by which movement of the account; null when that is undone. */
export const settleLines = async (
  tx: Tx,
  organisationId: string,
  lineIds: readonly string[],
  settled: { on: PlainDate; by: string } | null,
): Promise<void> => {
  await tx
    .updateTable('bank_file_line')
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', [...lineIds])
    .set({ settled_on: settled?.on ?? null, settled_by: settled?.by ?? null })
    .execute()
}
