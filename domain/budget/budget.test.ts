import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareSnapshots } from '#domain/budget/compare-snapshots.ts'
import { energyChequeUnits, inseeConsumptionUnits } from '#domain/budget/consumption-units.ts'
import { affordableCostCents, effortRate, effortRates } from '#domain/budget/effort-rate.ts'
import { energyCheque } from '#domain/budget/energy-cheque.ts'
import { chargeKinds, chargeLabel, resourceKinds, resourceLabel } from '#domain/budget/kinds.ts'
import { capacityOfSnapshot, repaymentCapacity } from '#domain/budget/repayment-capacity.ts'
import { residualIncome } from '#domain/budget/residual-income.ts'
import { rsaBaseAmount, rsaCompositionOf } from '#domain/budget/rsa.ts'
import { seizableShare } from '#domain/budget/seizable-share.ts'
import { type BudgetMember, type BudgetSnapshot, monthlyAmount } from '#domain/budget/snapshot.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import { formatPercent } from '#domain/ratio.ts'

const params = () => readParameters(legalParameters, '2026-11-21')
const adult: BudgetMember = { bornOn: '1985-03-02' }
const partner: BudgetMember = { bornOn: '1986-03-02', isPartner: true }
const child = (age: number): BudgetMember => ({ bornOn: `${2026 - age}-01-15` })
const month = <const Kind>(kind: Kind, amountCents: number) => ({
  kind,
  amountCents,
  every: 'month' as const,
})

/** Handbook §4.4: single, zone II. */
const householdA: BudgetSnapshot = {
  onDate: '2026-11-21',
  members: [adult],
  resources: [month('wages', 85_000), month('housing-benefit', 16_800)],
  charges: [month('rent', 43_000), month('recoverable-charges', 6_000), month('electricity', 6_500)],
}
/** Handbook §4.4 and §5.2: single parent, two children, zone I. */
const householdB: BudgetSnapshot = {
  onDate: '2026-11-21',
  members: [adult, child(10), child(5)],
  resources: [month('wages', 175_000), month('housing-benefit', 46_900)],
  charges: [
    month('rent', 62_000),
    month('recoverable-charges', 11_000),
    month('gas', 9_500),
    month('phone-internet', 18_000),
  ],
}

describe('the effort rate', () => {
  it.each([
    ['household A, allocation', 'allocation-2011', householdA, 3788, '37,88\u00a0%', true],
    ['household A, energy included', 'energy-inclusive', householdA, 4553, '45,53\u00a0%', true],
    ['household B, allocation', 'allocation-2011', householdB, 1491, '14,91\u00a0%', false],
    ['household B, energy included', 'energy-inclusive', householdB, 2034, '20,34\u00a0%', false],
  ] as const)('of %s', (_, variant, snapshot, expected, written, isAbove) => {
    const rate = effortRate(variant, snapshot, params())
    expect(rate).toMatchObject({ rateBasisPoints: expected, isAboveThreshold: isAbove })
    expect(formatPercent(rate.rateBasisPoints ?? 0)).toBe(written)
  })
  it('takes no aid off for Visale, and counts the FSL loan in the FSL rate', () => {
    expect(effortRate('gross-visale', householdA, params()).costCents).toBe(49_000)
    const withLoan = { ...householdA, charges: [...householdA.charges, month('fsl-loan' as const, 3_000)] }
    expect(effortRate('fsl-local', withLoan, params()).costCents).toBe(43_000 + 6_000 + 3_000 - 16_800)
  })
  it('leaves the aid and dedicated benefits out of the income', () => {
    const withAeeh = { ...householdA, resources: [...householdA.resources, month('aeeh' as const, 15_000)] }
    expect(effortRate('allocation-2011', withAeeh, params()).incomeCents).toBe(85_000)
  })
  it('says so when no income is declared', () => {
    const rate = effortRate('allocation-2011', { ...householdA, resources: [] }, params())
    expect(rate).toMatchObject({ rateBasisPoints: undefined, isAboveThreshold: true })
    expect(rate.explanation.result).toEqual({ kind: 'text', value: 'Aucun revenu déclaré' })
  })
  it('explains each variant with its lines, its threshold and its source', () => {
    const rates = effortRates(householdA, params())
    expect(rates.map(({ variant }) => variant)).toHaveLength(6)
    for (const { explanation, thresholdBasisPoints } of rates) {
      expect(explanation.sources.join()).not.toBe('')
      expect(explanation.parameters).toHaveLength(thresholdBasisPoints === null ? 0 : 1)
      expect(explanation.inputs.map(({ label }) => label)).toContain('Loyer principal')
    }
  })
  it('gives the largest cost borne at 25 %: 212,50 for A, 437,50 for B', () => {
    expect(affordableCostCents(85_000, 2_500)).toBe(21_250)
    expect(affordableCostCents(175_000, 2_500)).toBe(43_750)
  })
})

