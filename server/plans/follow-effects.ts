import type { PlainDate } from '#domain/plain-date.ts'
import { isPlanRunning } from '#domain/plans/plan-words.ts'
import type { Tx } from '#server/db.ts'
import { recordAll } from '#server/journal.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { writeCourses } from './course-store.ts'
import { followPlansOf, type StandingPlan } from './follow-one.ts'
import { findPlan, listHouseholdPlans, touchPlan } from './plan-store.ts'

type Following = {
  tx: Tx
  actor: { organisationId: string; membershipId?: string }
  today: PlainDate
  now: Date
}

/** The plans of a household that an over-indebtedness file reaches: in force, or frozen by it, and older than the fact. */
export const findPlansReached = async (
  context: Following,
  householdId: string,
  on: PlainDate,
): Promise<string[]> => {
  const plans = await listHouseholdPlans(context.tx, context.actor.organisationId, householdId)
  const standing = await follow(context, plans)
  return standing
    .filter(
      ({ plan, progress: { state } }) =>
        plan.proposedOn <= on && (isPlanRunning(state) || state === 'frozen'),
    )
    .map(({ plan }) => plan.id)
}

const follow = async (
  context: Following,
  plans: Parameters<typeof followPlansOf>[1],
): Promise<StandingPlan[]> =>
  plans.length === 0
    ? []
    : followPlansOf(context, plans, await readOrganisationParameters(context, context.today))

/** Draws again the plans that a procedure just froze, gave back or replaced, and tells the journal. */
export const redrawPlans = async (
  context: Following,
  householdId: string,
  planIds: readonly string[],
): Promise<void> => {
  const { tx, actor, today } = context
  const found = await Promise.all(
    planIds.map((planId) => findPlan(tx, actor.organisationId, householdId, planId)),
  )
  const standing = await follow(
    context,
    found.filter((plan) => plan !== undefined),
  )
  await writeCourses(tx, actor.organisationId, standing, today)
  for (const planId of planIds) await touchPlan(tx, actor.organisationId, planId)
  await recordAll(
    context,
    standing.map(({ plan, progress }) => ({
      act: `repayment-plan-${progress.state}`,
      subject: { kind: 'repayment-plan', id: plan.id },
      householdId,
      after: { state: progress.state, because: 'overindebtedness' },
    })),
  )
}
