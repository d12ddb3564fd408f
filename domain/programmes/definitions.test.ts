import { describe, expect, it } from 'vitest'
import { blankDefinition } from '#domain/programmes/blank-definition.ts'
import { checkDefinition } from '#domain/programmes/check-definition.ts'
import { compareDefinitions } from '#domain/programmes/compare-definitions.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import { describeDefinition } from '#domain/programmes/describe-definition.ts'
import type { EligibilityTest } from '#domain/programmes/eligibility-facts.ts'
import { avdl } from '#domain/programmes/shipped/avdl.ts'
import { stayWithVolunteers } from '#domain/programmes/shipped/stay-with-volunteers.ts'
import { shippedProgrammes } from '#domain/programmes/shipped-programmes.ts'

const sound = avdl.definition
const lasting = (length: Partial<ProgrammeDefinition['length']>): Partial<ProgrammeDefinition> => ({
  length: { ...sound.length, ...length },
})
const asking = (...eligibility: EligibilityTest[]): Partial<ProgrammeDefinition> => ({ eligibility })
const test = (given: object): EligibilityTest =>
  ({ key: 'one', source: 'convention', ...given }) as EligibilityTest

describe('what is wrong with a definition', () => {
  it('nothing with a sound one', () => {
    expect(checkDefinition(sound)).toEqual([])
  })

  it('a blank one says all that is missing, by heading', () => {
    expect(checkDefinition(blankDefinition('Essai')).map(({ path }) => path)).toEqual([
      'source',
      'prescribers',
      'objectives',
      'exits',
    ])
  })

  it.each<[string, Partial<ProgrammeDefinition>, string]>([
    ['no name', { name: ' ' }, 'name'],
    ['a period that ends before it starts', { from: '2026-02-01', to: '2026-01-31' }, 'to'],
    ['a place twice', { territory: ['Metz', 'Metz'] }, 'territory'],
    [
      'a condition under a key of the house',
      asking(test({ key: 'period', question: 'Oui ?' })),
      'eligibility.0.key',
    ],
    [
      'two conditions under one key',
      asking(test({ question: 'Oui ?' }), test({ question: 'Non ?' })),
      'eligibility',
    ],
    ['a condition without a source', asking(test({ question: 'Oui ?', source: '' })), 'eligibility.0.source'],
    ['an empty question', asking(test({ question: ' ' })), 'eligibility.0.question'],
    [
      'a rate answered by yes',
      asking(test({ fact: 'effort-rate', condition: { is: 'true' } })),
      'eligibility.0.condition',
    ],
    [
      'a rate that is not whole basis points',
      asking(test({ fact: 'effort-rate', condition: { is: 'at-most', value: 2500.5 } })),
      'eligibility.0.condition',
    ],
    [
      'an empty choice',
      asking(test({ fact: 'motive', condition: { is: 'one-of', values: [] } })),
      'eligibility.0.condition',
    ],
    [
      'a value out of the list',
      asking(test({ fact: 'motive', condition: { is: 'one-of', values: ['whim'] } })),
      'eligibility.0.condition',
    ],
    [
      'a minimum above the maximum',
      asking(
        test({ fact: 'household-size', condition: { is: 'at-least', value: 4 } }),
        test({ key: 'two', fact: 'household-size', condition: { is: 'at-most', value: 3 } }),
      ),
      'eligibility.0.condition',
    ],
    ['a phase without a name', { phases: [{ key: 'a', label: '' }] }, 'phases'],
    ['a fixed limit without a total', lasting({ totalMonths: null }), 'length.totalMonths'],
    ['a first period beyond the total', lasting({ firstMonths: 13 }), 'length.firstMonths'],
    ['renewals beyond the total', lasting({ renewals: 2 }), 'length.renewals'],
    ['half a month', lasting({ firstMonths: 1.5 }), 'length.firstMonths'],
    ['an alert after the end', lasting({ alertMonths: [13] }), 'length.alertMonths'],
    ['alerts out of order', lasting({ alertMonths: [6, 3] }), 'length.alertMonths'],
    ['a total without a limit', lasting({ limit: 'none' }), 'length.totalMonths'],
    ['the same paper twice', { documents: [...sound.documents, ...sound.documents] }, 'documents'],
    ['a rhythm of zero weeks', { rhythm: { kind: 'fixed', everyWeeks: 0 } }, 'rhythm'],
    ['reviews every zero months', { reviewEveryMonths: 0 }, 'reviewEveryMonths'],
    ['evaluations out of order', { evaluationMonths: [12, 6] }, 'evaluationMonths'],
    ['an indicator without its evaluation', { evaluationMonths: [6] }, 'indicators'],
    ['no capacity at all', { capacity: 0 }, 'capacity'],
    ['a weight of nothing', { weightTenths: 0 }, 'weightTenths'],
  ])('%s', (_, change, path) => {
    const problems = checkDefinition({ ...sound, ...change })
    expect(problems.map((problem) => problem.path)).toEqual([path])
    expect(problems[0]?.message).toMatch(/^[A-ZÀÉ].*\.$/)
  })

  it('an advisory length lets renewals go on beyond it', () => {
    const { definition } = stayWithVolunteers
    expect(definition.length).toMatchObject({
      limit: 'advisory',
      totalMonths: 48,
      alertMonths: [18, 24, 36, 48],
    })
    expect(checkDefinition({ ...definition, length: { ...definition.length, renewals: 5 } })).toEqual([])
  })
})

