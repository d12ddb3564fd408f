import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LegalParameter } from '#domain/legal-parameter.ts'
import { overlayOverrides, type ParameterOverride } from '#domain/parameter-overrides.ts'
import { findParameter, parameterOn } from '#domain/parameters.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'

const version = (validFrom: PlainDate, validTo: PlainDate | null, value: number): LegalParameter => ({
  key: 'rsa.single',
  label: 'RSA, personne seule',
  value,
  unit: 'cents',
  validFrom,
  validTo,
  legalRef: 'CASF',
  sourceDate: '2026-01-01',
  confidence: 'general-knowledge',
})
const law = [version('2025-04-01', '2026-03-31', 64_652), version('2026-04-01', null, 65_166)]
const own = (validFrom: PlainDate, validTo: PlainDate | null, value: number): ParameterOverride => ({
  key: 'rsa.single',
  value,
  validFrom,
  validTo,
  reason: 'Barème départemental',
  setOn: '2026-02-01',
  source: null,
})

describe('an organisation’s own value', () => {
  test.each([
    ['before it starts, the law stands', '2026-01-14', 64_652],
    ['from its first day, it stands', '2026-01-15', 70_000],
    ['on the eve of the next version of the law, it still stands', '2026-03-31', 70_000],
    ['without an end, it gives way to a newer version of the law', '2026-04-01', 65_166],
  ] as const)('%s', (_, day, value) => {
    const all = overlayOverrides(law, [own('2026-01-15', null, 70_000)])
    expect(parameterOn(all, 'rsa.single', day).value).toBe(value)
  })

  test('with an end, it holds over a newer version of the law, then leaves it the place', () => {
    const all = overlayOverrides(law, [own('2026-01-15', '2026-05-31', 70_000)])
    expect(parameterOn(all, 'rsa.single', '2026-05-31').value).toBe(70_000)
    expect(parameterOn(all, 'rsa.single', '2026-06-01').value).toBe(65_166)
  })

  test('a later one takes over from an earlier one', () => {
    const all = overlayOverrides(law, [
      own('2026-01-15', '2027-12-31', 70_000),
      own('2026-06-01', null, 71_000),
    ])
    expect(parameterOn(all, 'rsa.single', '2026-05-31').value).toBe(70_000)
    expect(parameterOn(all, 'rsa.single', '2027-06-01').value).toBe(71_000)
  })

  test('a value for a figure that nobody knows is ignored', () => {
    expect(overlayOverrides(law, [{ ...own('2026-01-15', null, 1), key: 'unknown' }])).toEqual(law)
  })
})

test('whatever is overridden, a day has one version at most, and never loses the one it had', () => {
  const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2025-01-01', days))
  const override = fc
    .tuple(day, fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }), fc.nat(1_000_000))
    .map(([from, length, value]) => own(from, length === undefined ? null : addDays(from, length), value))
  const distinct = fc.uniqueArray(override, { selector: ({ validFrom }) => validFrom, maxLength: 6 })
  fc.assert(
    fc.property(distinct, day, (overrides, on) => {
      const all = overlayOverrides(law, overrides)
      const inForce = all.filter((p) => p.validFrom <= on && (p.validTo === null || p.validTo >= on))
      expect(inForce.length).toBeLessThanOrEqual(1)
      if (findParameter(law, 'rsa.single', on)) expect(inForce).toHaveLength(1)
      expect(all.every((p) => p.validTo === null || p.validTo >= p.validFrom)).toBe(true)
    }),
  )
})
