import type { ApplicationFact, LineGrant } from '#domain/funding/application-facts.ts'
import { type ApplicationStage, applicationStepFrom } from '#domain/funding/application-states.ts'
import { compareDates, type PlainDate } from '#domain/plain-date.ts'

export type LineCourse =
  | { state: 'open' }
  | { state: 'on-agenda'; sittingId: string; heldOn: PlainDate }
  | { state: 'adjourned'; on: PlainDate; reason: string }
  | { state: 'granted'; on: PlainDate; grant: LineGrant }
  | { state: 'refused'; on: PlainDate; reasons: readonly string[]; text: string }

/** What the facts taken so far make of a file. */
export type ApplicationCourse = {
  stage: ApplicationStage
  filedOn: PlainDate | null
  completeOn: PlainDate | null
  reviewerId: string | null
  /** Documents asked for and not received yet, with the day by which they are awaited. */
  awaited: ReadonlyMap<string, PlainDate>
  received: ReadonlyMap<string, PlainDate>
  /** Lines that something happened to; the others are open. */
  lines: ReadonlyMap<string, LineCourse>
  lastDecisionOn: PlainDate | null
}

const nothing: ApplicationCourse = {
  stage: 'draft',
  filedOn: null,
  completeOn: null,
  reviewerId: null,
  awaited: new Map(),
  received: new Map(),
  lines: new Map(),
  lastDecisionOn: null,
}

export type TakenApplicationFact = { fact: ApplicationFact; isPlaced: boolean }

/**
 * By day, then in the order they were written (identifiers follow it): on one day a line may be placed, taken off and
 * placed again. One order, whatever that of the list.
 */
export const inApplicationOrder = (facts: readonly ApplicationFact[]): ApplicationFact[] =>
  facts.toSorted((a, b) => compareDates(a.on, b.on) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))

/** Walks the facts in order; one that no row of the table takes, where it falls, changes nothing and is told. */
export const walkApplication = (
  facts: readonly ApplicationFact[],
): { course: ApplicationCourse; taken: TakenApplicationFact[] } => {
  let course = nothing
  const taken: TakenApplicationFact[] = []
  for (const fact of inApplicationOrder(facts)) {
    const row = applicationStepFrom(course.stage, fact.kind)
    const isPlaced = row !== undefined && lineTakes(course, fact)
    taken.push({ fact, isPlaced })
    if (row && isPlaced) course = { ...apply(course, fact), stage: row.to }
  }
  return { course, taken }
}

export const lineOf = (course: Pick<ApplicationCourse, 'lines'>, lineId: string): LineCourse =>
  course.lines.get(lineId) ?? { state: 'open' }

const isDecided = ({ state }: LineCourse) => state === 'granted' || state === 'refused'

/** A line is decided once, until the file is opened again; a sitting decides what is on its own agenda. */
const lineTakes = (course: ApplicationCourse, fact: ApplicationFact): boolean => {
  if (!('lineId' in fact)) return true
  const line = lineOf(course, fact.lineId)
  // Placed again on its own sitting: that sitting has changed its day.
  if (fact.kind === 'placed-on-agenda')
    return !isDecided(line) && (line.state !== 'on-agenda' || line.sittingId === fact.sittingId)
  if (fact.sittingId === null) return line.state === 'open' || line.state === 'adjourned'
  return line.state === 'on-agenda' && line.sittingId === fact.sittingId
}

const apply = (course: ApplicationCourse, fact: ApplicationFact): Omit<ApplicationCourse, 'stage'> => {
  switch (fact.kind) {
    case 'filed':
      return { ...course, filedOn: fact.on }
    case 'reviewer-assigned':
      return { ...course, reviewerId: fact.membershipId }
    case 'documents-asked':
      return {
        ...course,
        completeOn: null,
        awaited: new Map([
          ...course.awaited,
          ...fact.documents.map((document) => [document, fact.answerBy] as const),
        ]),
        received: without(course.received, fact.documents),
      }
    case 'document-received':
      return {
        ...course,
        awaited: without(course.awaited, [fact.document]),
        received: new Map([...course.received, [fact.document, fact.on]]),
      }
    case 'declared-complete':
      return { ...course, completeOn: fact.on, awaited: new Map() }
    case 'reopened':
      return {
        ...course,
        filedOn: course.filedOn ?? fact.on,
        lines: without(course.lines, fact.lineIds),
      }
    default:
      return 'lineId' in fact ? applyToLine(course, fact) : course
  }
}

const without = <V>(map: ReadonlyMap<string, V>, keys: readonly string[]): ReadonlyMap<string, V> =>
  new Map([...map].filter(([key]) => !keys.includes(key)))

const applyToLine = (
  course: ApplicationCourse,
  fact: Extract<ApplicationFact, { lineId: string }>,
): ApplicationCourse => {
  const line = lineAfter(fact)
  return {
    ...course,
    lines: new Map([...course.lines, [fact.lineId, line]]),
    lastDecisionOn: isDecided(line) ? fact.on : course.lastDecisionOn,
  }
}

const lineAfter = (fact: Extract<ApplicationFact, { lineId: string }>): LineCourse => {
  switch (fact.kind) {
    case 'placed-on-agenda':
      return { state: 'on-agenda', sittingId: fact.sittingId, heldOn: fact.heldOn }
    case 'removed-from-agenda':
      return { state: 'open' }
    case 'line-adjourned':
      return { state: 'adjourned', on: fact.on, reason: fact.reason }
    case 'line-granted': {
      const { id, kind, on, ...grant } = fact
      return { state: 'granted', on, grant }
    }
    case 'line-refused':
      return { state: 'refused', on: fact.on, reasons: fact.reasons, text: fact.text }
  }
}
