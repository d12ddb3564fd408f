import { type MeasureEventKind, type MeasureFact, measureEventKinds } from '#domain/measures/kinds.ts'
import {
  type MeasureDeadlineKind,
  type MeasureGuard,
  type MeasureStage,
  transitionFrom,
} from '#domain/measures/transitions.ts'
import { addMonths, compareDates, laterOf, type PlainDate } from '#domain/plain-date.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'

/** What the facts taken so far make of a measure. */
export type MeasureCourse = {
  stage: MeasureStage
  phase: string | null
  requestedOn: PlainDate | null
  startedOn: PlainDate | null
  /** Months agreed so far, first period and renewals; null when the needs decide. */
  months: number | null
  renewals: number
  /** Derogations recorded since the last renewal. */
  derogations: number
  /** The furthest day any derogation allows. */
  derogatedUntil: PlainDate | null
  lastReviewOn: PlainDate | null
  /** The last review, renewal or derogation: someone looked at how long it lasts. */
  lastLookedOn: PlainDate | null
  ended: { on: PlainDate; exit: string } | null
  evaluatedMonths: number[]
  awaits: readonly MeasureDeadlineKind[]
}

/** A fact, and what was wrong with it where it falls. */
export type TakenFact = { fact: MeasureFact; problem: MeasureGuard | 'out-of-order' | null }

const nothing: MeasureCourse = {
  stage: 'none',
  phase: null,
  requestedOn: null,
  startedOn: null,
  months: null,
  renewals: 0,
  derogations: 0,
  derogatedUntil: null,
  lastReviewOn: null,
  lastLookedOn: null,
  ended: null,
  evaluatedMonths: [],
  awaits: [],
}

const rankOf = (kind: MeasureEventKind) => measureEventKinds.indexOf(kind)

/** By day, then in the order of the procedure, then by identifier: one order, whatever the order of entry. */
export const inOrder = (facts: readonly MeasureFact[]): MeasureFact[] =>
  facts.toSorted(
    (a, b) =>
      compareDates(a.on, b.on) || rankOf(a.kind) - rankOf(b.kind) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )

/**
 * Walks the facts in order. A fact that no row of the table takes changes nothing; one that breaks a guard happened all
 * the same, and is told so.
 */
export const walkMeasure = (
  definition: ProgrammeDefinition,
  facts: readonly MeasureFact[],
): { course: MeasureCourse; taken: TakenFact[] } => {
  let course = nothing
  const taken: TakenFact[] = []
  for (const fact of inOrder(facts)) {
    const row = transitionFrom(course.stage, fact.kind)
    if (!row) {
      taken.push({ fact, problem: 'out-of-order' })
      continue
    }
    const before = course
    taken.push({ fact, problem: row.guards.find((guard) => !holds[guard](definition, before, fact)) ?? null })
    course = { ...apply(definition, course, fact), stage: row.to, awaits: row.deadlines }
  }
  return { course, taken }
}

/** The last day of the present period, included: a period in months ends on the same day of its last month (CPC art. 641). */
export const endOf = ({ startedOn, months }: MeasureCourse): PlainDate | null =>
  startedOn !== null && months !== null ? addMonths(startedOn, months) : null

/** The day that no renewal may pass, derogations included; null when nothing limits the measure. */
export const limitOf = (definition: ProgrammeDefinition, course: MeasureCourse): PlainDate | null => {
  const { totalMonths } = definition.length
  if (course.startedOn === null || totalMonths === null) return null
  const limit = addMonths(course.startedOn, totalMonths)
  return course.derogatedUntil === null ? limit : laterOf(limit, course.derogatedUntil)
}

