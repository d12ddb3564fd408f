import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { type AidFigures, knowsAid, readAidFigures } from '#domain/rights/aid-figures.ts'
import { estimateAid } from '#domain/rights/estimate-aid.ts'
import type { MissingFact, RightsFacts } from '#domain/rights/facts.ts'
import { aidFactsOf, aidInPayment } from '#domain/rights/housing-aid.ts'

/** The housing aid of a household as estimated beside what is in payment; or what must be known first. */
export type AidReview =
  | { estimatedCents: Cents; inPaymentCents: Cents; differenceCents: Cents; missing: null }
  | { estimatedCents: null; inPaymentCents: Cents; differenceCents: null; missing: MissingFact[] }

/** The figures of one day, read once for a whole portfolio; null where no scale of the aid is known. */
export type ReviewFigures = { params: ParameterReader; aid: AidFigures } | null

export const readReviewFigures = (params: ParameterReader): ReviewFigures =>
  knowsAid(params) ? { params, aid: readAidFigures(params) } : null

/** The same rule as the household's own page, without its explanation: millions are reviewed in one go. */
export const reviewAid = (facts: RightsFacts, { params, aid }: NonNullable<ReviewFigures>): AidReview => {
  const inPaymentCents = aidInPayment(facts)
  const asked = aidFactsOf(facts, params)
  if ('missing' in asked)
    return { estimatedCents: null, inPaymentCents, differenceCents: null, missing: asked.missing }
  const { paidCents: estimatedCents } = estimateAid(asked.aid, aid)
  return {
    estimatedCents,
    inPaymentCents,
    differenceCents: estimatedCents - inPaymentCents,
    missing: null,
  }
}
