import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate } from '#domain/allocate.ts'
import { checkPlan } from '#domain/funding/check-plan.ts'
import { comparePlans } from '#domain/funding/compare-plans.ts'
import { cutToCap } from '#domain/funding/cut-to-cap.ts'
import {
  blankPlan,
  type FinancingPlan,
  type PlanCost,
  type PlanResource,
  sumPlan,
} from '#domain/funding/financing-plan.ts'
import { deriveSubsidy, type SubsidyFact } from '#domain/funding/subsidy-facts.ts'
import { sumCents } from '#domain/money.ts'

const works = (
  netEuros: number,
  vatBasisPoints: PlanCost['vatBasisPoints'] = 550,
  id = 'works',
): PlanCost => ({
  id,
  kind: 'works',
  label: 'Travaux',
  netCents: Math.round(netEuros * 100),
  vatBasisPoints,
})
const resource = (id: string, euros: number, change: Partial<PlanResource> = {}): PlanResource => ({
  id,
  kind: 'subsidy',
  label: id,
  funderKind: 'other',
  partnerId: null,
  cents: Math.round(euros * 100),
  countsInCap: true,
  reduction: 'manual',
  rank: 0,
  lineId: null,
  ...change,
})
const plan = (
  costs: PlanCost[],
  resources: PlanResource[],
  capBasisPoints: number | null = null,
): FinancingPlan => ({
  ...blankPlan,
  costs,
  resources,
  capBasisPoints,
})

describe('a financing plan', () => {
  test('the published plan that is 4 € short shows 4 €', () => {
    const published = plan(
      [works(15_300, 0)],
      [
        resource('anah', 5_086),
        resource('ase', 2_100),
        resource('local', 1_950),
        resource('loan', 6_160, { kind: 'loan', countsInCap: false }),
      ],
    )
    expect(sumPlan(published)).toMatchObject({
      subsidiesCents: 913_600,
      loansCents: 616_000,
      remainingCostCents: 616_400,
      neededContributionCents: 400,
      residualCents: 400,
    })
  })
  test('works of 34 000 without VAT are 35 870 with it; 6 870 are left to pay (worked A)', () => {
    const worked = plan(
      [works(34_000)],
      [resource('mpr', 24_000, { reduction: 'self' }), resource('epci', 5_000)],
      10_000,
    )
    expect(sumPlan(worked)).toMatchObject({
      netCents: 3_400_000,
      vatCents: 187_000,
      grossCents: 3_587_000,
      remainingCostCents: 687_000,
      excessCents: 0,
      cuts: [],
    })
  })
  test('VAT is that of each line', () => {
    const sum = sumPlan(
      plan([works(1_000), works(1_000, 1_000, 'b'), works(1_000, 2_000, 'c'), works(10.01, 550, 'd')], []),
    )
    expect(sum.grossCents).toBe(105_500 + 110_000 + 120_000 + 1_056)
    expect(sum.vatCents).toBe(sum.grossCents - sum.netCents)
  })
  test('what was notified takes the place of what was asked', () => {
    const one = plan([works(10_000, 0)], [resource('anah', 5_000)])
    expect(sumPlan(one, new Map([['anah', 450_000]])).residualCents).toBe(550_000)
  })
})

