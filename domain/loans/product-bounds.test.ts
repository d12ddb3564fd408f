import { describe, expect, test } from 'vitest'
import { type CurrentSchedule, changeSchedule, type ScheduleChange } from '#domain/loans/change-schedule.ts'
import { findBoundsProblem, type LoanBounds, startOf } from '#domain/loans/product-bounds.ts'
import { makeSchedule } from '#domain/loans/schedule.ts'
import type { PlainDate } from '#domain/plain-date.ts'

const rowsOf = (principalCents: number, instalments: number, firstDueOn: PlainDate = '2027-01-05') => {
  const made = makeSchedule({ convention: 'A', principalCents, instalments, firstDueOn })
  if (made.problem) throw new Error(made.problem)
  return made.rows
}
const currentOf = (cents: number, instalments: number): CurrentSchedule => ({
  anchorOn: '2027-01-05',
  convention: 'A',
  rows: rowsOf(cents, instalments).map((row) => ({ ...row, settledCents: 0 })),
})
const bounds = (change: Partial<LoanBounds> = {}): LoanBounds => ({
  startsOn: '2027-01-05',
  maxMonths: 96,
  maxCents: 1_000_000,
  stepCents: 100,
  convention: 'A',
  ...change,
})
const problemOf = (cents: number, instalments: number, change: ScheduleChange, bound = bounds()) => {
  const current = currentOf(cents, instalments)
  const made = changeSchedule(current, change)
  if (made.problem) throw new Error(made.problem)
  const addedCents = change.kind === 'added-principal' ? change.cents : 0
  return (
    findBoundsProblem(bound, { before: current.rows, after: made.rows, lentCents: cents, addedCents })
      ?.problem ?? null
  )
}
const on = '2026-12-01'

describe('the longest length of the product', () => {
  const spread = (instalments: number): ScheduleChange => ({
    kind: 'new-instalments',
    on,
    firstDueOn: '2027-01-05',
    convention: 'A',
    instalments,
  })
  test.each([
    ['96 months of 96: allowed, the bound is included', 84, spread(96), null],
    ['97 months of 96: refused', 84, spread(97), 'longer-than-product'],
    [
      'suspended 12 months with a longer term, 84 months become 96',
      84,
      { kind: 'suspension', on, fromOn: '2027-06-05', months: 12 },
      null,
    ],
    [
      'suspended 13 months, they become 97',
      84,
      { kind: 'suspension', on, fromOn: '2027-06-05', months: 13 },
      'longer-than-product',
    ],
    [
      'suspended within the same term: never longer',
      96,
      { kind: 'suspension-same-term', on, fromOn: '2027-06-05', months: 13 },
      null,
    ],
    ['deferred beyond the term', 96, { kind: 'deferral', on, months: 1 }, 'longer-than-product'],
    [
      'an instalment too small lasts too long',
      84,
      { kind: 'new-instalments', on, firstDueOn: '2027-01-05', convention: 'C', instalmentCents: 5_000 },
      'longer-than-product',
    ],
  ] as const)('%s', (_, instalments, change, expected) => {
    expect(problemOf(600_000, instalments, change)).toBe(expected)
  })

  test('a loan already beyond may change, as long as it does not go further', () => {
    expect(problemOf(600_000, 120, spread(110))).toBeNull()
    expect(problemOf(600_000, 120, spread(121))).toBe('longer-than-product')
  })

  test('without a length, or without a schedule yet, nothing is refused', () => {
    expect(problemOf(600_000, 84, spread(200), bounds({ maxMonths: null }))).toBeNull()
    expect(problemOf(600_000, 84, spread(200), bounds({ startsOn: null }))).toBeNull()
  })

  test('says until when, in French', () => {
    const current = currentOf(600_000, 84)
    const made = changeSchedule(current, spread(97))
    const found = findBoundsProblem(bounds(), {
      before: current.rows,
      after: made.rows ?? [],
      lentCents: 600_000,
    })
    expect(found?.told).toBe(
      'Le produit de ce prêt va jusqu’à 96 mois : la dernière échéance est au plus tard le 05/12/2034, elle tomberait le 05/01/2035.',
    )
  })
})

describe('its highest amount and its rounding', () => {
  const add = (cents: number): ScheduleChange => ({ kind: 'added-principal', on, cents })
  test.each([
    [600_000, 400_000, null],
    [600_000, 400_100, 'more-than-product'],
    [600_000, 400_001, 'more-than-product'],
    [600_000, 160_050, 'not-a-multiple'],
    [600_050, 160_050, null],
  ])('%i lent, %i more: %s', (lent, added, expected) => {
    expect(problemOf(lent, 84, add(added))).toBe(expected)
  })
})

describe('where the length is counted from', () => {
  const rows = (first: PlainDate) => rowsOf(100_000, 12, first)
  test('the first due date of the offer, or of the tranche that moved it on', () => {
    expect(startOf([])).toBeNull()
    expect(startOf([{ reason: 'offer', rows: rows('2027-01-05') }])).toBe('2027-01-05')
    expect(
      startOf([
        { reason: 'offer', rows: rows('2027-01-05') },
        { reason: 'disbursement', rows: rows('2027-03-05') },
        { reason: 'deferral', rows: rows('2027-09-05') },
        { reason: 'disbursement', rows: rows('2027-09-05') },
      ]),
    ).toBe('2027-03-05')
  })
})
