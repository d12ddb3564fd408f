import type { z } from 'zod'
import type { PlanMeans as MeansView } from '#contract/plan-shapes.ts'
import { decideAccess } from '#domain/access.ts'
import type { PlanMeans } from '#domain/plans/decide-repayment-plan.ts'
import { assessLatest } from '#server/budget/assess.ts'
import type { Context } from '#server/use-case.ts'

export type KnownMeans = z.input<typeof MeansView>

/** What the last budget says a household can pay; undefined when no budget was made. */
export const readMeans = async (
  context: Pick<Context, 'tx' | 'actor'>,
  householdId: string,
): Promise<KnownMeans | undefined> => {
  const latest = await assessLatest(context, householdId)
  if (!latest) return undefined
  const { snapshot, assessment } = latest
  const housing = assessment.effortRates.find(({ variant }) => variant === 'energy-inclusive')
  return {
    onDate: snapshot.onDate,
    monthlyMarginCents: assessment.resourcesCents - assessment.chargesCents,
    repaymentCapacityCents: assessment.capacity.capacityCents,
    residualPerMonthCents: assessment.residual.perMonthCents,
    unitsHundredths: assessment.residual.unitsHundredths,
    incomeCents: assessment.incomeCents,
    housingCostCents: housing?.costCents ?? 0,
  }
}

/** The two sides of a file are kept apart: rent staff learn whether a plan is within means, never the means. */
export const readsSocialSide = ({ actor }: Pick<Context, 'actor'>): boolean =>
  decideAccess(actor.role, 'read-social-situation', 'referent').allowed

export const unknownMeans: PlanMeans = {
  monthlyMarginCents: null,
  repaymentCapacityCents: null,
  residualPerMonthCents: null,
  unitsHundredths: null,
}
