import { describe, expect, test } from 'vitest'
import type { BudgetSnapshot } from '#domain/budget/snapshot.ts'
import { evaluateFsl, type FslFacts } from '#domain/local-rules/evaluate.ts'
import { blankFslRule, type FslRule } from '#domain/local-rules/fsl-rule.ts'
import { type FoundRule, statusOn, territoryCodePattern } from '#domain/local-rules/kinds.ts'
import { findShippedDaloRule, shippedDaloRules } from '#domain/local-rules/shipped-dalo.ts'
import { findShippedFslRule, shippedFslRules } from '#domain/local-rules/shipped-fsl.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'

const params = readParameters(legalParameters, '2026-11-22')
const rule = (code: string): FoundRule<FslRule> => {
  const found = findShippedFslRule(code)
  if (!found) throw new Error(`no rule for ${code}`)
  return found
}

const single = { bornOn: '1980-01-01' } as const
const child = { bornOn: '2018-05-01' } as const
const partner = { bornOn: '1982-01-01', isPartner: true } as const
const home = (
  incomeCents: number,
  members: BudgetSnapshot['members'],
  { aidCents = 0, rentCents = 0, chargesCents = 0 } = {},
): BudgetSnapshot => ({
  onDate: '2026-11-22',
  members,
  resources: [
    { kind: 'wages', amountCents: incomeCents, every: 'month' },
    { kind: 'housing-benefit', amountCents: aidCents, every: 'month' },
    { kind: 'ars', amountCents: 45_000, every: 'month' },
    { kind: 'aeeh', amountCents: 15_000, every: 'month' },
  ],
  charges: [
    { kind: 'rent', amountCents: rentCents, every: 'month' },
    { kind: 'recoverable-charges', amountCents: chargesCents, every: 'month' },
  ],
})
const facts = (snapshot: BudgetSnapshot | null, more: Partial<FslFacts> = {}): FslFacts => ({
  snapshot,
  energyLabel: null,
  loanInstalmentCents: null,
  enteredOn: null,
  situations: { 'over-indebted': false, 'evicted-private': false, disability: false },
  ...more,
})
const verdict = (code: string, given: FslFacts, aid?: Parameters<typeof evaluateFsl>[3]) =>
  evaluateFsl(rule(code), given, params, aid).verdict