const apply = (
  definition: ProgrammeDefinition,
  course: MeasureCourse,
  fact: MeasureFact,
): Omit<MeasureCourse, 'stage' | 'awaits'> => {
  switch (fact.kind) {
    case 'requested':
      return { ...course, requestedOn: fact.on }
    case 'started':
      return {
        ...course,
        startedOn: fact.on,
        months: fact.months ?? firstMonthsOf(definition),
        phase: fact.phase ?? definition.phases[0]?.key ?? null,
      }
    case 'phase-entered':
      return { ...course, phase: fact.phase }
    case 'reviewed':
      return { ...course, lastReviewOn: fact.on, lastLookedOn: fact.on }
    case 'derogated':
      return {
        ...course,
        lastLookedOn: fact.on,
        derogations: course.derogations + 1,
        derogatedUntil: course.derogatedUntil ? laterOf(course.derogatedUntil, fact.until) : fact.until,
      }
    case 'renewed':
      return {
        ...course,
        lastLookedOn: fact.on,
        months: (course.months ?? 0) + fact.months,
        renewals: course.renewals + 1,
        derogations: 0,
      }
    case 'ended':
      return { ...course, ended: { on: fact.on, exit: fact.exit } }
    case 'evaluated':
      return { ...course, evaluatedMonths: [...course.evaluatedMonths, fact.months] }
    default:
      return course
  }
}

/** The total limit bounds the first period, and is the first period where the programme names none. */
const firstMonthsOf = ({ length }: ProgrammeDefinition): number | null => {
  const { firstMonths, totalMonths, limit } = length
  if (limit !== 'fixed' || totalMonths === null) return firstMonths
  return firstMonths === null ? totalMonths : Math.min(firstMonths, totalMonths)
}

type Holds = (definition: ProgrammeDefinition, course: MeasureCourse, fact: MeasureFact) => boolean
const isFixed = ({ length }: ProgrammeDefinition) => length.limit === 'fixed'
const asks = ({ documents }: ProgrammeDefinition, kind: string) =>
  documents.some((document) => document.kind === kind)

const holds: Readonly<Record<MeasureGuard, Holds>> = {
  'no-diagnosis-asked': (definition) => !asks(definition, 'social-diagnosis'),
  'no-contract-asked': (definition) => !asks(definition, 'support-contract'),
  'within-window': ({ from, to }, _, { on }) => (from === null || on >= from) && (to === null || on <= to),
  'within-first-length': (definition, _, fact) => {
    const most = firstMonthsOf(definition)
    return !isFixed(definition) || fact.kind !== 'started' || most === null || (fact.months ?? most) <= most
  },
  'known-phase': ({ phases }, { phase }, fact) => {
    const entered = fact.kind === 'started' || fact.kind === 'phase-entered' ? fact.phase : undefined
    return entered === undefined || (entered !== phase && phases.some(({ key }) => key === entered))
  },
  // Only a fixed limit ends anything; elsewhere the agreed period is taken up again when the household is met.
  'before-expiry': (definition, course, { on }) => {
    const endsOn = endOf(course)
    return !isFixed(definition) || endsOn === null || on <= endsOn || course.derogations > 0
  },
  'renewable-length': (definition, { derogations }, fact) => {
    const { renewalMonths } = definition.length
    const free = !isFixed(definition) || renewalMonths === null || derogations > 0
    return free || fact.kind !== 'renewed' || fact.months <= renewalMonths
  },
  'renewal-left': (definition, { renewals, derogations }) => {
    const most = definition.length.renewals
    return !isFixed(definition) || most === null || renewals < most || derogations > 0
  },
  'within-limit': (definition, course, fact) => {
    const limitOn = limitOf(definition, course)
    if (!isFixed(definition) || limitOn === null || course.startedOn === null || fact.kind !== 'renewed')
      return true
    return addMonths(course.startedOn, (course.months ?? 0) + fact.months) <= limitOn
  },
  'limited-length': (definition) => isFixed(definition),
  'beyond-limit': (definition, course, fact) => {
    const limitOn = limitOf(definition, course) ?? endOf(course)
    return fact.kind !== 'derogated' || limitOn === null || fact.until > limitOn
  },
  'allowed-exit': ({ exits }, _, fact) =>
    // A handover that another service accepted ends the measure, whatever the programme foresaw.
    fact.kind !== 'ended' || exits.length === 0 || fact.exit === 'handover' || exits.includes(fact.exit),
  'evaluation-asked': ({ evaluationMonths }, { evaluatedMonths }, fact) =>
    fact.kind === 'evaluated' &&
    evaluationMonths.includes(fact.months) &&
    !evaluatedMonths.includes(fact.months),
  'evaluation-not-early': (_, { ended }, fact) =>
    fact.kind === 'evaluated' && ended !== null && fact.on >= addMonths(ended.on, fact.months - 1),
}
