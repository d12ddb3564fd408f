import { describe, expect, it } from 'vitest'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { estimateRights } from '#domain/rights/estimate-rights.ts'
import { noAnswers, type RightsAnswers, type RightsFacts } from '#domain/rights/facts.ts'
import { capZoneOf, squareMetreCap } from '#domain/rights/square-metre-cap.ts'

const today: PlainDate = '2026-11-22'
const params = readParameters(legalParameters, today)

describe('the zone of the limit per square metre', () => {
  it.each([
    ['75056', '11', null, 'core'],
    ['75113', '11', null, 'core'],
    ['92044', '11', null, 'core'],
    ['94067', '11', 'i', 'core'],
    ['93048', '11', null, '1-bis'],
    ['78646', '11', 'i', '1'],
    ['63113', '84', 'ii', '2'],
    ['63113', '84', 'iii', '3'],
    ['63113', '84', null, null],
    ['2A004', '94', null, 'corsica'],
    ['97411', '04', null, 'overseas'],
  ] as const)('%s, region %s, aid zone %s: %s', (communeCode, regionCode, aidZone, zone) => {
    expect(capZoneOf({ communeCode, regionCode }, aidZone)).toBe(zone)
  })

  it('12,70 euros per m² in zone 2: 45 m² leave 141,50 beside a rent of 430', () => {
    const home = { areaSquareDecimetres: 4_500, rentCents: 43_000 }
    expect(squareMetreCap('2', home, params)).toEqual({
      zone: '2',
      perSquareMetreCents: 1_270,
      roomCents: 14_150,
    })
    expect(squareMetreCap('2', { ...home, rentCents: 90_000 }, params)?.roomCents).toBe(0)
  })

  it('does not exist before 2026', () => {
    const home = { areaSquareDecimetres: 4_500, rentCents: 43_000 }
    expect(squareMetreCap('2', home, readParameters(legalParameters, '2025-12-31'))).toBeNull()
  })
})

/** Alone in Clermont-Ferrand, 65 m², an income far above the PLUS ceiling. */
const facts = (answers: Partial<RightsAnswers>): RightsFacts => ({
  situation: {
    onDate: today,
    members: [{ bornOn: '1980-05-01' }],
    resources: [{ kind: 'wages', amountCents: 450_000, every: 'month' }],
    charges: [{ kind: 'rent', amountCents: 80_000, every: 'month' }],
  },
  tenancy: { rentCents: 80_000, chargesCents: 6_000, benefitCents: 0, rlsCents: 0 },
  taxIncomes: [{ noticeYear: 2025, incomeYear: 2024, rfrCents: 4_800_000, occupants: 1 }],
  commune: { communeCode: '63113', regionCode: '84' },
  answers: {
    ...noAnswers,
    zone: 'ii',
    isUnderConvention: true,
    isSocialLandlord: true,
    areaSquareDecimetres: 6_500,
    supplementZone: 'large',
    isExemptArea: false,
    ...answers,
  },
})
const supplement = (answers: Partial<RightsAnswers>) => {
  const found = estimateRights(facts(answers), params).standings.find(({ key }) => key === 'rent-supplement')
  if (!found) throw new Error('no standing')
  const cents = found.explanation?.result
  return { ...found, cents: cents?.kind === 'cents' ? cents.value : null }
}

describe('the supplement under the limit per square metre', () => {
  const uncapped = supplement({ wasAboveCeilings: false })

  it('above the ceilings at the signature: no more than 12,70 x 65 less the rent', () => {
    expect(uncapped.cents).toBeGreaterThan(2_550)
    const capped = supplement({ wasAboveCeilings: true })
    expect(capped.cents).toBe(2_550)
    expect(capped.missing).toEqual([])
    expect(capped.explanation?.formula).toContain('plafond par m²')
    expect(capped.explanation?.parameters.map(({ key }) => key)).toContain('sls.square-metre.2')
  })

  it('below them at the signature, or without convention: the limit does not hold', () => {
    expect(uncapped.missing).toEqual([])
    expect(uncapped.because).not.toContain('par m²')
    expect(supplement({ wasAboveCeilings: true, isUnderConvention: false }).cents).toBe(uncapped.cents)
  })

  it('not known: told as missing, with what the limit would be', () => {
    const asked = supplement({ wasAboveCeilings: null })
    expect(asked.cents).toBe(uncapped.cents)
    expect(asked.missing).toEqual(['above-at-signing'])
    expect(asked.because).toMatch(/12,70\s€ par m².*25,50\s€ au plus/)
    expect(supplement({ wasAboveCeilings: null, isUnderConvention: null }).missing).toEqual([
      'above-at-signing',
      'convention',
    ])
  })

  it('a zone that nobody told is asked for', () => {
    expect(supplement({ wasAboveCeilings: true, zone: null }).missing).toEqual(['zone'])
  })
})
