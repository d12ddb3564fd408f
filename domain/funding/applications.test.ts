import { describe, expect, test } from 'vitest'
import type { BudgetSnapshot } from '#domain/budget/snapshot.ts'
import { assessLine, type LineGround } from '#domain/funding/assess-line.ts'
import { bearing, instalmentOf } from '#domain/funding/bearing.ts'
import { blankProject } from '#domain/funding/project.ts'
import { type ApplicantGround, assessResources, projectFacts } from '#domain/funding/project-facts.ts'
import { monthlyAid } from '#domain/funding/shipped/household-aids.ts'
import { accessionLoan } from '#domain/funding/shipped/purchase-loans.ts'
import { msLoan } from '#domain/funding/shipped/works-loans.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'

const clermont = { communeCode: '63113', regionCode: '84' }
const ground: ApplicantGround = {
  project: {
    ...blankProject,
    applicantStatus: 'owner-occupier',
    areWorksStarted: false,
    energyLabelBefore: 'F',
    energyLabelAfter: 'D',
    dwellingBuiltYear: 1974,
  },
  taxIncome: { rfrCents: 3_054_000, occupants: 3, noticeYear: 2026, incomeYear: 2025 },
  commune: clermont,
  oldestAge: 61,
  residualPerDay: { cents: 1_850, onDate: '2026-10-01' },
}
const factsOn = (on: PlainDate, change: Partial<ApplicantGround> = {}) => {
  const asked = { ...ground, ...change }
  return projectFacts(asked, assessResources(asked, readParameters(legalParameters, on)), on)
}

describe('what a file says to the rules', () => {
  test('at the very ceiling the household is very modest, one euro above modest', () => {
    expect(factsOn('2026-11-22')['income-class']?.value).toBe('very-low')
    const above = {
      ...ground,
      taxIncome: { rfrCents: 3_054_100, occupants: 3, noticeYear: 2026, incomeYear: 2025 },
    }
    expect(factsOn('2026-11-22', above)['income-class']?.value).toBe('low')
  })
  test('a file of last December keeps the ceilings of that year', () => {
    const before = { taxIncome: { rfrCents: 3_054_000, occupants: 3, noticeYear: 2025, incomeYear: 2024 } }
    expect(factsOn('2025-12-31', before)['income-class']?.value).toBe('low')
    expect(factsOn('2026-01-01', before)['income-class']?.value).toBe('very-low')
  })
  test('classes gained, age of the home, age of the oldest, works not begun', () => {
    const facts = factsOn('2026-11-22')
    expect([
      facts['energy-classes-gained']?.value,
      facts['dwelling-age']?.value,
      facts['oldest-age']?.value,
      facts['works-not-started']?.value,
      facts['residual-income']?.value,
    ]).toEqual([2, 52, 61, true, 1_850])
  })
  test.each<[string, Partial<ApplicantGround>, PlainDate]>([
    ['no notice was noted', { taxIncome: null }, '2026-11-22'],
    ['nobody said where the home is', { commune: null }, '2026-11-22'],
    ['the ceilings of the year are not known', {}, '2027-02-01'],
    [
      'the notice is too old',
      { taxIncome: { rfrCents: 1_000_000, occupants: 1, noticeYear: 2024, incomeYear: 2023 } },
      '2026-11-22',
    ],
  ])('nothing is said of income when %s', (_, change, on) => {
    expect(factsOn(on, change)['income-class']).toBeUndefined()
  })
  test('ownership ceilings of 2026 are not known: a person checks', () => {
    const buyer = { project: { ...ground.project, ownershipZone: 'b1' as const } }
    expect(factsOn('2026-11-22', buyer)['within-pls-ownership']).toBeUndefined()
    expect(factsOn('2026-11-22', buyer)['within-plus']?.value).toBe(true)
    const in2025 = {
      ...buyer,
      taxIncome: { rfrCents: 6_918_300, occupants: 3, noticeYear: 2025, incomeYear: 2024 },
    }
    expect(factsOn('2025-06-01', in2025)['within-pls-ownership']?.value).toBe(true)
  })
})

const lineGround: LineGround = {
  field: 'energy-precarity',
  purpose: 'energy-works',
  line: { cents: 687_000, months: 84, deferralMonths: 0, firstMonth: null },
  grantedRuns: [],
  plan: { subsidiesCents: 2_900_000, remainingCostCents: 687_000 },
  facts: factsOn('2026-11-22'),
  answers: { bearable: { answer: 'yes', reason: 'Budget vu avec le ménage.' } },
  derogations: {},
  on: '2026-11-22',
}
const assess = (change: Partial<LineGround> = {}) =>
  assessLine(msLoan.definition, { ...lineGround, ...change })
const refusedKeys = (change: Partial<LineGround>) =>
  assess(change)
    .tests.filter(({ answer }) => answer === 'no')
    .map(({ key }) => key)

