import { addDays, compareDates, type PlainDate } from '#domain/plain-date.ts'
import type { ProcedureDeadline } from '#domain/procedures/deadlines.ts'
import type { Law, ProcedureDefinition, ProcedureFact } from '#domain/procedures/definition.ts'
import type { ProcedureActor } from '#domain/procedures/kinds.ts'
import {
  type LineStep,
  type OpenedProcedure,
  refusalOf,
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

const nextSteps = (
  definition: ProcedureDefinition,
  { course }: Walked,
  law: Law,
  today: PlainDate,
): NextStep[] =>
  definition.rows
    .filter(({ from, validFrom, validTo }) => {
      const isInForce = (!validFrom || validFrom <= today) && (!validTo || today <= validTo)
      return isInForce && from.includes(course.state)
    })
    .flatMap((row) => {
      const event = definition.events[row.event]
      if (!event || event.derived) return []
      const asked: ProcedureFact = { id: '', event: row.event, on: today, detail: {} }
      return [
        {
          event: row.event,
          label: event.label,
          who: event.who,
          to: row.to,
          heldBackBy: refusalOf(definition, row, course, asked, law),
          ends: definition.states[row.to]?.ends ?? null,
          source: row.source,
        },
      ]
    })

const nextChange = (
  facts: readonly ProcedureFact[],
  deadlines: readonly ProcedureDeadline[],
  today: PlainDate,
): PlainDate | null => {
  const silences = deadlines
    .filter(({ status, rule }) => status === 'open' && rule.silence !== undefined)
    .map(({ dueOn }) => addDays(dueOn, 1))
  return [...facts.map(({ on }) => on), ...silences].filter((day) => day > today).toSorted()[0] ?? null
}
