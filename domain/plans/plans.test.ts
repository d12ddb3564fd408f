import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sumCents } from '#domain/money.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'
import {
  decideRepaymentPlan,
  type PlanDebt,
  type PlanMeans,
  type PlanOffer,
  planRefusalMessages,
  planRefusals,
} from '#domain/plans/decide-repayment-plan.ts'
import { buildSchedule, instalmentAmounts, totalOf } from '#domain/plans/schedule.ts'

const firstDueOn: PlainDate = '2027-01-31'

describe('schedule conventions (money.md §3.1)', () => {
  it.each([
    [616_000, 96, 6_417, 6_385, 6_416, 6_480],
    [687_000, 84, 8_179, 8_143, 8_178, 8_226],
    [847_000, 84, 10_083, 10_111, 10_083, 10_111],
    [1_000_000, 36, 27_778, 27_770, 27_777, 27_805],
    [1_000_000, 120, 8_333, 8_373, 8_333, 8_373],
    [500_000, 48, 10_417, 10_401, 10_416, 10_448],
    [250_000, 30, 8_333, 8_343, 8_333, 8_343],
    [800_000, 84, 9_524, 9_508, 9_523, 9_591],
    [2_000_000, 120, 16_667, 16_627, 16_666, 16_746],
    [999_999, 7, 142_857, 142_857, 142_857, 142_857],
    [100_000, 7, 14_286, 14_284, 14_285, 14_290],
    [10_000, 3, 3_333, 3_334, 3_333, 3_334],
    [5, 3, 2, 1, 1, 3],
  ])('%i cents over %i', (totalCents, count, halfUp, halfUpLast, floor, floorLast) => {
    const a = instalmentAmounts({ convention: 'half-up', totalCents, count, firstDueOn })
    const b = instalmentAmounts({ convention: 'floor', totalCents, count, firstDueOn })
    expect([a[0], a.at(-1), a.length]).toEqual([halfUp, halfUpLast, count])
    expect([b[0], b.at(-1), b.length]).toEqual([floor, floorLast, count])
  })
  it('chooses the instalment: 6 160 at 65 a month is 95 instalments, the last of 50,00', () => {
    const amounts = instalmentAmounts({
      convention: 'chosen-instalment',
      totalCents: 616_000,
      instalmentCents: 6_500,
      firstDueOn,
    })
    expect([amounts.length, amounts.at(-1)]).toEqual([95, 5_000])
  })
  it('spreads again what is left after an early payment, keeping the term or the instalment (money.md §3.4)', () => {
    const [regular = 0] = instalmentAmounts({
      convention: 'half-up',
      totalCents: 616_000,
      count: 96,
      firstDueOn,
    })
    const outstanding = 616_000 - 24 * regular
    expect(outstanding).toBe(461_992)
    const totalCents = outstanding - 100_000
    const sameTerm = instalmentAmounts({ convention: 'half-up', totalCents, count: 72, firstDueOn })
    expect([sameTerm[0], sameTerm.at(-1), sameTerm.length]).toEqual([5_028, 5_004, 72])
    const sameInstalment = instalmentAmounts({
      convention: 'chosen-instalment',
      totalCents,
      instalmentCents: regular,
      firstDueOn,
    })
    expect([sameInstalment.length, sameInstalment.at(-1)]).toEqual([57, 2_640])
  })
  it('pays 1 847,53 at 144 a month in 13 instalments, the last of 119,53', () => {
    const amounts = instalmentAmounts({
      convention: 'chosen-instalment',
      totalCents: 184_753,
      instalmentCents: 14_400,
      firstDueOn,
    })
    expect([amounts.length, amounts.at(-1)]).toEqual([13, 11_953])
  })
  it('imposes by default 35 × 51,32 and 51,33 for 1 847,53', () => {
    const amounts = instalmentAmounts({
      convention: 'default-36',
      totalCents: 184_753,
      count: 36,
      firstDueOn,
    })
    expect(amounts).toEqual([...Array(35).fill(5_132), 5_133])
  })
  it('dates every instalment from the first, clamped to the month', () => {
    const rows = buildSchedule({ convention: 'half-up', totalCents: 40_000, count: 4, firstDueOn })
    expect(rows.map(({ dueOn }) => dueOn)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'])
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4])
  })
  it('sums to the total and never asks for a last instalment of nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.integer({ min: 1, max: 120 }),
        fc.constantFrom('half-up' as const, 'floor' as const),
        (totalCents, count, convention) => {
          fc.pre(totalCents >= count)
          const rows = buildSchedule({ convention, totalCents, count, firstDueOn })
          expect(totalOf(rows)).toBe(totalCents)
          expect(rows.every(({ amountCents }) => amountCents > 0)).toBe(true)
          expect(rows.every(({ dueOn }, k) => dueOn === addMonths(firstDueOn, k))).toBe(true)
        },
      ),
    )
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.integer({ min: 100, max: 90_000 }),
        (totalCents, instalmentCents) => {
          const amounts = instalmentAmounts({
            convention: 'chosen-instalment',
            totalCents,
            instalmentCents,
            firstDueOn,
          })
          expect(sumCents(amounts)).toBe(totalCents)
          expect(amounts.every((amount) => amount > 0 && amount <= instalmentCents)).toBe(true)
        },
      ),
    )
  })
})

