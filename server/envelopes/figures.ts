import { type RawBuilder, sql } from 'kysely'
import type { MonthMovement } from '#domain/envelopes/months.ts'
import { type FundStanding, type MovementSums, standingOf } from '#domain/envelopes/standing.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

type Here = { tx: Tx; actor: { organisationId: string } }
type Summed = { key: string; movement: string; cents: number }

/** Sums by movement of ledger lines `e`, for each value of `key`. */
export const sumMovements = async (
  { tx, actor }: Here,
  key: RawBuilder<unknown>,
  from: RawBuilder<unknown>,
  where: RawBuilder<unknown>,
): Promise<Map<string, MovementSums>> => {
  const { rows } = await sql<Summed>`
    select ${key} as key, e.movement, sum(e.cents)::bigint as cents
    from ${from}
    where e.organisation_id = ${actor.organisationId} and e.movement is not null and ${where}
    group by 1, 2`.execute(tx)
  const sums = new Map<string, MovementSums>()
  for (const { key: one, movement, cents } of rows) sums.set(one, { ...sums.get(one), [movement]: cents })
  return sums
}

/** Where each of these envelopes stands in the books; since a day, only what moved after it. */
export const standingsOfEnvelopes = async (
  here: Here,
  envelopeIds: readonly string[],
  since?: PlainDate,
): Promise<(envelopeId: string) => FundStanding> => {
  if (envelopeIds.length === 0) return () => standingOf({})
  const sums = await sumMovements(
    here,
    sql`e.envelope_id`,
    sql`ledger_entry e`,
    sql`e.envelope_id in (${sql.join(envelopeIds)}) ${since ? sql`and e.on_date > ${since}` : sql``}`,
  )
  return (envelopeId) => standingOf(sums.get(envelopeId) ?? {})
}

/** What moved in an envelope, month by month. */
export const listMonthMovements = async (
  { tx, actor }: Here,
  envelopeId: string,
): Promise<MonthMovement[]> => {
  const { rows } = await sql<MonthMovement>`
    select date_trunc('month', e.on_date)::date as month, e.movement, sum(e.cents)::bigint as cents
    from ledger_entry e
    where e.organisation_id = ${actor.organisationId} and e.envelope_id = ${envelopeId} and e.movement is not null
    group by 1, 2`.execute(tx)
  return rows
}
