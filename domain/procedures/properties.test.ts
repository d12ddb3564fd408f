import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Holidays } from '#domain/calendar.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import type {
  DelayRule,
  Field,
  FieldValue,
  FieldValues,
  Law,
  ProcedureDefinition,
  ProcedureFact,
} from '#domain/procedures/definition.ts'
import { procedureDefinitions } from '#domain/procedures/definitions.ts'
import { deriveProcedure } from '#domain/procedures/derive.ts'
import { walkProcedure } from '#domain/procedures/walk.ts'

const holidays: Holidays = new Set<PlainDate>(['2026-04-06', '2026-05-01', '2026-12-25', '2027-01-01'])
const readers = new Map<PlainDate, ReturnType<typeof readParameters>>()
const law: Law = {
  on: (day) => {
    const known = readers.get(day) ?? readParameters(legalParameters, day)
    readers.set(day, known)
    return known
  },
  holidays: () => holidays,
}
const openedOn: PlainDate = '2026-01-05'
const keys = new Set(legalParameters.map(({ key }) => key))

const valueFor = (field: Field, on: PlainDate): fc.Arbitrary<FieldValue> => {
  switch (field.type) {
    case 'day':
      return fc.integer({ min: 0, max: 200 }).map((days) => addDays(on, days))
    case 'boolean':
      return fc.boolean()
    case 'text':
      return fc.constantFrom('essai', 'autre')
    case 'choice':
      return fc.constantFrom(...Object.keys(field.options))
    default:
      return fc.integer({ min: field.min ?? 0, max: Math.min(field.max ?? 400, 400) })
  }
}

const detailOf = (fields: readonly Field[], on: PlainDate): fc.Arbitrary<FieldValues> =>
  fc.tuple(...fields.map((field) => fc.option(valueFor(field, on), { nil: undefined }))).map((values) =>
    Object.fromEntries(
      fields.flatMap(({ key }, index) => {
        const value = values[index]
        return value === undefined ? [] : [[key, value]]
      }),
    ),
  )

const recorded = (definition: ProcedureDefinition) =>
  Object.keys(definition.events).filter((event) => !definition.events[event]?.derived)

const factsOf = (definition: ProcedureDefinition): fc.Arbitrary<ProcedureFact[]> =>
  fc
    .array(fc.tuple(fc.constantFrom(...recorded(definition)), fc.nat({ max: 900 })), { maxLength: 12 })
    .chain((drawn) =>
      fc.tuple(
        ...drawn.map(([event, days], index) => {
          const on = addDays(openedOn, days)
          return detailOf(definition.events[event]?.fields ?? [], on).map((detail) => ({
            id: `f${index}`,
            event,
            on,
            detail,
          }))
        }),
      ),
    )

/** Facts that each take a row: walked at random along the table, so that the far states are visited too. */
const followedFacts = (definition: ProcedureDefinition): fc.Arbitrary<ProcedureFact[]> =>
  fc.array(fc.tuple(fc.nat(), fc.nat({ max: 120 })), { minLength: 4, maxLength: 20 }).map((choices) => {
    let on = openedOn
    const facts: ProcedureFact[] = []
    for (const [pick, days] of choices) {
      on = addDays(on, days)
      const { next } = deriveProcedure(definition, opened, facts, law, on)
      const free = next.filter(({ heldBackBy }) => heldBackBy === null)
      const onward = free.filter(({ ends }) => ends === null)
      const possible = pick % 9 === 0 || onward.length === 0 ? free : onward
      const chosen = possible[pick % Math.max(possible.length, 1)]
      if (chosen) facts.push({ id: `f${facts.length}`, event: chosen.event, on, detail: {} })
    }
    return facts
  })
const opened = { openedOn, circumstances: {} }

const all = Object.values(procedureDefinitions).map((one) => [one.kind, one] as const)
const delaysOf = (definition: ProcedureDefinition): DelayRule[] =>
  definition.rows.flatMap(({ delays }) => delays ?? [])

