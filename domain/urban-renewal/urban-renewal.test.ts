import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import {
  computeRenewalAid,
  type Reconstitution,
  type Requalification,
  renewalAreaOf,
} from '#domain/urban-renewal/aid.ts'
import { decideRenewalFact, followRenewal, type RenewalFact } from '#domain/urban-renewal/progress.ts'

const on = (day: PlainDate = '2021-06-01') => readParameters(legalParameters, day)
const homes = (over: Partial<Reconstitution> = {}): Reconstitution => ({
  kind: 'reconstitution',
  area: 'metropolis',
  units: { plus: 0, plai: 0 },
  isComplementaryAsked: true,
  ...over,
})
const euros = (operation: Parameters<typeof computeRenewalAid>[0], day?: PlainDate) => {
  const { loanCents, subsidyCents } = computeRenewalAid(operation, on(day))
  return [loanCents / 100, subsidyCents / 100]
}

describe('the grid of seed 002, as printed', () => {
  test.each([
    ['metropolis', 'plus', 8_000, 0, 20_000, 0],
    ['metropolis', 'plai', 11_000, 8_600, 15_000, 11_800],
    ['rest', 'plus', 6_700, 0, 13_400, 0],
    ['rest', 'plai', 9_000, 7_200, 11_300, 9_000],
  ] as const)('%s %s', (area, product, loan, subsidy, totalLoan, totalSubsidy) => {
    const units = { plus: 0, plai: 0, [product]: 1 }
    expect(euros(homes({ area, units, isComplementaryAsked: false }))).toEqual([loan, subsidy])
    expect(euros(homes({ area, units }))).toEqual([totalLoan, totalSubsidy])
  })

  test('20 PLAI in Marseille, everything obtained: 300 000 € and 236 000 €', () => {
    expect(euros(homes({ units: { plus: 0, plai: 20 } }))).toEqual([300_000, 236_000])
  })

  test('10 PLUS and 15 PLAI, handbook §8.2', () => {
    const units = { plus: 10, plai: 15 }
    expect(euros(homes({ units, isComplementaryAsked: false }))).toEqual([245_000, 129_000])
    expect(euros(homes({ units }))).toEqual([425_000, 177_000])
    expect(euros(homes({ area: 'rest', units }))).toEqual([303_500, 135_000])
  })

  test('before and after the days of the grid, its nearest version answers, and says so', () => {
    const units = { plus: 1, plai: 0 }
    expect(computeRenewalAid(homes({ units }), on('2026-06-30')).isOutOfForce).toBe(false)
    expect(computeRenewalAid(homes({ units }), on('2026-07-01'))).toMatchObject({
      isOutOfForce: true,
      loanCents: 2_000_000,
    })
  })

  test('the parts sum to the totals, whatever the units', () => {
    const count = fc.nat(5_000)
    fc.assert(
      fc.property(
        count,
        count,
        fc.boolean(),
        fc.constantFrom('metropolis', 'rest'),
        (plus, plai, asked, area) => {
          const aid = computeRenewalAid(
            homes({ area, units: { plus, plai }, isComplementaryAsked: asked }),
            on(),
          )
          const sum = aid.lines.reduce((total, { cents }) => total + cents, 0)
          expect(sum).toBe(aid.loanCents + aid.subsidyCents)
          expect(aid.lines.every(({ units, perUnitCents, cents }) => units * perUnitCents === cents)).toBe(
            true,
          )
        },
      ),
    )
  })
})