describe('public aids under their cap', () => {
  const four = [
    resource('anah', 30_000, { reduction: 'self', funderKind: 'anah' }),
    resource('epci', 8_000, { reduction: 'automatic', rank: 1 }),
    resource('department', 3_500, { reduction: 'automatic', rank: 2 }),
    resource('foundation', 1_500, { countsInCap: false }),
  ]
  test('100 % of 42 000: 41 500 of public aid passes, the private one is not counted', () => {
    expect(sumPlan(plan([works(42_000, 0)], four, 10_000))).toMatchObject({
      publicAidCents: 4_150_000,
      capCents: 4_200_000,
      excessCents: 0,
      cuts: [],
    })
  })
  test('80 %: 7 900 too much, Anah comes down to 22 100 and 6 900 are left to pay', () => {
    const before = plan([works(42_000, 0)], four, 8_000)
    const sum = sumPlan(before)
    expect(sum).toMatchObject({ capCents: 3_360_000, excessCents: 790_000, leftToDecideCents: 0 })
    expect(sum.cuts).toEqual([{ resourceId: 'anah', cents: 790_000 }])
    const after = sumPlan(before, new Map([['anah', 2_210_000]]))
    expect(after).toMatchObject({ excessCents: 0, remainingCostCents: 690_000 })
  })
  test('18 957,35 without VAT are 20 000: MPR comes down from 11 374,41 to 10 000 (worked B)', () => {
    const sum = sumPlan(
      plan(
        [works(18_957.35)],
        [resource('mpr', 11_374.41, { reduction: 'self' }), resource('local', 8_000)],
        9_000,
      ),
    )
    expect(sum).toMatchObject({ grossCents: 2_000_000, capCents: 1_800_000, excessCents: 137_441 })
    expect(sum.cuts).toEqual([{ resourceId: 'mpr', cents: 137_441 }])
  })
  test('when the first is used up, the next ranks give way, then people decide', () => {
    const line = (id: string, cents: number, reduction: 'self' | 'automatic' | 'manual', rank = 0) => ({
      id,
      cents,
      reduction,
      rank,
    })
    expect(
      cutToCap(
        [
          line('anah', 100, 'self'),
          line('second', 300, 'automatic', 2),
          line('first', 200, 'automatic', 1),
          line('town', 400, 'manual'),
        ],
        350,
      ),
    ).toEqual({
      excessCents: 650,
      cuts: [
        { resourceId: 'anah', cents: 100 },
        { resourceId: 'first', cents: 200 },
        { resourceId: 'second', cents: 300 },
      ],
      leftToDecideCents: 50,
    })
  })
  test('equals share to the cent, the largest remainder first', () => {
    expect(
      cutToCap(
        ['a', 'b', 'c'].map((id) => ({ id, cents: 10_000_000, reduction: 'automatic' as const, rank: 1 })),
        20_000_000,
      ).cuts,
    ).toEqual([
      { resourceId: 'a', cents: 3_333_334 },
      { resourceId: 'b', cents: 3_333_333 },
      { resourceId: 'c', cents: 3_333_333 },
    ])
  })
  test('a loan is not an aid, nor what the household brings', () => {
    const sum = sumPlan(
      plan(
        [works(100, 0)],
        [resource('loan', 100, { kind: 'loan' }), resource('own', 100, { kind: 'own-contribution' })],
        0,
      ),
    )
    expect(sum).toMatchObject({ publicAidCents: 0, excessCents: 0 })
  })
  test('cuts never pass what an aid is, and with what is left they make up the excess', () => {
    const lines = fc.array(
      fc.record({
        id: fc.uuid(),
        cents: fc.integer({ min: 1, max: 100_000_000 }),
        reduction: fc.constantFrom('self' as const, 'automatic' as const, 'manual' as const),
        rank: fc.integer({ min: 0, max: 3 }),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(lines, fc.nat(400_000_000), (all, capCents) => {
        const { excessCents, cuts, leftToDecideCents } = cutToCap(all, capCents)
        expect(sumCents(cuts.map(({ cents }) => cents)) + leftToDecideCents).toBe(excessCents)
        for (const { resourceId, cents } of cuts)
          expect(cents).toBeLessThanOrEqual(all.find(({ id }) => id === resourceId)?.cents ?? 0)
      }),
    )
  })
})

describe('shares in proportion', () => {
  test('100 000,00 over 1/1/1', () => {
    expect(allocate(10_000_000, [1, 1, 1])).toEqual([3_333_334, 3_333_333, 3_333_333])
  })
  test('always sum to the total, whatever the weights', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }),
        fc.array(fc.nat(999_999_999_999), { minLength: 1, maxLength: 20 }),
        (total, weights) => sumCents(allocate(total, weights)) === total,
      ),
    )
  })
})

