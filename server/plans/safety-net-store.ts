import { sql } from 'kysely'
import type { PlainDate } from '#domain/plain-date.ts'
import type { SafetyNetBody } from '#domain/plans/plan-words.ts'
import type { SafetyNetFacts, SafetyNetGround } from '#domain/plans/safety-net.ts'
import type { Tx } from '#server/db.ts'

export type StoredStatement = SafetyNetFacts & {
  id: string
  statedOn: PlainDate
  statedBy: string
  ground: SafetyNetGround | null
  decidedOn: PlainDate | null
  decidedByBody: SafetyNetBody | null
  decision: 'maintained' | 'suspended' | null
  version: number
}

export const listStatements = (tx: Tx, organisationId: string, planId: string): Promise<StoredStatement[]> =>
  tx
    .selectFrom('plan_safety_net as s')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 's.organisation_id').onRef('m.id', '=', 's.stated_by'),
    )
    .where('s.organisation_id', '=', organisationId)
    .where('s.plan_id', '=', planId)
    .select([
      's.id',
      's.stated_on as statedOn',
      'm.name as statedBy',
      's.paid_last_month_cents as paidLastMonthCents',
      's.current_expense_cents as currentExpenseCents',
      's.net_expense_cents as netExpenseCents',
      's.is_difficult_situation as isDifficultSituation',
      's.ground',
      's.decided_on as decidedOn',
      's.decided_by_body as decidedByBody',
      's.decision',
      's.version',
    ])
    .orderBy('s.stated_on', 'desc')
    .orderBy('s.id', 'desc')
    .$castTo<StoredStatement>()
    .execute()

export const insertStatement = async (
  tx: Tx,
  organisationId: string,
  statement: SafetyNetFacts & {
    id: string
    planId: string
    statedOn: PlainDate
    statedBy: string
    ground: SafetyNetGround | null
  },
): Promise<void> => {
  await tx
    .insertInto('plan_safety_net')
    .values({
      organisation_id: organisationId,
      plan_id: statement.planId,
      id: statement.id,
      stated_on: statement.statedOn,
      stated_by: statement.statedBy,
      paid_last_month_cents: statement.paidLastMonthCents,
      current_expense_cents: statement.currentExpenseCents,
      net_expense_cents: statement.netExpenseCents,
      is_difficult_situation: statement.isDifficultSituation,
      ground: statement.ground,
    })
    .execute()
}

/** False when someone wrote a decision first. */
export const updateDecision = async (
  tx: Tx,
  organisationId: string,
  {
    id,
    version,
    on,
    by,
    outcome,
  }: {
    id: string
    version: number
    on: PlainDate
    by: SafetyNetBody
    outcome: 'maintained' | 'suspended'
  },
): Promise<boolean> => {
  const written = await tx
    .updateTable('plan_safety_net')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .set({ decided_on: on, decided_by_body: by, decision: outcome, version: sql`version + 1` })
    .executeTakeFirst()
  return written.numUpdatedRows === 1n
}
