import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '#domain/plain-date.ts'
import { blankDefinition } from '#domain/programmes/blank-definition.ts'
import { decideEligibility, type PersonAnswers } from '#domain/programmes/eligibility.ts'
import type { Condition, EligibilityFacts, FactKey, KnownFact } from '#domain/programmes/eligibility-facts.ts'
import { actionLogementSupport } from '#domain/programmes/shipped/action-logement-support.ts'
import { avdlDalo } from '#domain/programmes/shipped/avdl-dalo.ts'
import { soliAlMission } from '#domain/programmes/shipped/soli-al-mission.ts'
import { zeroExpulsion } from '#domain/programmes/shipped/zero-expulsion.ts'
import { ratioBasisPoints } from '#domain/ratio.ts'

const on: PlainDate = '2018-03-12'
const known = (value: KnownFact['value']): KnownFact => ({ value, asOf: on, from: 'situation du ménage' })
const testing = (fact: FactKey, condition: Condition) => ({
  ...blankDefinition('Essai'),
  eligibility: [{ key: 'one', fact, condition, source: 'convention' }],
})
const answerOf = (fact: FactKey, condition: Condition, facts: EligibilityFacts) =>
  decideEligibility(testing(fact, condition), facts, {}, on).tests[0]

describe('Zéro Expulsion: effort rate of 25 % at most, energy included', () => {
  const enters = (costCents: number, incomeCents: number, day = on) =>
    decideEligibility(
      zeroExpulsion.definition,
      {
        'effort-rate-with-energy': known(ratioBasisPoints(costCents, incomeCents) ?? 0),
        'priority-group': known(true),
      },
      {},
      day,
    )

  it.each([
    [250_00, 1000_00, 'eligible'],
    [250_04, 1000_00, 'eligible'],
    [250_10, 1000_00, 'refused'],
    [0, 1000_00, 'eligible'],
  ])('%i cents of a home for %i cents of income: %s', (cost, income, outcome) => {
    expect(enters(cost, income).outcome).toBe(outcome)
  })

  it('says the rate, the day, where it comes from and what was asked', () => {
    const test = enters(250_10, 1000_00).tests.find(({ key }) => key === 'effort-rate')
    expect(test).toMatchObject({ answer: 'no', settledBy: 'fact' })
    expect(test?.reason).toBe(
      '25,01\u00a0% au 12/03/2018 (situation du ménage) ; il faut : au plus 25,00\u00a0%.',
    )
  })

  it.each([
    ['2016-12-31', 'no'],
    ['2017-01-01', 'yes'],
    ['2019-06-30', 'yes'],
    ['2019-07-01', 'no'],
  ] as const)('on %s the period says %s', (day, answer) => {
    expect(enters(200_00, 1000_00, day).tests.find(({ key }) => key === 'period')?.answer).toBe(answer)
  })

  it('without a known effort rate, a person has to check', () => {
    const { outcome, tests } = decideEligibility(
      zeroExpulsion.definition,
      { 'priority-group': known(true) },
      {},
      on,
    )
    expect(outcome).toBe('to-check')
    expect(tests.find(({ key }) => key === 'effort-rate')).toMatchObject({
      answer: 'to-check',
      settledBy: 'nobody',
    })
  })
})

describe('conditions on facts', () => {
  it.each<[FactKey, Condition, KnownFact['value'], string]>([
    ['monthly-income', { is: 'at-least', value: 100_000 }, 100_000, 'yes'],
    ['monthly-income', { is: 'at-least', value: 100_000 }, 99_999, 'no'],
    ['household-size', { is: 'at-most', value: 3 }, 4, 'no'],
    ['arrears-months', { is: 'at-least', value: 2 }, 2, 'yes'],
    ['private-employee', { is: 'true' }, true, 'yes'],
    ['private-employee', { is: 'true' }, false, 'no'],
    ['eviction-under-way', { is: 'false' }, false, 'yes'],
    ['income-class', { is: 'one-of', values: ['very-low', 'low'] }, 'low', 'yes'],
    ['income-class', { is: 'one-of', values: ['very-low', 'low'] }, 'middle', 'no'],
    ['motive', { is: 'none-of', values: ['emergency'] }, 'arrears', 'yes'],
    ['motive', { is: 'none-of', values: ['emergency'] }, 'emergency', 'no'],
    ['triggering-event', { is: 'one-of', values: ['job-loss'] }, ['separation', 'job-loss'], 'yes'],
    ['public', { is: 'one-of', values: ['tenant'] }, ['tenant'], 'yes'],
    ['public', { is: 'none-of', values: ['tenant'] }, ['tenant'], 'no'],
    ['public', { is: 'one-of', values: ['owner-occupier'] }, ['tenant'], 'to-check'],
    ['public', { is: 'none-of', values: ['owner-occupier'] }, ['tenant'], 'to-check'],
    // A fact of another kind than the condition settles nothing.
    ['household-size', { is: 'at-most', value: 3 }, 'three', 'to-check'],
  ])('%s %j of %j: %s', (fact, condition, value, answer) => {
    expect(answerOf(fact, condition, { [fact]: known(value) })?.answer).toBe(answer)
  })

  const facts = fc.constantFrom<FactKey>('effort-rate', 'monthly-income', 'household-size', 'arrears-months')
  const whole = fc.integer({ min: 0, max: 1_000_000 })

  it('a bound is included, and both bounds agree on every value', () => {
    fc.assert(
      fc.property(facts, whole, whole, (fact, bound, value) => {
        const most = answerOf(fact, { is: 'at-most', value: bound }, { [fact]: known(value) })?.answer
        const least = answerOf(fact, { is: 'at-least', value: bound }, { [fact]: known(value) })?.answer
        expect(most).toBe(value <= bound ? 'yes' : 'no')
        expect(least).toBe(value >= bound ? 'yes' : 'no')
      }),
    )
  })

  it('an unknown fact is never a refusal', () => {
    fc.assert(
      fc.property(facts, whole, (fact, bound) => {
        expect(decideEligibility(testing(fact, { is: 'at-most', value: bound }), {}, {}, on).outcome).toBe(
          'to-check',
        )
      }),
    )
  })
})

