import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { decideRepaymentPlan, type PlanOffer } from '#domain/plans/decide-repayment-plan.ts'
import type { ScheduleConvention } from '#domain/plans/schedule.ts'
import { record } from '#server/journal.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { readDebt } from '#server/plans/read-debt.ts'
import { readMeans, unknownMeans } from '#server/plans/read-means.ts'
import { useCase } from '#server/use-case.ts'
import { findTenancyForUpdate } from './account-store.ts'
import { insertEvents, insertPlan } from './plan-store.ts'
import { insertSchedule } from './schedule-store.ts'

export const proposePlan = useCase(
  contract.plans.proposePlan,
  async (context, { householdId, tenancyId, debtOn, debtCents, offer }) => {
    const { tx, actor, today, refuse } = context
    const { organisationId, membershipId } = actor
    const tenancy = await findTenancyForUpdate(tx, organisationId, householdId, tenancyId)
    if (!tenancy) return refuse('unknown-record')
    const params = await readOrganisationParameters(context, today)
    const debt = await readDebt(context, tenancy, debtOn, params)
    const facts = {
      debtCents: debt.debtCents,
      debtOn,
      hasRunningPlan: debt.running !== undefined,
      isFrozenByOverindebtedness: debt.isFrozen,
      currentRentResumed: debt.currentRentResumed,
      benefitInPayment: tenancy.benefitInPayment,
    }
    const means = (await readMeans(context, householdId)) ?? unknownMeans
    const decision = decideRepaymentPlan(facts, offer, means, today, params)
    if (decision.outcome === 'refused')
      return refuse(decision.reason, { planId: debt.running?.plan.id ?? null })
    if (debt.debtCents !== debtCents) return refuse('debt-changed', { debtCents: debt.debtCents })

    const planId = randomUUIDv7()
    const made = { planId, madeBy: membershipId, effectiveOn: today }
    await insertPlan(tx, organisationId, {
      id: planId,
      householdId,
      tenancyId,
      proposedOn: today,
      proposedBy: membershipId,
      debtOn,
      debtCents,
      amountCents: offer.amountCents,
      convention: conventionOf(offer),
      paymentPriority: offer.paymentPriority,
      needsPayerApproval: tenancy.benefitInPayment,
      warnings: decision.warnings,
      parameters: decision.parameters,
    })
    await insertSchedule(tx, organisationId, {
      ...made,
      number: 1,
      reason: 'Plan initial',
      awaitsAgreement: false,
      needsPayerApproval: false,
      frozenCount: 0,
      writtenOffCents: 0,
      rows: decision.schedule,
    })
    const events = [
      { planId, kind: 'proposed' as const },
      ...debt.lapsed.map(({ plan }) => ({ planId: plan.id, kind: 'replaced' as const })),
    ]
    await insertEvents(
      tx,
      organisationId,
      events.map((event) => ({ ...event, on: today, note: null, fileId: null, recordedBy: membershipId })),
    )
    await record(context, {
      act: 'repayment-plan-proposed',
      subject: { kind: 'repayment-plan', id: planId },
      householdId,
      after: {
        debtOn,
        debtCents,
        amountCents: offer.amountCents,
        instalments: decision.schedule.length,
        largestInstalmentCents: decision.largestInstalmentCents,
        firstDueOn: offer.firstDueOn,
        lastDueOn: decision.lastDueOn,
      },
    })
    return { planId }
  },
)

const conventionOf = ({ by }: PlanOffer): ScheduleConvention => {
  if (by.kind === 'count') return by.rounding
  return by.kind === 'instalment' ? 'chosen-instalment' : 'default-36'
}
