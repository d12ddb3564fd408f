import { describe, expect, test } from 'vitest'
import { noDaloAnswers } from '#domain/dalo/facts.ts'
import { checkDaloGrounds } from '#domain/dalo/grounds.ts'
import { draftSections, sectionsOf } from '#domain/housing-files/draft.ts'
import type { HousingFileFacts } from '#domain/housing-files/facts.ts'
import { housingFileKinds } from '#domain/housing-files/kinds.ts'
import { daloFactsOf, missingFacts } from '#domain/housing-files/missing.ts'
import { papersOf } from '#domain/housing-files/papers.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'

const facts = (given: Partial<HousingFileFacts> = {}): HousingFileFacts => ({
  onDate: '2026-11-22',
  persons: [
    { name: 'Rosa Delmas', bornOn: '1990-03-01' },
    { name: 'Léo Delmas', bornOn: '2026-02-01' },
  ],
  stay: { kind: 'shelter', since: '2026-03-01', place: '4 rue des Saules', landlord: null },
  areaSquareDecimetres: null,
  rentCents: null,
  chargesCents: null,
  debtCents: 0,
  budget: { onDate: '2026-11-01', resourcesCents: 120_000, chargesCents: 30_000 },
  application: { number: '063125120012345001', registeredOn: '2025-12-10', validUntil: '2026-12-10' },
  proposals: [],
  supportSince: null,
  evictionOrderedOn: null,
  unfitConfirmedOn: null,
  answers: noDaloAnswers,
  ...given,
})
const groundsOf = (given: HousingFileFacts) =>
  checkDaloGrounds(daloFactsOf(given), readParameters(legalParameters, given.onDate))

describe('what is missing', () => {
  test('nothing when the file tells everything', () => {
    expect(missingFacts('dalo', facts())).toEqual([])
  })
  test('each missing fact with the place to write it down', () => {
    const poor = facts({
      persons: [{ name: 'Léo Delmas', bornOn: null }],
      stay: { kind: 'direct-lease', since: '2020-01-01', place: null, landlord: null },
      budget: null,
      application: null,
    })
    expect(missingFacts('dalo', poor).map(({ where }) => where)).toEqual([
      'persons',
      'situation',
      'questions',
      'procedures',
    ])
    expect(missingFacts('daho', poor).map(({ where }) => where)).not.toContain('procedures')
  })
  test('an application that has lapsed no longer counts', () => {
    const lapsed = facts({
      application: { number: 'X', registeredOn: '2024-01-01', validUntil: '2025-01-01' },
    })
    expect(missingFacts('dalo', lapsed)[0]?.what).toContain('01/01/2025')
  })
})

describe('the words drafted', () => {
  test('every part of every kind of file has its place, in its order', () => {
    for (const kind of housingFileKinds)
      expect(Object.keys(draftSections(kind, facts(), []))).toEqual(sectionsOf(kind))
  })
  test('they tell the facts, and nothing that is not known', () => {
    const drafted = draftSections('dalo', facts(), groundsOf(facts()))
    expect(drafted.household).toBe(
      'Le foyer compte 2 personnes :\nRosa Delmas, 36 ans.\nLéo Delmas, moins d’un an.',
    )
    expect(drafted.home).toContain('hébergement, depuis le 1er mars 2026')
    expect(drafted.resources).toContain('1 200,00 €'.replaceAll(' ', '\u202f').replace('\u202f€', '\u00a0€'))
    expect(drafted.reasons).toContain('plus de 6 mois')
    expect(drafted.steps).toContain('numéro unique 063125120012345001')
    expect(draftSections('dalo', facts({ budget: null }), []).resources).toBe('')
  })
})

describe('the papers', () => {
  test('a ground that seems met asks for what shows it', () => {
    const papers = papersOf('dalo', facts(), groundsOf(facts()))
    expect(papers).toContainEqual({ paper: 'stay-proof', isRequired: true })
    expect(papers).toContainEqual({ paper: 'unfit-proof', isRequired: false })
    expect(new Set(papers.map(({ paper }) => paper)).size).toBe(papers.length)
  })
  test('a household without lease brings none', () => {
    expect(papersOf('dalo', facts(), []).map(({ paper }) => paper)).not.toContain('lease')
  })
})
