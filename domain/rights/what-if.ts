import { effortRate } from '#domain/budget/effort-rate.ts'
import { chargeKindRows, type ResourceKind, resourceKindRows } from '#domain/budget/kinds.ts'
import { residualIncome } from '#domain/budget/residual-income.ts'
import { type BudgetSnapshot, monthlyIncomeCents, monthlySum } from '#domain/budget/snapshot.ts'
import type { Explanation } from '#domain/explanation.ts'
import { movedInto } from '#domain/housing/home-search.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { BasisPoints } from '#domain/ratio.ts'
import type { AidZone, HomeKind } from '#domain/rights/aid-facts.ts'
import { estimateRights } from '#domain/rights/estimate-rights.ts'
import type { RightsAnswers, RightsFacts } from '#domain/rights/facts.ts'
import type { RightEstimate } from '#domain/rights/right-estimate.ts'

/** What would change: some resources, children to come, another home. */
export type WhatIf = {
  /** The new monthly amount of these kinds, in place of what the situation says. */
  resources: readonly { kind: ResourceKind; monthlyCents: Cents }[]
  newChildren: number
  home: ProposedHome | null
}
export type ProposedHome = {
  rentCents: Cents
  chargesCents: Cents
  energyCents: Cents
  zone: AidZone
  homeKind: HomeKind
  isUnderConvention: boolean
  isSocialLandlord: boolean
}

export type Rate = { basisPoints: BasisPoints | null; isAboveThreshold: boolean; explanation: Explanation }

/** One column of the comparison. */
export type WhatIfSide = {
  persons: number
  incomeCents: Cents
  housingCents: Cents
  energyCents: Cents
  /** The aid estimated; null when something is missing to estimate it, then that in payment is counted. */
  aid: RightEstimate
  aidCountedCents: Cents
  effort: Rate
  effortWithEnergy: Rate
  residualMonthCents: Cents
  residualUnitDayCents: Cents
  /** The other rights estimated, which the figures above do not count. */
  others: RightEstimate[]
}

/** The household today and with the changes, both on the aid estimated by the same rule. Nothing is recorded. */
export const compareWhatIf = (
  facts: RightsFacts & { situation: BudgetSnapshot },
  change: WhatIf,
  params: ParameterReader,
): { current: WhatIfSide; changed: WhatIfSide } => ({
  current: sideOf({ ...facts, situation: withRent(facts) }, params),
  changed: sideOf(withChange(facts, change, params), params),
})

type Known = RightsFacts & { situation: BudgetSnapshot }

const withChange = (facts: Known, change: WhatIf, params: ParameterReader): Known => {
  const kinds = new Set(change.resources.map(({ kind }) => kind))
  const situation = {
    ...withRent(facts),
    members: [
      ...facts.situation.members,
      ...Array.from({ length: change.newChildren }, () => ({ bornOn: params.onDate })),
    ],
    resources: [
      ...facts.situation.resources.filter(({ kind }) => !kinds.has(kind)),
      ...change.resources.map(({ kind, monthlyCents }) => ({
        kind,
        amountCents: monthlyCents,
        every: 'month' as const,
      })),
    ],
  }
  return change.home ? inHome({ ...facts, situation }, change.home) : { ...facts, situation }
}

const inHome = (facts: Known, home: ProposedHome): Known => {
  const { rentCents, chargesCents, energyCents, ...asked } = home
  const answers: RightsAnswers = { ...facts.answers, ...asked, tenure: 'tenant' }
  return {
    ...facts,
    answers,
    tenancy: { rentCents, chargesCents, benefitCents: 0, rlsCents: 0 },
    situation: movedInto(facts.situation, { rentCents, chargesCents, energyCents, benefitCents: null }),
  }
}

/** The rent and the charges of the tenancy, when the situation does not write any rent down. */
const withRent = ({ situation, tenancy }: Known): BudgetSnapshot => {
  if (!tenancy || situation.charges.some(({ kind }) => kind === 'rent')) return situation
  return {
    ...situation,
    charges: [
      ...situation.charges,
      { kind: 'rent', amountCents: tenancy.rentCents, every: 'month' },
      { kind: 'recoverable-charges', amountCents: tenancy.chargesCents, every: 'month' },
    ],
  }
}

const sideOf = (facts: Known, params: ParameterReader): WhatIfSide => {
  const { estimates } = estimateRights(facts, params)
  const aid = estimates.find(({ right }) => right === 'housing-aid') as RightEstimate
  const aidCountedCents = aid.monthlyCents ?? (aid.outcome === 'missing' ? aid.inPaymentCents : 0)
  const budget = withAid(facts.situation, aidCountedCents)
  const residual = residualIncome(budget, params)
  const spent = (counts: 'housing' | 'energy') =>
    monthlySum(budget.charges, (kind) => chargeKindRows[kind].counts === counts)
  return {
    persons: budget.members.length,
    incomeCents: monthlyIncomeCents(budget),
    housingCents: spent('housing'),
    energyCents: spent('energy'),
    aid,
    aidCountedCents,
    effort: rateOf(effortRate('allocation-2011', budget, params)),
    effortWithEnergy: rateOf(effortRate('energy-inclusive', budget, params)),
    residualMonthCents: residual.perMonthCents,
    residualUnitDayCents: residual.perUnitPerDayCents,
    others: estimates.filter((one) => one !== aid && one.outcome === 'estimated'),
  }
}

const withAid = (situation: BudgetSnapshot, aidCents: Cents): BudgetSnapshot => ({
  ...situation,
  resources: [
    ...situation.resources.filter(({ kind }) => resourceKindRows[kind].counts !== 'housing'),
    { kind: 'housing-benefit', amountCents: aidCents, every: 'month' },
  ],
})

const rateOf = ({ rateBasisPoints, isAboveThreshold, explanation }: ReturnType<typeof effortRate>): Rate => ({
  basisPoints: rateBasisPoints ?? null,
  isAboveThreshold,
  explanation,
})
