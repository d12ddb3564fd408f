import { describe, expect, it } from 'vitest'
import type { BudgetSnapshot } from '#domain/budget/snapshot.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { readRlsFigures } from '#domain/rights/aid-figures.ts'
import { estimateRights } from '#domain/rights/estimate-rights.ts'
import { noAnswers, type RightsFacts } from '#domain/rights/facts.ts'
import type { RightKind } from '#domain/rights/kinds.ts'
import { excessPoints, rentSupplement, supplementRate } from '#domain/rights/rent-supplement.ts'
import { estimateRls } from '#domain/rights/rls.ts'
import { lodgingLumpSum } from '#domain/rights/rsa.ts'
import { compareWhatIf, type WhatIf } from '#domain/rights/what-if.ts'

const today: PlainDate = '2026-11-22'
const params = readParameters(legalParameters, today)

const alone: BudgetSnapshot = {
  onDate: today,
  members: [{ bornOn: '1980-05-01' }],
  resources: [],
  charges: [{ kind: 'rent', amountCents: 43_000, every: 'month' }],
}
const facts = (change: Partial<RightsFacts> = {}): RightsFacts => ({
  situation: alone,
  tenancy: { rentCents: 43_000, chargesCents: 6_000, benefitCents: 0, rlsCents: 0 },
  taxIncomes: [],
  commune: { communeCode: '63113', regionCode: '84' },
  answers: {
    ...noAnswers,
    zone: 'ii',
    isUnderConvention: true,
    isSocialLandlord: true,
    hasDisability: false,
  },
  ...change,
})
const find = (right: RightKind, known: RightsFacts, on = params) => {
  const found = estimateRights(known, on).estimates.find((one) => one.right === right)
  if (!found) throw new Error(`no estimate of ${right}`)
  return found
}

describe('housing aid of a household', () => {
  it('household A: 9 600 a year of pensions before allowance is counted after it', () => {
    const situation: BudgetSnapshot = {
      ...alone,
      resources: [{ kind: 'alimony-received', amountCents: 88_889, every: 'month' }],
    }
    // 888,89 less ten per cent is 800,00: 9 600 a year, the resources of the handbook's example A.
    expect(
      find('housing-aid', facts({ situation, answers: { ...facts().answers, isSocialLandlord: false } })),
    ).toMatchObject({
      outcome: 'estimated',
      monthlyCents: 16_800,
    })
  })

  it('what is missing is named, with where to answer it', () => {
    const unknown = facts({ answers: noAnswers, tenancy: null, situation: null })
    expect(find('housing-aid', unknown)).toMatchObject({
      outcome: 'missing',
      missing: ['tenure', 'situation', 'zone', 'rent'],
    })
  })

  it('the zone of Montreuil is told by its commune', () => {
    const answers = { ...facts().answers, zone: null }
    const there = facts({ answers, commune: { communeCode: '93048', regionCode: '11' } })
    expect(find('housing-aid', there).outcome).toBe('estimated')
    expect(find('housing-aid', facts({ answers })).missing).toEqual(['zone'])
  })

  it('an owner has no aid of tenants, and no scale is invented for 2019', () => {
    expect(find('housing-aid', facts({ answers: { ...facts().answers, tenure: 'owner' } })).outcome).toBe(
      'not-due',
    )
    const then = readParameters(legalParameters, '2019-10-01')
    expect(find('housing-aid', facts(), then).outcome).toBe('to-check')
  })

  it('the explanation names every figure it used, of its own zone and family, and no other', () => {
    const { explanation } = find('housing-aid', facts())
    const keys = explanation?.parameters.map(({ key }) => key) ?? []
    expect(keys).toContain('housing-aid.rent-ceiling.ii.single')
    expect(keys).toContain('housing-aid.r0.single')
    expect(keys.filter((key) => key.includes('.i.') || key.includes('couple'))).toEqual([])
    expect(explanation?.notice).toBe('simulation indicative, sans valeur juridique')
    expect(explanation?.steps?.map(({ label }) => label)).toContain('Participation personnelle (Pp)')
  })
})

