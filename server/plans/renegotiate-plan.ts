import { contract } from '#contract/index.ts'
import { renegotiate, whyNotRenegotiable } from '#domain/plans/renegotiate.ts'
import { record } from '#server/journal.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { readMeans } from '#server/plans/read-means.ts'
import { useCase } from '#server/use-case.ts'
import { findTenancy } from './account-store.ts'
import { followOne } from './follow-one.ts'
import { findPlanForUpdate, touchPlan } from './plan-store.ts'
import { insertSchedule } from './schedule-store.ts'

export const renegotiatePlan = useCase(
  contract.plans.renegotiate,
  async (context, { householdId, planId, version, reason, firstDueOn, count }) => {
    const { tx, actor, today, refuse } = context
    const { organisationId, membershipId } = actor
    const plan = await findPlanForUpdate(tx, organisationId, householdId, planId)
    if (!plan) return refuse('unknown-record')
    if (plan.version !== version) return refuse('stale-version', { version: plan.version })
    const params = await readOrganisationParameters(context, today)
    const { progress, pending, versions, scheduleNumber } = await followOne(context, plan, params)
    const closed = whyNotRenegotiable(progress.state, pending !== undefined)
    if (closed) return refuse(closed, { state: progress.state, scheduleNumber: pending?.made.number ?? null })
    const tenancy = await findTenancy(tx, organisationId, householdId, plan.tenancyId)
    const current = { number: versions.at(-1)?.made.number ?? 0, instalments: progress.instalments }
    const made = renegotiate(current, { reason, firstDueOn, count }, today, params)
    if (made.outcome === 'refused') return refuse(made.reason)
    const means = await readMeans(context, householdId)
    const largest = Math.max(...made.version.rows.slice(-count).map(({ amountCents }) => amountCents))
    if (means && largest > means.monthlyMarginCents) return refuse('instalment-above-means')

    const takenBefore = versions.find(({ made: { number } }) => number === scheduleNumber)?.made
      .writtenOffCents
    await insertSchedule(tx, organisationId, {
      ...made.version,
      planId,
      madeBy: membershipId,
      awaitsAgreement: true,
      needsPayerApproval: tenancy?.benefitInPayment ?? false,
      writtenOffCents: (takenBefore ?? 0) + progress.writeOffs.instalmentsCents,
    })
    await touchPlan(tx, organisationId, planId)
    await record(context, {
      act: 'repayment-plan-renegotiated',
      subject: { kind: 'repayment-plan', id: planId },
      householdId,
      before: { scheduleNumber },
      after: {
        scheduleNumber: made.version.number,
        reason,
        remainingCents: made.remainingCents,
        instalments: count,
        firstDueOn,
      },
    })
    return { scheduleNumber: made.version.number }
  },
)
