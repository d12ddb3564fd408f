import { describe, expect, it } from 'vitest'
import { legalParameters, parameterOn, readParameters } from '#domain/parameters.ts'
import { addDays, isPlainDate } from '#domain/plain-date.ts'

describe('legal parameters', () => {
  it('gives the RSA of the day: 646,52 until 31 March 2026, 651,69 from the next', () => {
    expect(parameterOn(legalParameters, 'rsa.base', '2026-03-31').value).toBe(64_652)
    expect(parameterOn(legalParameters, 'rsa.base', '2026-04-01').value).toBe(65_169)
  })
  it('refuses to answer where it knows nothing', () => {
    expect(() => parameterOn(legalParameters, 'rsa.base', '2001-01-01')).toThrow(/rsa\.base.*01\/01\/2001/)
    expect(() => parameterOn(legalParameters, 'rsa.bse', '2026-04-01')).toThrow(/rsa\.bse/)
  })
  it('remembers what was read', () => {
    const params = readParameters(legalParameters, '2026-11-21')
    params.read('rsa.base')
    params.read('rsa.base')
    expect(params.used()).toEqual([
      expect.objectContaining({ key: 'rsa.base', value: 65_169, confidence: 'verified' }),
    ])
    expect(params.has('arrears.b.debt-limit')).toBe(false)
    expect(params.readNearest('arrears.b.debt-limit')).toBe(45_000)
  })
  it('never has two versions of a figure on one day', () => {
    for (const p of legalParameters) {
      expect(Number.isSafeInteger(p.value)).toBe(true)
      expect(isPlainDate(p.validFrom) && isPlainDate(p.sourceDate)).toBe(true)
      const others = legalParameters.filter((other) => other !== p && other.key === p.key)
      for (const other of others) {
        const apart =
          (p.validTo !== null && p.validTo < other.validFrom) ||
          (other.validTo !== null && other.validTo < p.validFrom)
        expect(apart, `${p.key} ${p.validFrom}`).toBe(true)
      }
    }
  })
  it('has no hole between two versions of a figure', () => {
    for (const p of legalParameters) {
      if (p.validTo === null) continue
      const successors = legalParameters.filter(
        (other) => other.key === p.key && other.validFrom > p.validFrom,
      )
      if (successors.length === 0) continue
      expect(successors.some((other) => other.validFrom === addDays(p.validTo ?? p.validFrom, 1))).toBe(true)
    }
  })
})
