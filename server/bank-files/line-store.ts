import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { StatementLineState } from '#domain/sepa/kinds.ts'
import type { Acting } from '#server/use-case.ts'

/** A movement to decide, held until the transaction ends. */
export const holdStatementLine = ({ tx, actor }: Acting, lineId: string) =>
  tx
    .selectFrom('statement_line as l')
    .innerJoin('bank_statement as s', (join) =>
      join.onRef('s.organisation_id', '=', 'l.organisation_id').onRef('s.id', '=', 'l.statement_id'),
    )
    .where('l.organisation_id', '=', actor.organisationId)
    .where('l.id', '=', lineId)
    .select(['l.version', 'l.state', 'l.cents', 'l.booked_on', 'l.bank_account_id', 'l.position'])
    .select(['l.entry', 'l.twin_id', 's.reference'])
    .forUpdate('l')
    .executeTakeFirst()

/** What was last decided of a movement. */
export const findLastDecision = ({ tx, actor }: Acting, lineId: string) =>
  tx
    .selectFrom('statement_decision')
    .where('organisation_id', '=', actor.organisationId)
    .where('line_id', '=', lineId)
    .select(['id', 'kind', 'detail'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

type Kept = { state: StatementLineState; decision: { kind: string } & Readonly<Record<string, unknown>> }

export const keepDecision = async (
  { tx, actor, now }: Acting,
  lineId: string,
  { state, decision }: Kept,
): Promise<void> => {
  const { kind, ...detail } = decision
  await tx
    .updateTable('statement_line')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', lineId)
    .set({ state, version: sql`version + 1` })
    .execute()
  await tx
    .insertInto('statement_decision')
    .values({
      organisation_id: actor.organisationId,
      id: randomUUIDv7(),
      line_id: lineId,
      kind,
      detail: JSON.stringify(detail),
      decided_by: actor.membershipId,
      decided_at: now,
    })
    .execute()
}
