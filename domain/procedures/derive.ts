import { addDays, compareDates, type PlainDate } from '#domain/plain-date.ts'
import type { ProcedureDeadline } from '#domain/procedures/deadlines.ts'
import type { Law, ProcedureDefinition, ProcedureFact } from '#domain/procedures/definition.ts'
import type { ProcedureActor } from '#domain/procedures/kinds.ts'
import {
  type LineStep,
  type OpenedProcedure,
  refusalOf,
  rowsFor,
  type Walked,
  walkProcedure,
} from '#domain/procedures/walk.ts'

/** What may come next, and what holds it back today. */
export type NextStep = {
  event: string
  label: string
  who: ProcedureActor
  to: string
  /** Null when it may be recorded today. */
  heldBackBy: string | null
  /** Where it leads: what would end the procedure, well or badly. */
  ends: 'well' | 'badly' | 'neutral' | null
  source: string
}

export type DerivedProcedure = {
  state: string
  since: PlainDate
  hasEnded: boolean
  steps: LineStep[]
  /** The earliest first; the open ones are what is awaited. */
  deadlines: ProcedureDeadline[]
  next: NextStep[]
  /** The next day on which time alone changes something. */
  changesOn: PlainDate | null
}

export const deriveProcedure = (
  definition: ProcedureDefinition,
  opened: OpenedProcedure,
  facts: readonly ProcedureFact[],
  law: Law,
  today: PlainDate,
): DerivedProcedure => {
  const walked = walkProcedure(definition, opened, facts, law, today)
  const { course, steps } = walked
  const deadlines = walked.deadlines.toSorted(
    (a, b) => compareDates(a.dueOn, b.dueOn) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  )
  return {
    state: course.state,
    since: course.since,
    hasEnded: definition.states[course.state]?.ends !== undefined,
    steps,
    deadlines,
    next: nextSteps(definition, walked, law, today),
    changesOn: nextChange(facts, deadlines, today),
  }
}

/** One line an event: the first of its rows that is open today, else the first with what holds it back. */
const nextSteps = (
  definition: ProcedureDefinition,
  { course }: Walked,
  law: Law,
  today: PlainDate,
): NextStep[] =>
  Object.entries(definition.events).flatMap(([key, { label, who, derived }]) => {
    const rows = derived ? [] : rowsFor(definition, course.state, key, today)
    const asked: ProcedureFact = { id: '', event: key, on: today, detail: {} }
    const ways = rows.map((row) => ({ row, heldBackBy: refusalOf(definition, row, course, asked, law) }))
    const way = ways.find(({ heldBackBy }) => heldBackBy === null) ?? ways[0]
    if (!way) return []
    const to = way.row.returns ? course.cameFrom : way.row.to
    const ends = definition.states[to]?.ends ?? null
    return [{ event: key, label, who, to, heldBackBy: way.heldBackBy, ends, source: way.row.source }]
  })

const nextChange = (
  facts: readonly ProcedureFact[],
  deadlines: readonly ProcedureDeadline[],
  today: PlainDate,
): PlainDate | null => {
  const open = deadlines.filter(({ status }) => status === 'open')
  const silences = open.filter(({ rule }) => rule.silence).map(({ dueOn }) => addDays(dueOn, 1))
  const beginnings = open.filter(({ rule }) => rule.begins).map(({ dueOn }) => dueOn)
  const days = [...facts.map(({ on }) => on), ...silences, ...beginnings]
  return days.filter((day) => day > today).toSorted()[0] ?? null
}
