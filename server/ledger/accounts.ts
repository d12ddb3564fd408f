import type { Account } from '#contract/ledger.ts'
import { type AccountUse, proposedAccounts } from '#domain/ledger/uses.ts'
import type { Tx } from '#server/db.ts'

export type Accounts = ReadonlyMap<string, string>

export const accountOf = (accounts: Accounts, use: AccountUse): string => {
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

/** Without opening the books: a query writes nothing. */
export const readAccounts = async (tx: Tx, organisationId: string): Promise<Accounts> => {
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

/** The plan as it would be opened. */
export const proposePlan = (): Account[] =>
  proposedAccounts
    .map(({ use, code, label, offBalance }) => ({
      code,
      label,
      isOffBalance: offBalance ?? false,
      closedOn: null,
      version: 1,
      uses: [use],
      debitCents: 0,
      creditCents: 0,
    }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