test('two versions of a plan, line by line', () => {
  const before = plan([works(10_000, 0)], [resource('anah', 5_000), resource('caf', 1_000)])
  const after = plan(
    [works(11_000, 0)],
    [{ ...resource('anah', 5_000), label: 'Anah (révisée)' }, resource('epci', 500)],
  )
  expect(comparePlans(before, after)).toEqual([
    expect.objectContaining({
      id: 'works',
      beforeCents: 1_000_000,
      afterCents: 1_100_000,
      changeCents: 100_000,
    }),
    expect.objectContaining({ id: 'anah', changeCents: 0, isReworded: true }),
    expect.objectContaining({ id: 'epci', beforeCents: null, afterCents: 50_000, changeCents: 50_000 }),
    expect.objectContaining({ id: 'caf', beforeCents: 100_000, afterCents: null, changeCents: -100_000 }),
  ])
})

test('what is wrong in a plan says where', () => {
  const wrong = plan(
    [{ ...works(0), label: '' }],
    [resource('a', -1), resource('b', 10 ** 15), resource('works', 10, { funderKind: null })],
    12_000,
  )
  expect(checkPlan(wrong).map(({ path }) => path)).toEqual([
    'lines',
    'costs.0.label',
    'costs.0.netCents',
    'resources.0.cents',
    'resources.1.cents',
    'resources.2.funderKind',
    'capBasisPoints',
  ])
})

describe('a subsidy', () => {
  const requested: SubsidyFact = { id: '1', kind: 'requested', on: '2026-01-10', cents: 2_400_000 }
  const notified: SubsidyFact = {
    id: '2',
    kind: 'notified',
    on: '2026-04-01',
    cents: 2_300_000,
    deadline: '2029-04-01',
  }
  test('is what was asked, then what was notified, then what is revised', () => {
    expect(deriveSubsidy([requested])).toMatchObject({ status: 'requested', liveCents: 2_400_000 })
    expect(deriveSubsidy([notified, requested])).toMatchObject({
      status: 'notified',
      liveCents: 2_300_000,
      deadline: '2029-04-01',
    })
    expect(
      deriveSubsidy([requested, notified, { id: '3', kind: 'revised', on: '2026-09-01', cents: 2_240_000 }]),
    ).toMatchObject({ status: 'revised', liveCents: 2_240_000 })
  })
  test('what was received in full is what it brings, though less than notified', () => {
    const facts = [requested, notified]
    expect(deriveSubsidy(facts, { cents: 720_000, isOver: false })).toMatchObject({
      status: 'partly-paid',
      liveCents: 2_300_000,
    })
    expect(deriveSubsidy(facts, { cents: 2_240_000, isOver: true })).toMatchObject({
      status: 'paid',
      liveCents: 2_240_000,
    })
  })
  test.each<[string, SubsidyFact, object]>([
    [
      'rejected',
      { id: '9', kind: 'rejected', on: '2026-03-01', reason: 'hors délai' },
      { status: 'rejected', liveCents: 0 },
    ],
    [
      'withdrawn',
      { id: '9', kind: 'withdrawn', on: '2026-03-01', reason: 'vente' },
      { status: 'withdrawn', liveCents: 0 },
    ],
  ])('%s, it brings nothing', (_, fact, expected) => {
    expect(deriveSubsidy([requested, fact])).toMatchObject(expected)
  })
  test('a fact that does not stand is told, never taken', () => {
    const early: SubsidyFact = { id: '4', kind: 'revised', on: '2026-02-01', cents: 1 }
    expect(deriveSubsidy([requested, early, notified])).toMatchObject({
      liveCents: 2_300_000,
      unplaced: [early],
    })
    expect(deriveSubsidy([notified]).unplaced).toEqual([notified])
  })
})