const today: PlainDate = '2026-11-21'
const debt: PlanDebt = {
  debtCents: 184_753,
  debtOn: '2026-11-20',
  hasRunningPlan: false,
  isFrozenByOverindebtedness: false,
  currentRentResumed: true,
  benefitInPayment: false,
}
const offer: PlanOffer = {
  amountCents: 184_753,
  firstDueOn: '2026-12-10',
  by: { kind: 'count', count: 36, rounding: 'floor' },
  paymentPriority: 'current-rent-first',
}
const means: PlanMeans = {
  monthlyMarginCents: 20_000,
  repaymentCapacityCents: 14_400,
  residualPerMonthCents: 121_400,
  unitsHundredths: 160,
}
const decide = (changes: {
  debt?: Partial<PlanDebt>
  offer?: Partial<PlanOffer>
  means?: Partial<PlanMeans>
}) =>
  decideRepaymentPlan(
    { ...debt, ...changes.debt },
    { ...offer, ...changes.offer },
    { ...means, ...changes.means },
    today,
    readParameters(legalParameters, today),
  )

describe('deciding a repayment plan', () => {
  it('agrees 1 847,53 over 36 months', () => {
    const decision = decide({})
    if (decision.outcome !== 'agreed') throw new Error(decision.reason)
    expect(decision.schedule).toHaveLength(36)
    expect(totalOf(decision.schedule)).toBe(184_753)
    expect(decision).toMatchObject({
      warnings: [],
      lastDueOn: '2029-11-10',
      largestInstalmentCents: 5_133,
      residualPerUnitPerDayCents: 2_422,
    })
    expect(decision.parameters.map(({ key }) => key)).toContain('plan.longest-count')
  })
  it.each([
    ['nothing is owed', { debt: { debtCents: 0 } }, 'no-debt'],
    ['the debt is drawn up tomorrow', { debt: { debtOn: '2026-11-22' } }, 'debt-date-in-future'],
    [
      'over-indebtedness was admitted',
      { debt: { isFrozenByOverindebtedness: true } },
      'overindebtedness-freeze',
    ],
    ['a plan already runs', { debt: { hasRunningPlan: true } }, 'plan-already-running'],
    ['the amount is zero', { offer: { amountCents: 0 } }, 'amount-not-positive'],
    ['it exceeds the debt by a cent', { offer: { amountCents: 184_754 } }, 'amount-above-debt'],
    [
      'it has no instalment',
      { offer: { by: { kind: 'count', count: 0, rounding: 'floor' } } },
      'no-instalment',
    ],
    [
      'it has half an instalment',
      { offer: { by: { kind: 'count', count: 1.5, rounding: 'floor' } } },
      'no-instalment',
    ],
    [
      'its instalment is negative',
      { offer: { by: { kind: 'instalment', instalmentCents: -5 } } },
      'no-instalment',
    ],
    ['it begins yesterday', { offer: { firstDueOn: '2026-11-20' } }, 'first-due-date-in-the-past'],
    ['it begins in a year', { offer: { firstDueOn: '2027-11-20' } }, 'first-due-date-too-far'],
    [
      'it has 85 instalments',
      { offer: { by: { kind: 'count', count: 85, rounding: 'floor' } } },
      'too-many-instalments',
    ],
    ['it pays a few cents a month', { offer: { amountCents: 1_000 } }, 'instalment-below-one-euro'],
    ['its instalment is above the means', { means: { monthlyMarginCents: 5_132 } }, 'instalment-above-means'],
  ] as const)('refuses when %s', (_, changes, reason) => {
    expect(decide(changes)).toMatchObject({ outcome: 'refused', reason })
  })
  it.each([
    [
      'it lasts 40 months',
      { offer: { by: { kind: 'count', count: 40, rounding: 'floor' } } },
      'beyond-36-months',
    ],
    [
      'the instalment is above the capacity',
      { means: { repaymentCapacityCents: 5_000 } },
      'above-repayment-capacity',
    ],
    [
      'too little is left to live on',
      { means: { residualPerMonthCents: 50_000 } },
      'residual-income-below-alert',
    ],
    ['the rent is not resumed', { debt: { currentRentResumed: false } }, 'rent-not-resumed'],
    ['an aid is in payment', { debt: { benefitInPayment: true } }, 'payer-approval-needed'],
    ['part of the debt is left out', { offer: { amountCents: 100_000 } }, 'debt-only-partly-covered'],
    [
      'the budget is unknown',
      { means: { monthlyMarginCents: null, repaymentCapacityCents: null } },
      'means-unknown',
    ],
  ] as const)('warns, without refusing, when %s', (_, changes, warning) => {
    expect(decide(changes)).toMatchObject({ outcome: 'agreed', warnings: [warning] })
  })
  it('agrees by instalment and by default', () => {
    expect(decide({ offer: { by: { kind: 'instalment', instalmentCents: 14_400 } } })).toMatchObject({
      outcome: 'agreed',
      lastDueOn: '2027-12-10',
    })
    expect(decide({ offer: { by: { kind: 'default-36' } } })).toMatchObject({
      outcome: 'agreed',
      largestInstalmentCents: 5_133,
    })
  })
  it('has a French sentence for every refusal', () => {
    expect(planRefusals.every((reason) => planRefusalMessages[reason].endsWith('.'))).toBe(true)
  })
  it('never agrees a schedule that does not sum to the amount', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -10, max: 184_753 }),
        fc.integer({ min: -3, max: 120 }),
        (amountCents, count) => {
          const decision = decide({
            offer: { amountCents, by: { kind: 'count', count, rounding: 'half-up' } },
          })
          if (decision.outcome === 'agreed') expect(totalOf(decision.schedule)).toBe(amountCents)
        },
      ),
    )
  })
})
