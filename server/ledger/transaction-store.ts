import { sql } from 'kysely'
import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import { keptUses } from '#domain/ledger/uses.ts'
import type { Tx } from '#server/db.ts'

type Found = Omit<Output<typeof contract.ledger.getTransaction>, 'lines'>

export const manualKey = (id: string): string => `manual:${id}`

export const findTransaction = async (
  tx: Tx,
  organisationId: string,
  id: string,
): Promise<Found | undefined> => {
  const { rows } = await sql<Found & { postedAt: Date }>`
    select t.id, t.on_date as "on", t.journal, t.label, t.piece, t.piece_on as "pieceOn", n.number,
      m.name as "postedBy", t.posted_at as "postedAt", t.reverses_id as "reversesId", r.id as "reversedById",
      t.key like 'manual:%' as "isManual"
    from ledger_transaction t
    left join ledger_number n on (n.organisation_id, n.transaction_id) = (t.organisation_id, t.id)
    left join membership m on (m.organisation_id, m.id) = (t.organisation_id, t.posted_by)
    left join ledger_transaction r on (r.organisation_id, r.reverses_id) = (t.organisation_id, t.id)
    where t.organisation_id = ${organisationId} and t.id = ${id}`.execute(tx)
  const found = rows[0]
  return found && { ...found, postedAt: found.postedAt.toISOString() }
}

/** Of these accounts: which exist and are open, which are beside the balance sheet, which only acts may move. */
export const readAccountsOf = async (tx: Tx, organisationId: string, codes: readonly string[]) => {
  const { rows } = await sql<{ code: string; isOffBalance: boolean; isKept: boolean }>`
    select a.code, a.off_balance as "isOffBalance",
      exists (select from ledger_account_use u
        where (u.organisation_id, u.account_code) = (a.organisation_id, a.code)
          and u.use = any(${[...keptUses]}::text[])) as "isKept"
    from ledger_account a
    where a.organisation_id = ${organisationId} and a.code = any(${[...codes]}::text[]) and a.closed_on is null`.execute(
    tx,
  )
  return rows
}
