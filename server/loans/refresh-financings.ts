import { sql } from 'kysely'
import { type LoanRules, loanRules } from '#domain/loans/rules.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { lockLoans } from '#server/loans/hold-loan.ts'
import { keepCollections, type WantedCollection, wantedOf } from '#server/loans/keep-collections.ts'
import { gatherLoans } from '#server/loans/loan-store.ts'
import { drawStanding, type LedgerSums, type Standing } from '#server/loans/standing.ts'
import { writeStandings } from '#server/loans/write-standings.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'

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
): Promise<Standing[]> => {
  if (financingIds.length === 0) return []
  await lockLoans(tx, organisationId, financingIds)
  const rules = loanRules(await readOrganisationParameters({ tx, actor: { organisationId } }, today))
  const drawn: Standing[] = []
  for (let from = 0; from < financingIds.length; from += batch)
    drawn.push(
      ...(await drawBatch({ tx, organisationId, rules, today }, financingIds.slice(from, from + batch))),
    )
  return drawn
}

type Drawing = { tx: Tx; organisationId: string; rules: LoanRules; today: PlainDate }

/** One loan after another: of a schedule of a hundred rows, only what is written stays in memory. */
const drawBatch = async (
  { tx, organisationId, rules, today }: Drawing,
  financingIds: readonly string[],
): Promise<Standing[]> => {
  const loans = await gatherLoans(tx, organisationId, financingIds)
  const sums = await readSums(tx, organisationId, financingIds)
  const standings: Standing[] = []
  const collections: WantedCollection[] = []
  for (const record of loans()) {
    const drawn = drawStanding(record, sums.get(record.financingId) ?? nothing, rules, today)
    standings.push(drawn.standing)
    collections.push(...wantedOf(drawn, today))
  }
  await writeStandings(tx, organisationId, standings, today)
  await keepCollections(
    tx,
    organisationId,
    standings.map(({ financingId }) => financingId),
    collections,
  )
  return standings
}

const nothing: LedgerSums = { repaidCents: 0, lostCents: 0, recoveredCents: 0 }

const readSums = async (
  tx: Tx,
  organisationId: string,
  financingIds: readonly string[],
): Promise<Map<string, LedgerSums>> => {
  const { rows } = await sql<LedgerSums & { id: string }>`
    select e.financing_id as id,
      -coalesce(sum(e.cents) filter (where e.movement = 'repayment'), 0) as "repaidCents",
      -coalesce(sum(e.cents) filter (where e.movement = 'write-off'), 0) as "lostCents",
      -coalesce(sum(e.cents) filter (where e.movement = 'recovery'), 0) as "recoveredCents"
    from financing f
    join ledger_entry e on e.organisation_id = f.organisation_id and e.financing_id = f.id
    where f.organisation_id = ${organisationId} and f.id = any (${[...financingIds]}::uuid[]) and f.kind <> 'loan'
      and e.movement in ('repayment', 'write-off', 'recovery')
    group by 1`.execute(tx)
  return new Map(rows.map(({ id, ...sums }) => [id, sums]))
}