describe('the six FSL rules of the handbook', () => {
  test('Gironde: (resources + aid − rent) ÷ persons, by composition', () => {
    // (700 + 200 − 300) ÷ 1 = 600,00: the ceiling itself is within.
    const atCeiling = home(70_000, [single], { aidCents: 20_000, rentCents: 30_000 })
    expect(verdict('33', facts(atCeiling))).toBe('yes')
    expect(verdict('33', facts(home(70_001, [single], { aidCents: 20_000, rentCents: 30_000 })))).toBe('no')
    // A couple: 920,00 ÷ 2 = 460,00; with three children: 2 100,00 ÷ 5 = 420,00.
    expect(verdict('33', facts(home(92_000, [single, partner])))).toBe('yes')
    expect(verdict('33', facts(home(210_000, [single, partner, child, child, child])))).toBe('yes')
    expect(verdict('33', facts(home(210_005, [single, partner, child, child, child])))).toBe('no')
  })

  test('Gard: effort strictly under 33 % with the instalment of the loan, label E at worst, for access', () => {
    const let33 = home(100_000, [single], { rentCents: 30_000, chargesCents: 2_900 })
    const known = { energyLabel: 'E', loanInstalmentCents: 0 } as const
    expect(verdict('30', facts(let33, known), 'deposit')).toBe('yes')
    expect(verdict('30', facts(let33, { ...known, loanInstalmentCents: 100 }), 'deposit')).toBe('no')
    expect(verdict('30', facts(let33, { ...known, loanInstalmentCents: null }), 'deposit')).toBe('to-check')
    expect(verdict('30', facts(let33, { ...known, energyLabel: 'F' }), 'deposit')).toBe('no')
    // Neither bears on an aid to stay: nothing is known of it there.
    expect(verdict('30', facts(let33, { ...known, energyLabel: 'F' }), 'rent-arrears')).toBe('to-check')
    expect(evaluateFsl(rule('30'), facts(let33, known), params, 'deposit').aids[0]).toMatchObject({
      form: 'loan',
      ceiling: { is: 'months-of-rent', value: 1, whenFurnished: 2 },
    })
  })

  test('Manche: a quotient of 800 € by consumption unit', () => {
    // Couple with a child under 14: 1,8 units; 1 440 ÷ 1,8 = 800,00.
    expect(verdict('50', facts(home(144_000, [single, partner, child])))).toBe('yes')
    expect(verdict('50', facts(home(144_100, [single, partner, child])))).toBe('no')
  })

  test('Aveyron: twice the RSA, raised for some situations', () => {
    // RSA single of April 2026: 651,69.
    expect(verdict('12', facts(home(130_338, [single])))).toBe('yes')
    expect(verdict('12', facts(home(130_339, [single])))).toBe('no')
    expect(verdict('12', facts(home(130_339, [single]), { situations: { 'over-indebted': true } }))).toBe(
      'to-check',
    )
  })

  test('Eure-et-Loir: 60 % of the poverty line of the household', () => {
    expect(verdict('28', facts(home(77_280, [single])))).toBe('yes')
    expect(verdict('28', facts(home(77_281, [single])))).toBe('no')
  })

  test('Val-de-Marne: no condition was found, so that a person checks', () => {
    const told = evaluateFsl(rule('94'), facts(home(500_000, [single])), params, 'guarantee')
    expect(told.verdict).toBe('to-check')
    expect(told.aids).toHaveLength(1)
    expect(told.documents).toContain('third-party-agreement')
  })

  test('the housing aid, the ARS and the AEEH are never counted as resources', () => {
    const { explanation } = evaluateFsl(
      rule('12'),
      facts(home(100_000, [single], { aidCents: 99_900 })),
      params,
    )
    expect(explanation.steps?.[0]?.inputs).toEqual([
      { label: 'Ressources comptées', kind: 'cents', value: 100_000 },
    ])
    expect(explanation.notice).toBe('simulation indicative, sans valeur juridique')
  })

  test('what the file does not say is to be checked, never refused', () => {
    for (const one of shippedFslRules)
      expect(evaluateFsl(one, facts(null, { situations: {} }), params, 'deposit').verdict).toBe('to-check')
  })

  test('each says where it was read, and none asks for a prior residence', () => {
    for (const one of shippedFslRules) {
      expect(one.source).not.toBe('')
      expect(one.confidence).toBe('secondary')
      expect(one.territoryCode).toMatch(territoryCodePattern)
    }
    expect(shippedFslRules.map(({ territoryCode }) => territoryCode)).toEqual([
      '12',
      '28',
      '30',
      '33',
      '50',
      '94',
    ])
    expect(JSON.stringify(shippedFslRules)).not.toMatch(/residence|résid/i)
  })
})

describe('an aid to access is asked in time', () => {
  const local: FoundRule<FslRule> = {
    ...rule('94'),
    rule: {
      ...blankFslRule,
      conditions: [{ is: 'resources-per-rsa', multiple: 20_000 }],
      monthsToApplyAfterEntry: 3,
    },
  }
  const within = (enteredOn: FslFacts['enteredOn'], aid: 'deposit' | 'rent-arrears' = 'deposit') =>
    evaluateFsl(local, facts(home(50_000, [single]), { enteredOn }), params, aid)

  test('up to the last day', () => {
    expect(within('2026-08-22').verdict).toBe('yes')
    expect(within('2026-08-22').askBefore).toBe('2026-11-22')
    expect(within('2026-08-21').verdict).toBe('no')
  })
  test('to be checked when the entry is not known; an aid to stay has no such day', () => {
    expect(within(null).verdict).toBe('to-check')
    expect(within('2020-01-01', 'rent-arrears').verdict).toBe('yes')
  })
})

describe('DALO by département', () => {
  test('overseas and large agglomerations are known, the others are asked', () => {
    expect(findShippedDaloRule('974')?.rule.isOverseas).toBe(true)
    expect(findShippedDaloRule('69')?.rule.hasLargeAgglomeration).toBe(true)
    expect(findShippedDaloRule('48')).toBeNull()
  })
  test('no « délai anormalement long » is invented', () => {
    expect(shippedDaloRules.filter(({ rule: { longWaitMonths } }) => longWaitMonths !== null)).toEqual([])
  })
})

test('a version comes, is in force from its day to its last, then is closed', () => {
  const version = { validFrom: '2026-01-01', validTo: '2026-06-30' } as const
  expect(statusOn(version, '2025-12-31')).toBe('coming')
  expect(statusOn(version, '2026-01-01')).toBe('in-force')
  expect(statusOn(version, '2026-06-30')).toBe('in-force')
  expect(statusOn(version, '2026-07-01')).toBe('closed')
})