describe('RLS from 1 June 2026', () => {
  const figures = readRlsFigures(params)
  it.each([
    [
      'single in zone II under 905',
      { zone: 'ii', isCouple: false, dependants: 0, resourcesMonthCents: 90_499 },
      3_158,
    ],
    ['at the ceiling itself', { zone: 'ii', isCouple: false, dependants: 0, resourcesMonthCents: 90_500 }, 0],
    ['couple in zone I', { zone: 'i', isCouple: true, dependants: 0, resourcesMonthCents: 100_000 }, 4_351],
    [
      'three dependants in zone III',
      { zone: 'iii', isCouple: false, dependants: 3, resourcesMonthCents: 0 },
      5_132,
    ],
  ] as const)('%s', (_, asked, cents) => {
    expect(estimateRls(asked, figures)).toBe(cents)
  })
})

describe('RSA from 1 April 2026', () => {
  it.each([
    [1, 7_820],
    [2, 15_641],
    [3, 19_355],
    [5, 19_355],
  ])('the lodging lump sum of %i persons', (persons, cents) => {
    expect(lodgingLumpSum(persons, params)).toBe(cents)
  })

  it('alone without resources, with a housing aid estimated: 651,69 less 78,20', () => {
    expect(find('rsa', facts()).monthlyCents).toBe(57_349)
  })

  it('nothing under 6 euros, nothing before 25 without a child, ASPA first from 65', () => {
    const earning = (cents: number): RightsFacts =>
      facts({ situation: { ...alone, resources: [{ kind: 'wages', amountCents: cents, every: 'month' }] } })
    expect(find('rsa', earning(56_800)).outcome).toBe('not-due')
    expect(find('rsa', earning(56_700)).monthlyCents).toBe(649)
    const aged = (bornOn: PlainDate) => facts({ situation: { ...alone, members: [{ bornOn }] } })
    expect(find('rsa', aged('2003-01-01')).because).toContain('25 ans')
    expect(find('rsa', aged('1955-01-01')).because).toContain('ASPA')
  })
})

it('ASPA 2026: a pension of 600 is brought to the twelfth of 12 523,14', () => {
  const situation: BudgetSnapshot = {
    ...alone,
    members: [{ bornOn: '1950-01-01' }],
    resources: [{ kind: 'retirement-pension', amountCents: 60_000, every: 'month' }],
  }
  expect(find('aspa', facts({ situation })).monthlyCents).toBe(44_360)
  expect(find('aspa', facts()).outcome).toBe('not-due')
})

it('AAH asks for the incapacity, then gives the maximum less the resources counted', () => {
  expect(find('aah', facts({ answers: { ...noAnswers, zone: 'ii' } })).missing).toEqual(['disability'])
  expect(find('aah', facts()).outcome).toBe('not-due')
  const recognised = facts({ answers: { ...facts().answers, hasDisability: true } })
  expect(find('aah', recognised).monthlyCents).toBe(104_159)
})

it('the activity bonus is spotted from a wage and never computed', () => {
  const situation: BudgetSnapshot = {
    ...alone,
    resources: [{ kind: 'wages', amountCents: 120_000, every: 'month' }],
  }
  expect(find('activity-bonus', facts({ situation }))).toMatchObject({
    outcome: 'to-check',
    monthlyCents: null,
  })
})

it('the energy cheque of a couple and a child, 14 500: 63 euros a year', () => {
  const situation: BudgetSnapshot = {
    ...alone,
    members: [{ bornOn: '1980-05-01' }, { bornOn: '1981-05-01', isPartner: true }, { bornOn: '2015-01-01' }],
  }
  const taxIncomes = [{ noticeYear: 2026, incomeYear: 2025, rfrCents: 1_450_000, occupants: 3 }]
  const found = find('energy-cheque', facts({ situation, taxIncomes }))
  expect(found.explanation?.result).toEqual({ kind: 'cents', value: 6_300 })
  expect(found.monthlyCents).toBe(525)
})

