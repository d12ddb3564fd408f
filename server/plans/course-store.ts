import { sql } from 'kysely'
import type { PlainDate } from '#domain/plain-date.ts'
import type { PlanState } from '#domain/plans/plan-states.ts'
import type { Tx } from '#server/db.ts'
import type { StandingPlan } from './follow-one.ts'

/** Where a plan stood when it was last followed. */
export type LastCourse = {
  planId: string
  state: PlanState
  stateSince: PlainDate | null
  breachedOn: PlainDate | null
}

export const listCourses = async (
  tx: Tx,
  organisationId: string,
  planIds: readonly string[],
): Promise<Map<string, LastCourse>> => {
  const rows = await tx
    .selectFrom('plan_course')
    .where('organisation_id', '=', organisationId)
    .where('plan_id', '=', sql<string>`any (${planIds}::uuid[])`)
    .select(['plan_id as planId', 'state', 'state_since as stateSince', 'breached_on as breachedOn'])
    .$castTo<LastCourse>()
    .execute()
  return new Map(rows.map((row) => [row.planId, row]))
}

export const writeCourses = async (
  tx: Tx,
  organisationId: string,
  standing: readonly StandingPlan[],
  followedOn: PlainDate,
): Promise<void> => {
  if (standing.length === 0) return
  await tx
    .insertInto('plan_course')
    .values(
      standing.map(({ plan, progress }) => ({
        organisation_id: organisationId,
        plan_id: plan.id,
        followed_on: followedOn,
        state: progress.state,
        state_since: progress.since,
        paid_cents: progress.paidCents,
        remaining_cents: progress.remainingCents,
        overdue_cents: progress.overdueCents,
        missed_count: progress.missedCount,
        next_due_on: progress.nextDueOn,
        breached_on: progress.breachedOn,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'plan_id']).doUpdateSet((eb) => ({
        followed_on: eb.ref('excluded.followed_on'),
        state: eb.ref('excluded.state'),
        state_since: eb.ref('excluded.state_since'),
        paid_cents: eb.ref('excluded.paid_cents'),
        remaining_cents: eb.ref('excluded.remaining_cents'),
        overdue_cents: eb.ref('excluded.overdue_cents'),
        missed_count: eb.ref('excluded.missed_count'),
        next_due_on: eb.ref('excluded.next_due_on'),
        breached_on: eb.ref('excluded.breached_on'),
      })),
    )
    .execute()
}