describe('consumption units', () => {
  const family = [adult, partner, child(15), child(10), child(4)]
  it('are 2,6 for Insee and 2,4 for the chèque énergie: a couple, children of 15, 10 and 4', () => {
    expect(inseeConsumptionUnits(family, params()).unitsHundredths).toBe(260)
    expect(energyChequeUnits(family, params()).unitsHundredths).toBe(240)
  })
  it('are 1,8 for the chèque énergie of a couple with a child', () => {
    expect(energyChequeUnits([adult, partner, child(3)], params()).unitsHundredths).toBe(180)
  })
  it('count a child in shared custody half for the chèque énergie', () => {
    expect(
      energyChequeUnits([adult, partner, { ...child(3), isSharedCustody: true }], params()).unitsHundredths,
    ).toBe(165)
    expect(energyChequeUnits([adult, { ...child(3), isSharedCustody: true }], params()).unitsHundredths).toBe(
      125,
    )
  })
  it('change on the fourteenth birthday', () => {
    const turning: BudgetMember = { bornOn: '2012-11-22' }
    expect(inseeConsumptionUnits([adult, turning], params()).unitsHundredths).toBe(130)
    expect(
      inseeConsumptionUnits([adult, turning], readParameters(legalParameters, '2026-11-22')).unitsHundredths,
    ).toBe(150)
  })
})

describe('the chèque énergie', () => {
  it('is 63,00 for a couple with a child and a tax income of 14 500', () => {
    const cheque = energyCheque(1_450_000, [adult, partner, child(3)], params())
    expect(cheque).toMatchObject({ amountCents: 6_300, incomePerUnitCents: 805_556 })
  })
  it.each([
    [559_999, 19_400],
    [560_000, 14_600],
    [1_099_999, 4_800],
    [1_100_000, 0],
  ])('of someone alone with %i cents is %i', (income, expected) => {
    expect(energyCheque(income, [adult], params()).amountCents).toBe(expected)
  })
})

describe('the reste pour vivre', () => {
  it('of household B: 25,29 a day and unit, 13,49 a day and person', () => {
    expect(residualIncome(householdB, params())).toMatchObject({
      perMonthCents: 121_400,
      perUnitPerDayCents: 2_529,
      perPersonPerDayCents: 1_349,
      unitsHundredths: 160,
      isBelowAlert: false,
    })
  })
  it('leaves everyday spending out and takes debts off', () => {
    const more = [month('food' as const, 40_000), month('consumer-loan' as const, 10_000)]
    expect(
      residualIncome({ ...householdB, charges: [...householdB.charges, ...more] }, params()).perMonthCents,
    ).toBe(111_400)
  })
  it('alerts below the local threshold and may be negative', () => {
    const poor = { ...householdA, resources: [] }
    expect(residualIncome(poor, params())).toMatchObject({ perMonthCents: -55_500, isBelowAlert: true })
  })
})

describe('the RSA forfaitaire', () => {
  it.each([
    ['single', { isCouple: false, dependants: 0 }, 65_169],
    ['single with a child', { isCouple: false, dependants: 1 }, 97_754],
    ['couple', { isCouple: true, dependants: 0 }, 97_754],
    ['single with two', { isCouple: false, dependants: 2 }, 117_304],
    ['couple with one', { isCouple: true, dependants: 1 }, 117_304],
    ['couple with two', { isCouple: true, dependants: 2 }, 136_855],
    ['single with three', { isCouple: false, dependants: 3 }, 143_372],
    ['couple with three', { isCouple: true, dependants: 3 }, 162_923],
    ['couple with four', { isCouple: true, dependants: 4 }, 188_990],
    ['isolated, pregnant', { isCouple: false, dependants: 0, isIsolatedParent: true }, 83_685],
    ['isolated with one', { isCouple: false, dependants: 1, isIsolatedParent: true }, 111_580],
  ] as const)('of a %s household', (_, composition, expected) => {
    expect(rsaBaseAmount(composition, params()).amountCents).toBe(expected)
  })
  it('of a couple with two was 1 357,69 on 31 March 2026', () => {
    const before = readParameters(legalParameters, '2026-03-31')
    expect(rsaBaseAmount({ isCouple: true, dependants: 2 }, before).amountCents).toBe(135_769)
  })
  it('finds the couple and the dependants among the members', () => {
    expect(rsaCompositionOf([adult, partner, child(10), child(26)], params())).toEqual({
      isCouple: true,
      dependants: 1,
    })
    expect(rsaCompositionOf([child(20)], params())).toEqual({ isCouple: false, dependants: 0 })
  })
})

