import { expect, test } from 'vitest'
import { wholePercent } from '#domain/reports/figures.ts'

test.each([
  [100, 135, 74],
  [99, 135, 73],
  [101, 135, 75],
  [0, 135, 0],
  [1, 200, 1],
  [1, 201, 0],
  [135, 135, 100],
])('%i of %i prints %i %% (seed figures D1-2)', (part, whole, percent) => {
  expect(wholePercent(part, whole)).toBe(percent)
})

test('a share of nobody is not zero: it is not a share', () => {
  expect(wholePercent(0, 0)).toBeUndefined()
})
