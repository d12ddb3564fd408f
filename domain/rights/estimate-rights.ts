import type { ParameterReader } from '#domain/parameters.ts'
import { anahStanding, type Standing, socialHousingStanding } from '#domain/rights/classes.ts'
import { energyChequeRight } from '#domain/rights/energy-cheque-right.ts'
import type { RightsFacts } from '#domain/rights/facts.ts'
import { housingAidRight, zoneOf } from '#domain/rights/housing-aid.ts'
import { aahRight, activityBonusRight, aspaRight } from '#domain/rights/minimum-allowances.ts'
import type { RightEstimate, RightOutcome } from '#domain/rights/right-estimate.ts'
import { rlsRight } from '#domain/rights/rls.ts'
import { rsaRight } from '#domain/rights/rsa.ts'
import { supplementStanding } from '#domain/rights/supplement-standing.ts'

export type RightsPicture = { estimates: RightEstimate[]; standings: Standing[] }

/** Every right Palier can estimate, what is not received first, the largest monthly amount first. */
export const estimateRights = (facts: RightsFacts, params: ParameterReader): RightsPicture => {
  const aid = housingAidRight(facts, params)
  const estimates = [
    aid,
    rlsRight(facts, zoneOf(facts), params),
    rsaRight(facts, aid, params),
    aahRight(facts, params),
    aspaRight(facts, params),
    activityBonusRight(facts),
    energyChequeRight(facts, params),
  ]
  return {
    estimates: estimates.toSorted(
      (one, other) =>
        rank[one.outcome] - rank[other.outcome] ||
        gainOf(other) - gainOf(one) ||
        amountOf(other) - amountOf(one),
    ),
    standings: [
      socialHousingStanding(facts, params),
      supplementStanding(facts, params),
      anahStanding(facts, params),
    ],
  }
}

const rank: Readonly<Record<RightOutcome, number>> = { estimated: 0, 'to-check': 1, missing: 2, 'not-due': 3 }
const amountOf = ({ monthlyCents }: RightEstimate) => monthlyCents ?? 0

/** What opening it would add to each month. */
export const gainOf = (estimate: RightEstimate): number =>
  Math.max(0, amountOf(estimate) - estimate.inPaymentCents)
