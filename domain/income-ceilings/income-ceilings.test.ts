import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareToCeiling, findCeiling } from '#domain/income-ceilings/ceiling.ts'
import { type AnahZone, incomeClass } from '#domain/income-ceilings/income-class.ts'
import { ceilingScales, incomeClasses } from '#domain/income-ceilings/kinds.ts'
import { socialHousingCategory } from '#domain/income-ceilings/social-housing-category.ts'
import { socialHousingZoneOf } from '#domain/income-ceilings/zones.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'

const classOn = (on: PlainDate, zone: AnahZone, persons: number, euros: number) =>
  incomeClass({ zone, persons, taxIncomeCents: Math.round(euros * 100) }, readParameters(legalParameters, on))

describe('the income category of the Anah', () => {
  test.each<[string, PlainDate, AnahZone, number, number, string]>([
    ['three outside Île-de-France at 28 000 (worked A)', '2026-05-04', 'other', 3, 28_000, 'very-low'],
    ['at the very ceiling', '2026-05-04', 'other', 3, 30_540, 'very-low'],
    ['one euro above', '2026-05-04', 'other', 3, 30_541, 'low'],
    ['one cent above', '2026-05-04', 'other', 3, 30_540.01, 'low'],
    ['seven in Île-de-France: two extra persons, 70 812', '2026-05-04', 'idf', 7, 70_000, 'very-low'],
    ['seven in Île-de-France at 70 812', '2026-05-04', 'idf', 7, 70_812, 'very-low'],
    ['seven in Île-de-France at 70 813', '2026-05-04', 'idf', 7, 70_813, 'low'],
    ['the modest ceiling included', '2026-05-04', 'other', 1, 22_259, 'low'],
    ['the intermediate ceiling included', '2026-05-04', 'other', 1, 31_185, 'middle'],
    ['above every ceiling', '2026-05-04', 'other', 1, 31_186, 'higher'],
    ['filed on 31 December 2025: the ceilings of 2025', '2025-12-31', 'other', 1, 17_363, 'low'],
    ['filed on 1 January 2026: those of 2026', '2026-01-01', 'other', 1, 17_363, 'very-low'],
    ['one person in Île-de-France in 2024', '2024-06-01', 'idf', 1, 23_541, 'very-low'],
    ['one person in Île-de-France in 2025', '2025-06-01', 'idf', 1, 23_768, 'very-low'],
    ['one person in Île-de-France in 2026', '2026-06-01', 'idf', 1, 24_031, 'very-low'],
    ['a file of 2020', '2020-06-01', 'other', 2, 21_760, 'very-low'],
    ['a file of 2016', '2016-06-01', 'idf', 6, 46_630 + 5_860, 'very-low'],
    ['no income at all', '2026-05-04', 'other', 1, 0, 'very-low'],
  ])('%s', (_, on, zone, persons, euros, expected) => {
    expect(classOn(on, zone, persons, euros)).toMatchObject({ incomeClass: expected, isOfYear: true })
  })

  test('before 2024 no « intermédiaires » is known: nothing is said of those above the modest', () => {
    expect(classOn('2020-06-01', 'other', 1, 40_000)?.incomeClass).toBeNull()
  })
  test('a year whose ceilings are not known is told', () => {
    expect(classOn('2022-06-01', 'other', 1, 10_000)).toMatchObject({
      isOfYear: false,
      incomeClass: 'very-low',
    })
    expect(classOn('2027-01-01', 'other', 1, 10_000)?.isOfYear).toBe(false)
    expect(classOn('2015-06-01', 'other', 1, 10_000)).toBeUndefined()
  })
  test('the answer says its ceilings, their source and how sure they are', () => {
    const { explanation } = classOn('2020-06-01', 'other', 7, 30_000) ?? {}
    expect(explanation?.formula).toContain('43\u202f817,00')
    expect(explanation?.parameters.map(({ confidence }) => confidence)).toContain('older-text')
    expect(explanation?.sources).toEqual(['Arrêté du 24 mai 2013 (Anah), révisé chaque 1er janvier'])
  })
  test('more income never gives a lower class', () => {
    const params = readParameters(legalParameters, '2026-05-04')
    const rank = (zone: AnahZone, persons: number, taxIncomeCents: number) =>
      incomeClasses.indexOf(incomeClass({ zone, persons, taxIncomeCents }, params)?.incomeClass ?? 'very-low')
    fc.assert(
      fc.property(
        fc.constantFrom<AnahZone>('idf', 'other'),
        fc.integer({ min: 1, max: 15 }),
        fc.nat(20_000_000),
        fc.nat(20_000_000),
        (zone, persons, one, other) =>
          rank(zone, persons, Math.min(one, other)) <= rank(zone, persons, Math.max(one, other)),
      ),
    )
  })
})

