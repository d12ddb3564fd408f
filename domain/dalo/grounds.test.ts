import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DaloAnswers, type DaloFacts, noDaloAnswers } from '#domain/dalo/facts.ts'
import type { DaloGround } from '#domain/dalo/ground-codes.ts'
import { checkDaloGrounds } from '#domain/dalo/grounds.ts'
import { leastAreaSquareMetres } from '#domain/dalo/overcrowding.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'

const today = '2026-11-22'
const params = () => readParameters(legalParameters, today)

type Given = Partial<Omit<DaloFacts, 'answers'>> & { answers?: Partial<DaloAnswers> }
const look = (ground: DaloGround, { answers, ...given }: Given) =>
  checkDaloGrounds(
    {
      onDate: today,
      occupants: [{ bornOn: '1990-01-01' }],
      stay: { kind: 'direct-lease', since: '2020-01-01' },
      evictionOrderedOn: null,
      unfitConfirmedOn: null,
      applicationRegisteredOn: null,
      ...given,
      answers: { ...noDaloAnswers, ...answers },
    },
    params(),
  ).find((one) => one.ground === ground)

const mother = { bornOn: '1990-01-01' } as const
const child = { bornOn: '2015-06-01' } as const

test.each([
  [1, 9],
  [2, 16],
  [3, 25],
  [4, 34],
  [7, 61],
  [8, 70],
  [9, 70],
  [12, 70],
])('%i people need %i m² (handbook §11)', (persons, area) => {
  expect(leastAreaSquareMetres(persons, params())).toBe(area)
})

test('one more person never needs less, and nobody needs more than 70 m²', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), (persons) => {
      const [here, next] = [persons, persons + 1].map((count) => leastAreaSquareMetres(count, params()))
      expect(next).toBeGreaterThanOrEqual(here ?? 0)
      expect(next).toBeLessThanOrEqual(70)
    }),
  )
})

describe('overcrowded or indecent', () => {
  test.each<[string, Given, string]>([
    [
      'a minor, 24,99 m² for three',
      { occupants: [mother, child, child], answers: { areaSquareDecimetres: 2_499 } },
      'yes',
    ],
    [
      'a minor, 25 m² for three, decent',
      { occupants: [mother, child, child], answers: { areaSquareDecimetres: 2_500, indecent: false } },
      'no',
    ],
    [
      'a minor, 25 m² for three, nobody said whether it is decent',
      { occupants: [mother, child, child], answers: { areaSquareDecimetres: 2_500 } },
      'to-check',
    ],
    [
      'adults, nobody disabled',
      { occupants: [mother, mother], answers: { disabledPerson: false, areaSquareDecimetres: 900 } },
      'no',
    ],
    [
      'adults, a disabled one',
      { occupants: [mother, mother], answers: { disabledPerson: true, areaSquareDecimetres: 900 } },
      'yes',
    ],
    [
      'adults, nobody said',
      { occupants: [mother, mother], answers: { areaSquareDecimetres: 900 } },
      'to-check',
    ],
    ['a minor in an indecent home', { occupants: [mother, child], answers: { indecent: true } }, 'yes'],
    [
      'a child who is eighteen today',
      { occupants: [mother, { bornOn: '2008-11-22' }], answers: { disabledPerson: false } },
      'no',
    ],
    [
      'a child eighteen tomorrow',
      { occupants: [mother, { bornOn: '2008-11-23' }], answers: { indecent: true } },
      'yes',
    ],
  ])('%s', (_name, given, verdict) => {
    expect(look('overcrowded-or-indecent', given)?.verdict).toBe(verdict)
  })

  test('it asks only what is missing, and shows the area computed', () => {
    const found = look('overcrowded-or-indecent', { occupants: [mother, child] })
    expect(found?.asks).toEqual(['areaSquareDecimetres', 'indecent'])
    const crowded = look('overcrowded-or-indecent', {
      occupants: [mother, child],
      answers: { areaSquareDecimetres: 1_500 },
    })
    expect(crowded?.reason).toContain('15,00 m² pour 2 personnes')
    expect(crowded?.explanation?.parameters.map(({ key }) => key)).toContain('dalo.area-two')
  })
})

