import type { FinancingPlan } from '#domain/funding/financing-plan.ts'
import type { Tx } from '#server/db.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

/** The last version of the plan of a file. */
export const findCurrentPlan = async (
  { tx, actor }: Here,
  applicationId: string,
): Promise<{ number: number; plan: FinancingPlan } | undefined> => {
  const row = await tx
    .selectFrom('financing_plan_version')
    .where('organisation_id', '=', actor.organisationId)
    .where('application_id', '=', applicationId)
    .select(['number', 'plan'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { number: row.number, plan: row.plan as unknown as FinancingPlan }
}
