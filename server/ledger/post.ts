import { randomUUIDv7 } from 'node:crypto'
import type { Movement } from '#domain/ledger/movements.ts'
import { type AccountUse, proposedAccounts } from '#domain/ledger/uses.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

/** A person, or a rule at night. */
export type Poster = { tx: Tx; now: Date; actor: { organisationId: string; membershipId?: string } }

/** `cents`: debit positive, credit negative. */
export type LedgerLine = {
  use: AccountUse
  cents: Cents
  movement?: Movement
  financingId?: string
  envelopeId?: string
}

export type LedgerTransaction = {
  /** What happened, once: `disbursement:<id>`. The same key posted again writes nothing. */
  key: string
  journal: 'commitments' | 'loans' | 'bank' | 'various'
  on: PlainDate
  label: string
  piece?: string
  pieceOn?: PlainDate
  lines: readonly LedgerLine[]
}

export type Posted = { transactionId: string; alreadyPosted: boolean }

/** Writes a balanced transaction whole; lines of zero are left out. The database refuses one that does not sum to zero. */
export const post = async (poster: Poster, transaction: LedgerTransaction): Promise<Posted> => {
  const { tx, actor, now } = poster
  const { organisationId } = actor
  const id = randomUUIDv7()
  const inserted = await tx
    .insertInto('ledger_transaction')
    .values({
      organisation_id: organisationId,
      id,
      key: transaction.key,
      journal: transaction.journal,
      on_date: transaction.on,
      label: transaction.label,
      piece: transaction.piece ?? null,
      piece_on: transaction.pieceOn ?? null,
      posted_by: actor.membershipId ?? null,
      posted_at: now,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted)
    return { transactionId: await findPosted(tx, organisationId, transaction.key), alreadyPosted: true }
  await writeLines(poster, id, transaction)
  return { transactionId: id, alreadyPosted: false }
}

const writeLines = async ({ tx, actor }: Poster, id: string, { on, lines }: LedgerTransaction) => {
  const accounts = await findAccounts(tx, actor.organisationId)
  await tx
    .insertInto('ledger_entry')
    .values(
      lines
        .filter(({ cents }) => cents !== 0)
        .map((line, index) => ({
          organisation_id: actor.organisationId,
          transaction_id: id,
          line: index + 1,
          account_code: accountOf(accounts, line.use),
          cents: line.cents,
          movement: line.movement ?? null,
          on_date: on,
          financing_id: line.financingId ?? null,
          envelope_id: line.envelopeId ?? null,
        })),
    )
    .execute()
}

const findPosted = async (tx: Tx, organisationId: string, key: string): Promise<string> => {
  const { id } = await tx
    .selectFrom('ledger_transaction')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  return id
}

type Accounts = ReadonlyMap<string, string>

const accountOf = (accounts: Accounts, use: AccountUse): string => {
  const code = accounts.get(use)
  if (!code) throw new Error(`no ledger account for ${use}`)
  return code
}

/** The account of each use; an organisation without books gets the proposed plan at its first entry. */
export const findAccounts = async (tx: Tx, organisationId: string): Promise<Accounts> => {
  const found = await readAccounts(tx, organisationId)
  if (found.size === proposedAccounts.length) return found
  await openBooks(tx, organisationId)
  return readAccounts(tx, organisationId)
}

const readAccounts = async (tx: Tx, organisationId: string): Promise<Accounts> => {
  const rows = await tx
    .selectFrom('ledger_account_use')
    .select(['use', 'account_code'])
    .where('organisation_id', '=', organisationId)
    .execute()
  return new Map(rows.map((row) => [row.use, row.account_code]))
}

const openBooks = async (tx: Tx, organisationId: string): Promise<void> => {
  await tx
    .insertInto('ledger_account')
    .values(
      proposedAccounts.map(({ code, label, offBalance }) => ({
        organisation_id: organisationId,
        code,
        label,
        off_balance: offBalance ?? false,
      })),
    )
    .onConflict((conflict) => conflict.columns(['organisation_id', 'code']).doNothing())
    .execute()
  await tx
    .insertInto('ledger_account_use')
    .values(
      proposedAccounts.map(({ use, code }) => ({ organisation_id: organisationId, use, account_code: code })),
    )
    .onConflict((conflict) => conflict.columns(['organisation_id', 'use']).doNothing())
    .execute()
}
