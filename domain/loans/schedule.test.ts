import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeSchedule, type ScheduleRequest } from '#domain/loans/schedule.ts'
import { collectionDay, easterOf, isTargetDay } from '#domain/loans/target-days.ts'
import { sumCents } from '#domain/money.ts'

const amounts = (request: Omit<ScheduleRequest, 'firstDueOn'>): number[] =>
  makeSchedule({ ...request, firstDueOn: '2027-01-05' } as ScheduleRequest).rows?.map(({ cents }) => cents) ??
  []

// Handbook money §3.1, and annex B for the first lines of each.
const table: [principal: number, n: number, a: number, aLast: number, b: number, bLast: number][] = [
  [616_000, 96, 6_417, 6_385, 6_416, 6_480],
  [687_000, 84, 8_179, 8_143, 8_178, 8_226],
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
  [847_000, 84, 10_083, 10_111, 10_083, 10_111],
  [300_000, 36, 8_333, 8_345, 8_333, 8_345],
]
describe('the two roundings of the handbook', () => {
  test.each(table)('%i cents over %i', (principalCents, instalments, a, aLast, b, bLast) => {
    const regular = (cents: number, last: number) => [...new Array(instalments - 1).fill(cents), last]
    expect(amounts({ convention: 'A', principalCents, instalments })).toEqual(regular(a, aLast))
    expect(amounts({ convention: 'B', principalCents, instalments })).toEqual(regular(b, bLast))
  })
})

test('5 cents over 3 are 2, 2 and 1', () => {
  expect(amounts({ convention: 'A', principalCents: 5, instalments: 3 })).toEqual([2, 2, 1])
})

test('65 € a month: 95 instalments, the last of 50 €', () => {
  const chosen = amounts({ convention: 'C', principalCents: 616_000, instalmentCents: 6_500 })
  expect(chosen).toHaveLength(95)
  expect(chosen.at(-1)).toBe(5_000)
  expect(sumCents(chosen)).toBe(616_000)
})

test('due dates are counted from the first, clamped to the end of the month', () => {
  const days = (deferralMonths?: number) =>
    makeSchedule({
      convention: 'A',
      principalCents: 40_000,
      instalments: 4,
      firstDueOn: '2027-01-31',
      ...(deferralMonths !== undefined && { deferralMonths }),
    }).rows?.map(({ dueOn }) => dueOn)
  expect(days()).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'])
  expect(days(13)).toEqual(['2028-02-29', '2028-03-31', '2028-04-30', '2028-05-31'])
})

test('the collection waits for a day on which T2 is open; the due date stays', () => {
  const { rows } = makeSchedule({
    convention: 'A',
    principalCents: 30_000,
    instalments: 3,
    firstDueOn: '2027-03-26',
  })
  expect(rows?.map(({ dueOn, collectOn }) => [dueOn, collectOn])).toEqual([
    // Good Friday, then Easter Monday 29 March.
    ['2027-03-26', '2027-03-30'],
    ['2027-04-26', '2027-04-26'],
    ['2027-05-26', '2027-05-26'],
  ])
  expect(collectionDay('2027-05-01')).toBe('2027-05-03')
  expect(collectionDay('2026-12-25')).toBe('2026-12-28')
  expect(isTargetDay('2027-07-14')).toBe(true)
  expect([2024, 2025, 2026, 2027, 2038].map(easterOf)).toEqual([
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2038-04-25',
  ])
})

const refused: [string, Omit<ScheduleRequest, 'firstDueOn'>][] = [
  ['no-principal', { convention: 'A', principalCents: 0, instalments: 12 }],
  ['no-principal', { convention: 'A', principalCents: -100, instalments: 12 }],
  ['no-principal', { convention: 'A', principalCents: 10.5, instalments: 12 }],
  ['no-principal', { convention: 'C', principalCents: Number.NaN, instalmentCents: 12 }],
  ['principal-too-large', { convention: 'A', principalCents: 100_000_000_000_000, instalments: 12 }],
  ['no-instalment', { convention: 'B', principalCents: 1000, instalments: 0 }],
  ['no-instalment', { convention: 'B', principalCents: 1000, instalments: 1.5 }],
  ['too-many-instalments', { convention: 'A', principalCents: 1_000_000, instalments: 1_000 }],
  ['too-many-instalments', { convention: 'C', principalCents: 1_000_000, instalmentCents: 1 }],
  ['no-instalment-amount', { convention: 'C', principalCents: 1_000_000, instalmentCents: 0 }],
  ['instalment-below-cent', { convention: 'A', principalCents: 2, instalments: 3 }],
  ['wrong-deferral', { convention: 'A', principalCents: 1000, instalments: 3, deferralMonths: -1 }],
  ['wrong-deferral', { convention: 'A', principalCents: 1000, instalments: 3, deferralMonths: 61 }],
]
test.each(refused)('%s', (problem, request) => {
  expect(makeSchedule({ ...request, firstDueOn: '2027-01-05' } as ScheduleRequest)).toEqual({ problem })
})

test('rounding never loses a cent: instalments are positive and sum to the principal', () => {
  const request = fc
    .tuple(fc.integer({ min: 1, max: 900_000_000 }), fc.integer({ min: 1, max: 480 }), fc.nat(2))
    .filter(([principal, n]) => principal >= n)
  fc.assert(
    fc.property(request, ([principalCents, n, which]) => {
      const made =
        which === 2
          ? amounts({ convention: 'C', principalCents, instalmentCents: Math.ceil(principalCents / n) })
          : amounts({ convention: which === 0 ? 'A' : 'B', principalCents, instalments: n })
      expect(sumCents(made)).toBe(principalCents)
      expect(Math.min(...made)).toBeGreaterThan(0)
      expect(new Set(made.slice(0, -1)).size).toBeLessThanOrEqual(1)
      if (which === 1) expect(made.at(-1)).toBeGreaterThanOrEqual(made[0] ?? 0)
      if (which === 2) expect(made.at(-1)).toBeLessThanOrEqual(made[0] ?? 0)
    }),
    { numRuns: 500 },
  )
})
