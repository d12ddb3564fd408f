import type { Holidays } from '#domain/calendar.ts'
import type { Compartment } from '#domain/casework/compartments.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { DeadlineSense, ProcedureActor, ProcedureKind } from '#domain/procedures/kinds.ts'

/** What is asked with a fact, or when a procedure opens: the screen draws it, the server checks it. */
export type Field = {
  key: string
  label: string
  help?: string
  required?: boolean
} & (
  | { type: 'text' | 'boolean' }
  /** `isLater`: a day set by the fact, which cannot fall before it. */
  | { type: 'day'; isLater?: boolean }
  | { type: 'cents' | 'count'; min?: number; max?: number }
  | { type: 'choice'; options: Readonly<Record<string, string>> }
)
export type FieldValue = string | number | boolean
export type FieldValues = Readonly<Record<string, FieldValue>>

/** A dated fact of a procedure, as recorded or as the calendar raised it. */
export type ProcedureFact = {
  id: string
  event: string
  on: PlainDate
  detail: FieldValues
}

/** The figures and holidays of a day: a fact is judged by the law of its own day. */
export type Law = { on(day: PlainDate): ParameterReader; holidays(day: PlainDate): Holidays }

/** What a guard or a computed delay may look at: the circumstances given at opening and the facts taken before. */
export type Course = {
  kind: ProcedureKind
  state: string
  since: PlainDate
  /** The state left for this one: where a suspension goes back to. */
  cameFrom: string
  circumstances: FieldValues
  /** In their order; the one being judged is the last where a delay is computed. */
  facts: readonly ProcedureFact[]
}

export type Guard = {
  /** Said when it holds back: « Le loyer courant n’est pas repris ». */
  refusal: string
  holds(course: Course, fact: ProcedureFact, law: Law): boolean
}

/** A length written in the law, kept as a dated parameter in the unit named. */
export type DelayLength = { unit: 'months' | 'weeks' | 'days' | 'working-days'; key: string }

export type DelayRule = {
  /** Which delay this is, in kebab-case, one per definition. */
  rule: string
  label: string
  sense: DeadlineSense
  who: ProcedureActor
  /** What it is counted from: the fact's day, or a day written with the fact, such as the hearing's. */
  from?: { field: string }
  /** Backwards where the limit stands before a day: the summons six weeks before the hearing. */
  direction?: 'after' | 'before'
  length: DelayLength | ((course: Course, fact: ProcedureFact, law: Law) => ComputedDelay | null)
  /**
   * Where it falls on a day not worked: forward for a procedural period (CPC art. 642), backward for a limit that stands
   * before a day, kept for a length the text gives to the day.
   */
  moves?: 'forward' | 'backward' | 'kept'
  /** Facts that answer it. Leaving the state ends it as well, unless it outlives the state. */
  metBy?: readonly string[]
  outlivesState?: boolean
  /** Facts after which it no longer matters, where it outlives its state. */
  endedBy?: readonly string[]
  /** The fact the calendar raises by itself once the day has passed unanswered: silence is a refusal. */
  silence?: string
  /** The fact the calendar raises on the very day, before any other of that day: a protection ends, a period begins. */
  begins?: string
  /** A check that returns: the next one starts from the day of the last. */
  repeats?: boolean
  /** Whether missing it loses a right or closes a way: shown first, never hidden. */
  isLegal: boolean
  documents?: readonly string[]
  source: string
}
export type ComputedDelay = { rawDueOn: PlainDate; why: string }

export type Transition = {
  from: readonly string[]
  event: string
  guards?: readonly string[]
  to: string
  /** Goes back to the state left before this one; `to` is then the most usual of them. */
  returns?: boolean
  delays?: readonly DelayRule[]
  /** The days on which a fact may take this row: the law before and after a reform. */
  validFrom?: PlainDate
  validTo?: PlainDate
  source: string
}

export type StateDefinition = {
  label: string
  /** What this means for the household, in plain French, for a household or a volunteer to read. */
  meaning: string
  ends?: 'well' | 'badly' | 'neutral'
}

export type EventDefinition = {
  label: string
  who: ProcedureActor
  fields?: readonly Field[]
  documents?: readonly string[]
  /** Raised by the calendar or by other facts of the house: nobody records it by hand. */
  derived?: boolean
}

/** A procedure as a table. Facts are recorded; state, line and deadlines are derived (handbook §0.2, §14). */
export type ProcedureDefinition = {
  kind: ProcedureKind
  /** Day of the last change of this table: what a procedure read was derived with. */
  version: PlainDate
  /** Who reads it: rent staff read what stands in « gestion » only (handbook §13.5). */
  compartment: Compartment
  circumstances: readonly Field[]
  start: string
  states: Readonly<Record<string, StateDefinition>>
  /** In the order of the procedure: facts of one day are taken in it. */
  events: Readonly<Record<string, EventDefinition>>
  guards: Readonly<Record<string, Guard>>
  rows: readonly Transition[]
  sources: readonly string[]
}
