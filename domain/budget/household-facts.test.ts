import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkRecognition,
  checkTaxIncome,
  latestTaxIncome,
  type Recognition,
  recognisedOn,
  recognitionKinds,
} from '#domain/budget/household-facts.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'

const today: PlainDate = '2026-11-22'

describe('the reference tax income', () => {
  const of2024 = { noticeYear: 2025, incomeYear: 2024 }
  const of2025 = { noticeYear: 2026, incomeYear: 2025 }

  it.each([
    ['the notice of this year on the income of last year', of2025, [of2024], undefined],
    [
      'a notice written again two years later',
      { noticeYear: 2026, incomeYear: 2023 },
      [of2024, of2025],
      undefined,
    ],
    ['a notice of next year', { noticeYear: 2027, incomeYear: 2026 }, [], 'in-the-future'],
    ['a notice on its own year', { noticeYear: 2026, incomeYear: 2026 }, [], 'income-after-notice'],
    ['a year already noted', of2025, [of2025], 'already-noted'],
  ] as const)('%s', (_, asked, others, problem) => {
    expect(checkTaxIncome(asked, others, today)).toBe(problem)
  })

  it('is on a day that of the latest year of income whose notice had come', () => {
    const known = [of2024, of2025, { noticeYear: 2026, incomeYear: 2022 }]
    expect(latestTaxIncome(known, '2026-01-01')).toBe(of2025)
    expect(latestTaxIncome(known, '2025-12-31')).toBe(of2024)
    expect(latestTaxIncome(known, '2024-12-31')).toBeUndefined()
  })
})

describe('a recognised situation', () => {
  const dalo: Recognition = { kind: 'dalo', fromOn: '2026-01-10', untilOn: null }

  it.each([
    ['from today', { ...dalo, fromOn: today }, [], undefined],
    ['from tomorrow', { ...dalo, fromOn: addDays(today, 1) }, [], 'in-the-future'],
    ['ending before it begins', { ...dalo, untilOn: '2026-01-09' as const }, [], 'ends-before-start'],
    ['again while it runs', { ...dalo, fromOn: '2026-05-01' as const }, [dalo], 'already-noted'],
    [
      'again once it ended',
      { ...dalo, fromOn: '2026-05-01' as const },
      [{ ...dalo, untilOn: '2026-04-30' as const }],
      undefined,
    ],
    ['beside another', { ...dalo, kind: 'eviction-procedure' as const }, [dalo], undefined],
    [
      'employee, where none is noted',
      { ...dalo, kind: 'private-employee' as const },
      [{ ...dalo, kind: 'no-private-employee' as const }],
      'contrary',
    ],
  ] as const)('%s', (_, asked, others, problem) => {
    expect(checkRecognition(asked, others, today)).toBe(problem)
  })

  it('never holds twice on one day, nor beside its contrary, whatever is asked and in whatever order', () => {
    const day = fc.integer({ min: 0, max: 60 })
    const asked = fc.record({ kind: fc.constantFrom(...recognitionKinds), from: day, length: fc.option(day) })
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 12 }), day, (requests, probe) => {
        const start = addDays(today, -60)
        const kept: Recognition[] = []
        for (const { kind, from, length } of requests) {
          const fromOn = addDays(start, from)
          const one = { kind, fromOn, untilOn: length === null ? null : addDays(fromOn, length) }
          if (checkRecognition(one, kept, today) === undefined) kept.push(one)
        }
        const kinds = recognisedOn(kept, addDays(start, probe)).map(({ kind }) => kind)
        expect(new Set(kinds).size).toBe(kinds.length)
        expect(kinds.includes('private-employee') && kinds.includes('no-private-employee')).toBe(false)
      }),
    )
  })
})
