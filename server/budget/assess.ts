import type { Assessment } from '#contract/budget.ts'
import { contract } from '#contract/index.ts'
import { assessBudget, type BudgetAssessment } from '#domain/budget/assess.ts'
import type { BudgetSnapshot } from '#domain/budget/snapshot.ts'
import { readSnapshots } from '#server/budget/snapshot-store.ts'
import type { Tx } from '#server/db.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { useCase } from '#server/use-case.ts'

type Reading = { tx: Tx; actor: { organisationId: string } }

/** The latest situation of a household with what it tells, on the figures in force on its day; undefined when there is none. */
export const assessLatest = async (
  context: Reading,
  householdId: string,
): Promise<{ snapshot: BudgetSnapshot & { id: string }; assessment: BudgetAssessment } | undefined> => {
  const [snapshot] = await readSnapshots(context, householdId)
  if (!snapshot) return undefined
  const params = await readOrganisationParameters(context, snapshot.onDate)
  return { snapshot, assessment: assessBudget(snapshot, params) }
}

export const assess = useCase(contract.budget.assess, async (context, { householdId, snapshotId }) => {
  const [snapshot] = await readSnapshots(context, householdId, snapshotId)
  if (!snapshot) return context.refuse('unknown-record')
  return view(assessBudget(snapshot, await readOrganisationParameters(context, snapshot.onDate)))
})

const view = (assessment: BudgetAssessment): Assessment => ({
  incomeCents: assessment.incomeCents,
  resourcesCents: assessment.resourcesCents,
  chargesCents: assessment.chargesCents,
  unitsHundredths: assessment.residual.unitsHundredths,
  effortRates: assessment.effortRates.map((rate) => ({
    variant: rate.variant,
    label: rate.label,
    rateBasisPoints: rate.rateBasisPoints ?? null,
    thresholdBasisPoints: rate.thresholdBasisPoints,
    isAboveThreshold: rate.isAboveThreshold,
  })),
  residualPerMonthCents: assessment.residual.perMonthCents,
  residualPerPersonPerDayCents: assessment.residual.perPersonPerDayCents,
  residualPerUnitPerDayCents: assessment.residual.perUnitPerDayCents,
  isBelowAlert: assessment.residual.isBelowAlert,
  seizableCents: assessment.seizable.perMonthCents,
  capacityCents: assessment.capacity.capacityCents,
})