describe('temporary', () => {
  test.each<[string, Given['stay'], string]>([
    ['a hostel for six months to the day', { kind: 'shelter', since: '2026-05-22' }, 'no'],
    ['a hostel for six months and a day', { kind: 'shelter', since: '2026-05-21' }, 'yes'],
    ['a foyer for seventeen months', { kind: 'residence', since: '2025-06-22' }, 'no'],
    ['a foyer for more than eighteen months', { kind: 'residence', since: '2025-05-21' }, 'yes'],
    ['a sub-lease for two years', { kind: 'sub-lease', since: '2024-11-01' }, 'to-check'],
    ['a lease', { kind: 'direct-lease', since: '2010-01-01' }, 'no'],
    ['nobody knows', null, 'to-check'],
  ])('%s', (_name, stay, verdict) => {
    expect(look('temporary', { stay: stay ?? null })?.verdict).toBe(verdict)
  })
})

describe('without a home', () => {
  test.each<[string, Given, string]>([
    ['without a home', { stay: { kind: 'without-home', since: '2026-11-01' } }, 'yes'],
    ['hosted, nobody said where', { stay: { kind: 'hosted', since: '2026-11-01' } }, 'to-check'],
    [
      'hosted by a friend',
      { stay: { kind: 'hosted', since: '2026-11-01' }, answers: { hostedByParents: false } },
      'yes',
    ],
    [
      'hosted by the parents',
      { stay: { kind: 'hosted', since: '2026-11-01' }, answers: { hostedByParents: true } },
      'to-check',
    ],
    ['a lease', {}, 'no'],
  ])('%s', (_name, given, verdict) => {
    expect(look('no-home', given)?.verdict).toBe(verdict)
  })
})

describe('long wait', () => {
  test.each<[string, Given, string]>([
    ['no application', {}, 'no'],
    ['the months of the département unknown', { applicationRegisteredOn: '2020-01-01' }, 'to-check'],
    [
      'reached today, nothing proposed',
      { applicationRegisteredOn: '2024-05-22', answers: { longWaitMonths: 30, suitableProposal: false } },
      'yes',
    ],
    [
      'reached tomorrow',
      { applicationRegisteredOn: '2024-05-23', answers: { longWaitMonths: 30, suitableProposal: false } },
      'no',
    ],
    [
      'reached, a fit home was proposed',
      { applicationRegisteredOn: '2020-01-01', answers: { longWaitMonths: 30, suitableProposal: true } },
      'no',
    ],
    [
      'reached, nobody said',
      { applicationRegisteredOn: '2020-01-01', answers: { longWaitMonths: 30 } },
      'to-check',
    ],
  ])('%s', (_name, given, verdict) => {
    expect(look('long-wait', given)?.verdict).toBe(verdict)
  })
})

test.each<[string, DaloGround, Given, string]>([
  [
    'eviction ordered without rehousing',
    'eviction-ordered',
    { evictionOrderedOn: '2026-06-01', answers: { rehousingProvided: false } },
    'yes',
  ],
  ['eviction ordered, nobody said', 'eviction-ordered', { evictionOrderedOn: '2026-06-01' }, 'to-check'],
  ['no eviction', 'eviction-ordered', {}, 'no'],
  ['an order on the home', 'unfit', { unfitConfirmedOn: '2026-06-01' }, 'yes'],
  ['the household says it is unfit', 'unfit', { answers: { unfit: true } }, 'to-check'],
  [
    'a home not adapted',
    'unadapted-disability',
    { answers: { unadapted: true, disabledPerson: true } },
    'yes',
  ],
  ['nobody disabled', 'unadapted-disability', { answers: { disabledPerson: false } }, 'no'],
])('%s', (_name, ground, given, verdict) => {
  expect(look(ground, given)?.verdict).toBe(verdict)
})

test('grounds that seem met stand first', () => {
  const verdicts = checkDaloGrounds(
    {
      onDate: today,
      occupants: [mother],
      stay: { kind: 'without-home', since: '2026-01-01' },
      evictionOrderedOn: null,
      unfitConfirmedOn: null,
      applicationRegisteredOn: null,
      answers: noDaloAnswers,
    },
    params(),
  ).map(({ verdict }) => verdict)
  expect(verdicts[0]).toBe('yes')
  expect(verdicts).toEqual(
    verdicts.toSorted((a, b) => ['yes', 'to-check', 'no'].indexOf(a) - ['yes', 'to-check', 'no'].indexOf(b)),
  )
})