describe('shipped programmes', () => {
  it.each(shippedProgrammes.map((programme) => [programme.key, programme] as const))(
    '%s is sound, and says where its rules come from',
    (_, { definition }) => {
      expect(checkDefinition(definition)).toEqual([])
      expect(definition.source.length).toBeGreaterThan(40)
      expect(definition.summary).not.toBe('')
    },
  )
  it('each has its own key and name', () => {
    expect(new Set(shippedProgrammes.map(({ key }) => key)).size).toBe(13)
    expect(new Set(shippedProgrammes.map(({ definition }) => definition.name)).size).toBe(13)
  })
  it('no household asks for an AVDL itself', () => {
    const asked = shippedProgrammes.filter(({ definition }) => definition.family === 'avdl')
    expect(asked).toHaveLength(2)
    for (const { definition } of asked) expect(definition.prescribers).not.toContain('household')
  })
  it('figures that no text gives are told', () => {
    const told = shippedProgrammes.filter(({ definition }) => definition.source.includes('À confirmer'))
    const unsure = shippedProgrammes.filter(({ key }) => !told.some((one) => one.key === key))
    expect(unsure.map(({ key }) => key)).toEqual(['asll'])
    expect(unsure[0]?.definition.source).toContain('à confirmer')
  })
})

describe('comparing two versions', () => {
  it('nothing changes when nothing changes', () => {
    expect(compareDefinitions(sound, structuredClone(sound))).toEqual([])
  })
  it('says what each heading loses and gains', () => {
    const after = {
      ...sound,
      capacity: 30,
      objectives: sound.objectives.slice(1),
      length: { ...sound.length, firstMonths: 3, renewals: 3 },
    }
    expect(compareDefinitions(sound, after)).toEqual([
      {
        key: 'length',
        label: 'Durée',
        removed: ['Première période : 6 mois', 'Renouvellement : 1 renouvellement, 6 mois à la fois'],
        added: ['Première période : 3 mois', 'Renouvellement : 3 renouvellements, 6 mois à la fois'],
        moved: false,
      },
      {
        key: 'objectives',
        label: 'Objectifs',
        removed: ['Faciliter et suivre les démarches, en lien avec le travailleur social référent'],
        added: [],
        moved: false,
      },
      { key: 'capacity', label: 'Capacité', removed: [], added: ['30 mesures à la fois'], moved: false },
    ])
  })
  it('an order that changes is told as such', () => {
    const [change] = compareDefinitions(sound, { ...sound, phases: sound.phases.toReversed() })
    expect(change).toMatchObject({ key: 'phases', removed: [], added: [], moved: true })
  })
  it('a source that changes is a change', () => {
    const [first, ...rest] = sound.eligibility
    const after = { ...sound, eligibility: [{ ...first, source: 'Avenant' } as EligibilityTest, ...rest] }
    expect(compareDefinitions(sound, after).map(({ key }) => key)).toEqual(['eligibility-sources'])
  })
  it('every heading of a definition is described', () => {
    const headings = describeDefinition(sound).map(({ key }) => key)
    const covered = Object.keys(sound).map((key) => (key === 'from' || key === 'to' ? 'period' : key))
    expect(headings.toSorted()).toEqual([...new Set(covered)].toSorted())
  })
})
