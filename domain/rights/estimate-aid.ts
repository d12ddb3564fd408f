import { type Cents, divideHalfUp, multiplyThenDivide } from '#domain/money.ts'
import { applyRate, type BasisPoints } from '#domain/ratio.ts'
import type { AidFacts } from '#domain/rights/aid-facts.ts'
import { type AidFigures, valueForFamily } from '#domain/rights/aid-figures.ts'

/**
 * Exact below the cent: hundred-thousandths of a cent. A rate in hundred-thousandths times cents falls on it, so that
 * no step of the formula but the degressivity rounds anything (CCH D.823-16, D.823-17; arrêté of 27 September 2019).
 */
export type FineAmount = number
const fine = 100_000
const euro = 100 * fine

/** Every step of the estimate, so that the explanation tells what was computed and nothing is computed twice. */
export type AidEstimate = {
  ceilingCents: Cents
  retainedRentCents: Cents
  chargesCents: Cents
  minimumParticipation: FineAmount
  /** RL = L ÷ LR, rounded to two decimals of a percent. */
  rentRatio: BasisPoints
  /** TF and TL, in hundred-thousandths. */
  tf: number
  tl: number
  resourcesCents: Cents
  r0Cents: Cents
  participation: FineAmount
  formula: FineAmount
  /** After the degressivity of high rents. */
  afterDegressivity: FineAmount
  isReducedByRent: boolean
  afterReduction: FineAmount
  crds: FineAmount
  /** Paid before any RLS: net of CRDS, without its cents. */
  netCents: Cents
  grossCents: Cents
  grossAfterRlsCents: Cents
  /** What the household or its landlord would receive. */
  paidCents: Cents
  isBelowThreshold: boolean
}

/** The monthly housing aid of a tenant. Pure and quick: a portfolio is streamed through it. */
export const estimateAid = (facts: AidFacts, figures: AidFigures): AidEstimate => {
  const rent = retainRent(facts, figures)
  const share = participate(facts, figures, rent)
  const formula = Math.max(0, (rent.retainedRentCents + rent.chargesCents) * fine - share.participation)
  const afterDegressivity = degrade(facts, figures, rent.ceilingCents, formula)
  const afterReduction = Math.max(0, afterDegressivity - figures.flatReductionCents * fine)
  return {
    ...rent,
    ...share,
    formula,
    afterDegressivity,
    isReducedByRent: afterDegressivity !== formula,
    afterReduction,
    ...payOut(facts, figures, afterReduction),
  }
}

type Retained = Pick<AidEstimate, 'ceilingCents' | 'retainedRentCents' | 'chargesCents'>

const retainRent = (facts: AidFacts, figures: AidFigures): Retained => {
  const { homeKind, isCouple, dependants, rentCents } = facts
  const scale = figures.rentCeilings[facts.zone]
  const ceilingCents =
    homeKind === 'whole'
      ? valueForFamily(scale, facts)
      : homeKind === 'shared'
        ? applyRate(valueForFamily(scale, facts), figures.shares.shared)
        : applyRate(scale.single, figures.shares[homeKind])
  const isSharedAlone = homeKind === 'shared' && !isCouple
  return {
    ceilingCents,
    retainedRentCents: Math.min(rentCents, ceilingCents),
    chargesCents:
      (isSharedAlone ? figures.chargesSharedSingleCents : figures.chargesCents) +
      dependants * figures.chargesDependantCents,
  }
}

type Share = Pick<
  AidEstimate,
  'minimumParticipation' | 'rentRatio' | 'tf' | 'tl' | 'resourcesCents' | 'r0Cents' | 'participation'
>

const participate = (facts: AidFacts, figures: AidFigures, rent: Retained): Share => {
  const { retainedRentCents, chargesCents } = rent
  const minimumParticipation = Math.max(
    ((retainedRentCents + chargesCents) * figures.participationRate * fine) / 10_000,
    figures.minimumCents * fine,
  )
  // LR is the ceiling of zone II for the same family, whatever the zone and the kind of home.
  const referenceCents = valueForFamily(figures.rentCeilings.ii, facts)
  const rentRatio = multiplyThenDivide(retainedRentCents, 10_000, referenceCents)
  const tf = Math.max(0, valueForFamily(figures.tf, facts)) * 10
  const tl = rentRate(rentRatio, figures)
  const step = figures.resourcesStepCents
  const resourcesCents = Math.ceil(facts.resourcesYearCents / step) * step
  const r0Cents = valueForFamily(figures.r0, facts)
  const participation = minimumParticipation + Math.max(0, (tf + tl) * (resourcesCents - r0Cents))
  return { minimumParticipation, rentRatio, tf, tl, resourcesCents, r0Cents, participation }
}

/** TL, in hundred-thousandths: a percentage rounded to three decimals. */
const rentRate = (rentRatio: BasisPoints, { tl }: AidFigures): number => {
  const low = Math.max(0, Math.min(rentRatio, tl.second) - tl.first)
  const high = Math.max(0, rentRatio - tl.second)
  return divideHalfUp(tl.firstRate * low + tl.secondRate * high, 1_000)
}

/** A rent far above the ceiling reduces the aid, then ends it; not with AAH or AEEH. */
const degrade = (
  facts: AidFacts,
  figures: AidFigures,
  ceilingCents: Cents,
  formula: FineAmount,
): FineAmount => {
  if (facts.hasDisabilityBenefit) return formula
  const { from, until } = figures.degressivity[facts.zone]
  const rent = facts.rentCents * fine
  if (rent <= from * ceilingCents) return formula
  if (rent > until * ceilingCents) return 0
  return multiplyThenDivide(formula, until * ceilingCents - rent, (until - from) * ceilingCents)
}

type PaidOut = Pick<
  AidEstimate,
  'crds' | 'netCents' | 'grossCents' | 'grossAfterRlsCents' | 'paidCents' | 'isBelowThreshold'
>

const payOut = (facts: AidFacts, figures: AidFigures, amount: FineAmount): PaidOut => {
  const crds = divideHalfUp(amount * figures.crdsRate, 10_000)
  const netEuros = Math.floor((amount - crds) / euro)
  const gross = netEuros * euro + crds
  const rls = (facts.rlsCents * figures.rlsShare * fine) / 10_000
  const paidCents = Math.max(0, Math.floor((netEuros * euro - rls) / euro)) * 100
  const isBelowThreshold = paidCents < (facts.isApl ? figures.leastPaid.apl : figures.leastPaid.al)
  return {
    crds,
    netCents: netEuros * 100,
    grossCents: divideHalfUp(gross, fine),
    grossAfterRlsCents: Math.max(0, divideHalfUp(gross - rls, fine)),
    paidCents: isBelowThreshold ? 0 : paidCents,
    isBelowThreshold,
  }
}
