import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import { type AidFacts, aidZones, homeKinds } from '#domain/rights/aid-facts.ts'
import { readAidFigures } from '#domain/rights/aid-figures.ts'
import { estimateAid } from '#domain/rights/estimate-aid.ts'

const figures = readAidFigures(readParameters(legalParameters, '2026-11-22'))
const someone: AidFacts = {
  zone: 'ii',
  homeKind: 'whole',
  isCouple: false,
  dependants: 0,
  rentCents: 43_000,
  resourcesYearCents: 960_000,
  hasDisabilityBenefit: false,
  isApl: true,
  rlsCents: 0,
}
const estimate = (facts: Partial<AidFacts>) => estimateAid({ ...someone, ...facts }, figures)
/** Euros with five decimals, as the handbook prints the steps. */
const five = (amount: number) => (amount / 10_000_000).toFixed(5)

describe('the five worked examples of the handbook (§9.3)', () => {
  const cases = [
    {
      who: 'A single, zone II, rent 430, 9 600 a year',
      facts: {},
      steps: { L: 29_034, C: 6_059, P0: '39.56000', RL: 10_000, TL: 305, R: 960_000, Pp: '176.40275' },
      amounts: { Af: '174.52725', less5: '169.52725', crds: '0.84764' },
      net: 16_800,
      gross: 16_885,
    },
    {
      who: 'B single with two children, zone I, rent 620, 12 000 a year',
      facts: { zone: 'i', dependants: 2, rentCents: 62_000, resourcesYearCents: 1_200_000 },
      steps: { L: 51_999, C: 8_807, P0: '51.68510', RL: 11_351, TL: 397, R: 1_200_000, Pp: '130.88514' },
      amounts: { Af: '477.17486', less5: '472.17486', crds: '2.36087' },
      net: 46_900,
      gross: 47_136,
    },
    {
      who: 'C couple, zone III, rent 500, nothing a year',
      facts: { zone: 'iii', isCouple: true, rentCents: 50_000, resourcesYearCents: 0 },
      steps: { L: 32_988, C: 6_059, P0: '39.56000', RL: 9_282, TL: 256, R: 0, Pp: '39.56000' },
      amounts: { Af: '350.91000', less5: '345.91000', crds: '1.72955' },
      net: 34_400,
      gross: 34_573,
    },
    {
      who: 'D single, zone II, rent 800 far above the ceiling, 5 000 a year',
      facts: { rentCents: 80_000, resourcesYearCents: 500_000 },
      steps: { L: 29_034, C: 6_059, P0: '39.56000', RL: 10_000, TL: 305, R: 500_000, Pp: '39.56000' },
      amounts: { Af: '311.37000', less5: '173.83524', crds: '0.86918' },
      net: 17_200,
      gross: 17_287,
    },
    {
      who: 'E couple with a child, zone II, rent 520, 17 350 a year',
      facts: { isCouple: true, dependants: 1, rentCents: 52_000, resourcesYearCents: 1_735_000 },
      steps: { L: 39_989, C: 7_433, P0: '40.30870', RL: 10_000, TL: 305, R: 1_740_000, Pp: '294.32135' },
      amounts: { Af: '179.89865', less5: '174.89865', crds: '0.87449' },
      net: 17_400,
      gross: 17_487,
    },
  ] as const

  it.each(cases)('$who', ({ facts, steps, amounts, net, gross }) => {
    const found = estimate(facts)
    expect({
      L: found.retainedRentCents,
      C: found.chargesCents,
      P0: five(found.minimumParticipation),
      RL: found.rentRatio,
      TL: found.tl,
      R: found.resourcesCents,
      Pp: five(found.participation),
    }).toEqual(steps)
    expect({
      Af: five(found.formula),
      less5: five(found.afterReduction),
      crds: five(found.crds),
    }).toEqual(amounts)
    expect([found.netCents, found.grossCents, found.paidCents]).toEqual([net, gross, net])
  })

  it('A under the RLS of zone II: 137,90 before the net rounding of the payer, 137 paid', () => {
    const found = estimate({ rlsCents: 3_158 })
    expect(found.grossAfterRlsCents).toBe(13_790)
    expect(found.paidCents).toBe(13_700)
  })
})

describe('kinds of home', () => {
  it.each([
    ['room', 'i', 29_983],
    ['room', 'ii', 26_131],
    ['room', 'iii', 24_491],
    ['lodged', 'i', 24_986],
    ['lodged', 'ii', 21_776],
    ['lodged', 'iii', 20_409],
  ] as const)('a %s in zone %s has the ceiling that the arrêté prints', (homeKind, zone, ceilingCents) => {
    expect(estimate({ homeKind, zone }).ceilingCents).toBe(ceilingCents)
  })

  it('somebody alone in a shared home has half the charges, a couple the whole of them', () => {
    expect(estimate({ homeKind: 'shared' }).chargesCents).toBe(3_029)
    expect(estimate({ homeKind: 'shared', isCouple: true }).chargesCents).toBe(6_059)
  })
})

it('a rent of 800 does not reduce the aid of a household with AAH', () => {
  const found = estimate({ rentCents: 80_000, resourcesYearCents: 500_000, hasDisabilityBenefit: true })
  expect(found.isReducedByRent).toBe(false)
  expect(found.netCents).toBe(30_400)
})

it('9 euros are paid as APL, not as ALF or ALS', () => {
  const small = { resourcesYearCents: 1_480_000 }
  expect(estimate(small).netCents).toBeLessThan(1_000)
  expect(estimate(small).paidCents).toBe(estimate(small).netCents)
  expect(estimate({ ...small, isApl: false })).toMatchObject({ paidCents: 0, isBelowThreshold: true })
})

const anyFacts = fc.record<AidFacts>({
  zone: fc.constantFrom(...aidZones),
  homeKind: fc.constantFrom(...homeKinds),
  isCouple: fc.boolean(),
  dependants: fc.integer({ min: 0, max: 12 }),
  rentCents: fc.integer({ min: 0, max: 300_000 }),
  resourcesYearCents: fc.integer({ min: 0, max: 20_000_000 }),
  hasDisabilityBenefit: fc.boolean(),
  isApl: fc.boolean(),
  rlsCents: fc.integer({ min: 0, max: 10_000 }),
})

describe('whatever the household', () => {
  it('the aid is whole euros, never negative, never above rent retained and charges', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { paidCents, retainedRentCents, chargesCents, ...steps } = estimateAid(facts, figures)
        expect(paidCents % 100).toBe(0)
        expect(paidCents).toBeGreaterThanOrEqual(0)
        expect(paidCents).toBeLessThanOrEqual(retainedRentCents + chargesCents)
        for (const step of Object.values(steps))
          expect(typeof step === 'boolean' || Number.isSafeInteger(step)).toBe(true)
      }),
    )
  })

  it('more resources never give more aid', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 0, max: 5_000_000 }), (facts, more) => {
        const richer = { ...facts, resourcesYearCents: facts.resourcesYearCents + more }
        expect(estimateAid(richer, figures).paidCents).toBeLessThanOrEqual(
          estimateAid(facts, figures).paidCents,
        )
      }),
    )
  })
})
