import { type Explanation, type ExplanationInput, explain } from '#domain/explanation.ts'
import { type MeasureDeadline, openDeadlines } from '#domain/measures/deadlines.ts'
import type { MeasureFact, MeasureStatus } from '#domain/measures/kinds.ts'
import type { MeasureStage } from '#domain/measures/transitions.ts'
import { endOf, limitOf, type MeasureCourse, type TakenFact, walkMeasure } from '#domain/measures/walk.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import type { ExitReason } from '#domain/programmes/kinds.ts'

/** Where a measure stands on a day. */
export type DerivedMeasure = {
  /** `requested` too when nothing says how it was asked. */
  status: MeasureStatus
  phase: string | null
  requestedOn: PlainDate | null
  startedOn: PlainDate | null
  /** The end of the current period, included; null when the needs decide. */
  endsOn: PlainDate | null
  /** The day that no renewal may pass; null when nothing limits it. */
  limitOn: PlainDate | null
  endedOn: PlainDate | null
  exit: ExitReason | null
  renewals: number
  deadlines: MeasureDeadline[]
  nextDue: MeasureDeadline | null
  /** The next day on which any of this changes without a new fact. */
  changesOn: PlainDate | null
  /** Facts that change nothing where they fall. */
  unplaced: MeasureFact[]
  explanation: Explanation
}

/**
 * The standing of a measure: its facts walked in date order, whatever their order of entry, then the calendar. A
 * suspension stops no clock: a convention counts calendar months from the start, and the funder pays them; what a long
 * absence needs is a derogation, which someone signs.
 */
export const deriveMeasure = (
  definition: ProgrammeDefinition,
  facts: readonly MeasureFact[],
  today: PlainDate,
): DerivedMeasure => {
  const { course, taken } = walkMeasure(
    definition,
    facts.filter(({ on }) => on <= today),
  )
  const endsOn = endOf(course)
  const deadlines = openDeadlines(definition, course, today)
  const expires = definition.length.limit === 'fixed' && isRunning(course.stage) ? endsOn : null
  return {
    status: expires !== null && today > expires ? 'overdue' : statusOf(course.stage),
    phase: course.phase,
    requestedOn: course.requestedOn,
    startedOn: course.startedOn,
    endsOn,
    limitOn: definition.length.limit === 'fixed' ? limitOf(definition, course) : null,
    endedOn: course.ended?.on ?? null,
    exit: (course.ended?.exit as ExitReason | undefined) ?? null,
    renewals: course.renewals,
    deadlines,
    nextDue: deadlines[0] ?? null,
    changesOn: nextChange(expires, facts, today),
    unplaced: taken.filter(isUnplaced).map(({ fact }) => fact),
    explanation: explainTerm(definition, course, today),
  }
}

const isRunning = (stage: MeasureStage) => stage === 'active' || stage === 'suspended'
const statusOf = (stage: MeasureStage): MeasureStatus => (stage === 'none' ? 'requested' : stage)
const isUnplaced = ({ problem }: TakenFact) => problem === 'out-of-order'

/** Deadlines do not depend on the day: only the term passing, or a fact dated later, changes the picture. */
const nextChange = (
  expires: PlainDate | null,
  facts: readonly MeasureFact[],
  today: PlainDate,
): PlainDate | null => {
  const later = facts.map(({ on }) => on)
  if (expires !== null) later.push(addDays(expires, 1))
  return later.filter((day) => day > today).toSorted()[0] ?? null
}

const limitWords = {
  fixed: 'durée maximale, sauf dérogation',
  advisory: 'durée indicative : des alertes, jamais de fin',
  none: 'pas de durée maximale',
} as const

const explainTerm = (
  definition: ProgrammeDefinition,
  course: MeasureCourse,
  today: PlainDate,
): Explanation => {
  const { length } = definition
  const endsOn = endOf(course)
  const inputs: ExplanationInput[] = []
  const day = (label: string, value: PlainDate | null) => {
    if (value !== null) inputs.push({ label, kind: 'date', value })
  }
  const count = (label: string, value: number | null) => {
    if (value !== null) inputs.push({ label, kind: 'count', value })
  }
  day('Début', course.startedOn)
  count('Mois convenus, renouvellements compris', course.months)
  count('Renouvellements faits', course.renewals)
  count('Renouvellements prévus', length.renewals)
  count('Durée totale prévue, en mois', length.totalMonths)
  day('Limite', limitOf(definition, course))
  day('Dérogation jusqu’au', course.derogatedUntil)
  return explain({
    label: 'Terme de la mesure',
    result: endsOn === null ? { kind: 'text', value: 'pas de terme' } : { kind: 'date', value: endsOn },
    formula: `début + mois convenus, le même jour du mois, compris ; ${limitWords[length.limit]} ; une suspension ne reporte pas le terme`,
    inputs,
    sources: [definition.source, 'Décompte en mois : code de procédure civile, art. 641'],
    parameters: [],
    asOf: today,
  })
}
