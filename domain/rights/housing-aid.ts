import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { AidFacts, AidZone } from '#domain/rights/aid-facts.ts'
import { knowsAid, knowsRls, readAidFigures, readRlsFigures } from '#domain/rights/aid-figures.ts'
import { estimateAid } from '#domain/rights/estimate-aid.ts'
import { explainAid } from '#domain/rights/explain-aid.ts'
import { type MissingFact, type RightsFacts, rentOf } from '#domain/rights/facts.ts'
import { aidFamilyOf } from '#domain/rights/family.ts'
import { type CountedResources, countResources } from '#domain/rights/resource-bases.ts'
import {
  estimated,
  lacking,
  notDue,
  paidCents,
  type RightEstimate,
  toCheck,
} from '#domain/rights/right-estimate.ts'
import { estimateRls } from '#domain/rights/rls.ts'
import { aidZoneOf } from '#domain/rights/zones.ts'

/** The zone answered, else the one that the commune tells for sure. */
export const zoneOf = ({ answers, commune }: RightsFacts): AidZone | null =>
  answers.zone ?? (commune ? aidZoneOf(commune.communeCode, commune.regionCode) : null)

/** The housing aid of the home, compared with what is in payment. */
export const housingAidRight = (facts: RightsFacts, params: ParameterReader): RightEstimate => {
  const { answers } = facts
  const tenure = tenureOf(facts)
  if (tenure === 'owner' || tenure === 'free')
    return notDue(
      'housing-aid',
      facts,
      'Le logement n’est pas loué : l’aide estimée ici est celle des locataires.',
    )
  if (!knowsAid(params))
    return toCheck('housing-aid', facts, 'Aucun barème de l’aide au logement n’est connu à cette date.')
  const asked = aidFactsOf(facts, params)
  if ('missing' in asked) return lacking('housing-aid', facts, asked.missing)
  const { aid, counted } = asked
  const found = estimateAid(aid, readAidFigures(params))
  const explanation = explainAid(aid, found, params)
  const written = estimated('housing-aid', facts, found.paidCents, {
    explanation: { ...explanation, steps: [counted.explanation, ...(explanation.steps ?? [])] },
    ...(answers.isUnderConvention === null
      ? { because: 'Estimée comme une APL : dire si le logement est conventionné.' }
      : {}),
  })
  return { ...written, inPaymentCents: aidInPayment(facts) }
}

/** What the situation says is paid; the tenancy's own benefit, which the landlord's ledger receives, when it tells none. */
export const aidInPayment = ({ situation, tenancy }: RightsFacts): Cents => {
  const told = paidCents('housing-aid', situation)
  return told === 0 && tenancy ? tenancy.benefitCents : told
}

/** What the formula asks of a household that rents, or which facts are missing first. */
export const aidFactsOf = (
  facts: RightsFacts,
  params: ParameterReader,
): { aid: AidFacts; counted: CountedResources } | { missing: MissingFact[] } => {
  const { answers, situation } = facts
  const zone = zoneOf(facts)
  const rentCents = rentOf(facts)
  const tenure = tenureOf(facts)
  if (!situation || zone === null || rentCents === null || tenure === null)
    return {
      missing: [
        ...(tenure === null ? (['tenure'] as const) : []),
        ...(situation ? [] : (['situation'] as const)),
        ...(zone === null ? (['zone'] as const) : []),
        ...(rentCents === null ? (['rent'] as const) : []),
      ],
    }
  const counted = countResources('housing-aid', situation, params)
  return {
    counted,
    aid: {
      zone,
      homeKind: answers.homeKind,
      ...aidFamilyOf(situation.members, params),
      rentCents,
      resourcesYearCents: counted.monthlyCents * 12,
      hasDisabilityBenefit: situation.resources.some(({ kind }) => kind === 'aah' || kind === 'aeeh'),
      isApl: answers.isUnderConvention ?? true,
      rlsCents: rlsOf(facts, zone, counted.monthlyCents, params),
    },
  }
}

export const tenureOf = ({ answers, tenancy }: RightsFacts) => answers.tenure ?? (tenancy ? 'tenant' : null)

const rlsOf = (
  facts: RightsFacts,
  zone: AidZone,
  resourcesMonthCents: Cents,
  params: ParameterReader,
): Cents => {
  const { tenancy, answers, situation } = facts
  if (tenancy && tenancy.rlsCents > 0) return tenancy.rlsCents
  if (!answers.isSocialLandlord || !situation || !knowsRls(params)) return 0
  const family = aidFamilyOf(situation.members, params)
  return estimateRls({ zone, ...family, resourcesMonthCents }, readRlsFigures(params))
}
