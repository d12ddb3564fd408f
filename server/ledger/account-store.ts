import { sql } from 'kysely'
import type { Account } from '#contract/ledger.ts'
import type { AccountUse } from '#domain/ledger/uses.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

export const listAccounts = async (
  tx: Tx,
  organisationId: string,
  to: PlainDate | undefined,
): Promise<Account[]> => {
  const { rows } = await sql<Account>`
    select a.code, a.label, a.off_balance as "isOffBalance", a.closed_on as "closedOn", a.version,
      coalesce((select array_agg(u.use order by u.use) from ledger_account_use u
        where (u.organisation_id, u.account_code) = (a.organisation_id, a.code)), '{}') as uses,
      coalesce(s.debit, 0)::bigint as "debitCents", coalesce(s.credit, 0)::bigint as "creditCents"
    from ledger_account a
    left join (
      select e.account_code, sum(e.cents) filter (where e.cents > 0) as debit,
        -sum(e.cents) filter (where e.cents < 0) as credit
      from ledger_entry e
      where e.organisation_id = ${organisationId} and (${to ?? null}::date is null or e.on_date <= ${to ?? null}::date)
      group by 1) s on s.account_code = a.code
    where a.organisation_id = ${organisationId} order by a.code`.execute(tx)
  return rows
}

export const findAccount = (tx: Tx, organisationId: string, code: string) =>
  tx
    .selectFrom('ledger_account')
    .select(['code', 'label', 'off_balance as isOffBalance', 'version'])
    .where('organisation_id', '=', organisationId)
    .where('code', '=', code)
    .executeTakeFirst()

export const insertAccount = async (
  tx: Tx,
  organisationId: string,
  account: { code: string; label: string; isOffBalance: boolean },
): Promise<boolean> => {
  const inserted = await tx
    .insertInto('ledger_account')
    .values({
      organisation_id: organisationId,
      code: account.code,
      label: account.label,
      off_balance: account.isOffBalance,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('code')
    .executeTakeFirst()
  return inserted !== undefined
}

export const updateAccount = async (
  tx: Tx,
  organisationId: string,
  account: { code: string; label: string; isOffBalance: boolean; version: number },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('ledger_account')
    .set({ label: account.label, off_balance: account.isOffBalance, version: account.version + 1 })
    .where('organisation_id', '=', organisationId)
    .where('code', '=', account.code)
    .where('version', '=', account.version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const hasEntries = async (tx: Tx, organisationId: string, code: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('ledger_entry')
    .select('line')
    .where('organisation_id', '=', organisationId)
    .where('account_code', '=', code)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** What an account holds today, debit positive. */
export const balanceOf = async (tx: Tx, organisationId: string, code: string): Promise<number> => {
  const row = await tx
    .selectFrom('ledger_entry')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('cents'), eb.lit(0)).as('cents'))
    .where('organisation_id', '=', organisationId)
    .where('account_code', '=', code)
    .executeTakeFirstOrThrow()
  return Number(row.cents)
}

export const setUse = async (
  tx: Tx,
  organisationId: string,
  use: AccountUse,
  code: string,
): Promise<void> => {
  await tx
    .updateTable('ledger_account_use')
    .set((eb) => ({ account_code: code, version: eb('version', '+', 1) }))
    .where('organisation_id', '=', organisationId)
    .where('use', '=', use)
    .execute()
}
