import { contract } from '#contract/index.ts'
import { checkPlan } from '#domain/funding/check-plan.ts'
import { comparePlans, isSamePlan } from '#domain/funding/compare-plans.ts'
import { blankPlan, sumPlan } from '#domain/funding/financing-plan.ts'
import { hold } from '#server/applications/hold.ts'
import { findCurrentPlan } from '#server/financing-plans/find-plan.ts'
import { listSubsidiesOf } from '#server/financing-plans/subsidy-store.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

export const save = useCase(
  contract.financingPlans.save,
  async (context, { applicationId, number, plan, reason }) => {
    const { tx, actor, now, refuse } = context
    const application = await hold(context, applicationId)
    if (!application) return refuse('unknown-record')
    const current = await findCurrentPlan(context, applicationId)
    if ((current?.number ?? 0) !== number) return refuse('stale-version', current)
    const problems = checkPlan(plan)
    if (problems.length > 0) return refuse('unsound', { problems })
    if (current && isSamePlan(current.plan, plan)) return refuse('unchanged')
    const requested = await listSubsidiesOf(context, applicationId)
    const kept = new Set(plan.resources.filter(({ kind }) => kind === 'subsidy').map(({ id }) => id))
    if (requested.some(({ resourceId }) => !kept.has(resourceId))) return refuse('subsidy-dropped')
    await tx
      .insertInto('financing_plan_version')
      .values({
        organisation_id: actor.organisationId,
        application_id: applicationId,
        number: number + 1,
        plan: JSON.stringify(plan),
        reason,
        made_by: actor.membershipId,
        made_at: now,
      })
      .execute()
    const changed = comparePlans(current?.plan ?? blankPlan, plan).filter(
      ({ changeCents }) => changeCents !== 0,
    )
    const { grossCents, residualCents } = sumPlan(plan)
    await record(context, {
      act: 'financing-plan-saved',
      subject: { kind: 'application', id: applicationId },
      householdId: application.householdId,
      after: { number: number + 1, grossCents, residualCents, lines: changed.length },
    })
    return { number: number + 1 }
  },
)