describe('ceilings of social housing and ownership', () => {
  test('a young couple in Lyon counts as three: within the PLUS, above the PLAI', () => {
    const params = readParameters(legalParameters, '2026-05-04')
    const size = socialHousingCategory({ persons: 2, dependants: 0, isYoungCouple: true })
    expect(size).toBe(3)
    const zone = socialHousingZoneOf('69123', '84')
    expect(compareToCeiling({ scale: 'plus', zone, size }, 3_690_000, params)).toMatchObject({
      isWithin: true,
      cents: 3_758_400,
    })
    expect(compareToCeiling({ scale: 'plai', zone, size }, 3_690_000, params)).toMatchObject({
      isWithin: false,
      cents: 2_255_100,
    })
  })
  test.each([
    [{ persons: 1, dependants: 0 }, 1],
    [{ persons: 1, dependants: 0, hasDisability: true }, 2],
    [{ persons: 2, dependants: 1 }, 3],
    [{ persons: 2, dependants: 0 }, 2],
    [{ persons: 4, dependants: 3 }, 5],
    [{ persons: 4, dependants: 2 }, 4],
    [{ persons: 5, dependants: 3, hasDisability: true }, 6],
    [{ persons: 6, dependants: 4, hasDisability: true }, 6],
    [{ persons: 8, dependants: 6 }, 8],
  ])('%o is of category %i', (make, category) => {
    expect(socialHousingCategory(make)).toBe(category)
  })
  test('the PLS of 2026 is the PLUS and 30 %, to the euro', () => {
    const params = readParameters(legalParameters, '2026-05-04')
    for (const zone of ['paris', 'idf', 'other'] as const)
      for (let size = 1; size <= 6; size++) {
        const plus = findCeiling({ scale: 'plus', zone, size }, params)?.cents ?? 0
        const pls = findCeiling({ scale: 'pls', zone, size }, params)?.cents ?? 0
        expect(Math.abs(pls - plus * 1.3)).toBeLessThanOrEqual(50)
      }
  })
  test('buyers of a BRS: seven persons in zone B1 in 2025', () => {
    const params = readParameters(legalParameters, '2025-05-04')
    expect(findCeiling({ scale: 'pls-ownership', zone: 'b1', size: 7 }, params)).toEqual({
      cents: 11_039_600 + 1_230_100,
      isOfYear: true,
    })
    expect(
      findCeiling(
        { scale: 'pls-ownership', zone: 'b1', size: 7 },
        readParameters(legalParameters, '2026-05-04'),
      )?.isOfYear,
    ).toBe(false)
  })
  test('ceilings rise with the household, in every scale', () => {
    const params = readParameters(legalParameters, '2026-05-04')
    for (const scale of ceilingScales)
      for (const zone of ['idf', 'other', 'paris', 'a', 'b1', 'b2-c'] as const) {
        const all = [1, 2, 3, 4, 5, 6, 7, 8].map((size) => findCeiling({ scale, zone, size }, params)?.cents)
        if (all[0] === undefined) continue
        expect(all).toEqual(all.toSorted((a, b) => (a ?? 0) - (b ?? 0)))
      }
  })
  test('nobody lives in a household of no one', () => {
    const params = readParameters(legalParameters, '2026-05-04')
    expect(findCeiling({ scale: 'plus', zone: 'other', size: 0 }, params)).toBeUndefined()
  })
})
