import { type EffortRate, effortRate } from '#domain/budget/effort-rate.ts'
import { chargeKindRows, resourceKindRows } from '#domain/budget/kinds.ts'
import type { BudgetSnapshot } from '#domain/budget/snapshot.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'

/** What a home would cost each month; the aid is an estimate that someone gives, null when nobody knows. */
export type HomeCost = {
  rentCents: Cents
  chargesCents: Cents
  energyCents: Cents
  benefitCents: Cents | null
}

export type ProposalEffort = { withoutEnergy: EffortRate; withEnergy: EffortRate }

/** The household's budget, the costs and the aid of its present home replaced by those of the one proposed. */
export const effortInHome = (
  snapshot: BudgetSnapshot,
  cost: HomeCost,
  params: ParameterReader,
): ProposalEffort => {
  const there = movedInto(snapshot, cost)
  return {
    withoutEnergy: effortRate('allocation-2011', there, params),
    withEnergy: effortRate('energy-inclusive', there, params),
  }
}

/** The household's budget in another home. */
export const movedInto = (snapshot: BudgetSnapshot, cost: HomeCost): BudgetSnapshot => ({
  ...snapshot,
  resources: [
    ...snapshot.resources.filter(({ kind }) => resourceKindRows[kind].counts !== 'housing'),
    { kind: 'housing-benefit', amountCents: cost.benefitCents ?? 0, every: 'month' },
  ],
  charges: [
    ...snapshot.charges.filter(({ kind }) => !['housing', 'energy'].includes(chargeKindRows[kind].counts)),
    { kind: 'rent', amountCents: cost.rentCents, every: 'month' },
    { kind: 'recoverable-charges', amountCents: cost.chargesCents, every: 'month' },
    { kind: 'electricity', amountCents: cost.energyCents, every: 'month' },
  ],
})
