import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthlyNetExpenseCents } from '#domain/arrears/housing-expense.ts'
import { compareRegimes } from '#domain/arrears/regime-change.ts'
import {
  arrearsVerdict,
  type DebtFacts,
  readArrearsRules,
  regimeA,
  regimeB,
  thresholdOfHomeBuyer,
} from '#domain/arrears/threshold.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'

const servicePublic: DebtFacts = {
  rentCents: 43_000,
  chargesCents: 9_000,
  rlsCents: 0,
  benefitCents: 20_000,
  benefitPaidTo: 'landlord',
  debtCents: 0,
  firstDefaultOn: null,
}
const on = (date: PlainDate) => readParameters(legalParameters, date)
const verdict = (facts: Partial<DebtFacts>, date: PlainDate) =>
  arrearsVerdict({ ...servicePublic, ...facts }, date, on(date))

describe('the threshold until 31 December 2026 (CCH R.824-1)', () => {
  it('is 640,00 when the landlord receives the aid: 2 × (430 − 200 + 90)', () => {
    expect(verdict({}, '2026-12-31')).toMatchObject({ regime: 'A', thresholdCents: 64_000, strict: false })
  })
  it('is 1 040,00 when the tenant receives it: 2 × (430 + 90)', () => {
    expect(verdict({ benefitPaidTo: 'tenant' }, '2026-12-31').thresholdCents).toBe(104_000)
  })
  it('is 460,00 and 860,00 where an organisation keeps the charges out, as service-public wrote in 2020', () => {
    const without = legalParameters.map((p) =>
      p.key === 'arrears.a.include-charges' ? { ...p, value: 0 } : p,
    )
    const toTenant = { ...servicePublic, benefitPaidTo: 'tenant' } as const
    expect(regimeA(servicePublic, readParameters(without, '2026-11-21')).thresholdCents).toBe(46_000)
    expect(regimeA(toTenant, readParameters(without, '2026-11-21')).thresholdCents).toBe(86_000)
  })
  it('is reached, not exceeded: 639,99 no, 640,00 yes', () => {
    expect(verdict({ debtCents: 63_999 }, '2026-12-31').isArrears).toBe(false)
    expect(verdict({ debtCents: 64_000 }, '2026-12-31')).toMatchObject({
      isArrears: true,
      criterion: 'amount',
    })
  })
  it('sees no arrears without a debt, even where the aid pays everything', () => {
    expect(verdict({ benefitCents: 52_000, debtCents: 0 }, '2026-12-31').isArrears).toBe(false)
  })
})

describe('the threshold of a home-buyer (CCH R.824-2)', () => {
  const loan = {
    instalmentCents: 60_000,
    instalmentsPerYear: 12,
    benefitCents: 15_000,
    benefitPaidTo: 'landlord',
  } as const
  it('is two instalments, net of the aid when the lender receives it', () => {
    expect(thresholdOfHomeBuyer(loan, on('2026-11-21'))).toBe(90_000)
    expect(thresholdOfHomeBuyer({ ...loan, benefitPaidTo: 'tenant' }, on('2026-11-21'))).toBe(120_000)
  })
  it('is a sixth of the total of the year when instalments are not monthly', () => {
    const quarterly = { ...loan, instalmentCents: 180_000, instalmentsPerYear: 4 } as const
    expect(thresholdOfHomeBuyer({ ...quarterly, benefitPaidTo: 'tenant' }, on('2026-11-21'))).toBe(120_000)
    expect(thresholdOfHomeBuyer(quarterly, on('2026-11-21'))).toBe(90_000)
  })
})

