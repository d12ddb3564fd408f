import { sql } from 'kysely'
import { type FecLine, fecHeader, writeFecLine } from '#domain/ledger/fec.ts'
import type { FiscalYear } from '#domain/ledger/fiscal-year.ts'
import { type LedgerJournal, ledgerJournals, openingJournal } from '#domain/ledger/journals.ts'
import { proposedAccounts } from '#domain/ledger/uses.ts'
import type { Tx } from '#server/db.ts'
import { readAccounts } from '#server/ledger/accounts.ts'

/** The file of a year, read as it is written: what the year opens with, then its validated transactions by number. */
export async function* fecOf(tx: Tx, organisationId: string, year: FiscalYear): AsyncGenerator<string> {
  yield fecHeader
  const opening = await openingLines(tx, organisationId, year)
  if (opening.length > 0) yield opening.map(writeFecLine).join('')
  let after = { number: 0, line: 0 }
  for (;;) {
    const rows = await readLines(tx, organisationId, year, after)
    if (rows.length === 0) return
    yield rows.map((row) => writeFecLine(lineOf(row))).join('')
    const last = rows[rows.length - 1]
    if (last) after = { number: last.number, line: last.line }
  }
}

type Row = Omit<FecLine, 'journalCode' | 'journalLabel' | 'number' | 'piece'> & {
  journal: LedgerJournal
  number: number
  line: number
  piece: string | null
}

const lineOf = ({ journal, number, piece, ...row }: Row): FecLine => ({
  ...row,
  journalCode: ledgerJournals[journal].code,
  journalLabel: ledgerJournals[journal].label,
  number: String(number),
  // A voucher without a reference is the transaction itself.
  piece: piece ?? `EC-${number}`,
})

const readAtOnce = 1_000

const readLines = async (
  tx: Tx,
  organisationId: string,
  { startsOn }: FiscalYear,
  after: { number: number; line: number },
): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select t.journal, n.number, e.line, e.on_date as "on", a.code as "accountCode", a.label as "accountLabel",
      f.number as "auxiliaryCode", coalesce(h.label, f.number) as "auxiliaryLabel", t.piece, t.piece_on as "pieceOn",
      t.label, e.cents, n.validated_on as "validatedOn"
    from ledger_number n
    join ledger_transaction t on (t.organisation_id, t.id) = (n.organisation_id, n.transaction_id)
    join ledger_entry e on (e.organisation_id, e.transaction_id) = (n.organisation_id, n.transaction_id)
    join ledger_account a on (a.organisation_id, a.code) = (e.organisation_id, e.account_code)
    left join financing f on (f.organisation_id, f.id) = (e.organisation_id, e.financing_id)
    left join household h on (h.organisation_id, h.id) = (f.organisation_id, f.household_id)
    where n.organisation_id = ${organisationId} and n.year_starts_on = ${startsOn}::date and not a.off_balance
      and (n.number, e.line) > (${after.number}, ${after.line})
    order by n.number, e.line limit ${readAtOnce}`.execute(tx)
  return rows
}

type Balance = Pick<FecLine, 'accountCode' | 'accountLabel' | 'auxiliaryCode' | 'auxiliaryLabel' | 'cents'>

/** The balance sheet as the year found it; what was earned and spent before stands in one line of results. */
const openingLines = async (tx: Tx, organisationId: string, { startsOn }: FiscalYear): Promise<FecLine[]> => {
  const proposed = proposedAccounts.find(({ use }) => use === 'carried-forward')
  const carried = (await readAccounts(tx, organisationId)).get('carried-forward') ?? proposed?.code
  const { rows } = await sql<Balance>`
    with line as (
      select case when e.account_code < '6' then e.account_code else ${carried} end as code,
        case when e.account_code < '6' then e.financing_id end as financing_id, e.cents
      from ledger_number n
      join ledger_entry e on (e.organisation_id, e.transaction_id) = (n.organisation_id, n.transaction_id)
      join ledger_account a on (a.organisation_id, a.code) = (e.organisation_id, e.account_code)
      where n.organisation_id = ${organisationId} and n.year_starts_on < ${startsOn}::date and not a.off_balance
    )
    select l.code as "accountCode", coalesce(a.label, ${proposed?.label}) as "accountLabel", f.number as "auxiliaryCode",
      coalesce(h.label, f.number) as "auxiliaryLabel", sum(l.cents)::bigint as cents
    from line l
    left join ledger_account a on a.organisation_id = ${organisationId} and a.code = l.code
    left join financing f on f.organisation_id = ${organisationId} and f.id = l.financing_id
    left join household h on h.organisation_id = ${organisationId} and h.id = f.household_id
    group by 1, 2, 3, 4 having sum(l.cents) <> 0 order by 1, 3`.execute(tx)
  return rows.map((row) => ({
    ...row,
    journalCode: openingJournal.code,
    journalLabel: openingJournal.label,
    number: '0',
    on: startsOn,
    piece: openingJournal.code,
    pieceOn: startsOn,
    label: openingJournal.label,
    validatedOn: startsOn,
  }))
}
