import type { PlainDate } from '#domain/plain-date.ts'
import { formatDate, isPlainDate } from '#domain/plain-date.ts'
import type {
  Field,
  FieldValues,
  Law,
  ProcedureDefinition,
  ProcedureFact,
} from '#domain/procedures/definition.ts'
import { type OpenedProcedure, outOfOrder, type Walked, walkProcedure } from '#domain/procedures/walk.ts'

export type FactRefusal =
  | { reason: 'future-fact' }
  | { reason: 'before-opening' }
  | { reason: 'unknown-event' }
  /** The event has no row from where the procedure stood that day; what was expected there. */
  | { reason: 'out-of-order'; expected: string[] }
  | { reason: 'held-back'; because: string }
  /** A later fact would lose its place. */
  | { reason: 'contradicts-later'; later: ProcedureFact }

type Asked = { definition: ProcedureDefinition; opened: OpenedProcedure; law: Law; today: PlainDate }

const problemsOf = (walked: Walked): Set<string> =>
  new Set(
    walked.steps
      .filter(({ problem, isDerived }) => problem !== null && !isDerived)
      .map(({ fact }) => fact.id),
  )

const newProblem = (before: Walked, after: Walked, except: string): ProcedureFact | undefined => {
  const known = problemsOf(before)
  return after.steps.find(
    ({ fact, problem, isDerived }) =>
      problem !== null && !isDerived && fact.id !== except && !known.has(fact.id),
  )?.fact
}

/** Whether a fact may join the line: on its day, after the opening, in its place, and without undoing what came later. */
export const decideFact = (
  { definition, opened, law, today }: Asked,
  facts: readonly ProcedureFact[],
  fact: ProcedureFact,
): FactRefusal | null => {
  const event = definition.events[fact.event]
  if (!event || event.derived) return { reason: 'unknown-event' }
  if (fact.on > today) return { reason: 'future-fact' }
  if (fact.on < opened.openedOn) return { reason: 'before-opening' }
  const before = walkProcedure(definition, opened, facts, law, today)
  const after = walkProcedure(definition, opened, [...facts, fact], law, today)
  const step = after.steps.find(({ fact: one }) => one.id === fact.id)
  if (step?.problem === outOfOrder)
    return { reason: 'out-of-order', expected: expectedFrom(definition, step.from, fact.on) }
  if (step?.problem) return { reason: 'held-back', because: step.problem }
  const later = newProblem(before, after, fact.id)
  return later ? { reason: 'contradicts-later', later } : null
}

/** A fact entered by mistake leaves the line unless others stand on it: those are cancelled first. */
export const decideCancellation = (
  { definition, opened, law, today }: Asked,
  facts: readonly ProcedureFact[],
  factId: string,
): FactRefusal | null => {
  const before = walkProcedure(definition, opened, facts, law, today)
  const left = facts.filter(({ id }) => id !== factId)
  const later = newProblem(before, walkProcedure(definition, opened, left, law, today), factId)
  return later ? { reason: 'contradicts-later', later } : null
}

/** A circumstance corrected moves dates; it may not undo a fact already recorded. */
export const decideCircumstances = (
  { definition, opened, law, today }: Asked,
  facts: readonly ProcedureFact[],
  circumstances: FieldValues,
): FactRefusal | null => {
  const before = walkProcedure(definition, opened, facts, law, today)
  const after = walkProcedure(definition, { ...opened, circumstances }, facts, law, today)
  const later = newProblem(before, after, '')
  return later ? { reason: 'contradicts-later', later } : null
}

const expectedFrom = ({ rows, events }: ProcedureDefinition, state: string, on: PlainDate): string[] => {
  const expected = new Set(
    rows
      .filter(
        ({ from, event, validFrom, validTo }) =>
          from.includes(state) &&
          !events[event]?.derived &&
          (!validFrom || validFrom <= on) &&
          (!validTo || on <= validTo),
      )
      .map(({ event }) => event),
  )
  return Object.keys(events).filter((event) => expected.has(event))
}

/** French, for the field at fault; null when what was given is what was asked. `on` is the day of the fact. */
export const checkFields = (
  fields: readonly Field[],
  given: FieldValues,
  on: PlainDate,
): { key: string; problem: string } | null => {
  for (const field of fields) {
    const problem = problemOf(field, given[field.key], on)
    if (problem) return { key: field.key, problem: `${field.label} : ${problem}` }
  }
  const unknown = Object.keys(given).find((key) => !fields.some((field) => field.key === key))
  return unknown === undefined ? null : { key: unknown, problem: `« ${unknown} » n’est pas demandé ici.` }
}

const longestText = 4000

const problemOf = (field: Field, value: FieldValues[string] | undefined, on: PlainDate): string | null => {
  if (value === undefined || value === '') return field.required ? 'à remplir.' : null
  switch (field.type) {
    case 'day':
      if (!isPlainDate(value)) return 'ce n’est pas une date.'
      return field.isLater && value < on ? `ce jour ne peut pas précéder le ${formatDate(on)}.` : null
    case 'text':
      if (typeof value !== 'string') return 'ce n’est pas un texte.'
      return value.length > longestText ? `${longestText} caractères au plus.` : null
    case 'boolean':
      return typeof value === 'boolean' ? null : 'répondez par oui ou par non.'
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(field.options, value) ? null : 'choix inconnu.'
    case 'cents':
    case 'count':
      return problemOfNumber(field, value)
  }
}

const problemOfNumber = (
  { min, max }: { min?: number; max?: number },
  value: FieldValues[string],
): string | null => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return 'ce n’est pas un nombre.'
  if (min !== undefined && value < min) return `au moins ${min}.`
  return max !== undefined && value > max ? `au plus ${max}.` : null
}