describe('the threshold from 1 January 2027', () => {
  it('is 450,00, to be exceeded', () => {
    expect(verdict({}, '2027-01-01')).toMatchObject({ regime: 'B', thresholdCents: 45_000, strict: true })
  })
  it('is not exceeded by 450,00 and is by 450,01', () => {
    expect(verdict({ debtCents: 45_000 }, '2027-01-01').isArrears).toBe(false)
    expect(verdict({ debtCents: 45_001 }, '2027-01-01')).toMatchObject({
      isArrears: true,
      criterion: 'amount',
    })
  })
  it('makes any debt arrears three months after a first default', () => {
    const owed = { debtCents: 1, firstDefaultOn: '2027-01-05' } as const
    expect(verdict(owed, '2027-04-04').isArrears).toBe(false)
    expect(verdict(owed, '2027-04-05')).toMatchObject({ isArrears: true, criterion: 'duration' })
  })
  it('counts a default older than the regime at once, unless the organisation sets the clock to its first day', () => {
    const owed = { ...servicePublic, debtCents: 10_000, firstDefaultOn: '2026-09-01' } as const
    const later = legalParameters.map((p) =>
      p.key === 'arrears.b.clock-from-switch' ? { ...p, value: 1 } : p,
    )
    expect(regimeB(owed, '2027-01-01', on('2027-01-01')).isArrears).toBe(true)
    expect(regimeB(owed, '2027-01-01', readParameters(later, '2027-01-01')).isArrears).toBe(false)
    expect(regimeB(owed, '2027-04-01', readParameters(later, '2027-04-01')).isArrears).toBe(true)
  })
})

describe('both regimes', () => {
  it('can be asked for on any day, with the figures each one read', () => {
    const a = regimeA({ ...servicePublic, debtCents: 50_000 }, on('2027-06-01'))
    const b = regimeB({ ...servicePublic, debtCents: 50_000 }, '2026-06-01', on('2026-06-01'))
    expect([a.isArrears, b.isArrears]).toEqual([false, true])
    expect(a.explanation.parameters.map((use) => use.key)).toContain('arrears.a.rent-multiple')
    expect(b.explanation.parameters.find((use) => use.key === 'arrears.b.debt-limit')?.confidence).toBe(
      'secondary',
    )
    expect(b.explanation.notice).toBe('simulation indicative, sans valeur juridique')
  })
  it.each([
    ['a debt between 450 and the two months becomes arrears', 50_000, null, 'becomes-arrears'],
    ['a small rent whose two months are under 450 ceases', 30_000, null, 'ceases'],
    ['a large debt stays arrears', 200_000, null, 'unchanged-arrears'],
    ['a small and recent debt stays none', 10_000, '2026-12-01', 'unchanged-none'],
    ['a small and old debt becomes arrears', 10_000, '2026-09-01', 'becomes-arrears'],
  ] as const)('on 1 January 2027, %s', (_, debtCents, firstDefaultOn, change) => {
    const small = change === 'ceases' ? { rentCents: 22_000, chargesCents: 1_000 } : {}
    const facts = {
      ...servicePublic,
      ...small,
      benefitCents: change === 'ceases' ? 10_000 : 20_000,
      debtCents,
      firstDefaultOn,
    }
    expect(compareRegimes(facts, '2027-01-01', readArrearsRules(on('2026-11-21'))).change).toBe(change)
  })
  it('never lowers a verdict when the debt grows', () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(200_000), fc.boolean(), (debt, more, b) => {
        const date = b ? '2027-02-01' : '2026-02-01'
        const less = verdict({ debtCents: debt }, date).isArrears
        expect(!less || verdict({ debtCents: debt + more }, date).isArrears).toBe(true)
      }),
    )
  })
})

describe('the monthly net expense', () => {
  it('takes off the RLS, and the aid only when the landlord receives it', () => {
    const terms = { ...servicePublic, rlsCents: 3_158 }
    expect(monthlyNetExpenseCents(terms)).toBe(28_842)
    expect(monthlyNetExpenseCents({ ...terms, benefitPaidTo: 'tenant' })).toBe(48_842)
    expect(monthlyNetExpenseCents({ ...terms, benefitCents: 90_000 })).toBe(0)
  })
})
