import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  divideHalfUp,
  formatEuros,
  largestAmountCents,
  multiplyThenDivide,
  parseEuros,
  readAmount,
  splitEqually,
  sumCents,
} from '#domain/money.ts'

describe('splitting an amount', () => {
  it('gives the extra cents to the first shares: 100 000,00 over three', () => {
    expect(splitEqually(10_000_000, 3)).toEqual([3_333_334, 3_333_333, 3_333_333])
  })
  it('always sums to the total, with shares a cent apart at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), fc.integer({ min: 1, max: 500 }), (total, parts) => {
        const shares = splitEqually(total, parts)
        expect(sumCents(shares)).toBe(total)
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1)
      }),
    )
  })
  it('refuses to split over nothing', () => {
    expect(() => splitEqually(100, 0)).toThrow(RangeError)
  })
})

describe('dividing', () => {
  it.each([
    [5, 2, 3],
    [-5, 2, -3],
    [4, 3, 1],
    [0, 7, 0],
    [-1, 3, 0],
  ])('%i over %i is %i', (numerator, denominator, expected) => {
    expect(divideHalfUp(numerator, denominator)).toBe(expected)
  })
  it('stays exact beyond the safe integers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (amount, by) => {
          const exact = (2n * BigInt(amount) * BigInt(by) + 999_983n) / (2n * 999_983n)
          expect(multiplyThenDivide(amount, by, 999_983)).toBe(Number(exact))
        },
      ),
    )
  })
})

describe('writing an amount', () => {
  it.each([
    [123_456, '1\u202f234,56\u00a0€'],
    [0, '0,00\u00a0€'],
    [-5, '-0,05\u00a0€'],
    [100_000_000, '1\u202f000\u202f000,00\u00a0€'],
  ])('%i cents', (cents, written) => {
    expect(formatEuros(cents)).toBe(written)
  })
})

describe('reading an amount', () => {
  it.each([
    ['1 234,56 €', 123_456],
    ['1\u202f234,56\u00a0€', 123_456],
    ['1\u2009234,56', 123_456],
    ['1.234,56', 123_456],
    ['1,234.56', 123_456],
    ['1234.5', 123_450],
    ['-12,00', -1200],
    ['(12,00)', -1200],
    ['12,00-', -1200],
    ['−12,00', -1200],
    ['- 12,00 €', -1200],
    ['€ 12', 1200],
    ['EUR 12,5', 1250],
    ['1 234 567,8', 123_456_780],
    ['1.234.567', 123_456_700],
    ["1'234.50", 123_450],
    ['1,234,567.89', 123_456_789],
    [',50', 50],
    ['.5', 50],
    ['0', 0],
    ['-0,00', 0],
    ['12,5000', 1250],
    ['0,500', 50],
    ['1 234,500', 123_450],
    ['+7', 700],
  ])('reads « %s »', (written, cents) => {
    expect(readAmount(written)).toEqual({ cents })
    expect(parseEuros(written)).toBe(cents)
  })
  it.each([
    ['1,234', 'ambiguous-amount'],
    ['1.234', 'ambiguous-amount'],
    ['12,345', 'ambiguous-amount'],
    ['0,125', 'too-many-decimals'],
    ['1234,567', 'too-many-decimals'],
    ['1,2345', 'too-many-decimals'],
    ['12 34,50', 'not-an-amount'],
    ['1.23.456', 'not-an-amount'],
    ['1,23.456,7', 'not-an-amount'],
    ['', 'not-an-amount'],
    ['€', 'not-an-amount'],
    ['12,', 'not-an-amount'],
    ['1e5', 'not-an-amount'],
    ['--5', 'not-an-amount'],
    ['douze', 'not-an-amount'],
    ['#N/A', 'not-an-amount'],
    ['99 999 999 999,00', 'too-large'],
  ])('refuses « %s »: %s', (written, problem) => {
    expect(readAmount(written)).toEqual({ problem })
    expect(parseEuros(written)).toBeUndefined()
  })
  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -largestAmountCents, max: largestAmountCents }), (cents) => {
        expect(parseEuros(formatEuros(cents))).toBe(cents)
      }),
    )
  })
  it('answers any text without throwing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const reading = readAmount(text)
        expect(reading.problem === undefined).toBe(Number.isSafeInteger(reading.cents))
      }),
    )
  })
})
