import { describe, expect, test } from 'vitest'
import type { PlainDate } from '#domain/plain-date.ts'
import { checkFields, decideCancellation, decideFact } from '#domain/procedures/decide.ts'
import type { Field, FieldValues } from '#domain/procedures/definition.ts'
import { eviction } from '#domain/procedures/eviction.ts'
import { factsOf, lawForTests, type Told } from '#domain/procedures/procedure-for-tests.ts'

const asked = {
  definition: eviction,
  opened: {
    openedOn: '2025-12-01' as PlainDate,
    circumstances: { leaseSignedOn: '2024-05-01', landlord: 'legal-person' },
  },
  law: lawForTests,
  today: '2026-03-10' as PlainDate,
}
const known = factsOf([
  ['2025-12-15', 'ccapex-referred'],
  ['2026-01-12', 'command-to-pay'],
  ['2026-03-03', 'summoned', { hearingOn: '2026-05-05' }],
])
const decide = (...told: Told) => {
  const [on, event, detail = {}] = told
  return decideFact(asked, known, { id: 'new', on, event, detail })
}

describe('a fact joins the line', () => {
  test('in its place', () => {
    expect(decide('2026-03-03', 'prefect-told')).toBeNull()
    expect(decide('2026-03-10', 'adjourned', { hearingOn: '2026-06-02' })).toBeNull()
  })

  test('not from the future, nor before the opening, nor as what the calendar alone raises', () => {
    expect(decide('2026-03-11', 'prefect-told')).toEqual({ reason: 'future-fact' })
    expect(decide('2025-11-30', 'paid')).toEqual({ reason: 'before-opening' })
    expect(decide('2026-02-24', 'clause-acquired')).toEqual({ reason: 'unknown-event' })
    expect(decide('2026-03-10', 'no-such-thing')).toEqual({ reason: 'unknown-event' })
  })

  test('out of order, it tells what was expected', () => {
    const refusal = decide('2026-03-10', 'command-to-quit')
    expect(refusal).toMatchObject({ reason: 'out-of-order' })
    expect(refusal?.reason === 'out-of-order' && refusal.expected.slice(0, 3)).toEqual([
      'prefect-told',
      'assessment-requested',
      'assessment-sent',
    ])
  })

  test('held back, it tells why', () => {
    expect(decide('2026-03-09', 'hearing')).toEqual({
      reason: 'held-back',
      because: expect.stringContaining('irrecevable'),
    })
  })

  test('it does not undo what was recorded after it', () => {
    expect(decide('2026-01-20', 'paid')).toMatchObject({
      reason: 'contradicts-later',
      later: { event: 'summoned' },
    })
  })
})

test('what others stand on is not cancelled before them', () => {
  expect(decideCancellation(asked, known, 'f1')).toMatchObject({
    reason: 'contradicts-later',
    later: { event: 'summoned' },
  })
  expect(decideCancellation(asked, known, 'f2')).toBeNull()
})

describe('what is given with a fact', () => {
  const fields: readonly Field[] = [
    { key: 'hearingOn', label: 'Jour de l’audience', type: 'day', required: true, isLater: true },
    { key: 'months', label: 'Durée', type: 'count', min: 1, max: 36 },
    { key: 'by', label: 'Saisie par', type: 'choice', options: { tenant: 'Locataire' } },
  ]
  test.each<[FieldValues, string | null]>([
    [{ hearingOn: '2026-05-05', months: 36, by: 'tenant' }, null],
    [{}, 'Jour de l’audience : à remplir.'],
    [{ hearingOn: '2026-02-30' }, 'Jour de l’audience : ce n’est pas une date.'],
    [{ hearingOn: '2026-03-02' }, 'Jour de l’audience : ce jour ne peut pas précéder le 03/03/2026.'],
    [{ hearingOn: '2026-05-05', months: 37 }, 'Durée : au plus 36.'],
    [{ hearingOn: '2026-05-05', months: 0 }, 'Durée : au moins 1.'],
    [{ hearingOn: '2026-05-05', months: 1.5 }, 'Durée : ce n’est pas un nombre.'],
    [{ hearingOn: '2026-05-05', by: 'toString' }, 'Saisie par : choix inconnu.'],
    [{ hearingOn: '2026-05-05', other: true }, '« other » n’est pas demandé ici.'],
  ])('%o', (given, problem) => {
    expect(checkFields(fields, given, '2026-03-03')?.problem ?? null).toBe(problem)
  })
})
