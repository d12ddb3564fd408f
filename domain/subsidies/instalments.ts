import { type Cents, multiplyThenDivide, sumCents } from '#domain/money.ts'

const share = (cents: Cents, basisPoints: number): Cents => multiplyThenDivide(cents, basisPoints, 10_000)

/** RGA art. 18 bis: asked before the works start, a share of the estimated subsidy (handbook money §6.7). */
export const maxAdvance = (estimatedCents: Cents, advanceRateBps: number): Cents =>
  share(estimatedCents, advanceRateBps)

export type InterimRequest = {
  subsidyCents: Cents
  advanceCents: Cents
  /** Acomptes already received. */
  previousCents: readonly Cents[]
  progressBps: number
  capBps: number
  maxCount: number
}

/**
 * RGA art. 19: at most three acomptes, 70 % of the subsidy in all and never more than the works are advanced, the
 * advance counted (handbook money §6.7).
 */
export const maxInterim = (request: InterimRequest): Cents => {
  const { subsidyCents, advanceCents, previousCents, progressBps, capBps, maxCount } = request
  if (previousCents.length >= maxCount) return 0
  const received = advanceCents + sumCents(previousCents)
  const reachable = Math.min(share(subsidyCents, capBps), share(subsidyCents, progressBps))
  return Math.max(0, reachable - received)
}

export type RealCost = { notifiedCents: Cents; rateBps: number; realNetCents: Cents; ceilingNetCents: Cents }

/** The balance is computed on the real eligible cost, never above what was notified (handbook money §6.7). */
export const finalSubsidy = ({ notifiedCents, rateBps, realNetCents, ceilingNetCents }: RealCost): Cents =>
  Math.min(notifiedCents, share(Math.min(realNetCents, ceilingNetCents), rateBps))

/** What remains to receive; below zero, the funder claims it back. */
export const balanceOf = (finalCents: Cents, advanceCents: Cents, interimCents: readonly Cents[]): Cents =>
  finalCents - advanceCents - sumCents(interimCents)