describe('the seizable share in 2026', () => {
  it.each([
    [80_000, 6_858],
    [120_000, 15_442],
    [145_000, 21_810],
    [180_000, 33_838],
    [0, 0],
  ])('of %i cents a month is %i', (net, expected) => {
    expect(seizableShare(net, 0, params()).perMonthCents).toBe(expected)
  })
  it('always leaves the RSA of one person', () => {
    expect(seizableShare(66_000, 0, params()).perMonthCents).toBe(831)
    expect(seizableShare(60_000, 0, params()).perMonthCents).toBe(0)
  })
  it('shrinks with each dependant, and says that this amount is not verified', () => {
    const alone = seizableShare(145_000, 0, params())
    const withTwo = seizableShare(145_000, 2, params())
    expect(withTwo.perMonthCents).toBeLessThan(alone.perMonthCents)
    expect(alone.explanation.parameters.some(({ key }) => key === 'seizable.dependant')).toBe(false)
    expect(withTwo.explanation.parameters.find(({ key }) => key === 'seizable.dependant')?.confidence).toBe(
      'general-knowledge',
    )
  })
  it('never falls when the income grows', () => {
    fc.assert(
      fc.property(fc.nat(500_000), fc.nat(100_000), fc.nat(6), (net, more, dependants) => {
        const less = seizableShare(net, dependants, params()).perMonthCents
        expect(seizableShare(net + more, dependants, params()).perMonthCents).toBeGreaterThanOrEqual(less)
      }),
    )
  })
})

describe('the repayment capacity', () => {
  it('is 144 for 1 450 of income, a rent of 430 and the scale of 2025', () => {
    const means = {
      incomeCents: 145_000,
      expensesCents: 43_000 + 63_200 + 12_100 + 12_300,
      composition: { isCouple: false, dependants: 0 },
    }
    const capacity = repaymentCapacity(means, params())
    expect(capacity).toMatchObject({
      capacityCents: 14_400,
      limitedBy: 'budget',
      budgetCapacityCents: 14_400,
      seizableCents: 21_810,
      aboveRsaCents: 79_831,
    })
    expect(capacity.explanation.steps).toHaveLength(2)
  })
  it('is the same from the budget itself, the scale standing for what was not declared', () => {
    const snapshot = {
      onDate: '2026-11-21',
      members: [adult],
      resources: [month('wages', 145_000)],
      charges: [month('rent', 43_000)],
    } as const
    expect(capacityOfSnapshot(snapshot, params()).capacityCents).toBe(14_400)
  })
  it('is never negative', () => {
    expect(capacityOfSnapshot(householdA, params())).toMatchObject({
      capacityCents: 0,
      limitedBy: 'nothing-left',
    })
  })
  it('can be limited by what may be seized or by the RSA', () => {
    const easy = { expensesCents: 0, composition: { isCouple: false, dependants: 0 } }
    expect(repaymentCapacity({ ...easy, incomeCents: 145_000 }, params()).limitedBy).toBe('seizable-share')
    const large = { expensesCents: 0, composition: { isCouple: false, dependants: 3 } }
    expect(repaymentCapacity({ ...large, incomeCents: 144_000 }, params()).limitedBy).toBe('rsa')
  })
})

describe('a budget', () => {
  it('brings every amount to the month', () => {
    expect(monthlyAmount({ amountCents: 12_000, every: 'year' })).toBe(1_000)
    expect(monthlyAmount({ amountCents: 10_000, every: 'quarter' })).toBe(3_333)
    expect(monthlyAmount({ amountCents: 10_000, every: 'week' })).toBe(43_333)
    expect(monthlyAmount({ amountCents: 10_000, every: 'month' })).toBe(10_000)
  })
  it('compares two dates line by line', () => {
    const after = {
      ...householdA,
      resources: [month('unemployment-benefit' as const, 60_000), month('housing-benefit' as const, 20_000)],
    }
    const comparison = compareSnapshots(householdA, after)
    expect(comparison).toMatchObject({
      resourcesDifferenceCents: -21_800,
      chargesDifferenceCents: 0,
      balanceDifferenceCents: -21_800,
    })
    expect(
      comparison.lines.filter(({ differenceCents }) => differenceCents !== 0).map(({ kind }) => kind),
    ).toEqual(['wages', 'unemployment-benefit', 'housing-benefit'])
  })
  it('has a French label for every kind', () => {
    expect(resourceKinds.map(resourceLabel).every(Boolean)).toBe(true)
    expect(new Set(chargeKinds.map(chargeLabel)).size).toBe(chargeKinds.length)
  })
})