describe('rent supplement (SLS)', () => {
  it.each([
    [19, 0],
    [20, 27_000],
    [22, 39_000],
    [35, 117_000],
    [59, 261_000],
    [60, 269_000],
    [80, 429_000],
    [149, 981_000],
    [150, 991_000],
  ])('the coefficient at %i points', (points, rate) => {
    expect(supplementRate(points, params)).toBe(rate)
  })

  const paris = {
    zone: 'paris',
    areaSquareDecimetres: 6_500,
    ceilingCents: 2_692_000,
    taxIncomeCents: 3_284_240,
    rentCents: 50_000,
    resourcesMonthCents: 300_000,
    squareMetreCap: null,
  } as const

  it('65 m² in Paris, 22 points above: 70,47', () => {
    expect(excessPoints(paris.taxIncomeCents, paris.ceilingCents)).toBe(22)
    expect(rentSupplement(paris, params).monthlyCents).toBe(7_047)
  })

  it('rent and supplement stay within 30 % of the resources', () => {
    expect(rentSupplement({ ...paris, resourcesMonthCents: 180_000 }, params).monthlyCents).toBe(4_000)
    expect(rentSupplement({ ...paris, resourcesMonthCents: 100_000 }, params).monthlyCents).toBe(0)
  })
})

describe('the scale of social housing', () => {
  const couple = (first: PlainDate, second: PlainDate) =>
    facts({
      situation: { ...alone, members: [{ bornOn: first }, { bornOn: second, isPartner: true }] },
      commune: { communeCode: '69381', regionCode: '84' },
      taxIncomes: [{ noticeYear: 2025, incomeYear: 2024, rfrCents: 3_690_000, occupants: 2 }],
    })
  const scale = (known: RightsFacts) =>
    estimateRights(known, params).standings.find(({ key }) => key === 'social-housing')?.result

  it('26 and 27 years in Lyon, 36 900: within the PLUS as a young household', () => {
    expect(scale(couple('2000-03-01', '1999-03-01'))).toBe('PLUS')
  })
  it('28 and 28 years: 56 in all, no longer a young household', () => {
    expect(scale(couple('1998-03-01', '1998-03-01'))).toBe('PLS')
  })
})

it('what is not received comes first, by monthly amount', () => {
  const order = estimateRights(facts(), params).estimates
  expect(order.slice(0, 3).map(({ right }) => right)).toEqual(['rsa', 'housing-aid', 'rls'])
  expect(order.map(({ outcome }) => outcome).at(-1)).toBe('not-due')
})

describe('what if', () => {
  const nothing: WhatIf = { resources: [], newChildren: 0, home: null }
  const working: BudgetSnapshot = {
    ...alone,
    resources: [{ kind: 'wages', amountCents: 130_000, every: 'month' }],
    charges: [
      { kind: 'rent', amountCents: 43_000, every: 'month' },
      { kind: 'recoverable-charges', amountCents: 6_000, every: 'month' },
      { kind: 'electricity', amountCents: 6_500, every: 'month' },
    ],
  }
  const known = { ...facts(), situation: working }

  it('without a change both sides are the same', () => {
    const { current, changed } = compareWhatIf(known, nothing, params)
    expect(changed).toEqual(current)
  })

  it('half the wage lost: more aid, a heavier home, less to live on', () => {
    const { current, changed } = compareWhatIf(
      known,
      { ...nothing, resources: [{ kind: 'wages', monthlyCents: 65_000 }] },
      params,
    )
    expect(changed.incomeCents).toBe(65_000)
    expect(changed.aidCountedCents).toBeGreaterThan(current.aidCountedCents)
    expect(changed.effort.basisPoints).toBeGreaterThan(current.effort.basisPoints ?? 0)
    expect(changed.residualMonthCents).toBeLessThan(current.residualMonthCents)
    expect(changed.effortWithEnergy.basisPoints).toBeGreaterThan(changed.effort.basisPoints ?? 0)
  })

  it('a child comes: one more person, an aid for one dependant', () => {
    const { current, changed } = compareWhatIf(known, { ...nothing, newChildren: 1 }, params)
    expect(changed.persons).toBe(2)
    expect(changed.aidCountedCents).toBeGreaterThan(current.aidCountedCents)
  })

  it('the home proposed replaces rent, charges, energy and aid; the rest of the budget stays', () => {
    const home = {
      rentCents: 38_000,
      chargesCents: 5_000,
      energyCents: 4_000,
      zone: 'iii',
      homeKind: 'whole',
      isUnderConvention: true,
      isSocialLandlord: false,
    } as const
    const { changed } = compareWhatIf(known, { ...nothing, home }, params)
    expect([changed.housingCents, changed.energyCents, changed.incomeCents]).toEqual([43_000, 4_000, 130_000])
    expect(changed.residualMonthCents).toBe(130_000 + changed.aidCountedCents - 47_000)
  })
})
