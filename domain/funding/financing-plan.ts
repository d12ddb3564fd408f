import { type CapLine, cutToCap } from '#domain/funding/cut-to-cap.ts'
import type {
  CostKind,
  FunderKind,
  ReductionRule,
  ResourceKind,
  VatRate,
} from '#domain/funding/plan-kinds.ts'
import { type Cents, sumCents } from '#domain/money.ts'
import { applyRate, type BasisPoints } from '#domain/ratio.ts'

/** `id` stays from one version of the plan to the next: versions are compared line by line. */
export type PlanCost = {
  id: string
  kind: CostKind
  label: string
  /** Without VAT. */
  netCents: Cents
  vatBasisPoints: VatRate
}

export type PlanResource = {
  id: string
  kind: ResourceKind
  label: string
  funderKind: FunderKind | null
  partnerId: string | null
  cents: Cents
  countsInCap: boolean
  reduction: ReductionRule
  /** Among automatic reductions: the smallest gives way first. */
  rank: number
  /** The line of the application that asks for it. */
  lineId: string | null
}

export type FinancingPlan = {
  costs: PlanCost[]
  resources: PlanResource[]
  /** All public aids together may not pass this share of the cost with VAT; null: no cap. */
  capBasisPoints: BasisPoints | null
  /** Why that cap: a text, a convention. */
  capSource: string
  note: string
}

export const blankPlan: FinancingPlan = {
  costs: [],
  resources: [],
  capBasisPoints: null,
  capSource: '',
  note: '',
}

export const grossOf = ({ netCents, vatBasisPoints }: PlanCost): Cents =>
  netCents + applyRate(netCents, vatBasisPoints)

/** What a resource brings now: what its subsidy was notified, requested or came to; by default, what the plan says. */
export type LiveAmounts = ReadonlyMap<string, Cents>

export type PlanSum = {
  netCents: Cents
  vatCents: Cents
  grossCents: Cents
  subsidiesCents: Cents
  certificatesCents: Cents
  loansCents: Cents
  ownCents: Cents
  /** Cost with VAT less subsidies and certificates, before loans. */
  remainingCostCents: Cents
  /** What the household must bring once loans are there; its own contribution covers it, or not. */
  neededContributionCents: Cents
  /** Cost less every resource: 0 when the plan is balanced, and never hidden when it is not. */
  residualCents: Cents
  publicAidCents: Cents
  capCents: Cents | null
  /** What public aids pass the cap by, before any reduction. */
  excessCents: Cents
  /** What each resource would lose to respect it. */
  cuts: { resourceId: string; cents: Cents }[]
  /** What no rule reduces: somebody decides. */
  leftToDecideCents: Cents
}

/** The whole arithmetic of a plan (handbook money §7.1): Σ resources = Σ costs with VAT, or a residual that shows. */
export const sumPlan = (plan: FinancingPlan, live: LiveAmounts = new Map()): PlanSum => {
  const amountOf = ({ id, cents }: PlanResource) => live.get(id) ?? cents
  const of = (kind: ResourceKind) => sumCents(plan.resources.filter((one) => one.kind === kind).map(amountOf))
  const netCents = sumCents(plan.costs.map((cost) => cost.netCents))
  const grossCents = sumCents(plan.costs.map(grossOf))
  const subsidiesCents = of('subsidy')
  const certificatesCents = of('certificate')
  const loansCents = of('loan')
  const ownCents = of('own-contribution')
  const remainingCostCents = grossCents - subsidiesCents - certificatesCents
  return {
    netCents,
    vatCents: grossCents - netCents,
    grossCents,
    subsidiesCents,
    certificatesCents,
    loansCents,
    ownCents,
    remainingCostCents,
    neededContributionCents: remainingCostCents - loansCents,
    residualCents: remainingCostCents - loansCents - ownCents,
    ...capOf(plan, grossCents, amountOf),
  }
}

const capOf = (plan: FinancingPlan, grossCents: Cents, amountOf: (resource: PlanResource) => Cents) => {
  const lines: CapLine[] = plan.resources
    .filter(({ countsInCap, kind }) => countsInCap && kind !== 'loan' && kind !== 'own-contribution')
    .map((resource) => ({
      id: resource.id,
      cents: amountOf(resource),
      reduction: resource.reduction,
      rank: resource.rank,
    }))
  const publicAidCents = sumCents(lines.map(({ cents }) => cents))
  if (plan.capBasisPoints === null)
    return { publicAidCents, capCents: null, excessCents: 0, cuts: [], leftToDecideCents: 0 }
  const capCents = applyRate(grossCents, plan.capBasisPoints)
  return { publicAidCents, capCents, ...cutToCap(lines, capCents) }
}
