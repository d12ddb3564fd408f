import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { LedgerJournal } from '#domain/ledger/journals.ts'
import type { Movement } from '#domain/ledger/movements.ts'
import type { AccountUse } from '#domain/ledger/uses.ts'
import type { Cents } from '#domain/money.ts'
import { addDays, laterOf, type PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { type Accounts, accountOf, findAccounts } from '#server/ledger/accounts.ts'

/** A person, or a rule at night. */
export type Poster = { tx: Tx; now: Date; actor: { organisationId: string; membershipId?: string } }

/** An account by what it is used for, or by its own number. */
type OnAccount = { use: AccountUse; account?: undefined } | { account: string; use?: undefined }

/** `cents`: debit positive, credit negative. */
export type LedgerLine = OnAccount & {
  cents: Cents
  movement?: Movement
  financingId?: string
  envelopeId?: string
}

export type LedgerTransaction = {
  /** What happened, once: `disbursement:<id>`. The same key posted again writes nothing. */
  key: string
  journal: LedgerJournal
  /** The first open day is taken instead when the books are closed; the voucher keeps its own. */
  on: PlainDate
  label: string
  piece?: string
  pieceOn?: PlainDate
  reversesId?: string
  lines: readonly LedgerLine[]
}

export type Posted = { transactionId: string; on: PlainDate; alreadyPosted: boolean }

/** Writes a balanced transaction whole; lines of zero are left out. The database refuses one that does not sum to zero. */
export const post = async (poster: Poster, transaction: LedgerTransaction): Promise<Posted> => {
  const [posted] = await postAll(poster, [transaction])
  if (!posted) throw new Error('nothing posted')
  return posted
}

/** The same for many, in their order: a few hundred at a time, each with a key of its own. */
export const postAll = async (
  poster: Poster,
  transactions: readonly LedgerTransaction[],
): Promise<Posted[]> => {
  if (transactions.length === 0) return []
  const { tx, actor } = poster
  const firstOpenDay = await holdBooksOpen(tx, actor.organisationId)
  const dated = transactions.map((one) => ({ ...one, accountedOn: laterOf(one.on, firstOpenDay ?? one.on) }))
  const ids = await insertTransactions(poster, dated)
  const fresh = dated.filter(({ key }) => ids.has(key))
  if (fresh.length > 0) await insertLines(poster, fresh, ids)
  const known = fresh.length === dated.length ? new Map() : await findPosted(tx, actor.organisationId, dated)
  return dated.map(({ key, accountedOn }) => {
    const id = ids.get(key)
    if (id !== undefined) return { transactionId: id, on: accountedOn, alreadyPosted: false }
    return { ...known.get(key), alreadyPosted: true }
  })
}

const booksLock = (organisationId: string) => sql`hashtextextended(${`ledger/${organisationId}`}, 0)`

/** Nobody closes the books while one writes in them; several write at once. Tells the first day still open. */
const holdBooksOpen = async (tx: Tx, organisationId: string): Promise<PlainDate | undefined> => {
  await sql`select pg_advisory_xact_lock_shared(${booksLock(organisationId)})`.execute(tx)
  const closed = await closedUntil(tx, organisationId)
  return closed === null ? undefined : addDays(closed, 1)
}

/** Waits for whoever writes, and keeps the books until the transaction ends. */
export const holdBooksToClose = async (tx: Tx, organisationId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${booksLock(organisationId)})`.execute(tx)
}

export const closedUntil = async (tx: Tx, organisationId: string): Promise<PlainDate | null> => {
  const row = await tx
    .selectFrom('ledger_closing')
    .select((eb) => eb.fn.max('until_on').as('until'))
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst()
  return (row?.until ?? null) as PlainDate | null
}

type Dated = LedgerTransaction & { accountedOn: PlainDate }

/** By key; those already there are left out. */
const insertTransactions = async (
  { tx, actor, now }: Poster,
  transactions: readonly Dated[],
): Promise<Map<string, string>> => {
  const rows = await tx
    .insertInto('ledger_transaction')
    .values(
      transactions.map(({ key, journal, on, accountedOn, label, piece, pieceOn, reversesId }) => ({
        organisation_id: actor.organisationId,
        id: randomUUIDv7(),
        key,
        journal,
        on_date: accountedOn,
        label,
        piece: piece ?? null,
        piece_on: pieceOn ?? on,
        reverses_id: reversesId ?? null,
        posted_by: actor.membershipId ?? null,
        posted_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['organisation_id', 'key']).doNothing())
    .returning(['key', 'id'])
    .execute()
  return new Map(rows.map(({ key, id }) => [key, id]))
}

const insertLines = async (
  { tx, actor }: Poster,
  transactions: readonly Dated[],
  ids: ReadonlyMap<string, string>,
): Promise<void> => {
  const accounts = await findAccounts(tx, actor.organisationId)
  await tx
    .insertInto('ledger_entry')
    .values(
      transactions.flatMap(({ key, accountedOn, lines }) =>
        lines
          .filter(({ cents }) => cents !== 0)
          .map((line, index) => ({
            organisation_id: actor.organisationId,
            transaction_id: ids.get(key) ?? '',
            line: index + 1,
            account_code: codeOf(accounts, line),
            cents: line.cents,
            movement: line.movement ?? null,
            on_date: accountedOn,
            financing_id: line.financingId ?? null,
            envelope_id: line.envelopeId ?? null,
          })),
      ),
    )
    .execute()
}

const codeOf = (accounts: Accounts, line: OnAccount): string =>
  line.use === undefined ? line.account : accountOf(accounts, line.use)

const findPosted = async (tx: Tx, organisationId: string, transactions: readonly Dated[]) => {
  const rows = await tx
    .selectFrom('ledger_transaction')
    .select(['key', 'id', 'on_date'])
    .where('organisation_id', '=', organisationId)
    .where(
      'key',
      'in',
      transactions.map(({ key }) => key),
    )
    .execute()
  return new Map(rows.map((row) => [row.key, { transactionId: row.id, on: row.on_date as PlainDate }]))
}
