import { describe, expect, test } from 'vitest'
import type { LegalParameter } from '#domain/legal-parameter.ts'
import { findImplausibility } from '#domain/parameter-plausibility.ts'
import { legalParameters } from '#domain/parameters.ts'

const version = (key: string, validFrom: `${number}-${number}-${number}`, value: number): LegalParameter => ({
  key,
  label: key,
  value,
  unit: 'cents',
  validFrom,
  validTo: null,
  legalRef: 'essai',
  sourceDate: validFrom,
  confidence: 'verified',
})

describe('a figure ten times its neighbour is taken for a misprint', () => {
  const known = [
    version('plai.paris.2', '2021-01-01', 2_160_000),
    version('plai.paris.2', '2023-01-01', 2_220_000),
  ]

  test('218 805 for 21 805, as once printed in a public parameter file', () => {
    const found = findImplausibility(known, {
      key: 'plai.paris.2',
      value: 21_880_500,
      validFrom: '2022-01-01',
    })
    expect(found).toMatchObject({ isLarger: true, neighbour: { validFrom: '2021-01-01', value: 2_160_000 } })
    expect(
      findImplausibility(known, { key: 'plai.paris.2', value: 2_180_500, validFrom: '2022-01-01' }),
    ).toBeUndefined()
  })

  test('a tenth as well, and exactly ten times', () => {
    const of = (value: number) =>
      findImplausibility(known, { key: 'plai.paris.2', value, validFrom: '2024-01-01' })?.isLarger
    expect([of(222_000), of(222_001), of(22_200_000), of(22_199_999)]).toEqual([
      false,
      undefined,
      true,
      undefined,
    ])
  })

  test('a key nobody knows yet is compared with those of its table', () => {
    const add = (value: number) =>
      findImplausibility(known, { key: 'plai.paris.3', value, validFrom: '2023-01-01' })
    expect(add(31_000_000)?.neighbour.key).toBe('plai.paris.2')
    expect(add(3_100_000)).toBeUndefined()
    expect(
      findImplausibility(known, { key: 'other.row.2', value: 1, validFrom: '2023-01-01' }),
    ).toBeUndefined()
  })

  test('no figure that Palier ships is ten times its own former or next version', () => {
    const suspects = legalParameters.filter((one) => findImplausibility(legalParameters, one) !== undefined)
    expect(suspects.map(({ key, validFrom }) => `${key} ${validFrom}`)).toEqual([])
  })
})
