import { sql } from 'kysely'
import type { StatementEntry, StatementKind } from '#domain/sepa/camt.ts'
import { type KnownMovement, type Recognised, recogniseMovements } from '#domain/sepa/same-movement.ts'
import type { Acting } from '#server/use-case.ts'

export type ReadStatement = {
  bank_account_id: string
  kind: string
  reference: string
  entries: unknown
}

export const entriesOf = ({ entries }: Pick<ReadStatement, 'entries'>): StatementEntry[] =>
  Array.isArray(entries) ? (entries as StatementEntry[]) : []

/** Of what was read, the movements that the account has already, and those that look like one of them. */
export const recognise = async (context: Acting, read: ReadStatement): Promise<Recognised[]> => {
  const { kind, reference: statement } = read
  const entries = entriesOf(read)
  return recogniseMovements(
    { entries, kind: kind as StatementKind, statement },
    await findNear(context, read.bank_account_id, entries),
  )
}

/** What the account has on the same days, for the same amounts. */
const findNear = async (
  { tx, actor }: Acting,
  bankAccountId: string,
  entries: readonly StatementEntry[],
): Promise<KnownMovement[]> => {
  const days = [...new Set(entries.map(({ bookedOn }) => bookedOn))]
  const amounts = [...new Set(entries.map(({ cents }) => cents))]
  const { rows } = await sql<KnownMovement>`
    select l.id, l.entry, s.kind, s.reference as statement
    from statement_line l
    join bank_statement s on s.organisation_id = l.organisation_id and s.id = l.statement_id
    where l.organisation_id = ${actor.organisationId} and l.bank_account_id = ${bankAccountId}
      and l.booked_on = any (${days}::date[]) and l.cents = any (${amounts}::bigint[])
    order by l.id`.execute(tx)
  return rows
}
