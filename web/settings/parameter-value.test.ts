import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatParameter, readParameter, writeParameter } from '#web/settings/parameter-value.ts'

describe('a figure as people read it', () => {
  test.each([
    [45_000, 'cents', '450,00 €'],
    [3333, 'basis-points', '33,33 %'],
    [128_412, 'hundred-thousandths', '1,28412'],
    [20, 'sixtieths', '20/60'],
    [2, 'months', '2 mois'],
    [1, 'days', '1 jour'],
    [36, 'count', '36'],
    [1, 'boolean', 'oui'],
    [805_160_075, 'phone', '0 805 16 00 75'],
    [0, 'phone', 'aucun'],
  ] as const)('%s %s', (value, unit, written) => {
    expect(formatParameter(value, unit).replace(/\s/g, ' ')).toBe(written)
  })
})

describe('a figure as people type it', () => {
  test.each([
    ['33,33', 'basis-points', 3333],
    ['33.3', 'basis-points', 3330],
    [' 1 000 ', 'count', 1000],
    ['33,333', 'basis-points', undefined],
    ['1,5', 'months', undefined],
    ['douze', 'count', undefined],
    ['04 73 00 12 05', 'phone', 473_001_205],
    ['473', 'phone', undefined],
    ['', 'count', undefined],
    ['-1', 'days', undefined],
  ] as const)('%s %s', (typed, unit, value) => {
    expect(readParameter(typed, unit)).toBe(value)
  })

  test('what was written is read back', () => {
    const units = fc.constantFrom('basis-points', 'hundred-thousandths', 'sixtieths', 'months', 'count')
    fc.assert(
      fc.property(fc.nat(10_000_000), units, (value, unit) => {
        expect(readParameter(writeParameter(value, unit), unit)).toBe(value)
      }),
    )
  })
})
