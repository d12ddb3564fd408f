import { sql } from 'kysely'
import type { LoanState } from '#domain/loans/replay.ts'
import { type LoanRules, loanRules } from '#domain/loans/rules.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { lockLoans } from '#server/loans/hold-loan.ts'
import { keepCollections } from '#server/loans/keep-collections.ts'
import { type LoanRecord, readLoans } from '#server/loans/loan-store.ts'
import { drawStanding, type LedgerSums, type Standing } from '#server/loans/standing.ts'
import { writeStandings } from '#server/loans/write-standings.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'

export type DrawnFinancing = { record: LoanRecord; standing: Standing; state: LoanState }

const batch = 500

/**
 * Draws again where these financings stand on `today`, from their facts and the ledger, and what is to be collected of
 * them. Whoever writes a fact, a payment or a line of the ledger calls it in the same transaction.
 */
export const refreshFinancings = async (
  tx: Tx,
  organisationId: string,
  financingIds: readonly string[],
  today: PlainDate,
): Promise<DrawnFinancing[]> => {
  if (financingIds.length === 0) return []
  await lockLoans(tx, organisationId, financingIds)
  const rules = loanRules(await readOrganisationParameters({ tx, actor: { organisationId } }, today))
  const drawn: DrawnFinancing[] = []
  for (let from = 0; from < financingIds.length; from += batch)
    drawn.push(
      ...(await drawBatch({ tx, organisationId, rules, today }, financingIds.slice(from, from + batch))),
    )
  return drawn
}

type Drawing = { tx: Tx; organisationId: string; rules: LoanRules; today: PlainDate }

export const drawBatch = async (
  { tx, organisationId, rules, today }: Drawing,
  financingIds: readonly string[],
): Promise<DrawnFinancing[]> => {
  const records = await readLoans(tx, organisationId, financingIds)
  const sums = await readSums(tx, organisationId, records)
  const drawn = records.map((record) => ({
    record,
    ...drawStanding(record, sums.get(record.financingId) ?? nothing, rules, today),
  }))
  await writeStandings(
    tx,
    organisationId,
    drawn.map(({ standing }) => standing),
    today,
  )
  await keepCollections(tx, organisationId, drawn, today)
  return drawn
}

const nothing: LedgerSums = { repaidCents: 0, lostCents: 0, recoveredCents: 0 }

const readSums = async (
  tx: Tx,
  organisationId: string,
  records: readonly LoanRecord[],
): Promise<Map<string, LedgerSums>> => {
  const ids = records.filter(({ kind }) => kind !== 'loan').map(({ financingId }) => financingId)
  if (ids.length === 0) return new Map()
  const { rows } = await sql<LedgerSums & { id: string }>`
    select financing_id as id,
      -coalesce(sum(cents) filter (where movement = 'repayment'), 0) as "repaidCents",
      -coalesce(sum(cents) filter (where movement = 'write-off'), 0) as "lostCents",
      -coalesce(sum(cents) filter (where movement = 'recovery'), 0) as "recoveredCents"
    from ledger_entry
    where organisation_id = ${organisationId} and financing_id = any (${ids}::uuid[])
      and movement in ('repayment', 'write-off', 'recovery')
    group by 1`.execute(tx)
  return new Map(rows.map(({ id, ...sums }) => [id, sums]))
}
