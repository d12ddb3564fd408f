import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Circumstances, decideMeasureFact, type OtherMeasure } from '#domain/measures/decide.ts'
import { deriveMeasure } from '#domain/measures/derive.ts'
import { type MeasureFact, measureEventKinds } from '#domain/measures/kinds.ts'
import { settled, withLength } from '#domain/measures/measure-for-tests.ts'
import { addDays, addMonths, type PlainDate } from '#domain/plain-date.ts'
import { overlapRules, type ProgrammeDefinition } from '#domain/programmes/definition.ts'

const first: PlainDate = '2024-01-31'
const day = (most: number) => fc.integer({ min: 0, max: most }).map((days) => addDays(first, days))

const definitions: fc.Arbitrary<ProgrammeDefinition> = fc
  .record({
    firstMonths: fc.option(fc.integer({ min: 1, max: 12 })),
    renewals: fc.option(fc.integer({ min: 0, max: 3 })),
    renewalMonths: fc.option(fc.integer({ min: 1, max: 6 })),
    totalMonths: fc.option(fc.integer({ min: 1, max: 18 })),
    limit: fc.constantFrom('fixed' as const, 'advisory' as const, 'none' as const),
    alertMonths: fc.array(fc.integer({ min: 1, max: 24 }), { maxLength: 2 }),
  })
  .chain((length) =>
    fc
      .constantFrom(1, 3, null)
      .map((reviewEveryMonths) => withLength(length, { documents: [], exits: [], reviewEveryMonths })),
  )

const kinds = fc.constantFrom(...measureEventKinds)
const anyFact = (most: number): fc.Arbitrary<MeasureFact> =>
  fc
    .record({ kind: kinds, on: day(most), months: fc.integer({ min: 1, max: 14 }) })
    .chain(({ kind, on, months }) =>
      fc
        .record({
          phase: fc.constantFrom('towards-home', 'in-home'),
          ahead: fc.integer({ min: 1, max: 900 }),
          id: fc.uuid(),
        })
        .map(
          ({ phase, ahead, id }) =>
            ({
              id,
              on,
              kind,
              ...(kind === 'renewed' || kind === 'evaluated' ? { months } : {}),
              ...(kind === 'phase-entered' ? { phase } : {}),
              ...(kind === 'derogated' ? { until: addDays(on, ahead), reason: '' } : {}),
              ...(kind === 'requested' ? { prescriber: 'landlord' } : {}),
              ...(kind === 'ended' ? { exit: 'other' } : {}),
            }) as MeasureFact,
        ),
    )
/** Likely facts: a measure asked, signed and begun, then anything. */
const course = (most: number) =>
  fc
    .tuple(fc.array(anyFact(most), { maxLength: 12 }), fc.boolean())
    .map(([facts, begins]) =>
      begins
        ? [
            { id: '1', on: first, kind: 'requested', prescriber: 'landlord' } as MeasureFact,
            { id: '2', on: first, kind: 'diagnosis-started' } as MeasureFact,
            { id: '3', on: first, kind: 'contract-signed' } as MeasureFact,
            { id: '4', on: first, kind: 'started' } as MeasureFact,
            ...facts,
          ]
        : facts,
    )

const far: PlainDate = '2040-01-01'
/** Records what is accepted, one fact after the other, in the order they come. */
const recordAll = (
  definition: ProgrammeDefinition,
  facts: readonly MeasureFact[],
  around: Circumstances = settled,
): MeasureFact[] => {
  const kept: MeasureFact[] = []
  for (const fact of facts)
    if (decideMeasureFact(definition, kept, fact, around, far).outcome === 'accepted') kept.push(fact)
  return kept
}

const pictureOf = (definition: ProgrammeDefinition, facts: readonly MeasureFact[], today: PlainDate) => {
  const { explanation: _, changesOn: __, ...picture } = deriveMeasure(definition, facts, today)
  return picture
}

test('the standing is the same from any order of the same facts', () => {
  fc.assert(
    fc.property(
      definitions,
      course(700),
      day(900),
      fc.infiniteStream(fc.nat()),
      (definition, facts, today, ranks) => {
        const shuffled = facts
          .map((fact) => ({ fact, rank: ranks.next().value }))
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ fact }) => fact)
        expect(deriveMeasure(definition, shuffled, today)).toEqual(deriveMeasure(definition, facts, today))
      },
    ),
  )
})

test('no accepted sequence passes the limit without a derogation', () => {
  let renewed = 0
  fc.assert(
    fc.property(definitions, course(700), (definition, facts) => {
      const kept = recordAll(definition, facts)
      const { endsOn, limitOn, startedOn } = deriveMeasure(definition, kept, far)
      renewed += kept.filter(({ kind }) => kind === 'renewed').length
      if (endsOn !== null && limitOn !== null) expect(endsOn <= limitOn).toBe(true)
      const { totalMonths, limit } = definition.length
      if (limit !== 'fixed' || totalMonths === null || startedOn === null || endsOn === null) return
      if (!kept.some(({ kind }) => kind === 'derogated'))
        expect(endsOn <= addMonths(startedOn, totalMonths)).toBe(true)
    }),
    { numRuns: 400 },
  )
  expect(renewed).toBeGreaterThan(0)
})

test('every accepted fact has its place, whatever was recorded after it', () => {
  fc.assert(
    fc.property(definitions, course(700), (definition, facts) => {
      expect(deriveMeasure(definition, recordAll(definition, facts), far).unplaced).toEqual([])
    }),
  )
})

test('two measures of a household never overlap where either programme forbids it', () => {
  const families = fc.constantFrom('avdl' as const, 'asll' as const)
  const programme = fc.record({
    family: families,
    overlap: fc.constantFrom(...overlapRules),
    id: fc.constantFrom('p', 'q'),
  })
  fc.assert(
    fc.property(fc.array(fc.tuple(programme, course(400)), { minLength: 2, maxLength: 4 }), (asked) => {
      const kept: OtherMeasure[] = []
      for (const [{ family, overlap, id: programmeId }, facts] of asked) {
        const definition = withLength({}, { documents: [], exits: [], family, overlap })
        const around = { ...settled, programmeId, others: kept }
        const { startedOn, endedOn } = deriveMeasure(definition, recordAll(definition, facts, around), far)
        if (startedOn !== null) kept.push({ programmeId, family, overlap, startedOn, endedOn })
      }
      for (const [index, one] of kept.entries())
        for (const other of kept.slice(index + 1)) {
          const together =
            (one.endedOn === null || one.endedOn > other.startedOn) &&
            (other.endedOn === null || other.endedOn > one.startedOn)
          if (together) expect(mayRunTogether(one, other)).toBe(true)
        }
    }),
  )
})

const mayRunTogether = (one: OtherMeasure, other: OtherMeasure): boolean =>
  [one.overlap, other.overlap].every(
    (rule) =>
      rule === 'free' ||
      (rule === 'same-family' && one.family !== other.family) ||
      (rule === 'same-programme' && one.programmeId !== other.programmeId),
  )

test('changesOn is honest: nothing changes on any day before it', () => {
  fc.assert(
    fc.property(definitions, course(300), day(300), (definition, facts, today) => {
      const { changesOn } = deriveMeasure(definition, facts, today)
      const now = pictureOf(definition, facts, today)
      const until = changesOn ?? addDays(today, 500)
      for (let next = addDays(today, 1); next < until; next = addDays(next, 1))
        expect(pictureOf(definition, facts, next)).toEqual(now)
    }),
    { numRuns: 60 },
  )
})
