import { expect, test } from 'vitest'
import { daysFrom, spanOf, stepTo, weeksOf } from '#web/deadlines/span.ts'

test('a week goes from Monday to Sunday, whatever its day', () => {
  for (const day of ['2026-11-16', '2026-11-18', '2026-11-22'] as const)
    expect(spanOf('semaine', day)).toEqual({ from: '2026-11-16', to: '2026-11-22' })
})

test('the step keeps to whole weeks and whole months', () => {
  expect(stepTo('semaine', '2026-11-22', 1)).toBe('2026-11-23')
  expect(stepTo('mois', '2026-12-31', 1)).toBe('2027-01-01')
  expect(stepTo('mois', '2027-03-31', -1)).toBe('2027-02-01')
})

test('the weeks of a month hold each of its days once', () => {
  const weeks = weeksOf('2026-11-22')
  expect(weeks.every((week) => week.length === 7)).toBe(true)
  expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01'])
  expect(weeks.flat().filter((day) => day !== null)).toEqual(daysFrom('2026-11-01', '2026-11-30'))
})