describe('what a person answers', () => {
  const question = {
    ...blankDefinition('Essai'),
    eligibility: [{ key: 'ready', question: 'Le ménage est-il d’accord ?', source: 'convention' }],
  }
  const said = (answer: 'yes' | 'no' | 'to-check', key = 'ready'): PersonAnswers => ({
    [key]: { answer, reason: 'Vu avec lui le 10 mars.' },
  })

  it('settles a question, with their reason', () => {
    const { outcome, tests } = decideEligibility(question, {}, said('yes'), on)
    expect(outcome).toBe('eligible')
    expect(tests[0]).toMatchObject({ settledBy: 'person', reason: 'Vu avec lui le 10 mars.' })
  })
  it('refuses too', () => {
    expect(decideEligibility(question, {}, said('no'), on).outcome).toBe('refused')
  })
  it('leaves open what they leave open', () => {
    expect(decideEligibility(question, {}, said('to-check'), on).outcome).toBe('to-check')
  })
  it('never turns what the facts or the calendar settle', () => {
    const late = decideEligibility(zeroExpulsion.definition, {}, said('yes', 'period'), '2019-07-01')
    expect(late.tests[0]).toMatchObject({ key: 'period', answer: 'no', settledBy: 'period' })
    const rate = decideEligibility(
      zeroExpulsion.definition,
      { 'effort-rate-with-energy': known(2501) },
      said('yes', 'effort-rate'),
      on,
    )
    expect(rate.outcome).toBe('refused')
  })
})

describe('publics and territory', () => {
  const soliAl = (facts: EligibilityFacts) =>
    decideEligibility(soliAlMission.definition, { motive: known('insertion'), ...facts }, {}, on)

  it.each([
    [true, 'eligible'],
    [false, 'eligible'],
  ])('Soli’AL takes employees and non-employees (private employee: %s)', (isEmployee, outcome) => {
    expect(soliAl({ 'private-employee': known(isEmployee) }).outcome).toBe(outcome)
  })
  it('Soli’AL is for insertion, not for emergency', () => {
    const facts = { motive: known('emergency'), 'private-employee': known(false) }
    expect(decideEligibility(soliAlMission.definition, facts, {}, on).outcome).toBe('refused')
  })
  it('Action Logement is for private employees, and for the events it lists', () => {
    const decide = (event: string, isEmployee: boolean) =>
      decideEligibility(
        actionLogementSupport.definition,
        { 'triggering-event': known(event), 'private-employee': known(isEmployee) },
        { 'not-own-doing': { answer: 'yes', reason: 'Vu avec elle.' } },
        on,
      ).outcome
    expect(decide('short-time-work', true)).toBe('eligible')
    expect(decide('short-time-work', false)).toBe('refused')
    expect(decide('rent-too-high', true)).toBe('refused')
  })
  it('the DALO line asks for a recognised household', () => {
    const decide = (facts: EligibilityFacts) =>
      decideEligibility(avdlDalo.definition, facts, {}, on).tests[0]?.answer
    expect(decide({ 'dalo-recognised': known(true) })).toBe('yes')
    expect(decide({ 'dalo-recognised': known(false) })).toBe('no')
    expect(decide({ public: known(['tenant']) })).toBe('to-check')
  })
  it.each([
    [known(true), 'yes'],
    [known(false), 'no'],
    [undefined, 'to-check'],
  ])('a territory is met, missed or to be checked', (lives, answer) => {
    const definition = { ...blankDefinition('Essai'), territory: ['Puy-de-Dôme'] }
    const facts = lives ? { 'lives-in-territory': lives } : {}
    expect(decideEligibility(definition, facts, {}, on).tests[0]?.answer).toBe(answer)
  })
  it('a programme that asks nothing takes everybody', () => {
    expect(decideEligibility(blankDefinition('Essai'), {}, {}, on)).toEqual({
      outcome: 'eligible',
      tests: [],
    })
  })
})