describe.each(all)('the table of %s', (kind, definition) => {
  test('names only states, events, guards and figures that exist', () => {
    expect(definition.kind).toBe(kind)
    expect(definition.states).toHaveProperty(definition.start)
    for (const { from, event, to, guards = [], source } of definition.rows) {
      for (const state of [...from, to]) expect(Object.keys(definition.states)).toContain(state)
      expect(Object.keys(definition.events)).toContain(event)
      for (const guard of guards) expect(Object.keys(definition.guards)).toContain(guard)
      expect(source).not.toBe('')
    }
    for (const rule of delaysOf(definition)) {
      if (typeof rule.length !== 'function') expect(keys).toContain(rule.length.key)
      const raised = [rule.silence, rule.begins].filter((event) => event !== undefined)
      for (const event of [...(rule.metBy ?? []), ...(rule.endedBy ?? []), ...raised])
        expect(Object.keys(definition.events)).toContain(event)
      for (const event of raised) expect(definition.events[event]?.derived).toBe(true)
      expect(rule.source).not.toBe('')
    }
    expect(definition.sources).not.toEqual([])
  })

  test('counts a delay from a day that its fact may carry', () => {
    for (const { event, delays = [] } of definition.rows)
      for (const { from } of delays)
        if (from) expect(definition.events[event]?.fields?.map(({ key }) => key) ?? []).toContain(from.field)
  })

  test('reaches every state, uses every event and every guard, and leaves no state without a way out', () => {
    const reached = new Set([definition.start])
    for (let size = 0; size !== reached.size; ) {
      size = reached.size
      for (const { from, to } of definition.rows)
        if (from.some((state) => reached.has(state))) reached.add(to)
    }
    expect([...reached].toSorted()).toEqual(Object.keys(definition.states).toSorted())
    expect([...new Set(definition.rows.map(({ event }) => event))].toSorted()).toEqual(
      Object.keys(definition.events).toSorted(),
    )
    expect([...new Set(definition.rows.flatMap(({ guards = [] }) => guards))].toSorted()).toEqual(
      Object.keys(definition.guards).toSorted(),
    )
    for (const [state, { ends }] of Object.entries(definition.states))
      if (!ends) expect(definition.rows.filter(({ from }) => from.includes(state))).not.toEqual([])
  })

  test('tells one line whatever the order in which the same facts are entered', () => {
    const shuffled = factsOf(definition).chain((facts) =>
      fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
    )
    fc.assert(
      fc.property(shuffled, fc.nat({ max: 1200 }), ([facts, other], days) => {
        const today = addDays(openedOn, days)
        const renamed = other.map((fact, index) => ({ ...fact, id: `g${index}` }))
        const line = deriveProcedure(definition, opened, facts, law, today)
        expect(deriveProcedure(definition, opened, other, law, today)).toEqual(line)
        expect(deriveProcedure(definition, opened, renamed, law, today).state).toBe(line.state)
      }),
      { numRuns: 40 },
    )
  })

  test('never sets a deadline before the fact that starts it, and moves it only off days not worked', () => {
    fc.assert(
      fc.property(fc.oneof(factsOf(definition), followedFacts(definition)), (facts) => {
        const { deadlines } = walkProcedure(definition, opened, facts, law, addDays(openedOn, 1200))
        for (const { rule, triggeredBy, rawDueOn, dueOn } of deadlines) {
          if (rule.direction !== 'before') expect(dueOn >= triggeredBy.on).toBe(true)
          if (rule.moves === 'kept') expect(dueOn).toBe(rawDueOn)
          if (rule.moves === 'backward') expect(dueOn <= rawDueOn).toBe(true)
          else expect(dueOn >= rawDueOn).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })

  test('gives a row to every fact of its calendar, whatever happened before', () => {
    fc.assert(
      fc.property(followedFacts(definition), (facts) => {
        const { steps } = walkProcedure(definition, opened, facts, law, addDays(openedOn, 1800))
        for (const { fact, isDerived, problem } of steps)
          if (isDerived) expect({ event: fact.event, problem }).toEqual({ event: fact.event, problem: null })
      }),
      { numRuns: 200 },
    )
  })

  test('stays as it is until the day it says it changes on', () => {
    fc.assert(
      fc.property(
        followedFacts(definition),
        fc.nat({ max: 900 }),
        fc.nat({ max: 400 }),
        (facts, days, more) => {
          const today = addDays(openedOn, days)
          const later = addDays(today, more)
          const now = deriveProcedure(definition, opened, facts, law, today)
          if (now.changesOn !== null && now.changesOn <= later) return
          const then = deriveProcedure(definition, opened, facts, law, later)
          expect([then.state, then.steps, then.deadlines]).toEqual([now.state, now.steps, now.deadlines])
        },
      ),
      { numRuns: 150 },
    )
  })
})