describe('a line is assessed', () => {
  test('worked A: 6 870 € over 84 months are eligible, and every answer says why', () => {
    const { outcome, tests } = assess()
    expect(outcome).toBe('eligible')
    for (const { reason, source } of tests)
      expect([reason, source].every((words) => words.length > 0)).toBe(true)
  })
  test('what nobody answered is to check', () => {
    expect(assess({ answers: {} }).outcome).toBe('to-check')
  })
  test.each<[string, Partial<LineGround>, string[]]>([
    ['another field', { field: 'rent-debt' }, ['house-field']],
    ['another purpose', { purpose: 'rent-debt' }, ['house-purpose']],
    [
      'more than what is left to pay',
      { plan: { subsidiesCents: 0, remainingCostCents: 686_999 } },
      ['house-plan'],
    ],
    ['no plan', { plan: null }, ['house-plan']],
    [
      'too much',
      { line: { ...lineGround.line, cents: 1_000_100 } },
      ['house-amount-too-large', 'house-plan'],
    ],
    [
      'works begun',
      { facts: factsOn('2026-11-22', { project: { ...ground.project, areWorksStarted: true } }) },
      ['not-started'],
    ],
  ])('refused: %s', (_, change, keys) => {
    expect(refusedKeys(change)).toEqual(keys)
  })
  test('works begun before the decision pass on a derogation that says why', () => {
    const begun = { facts: factsOn('2026-11-22', { project: { ...ground.project, areWorksStarted: true } }) }
    const derogations = {
      'not-started': { answer: 'yes' as const, reason: 'Péril imminent, arrêté du maire.' },
    }
    const { outcome, tests } = assess({ ...begun, derogations })
    expect(outcome).toBe('eligible')
    expect(tests.find(({ key }) => key === 'not-started')).toMatchObject({
      isDerogation: true,
      reason: 'Dérogation : Péril imminent, arrêté du maire.',
    })
  })
  test('an amount, a length or a seventh month is never derogated', () => {
    const derogations = { 'house-amount-too-large': { answer: 'yes' as const, reason: 'essai' } }
    expect(assess({ line: { ...lineGround.line, cents: 1_000_100 }, plan: null, derogations }).outcome).toBe(
      'refused',
    )
    const aid = assessLine(monthlyAid.definition, {
      ...lineGround,
      field: 'rent-debt',
      purpose: 'income-loss',
      line: { cents: 15_000, months: 1, deferralMonths: 0, firstMonth: '2026-07-01' },
      grantedRuns: [{ firstMonth: '2026-01-01', months: 6 }],
      derogations: { 'house-consecutive': { answer: 'yes', reason: 'essai' } },
    })
    expect(aid.tests.find(({ key }) => key === 'house-consecutive')).toMatchObject({
      answer: 'no',
      reason: expect.stringContaining('possible de nouveau à partir du 01/08/2026'),
    })
  })
  test('a buyer whose ceilings are not known is left to a person', () => {
    const { tests } = assessLine(accessionLoan.definition, {
      ...lineGround,
      field: 'social-ownership',
      purpose: 'home-purchase',
    })
    expect(tests.find(({ key }) => key === 'income')?.answer).toBe('to-check')
  })
})

describe('what the household bears', () => {
  const snapshot: BudgetSnapshot = {
    onDate: '2026-10-01',
    members: [{ bornOn: '1980-01-01' }],
    resources: [{ kind: 'wages', amountCents: 165_000, every: 'month' }],
    charges: [{ kind: 'other-debt', amountCents: 48_000, every: 'month' }],
  }
  const params = readParameters(legalParameters, '2026-11-22')
  test('480 of bank and 64,17 of ours on 1 650: 32,98 %, under 33 %', () => {
    expect(instalmentOf(616_000, 96)).toBe(6_417)
    expect(bearing(snapshot, 6_417, params)).toMatchObject({
      beforeBasisPoints: 2_909,
      afterBasisPoints: 3_298,
      isAboveLimit: false,
      residualBeforeCents: 117_000,
      residualAfterCents: 110_583,
    })
  })
  test('with 90 of charges: 38,43 %, above; the definition is told', () => {
    const withCharges = {
      ...snapshot,
      charges: [
        ...snapshot.charges,
        { kind: 'recoverable-charges' as const, amountCents: 9_000, every: 'month' as const },
      ],
    }
    const answer = bearing(withCharges, 6_417, params)
    expect([answer.afterBasisPoints, answer.isAboveLimit]).toEqual([3_843, true])
    expect(answer.explanation.formula).toContain('logement et dettes')
    expect(answer.explanation.parameters.map(({ confidence }) => confidence)).toContain('general-knowledge')
  })
  test('a debt without any income is above every limit', () => {
    expect(bearing({ ...snapshot, resources: [] }, 6_417, params)).toMatchObject({
      afterBasisPoints: null,
      isAboveLimit: true,
    })
  })
})