describe('requalification', () => {
  const requalify = (investment: number, anru: number, reading: Requalification['reading'] = 'literal') =>
    computeRenewalAid(
      {
        kind: 'requalification',
        investmentCents: investment * 100,
        investmentTax: 'unknown',
        anruSubsidyCents: anru * 100,
        reading,
      },
      on(),
    )

  test.each([
    [2_000_000, 500_000, 700_000, 900_000],
    [4_000_000, 800_000, 1_600_000, 1_920_000],
    [1_000_000, 700_000, 0, 180_000],
    [2_500_000, 0, 1_500_000, 1_500_000],
    [500_000, 600_000, 0, 0],
  ])('%d less %d: %d, or %d read the other way', (investment, anru, literal, difference) => {
    const aid = requalify(investment, anru)
    expect([aid.loanCents / 100, (aid.otherReadingCents ?? 0) / 100]).toEqual([literal, difference])
    expect(requalify(investment, anru, 'difference').loanCents / 100).toBe(difference)
  })
})

test('a commune falls in the column of its intercommunality, or in none', () => {
  const place = { communeCode: '13055', epciCode: '200054807', departementCode: '13', regionCode: '93' }
  expect(renewalAreaOf(place)).toBe('metropolis')
  expect(renewalAreaOf({ ...place, epciCode: '200035087' })).toBe('rest')
  expect(renewalAreaOf({ ...place, epciCode: null, regionCode: '94' })).toBe('rest')
  expect(renewalAreaOf({ ...place, epciCode: '200046977', regionCode: '84' })).toBe(null)
})

describe('the life of an operation', () => {
  const facts: RenewalFact[] = [
    { id: '1', on: '2021-05-01', step: 'in-convention' },
    { id: '2', on: '2021-06-01', step: 'decided', loanCents: 30_000_000, subsidyCents: 0, reason: null },
    { id: '3', on: '2021-07-01', step: 'loan-signed' },
    { id: '4', on: '2021-09-01', step: 'drawdown', cents: 10_000_000 },
    { id: '5', on: '2022-01-01', step: 'drawdown', cents: 5_000_000 },
    { id: '6', on: '2022-06-01', step: 'completed', units: { plus: 0, plai: 18 }, investmentCents: null },
    { id: '7', on: '2022-07-01', step: 'adjusted', loanCents: 27_000_000, subsidyCents: 0, reason: null },
  ]
  const most = { loanCents: 30_000_000, subsidyCents: 23_600_000 }
  const refusal = (known: RenewalFact[], fact: RenewalFact) =>
    decideRenewalFact(known, fact, most, '2026-11-22')

  test('each fact follows those before it, and the amounts are those of the last notification', () => {
    facts.forEach((fact, index) => {
      expect(refusal(facts.slice(0, index), fact)).toBe(null)
    })
    expect(followRenewal(facts)).toMatchObject({
      step: 'adjusted',
      loanCents: 27_000_000,
      drawnCents: 15_000_000,
      toDrawCents: 12_000_000,
      next: ['drawdown', 'repaying'],
    })
  })

  test('any order of the same facts tells the same', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
        expect(followRenewal(shuffled)).toEqual(followRenewal(facts))
      }),
    )
  })

  const [convention, decision, signature, first] = facts as [
    RenewalFact,
    RenewalFact,
    RenewalFact,
    RenewalFact,
  ]
  test.each([
    ['not-now', [convention], first],
    ['in-the-future', [convention], { ...decision, on: '2026-11-23' as const }],
    ['before-previous', [convention], { ...decision, on: '2021-04-01' as const }],
    ['above-decided', [convention, decision, signature], { ...first, cents: 30_000_001 } as RenewalFact],
    ['above-maximum', [convention], { ...decision, loanCents: 30_000_001 } as RenewalFact],
    ['nothing-decided', [convention], { ...decision, loanCents: 0 } as RenewalFact],
  ] as const)('%s', (reason, known, fact) => {
    expect(refusal([...known], fact)).toBe(reason)
  })

  test('above the maximum with a reason, and never below what was drawn', () => {
    const above = { ...decision, loanCents: 40_000_000, reason: 'Avenant du 3 mai' } as RenewalFact
    expect(refusal([convention], above)).toBe(null)
    const [, , , , , , adjusted] = facts
    expect(refusal(facts.slice(0, 6), { ...adjusted, loanCents: 14_000_000 } as RenewalFact)).toBe(
      'above-decided',
    )
  })
})
