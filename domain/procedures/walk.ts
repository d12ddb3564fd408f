import { compareDates, type PlainDate } from '#domain/plain-date.ts'
import { type ProcedureDeadline, startDeadline } from '#domain/procedures/deadlines.ts'
import type {
  Course,
  FieldValues,
  Law,
  ProcedureDefinition,
  ProcedureFact,
  Transition,
} from '#domain/procedures/definition.ts'

/** A procedure as it was opened. */
export type OpenedProcedure = { openedOn: PlainDate; circumstances: FieldValues }

/** A fact on the line: the row it took, or why it could take none. */
export type LineStep = {
  fact: ProcedureFact
  from: string
  to: string
  source: string | null
  /** French, for the screen; null when the fact took its row. */
  problem: string | null
  /** Raised by the calendar. */
  isDerived: boolean
}

export type Walked = { course: Course; steps: LineStep[]; deadlines: ProcedureDeadline[] }

export const outOfOrder = 'Cette étape n’est pas possible à ce moment de la procédure.'

/** By day, in the order of the table, then by what is written: one order, whatever the order of entry. */
export const inProcedureOrder = (
  definition: ProcedureDefinition,
  facts: readonly ProcedureFact[],
): ProcedureFact[] => {
  const ranks = new Map(Object.keys(definition.events).map((event, rank) => [event, rank]))
  const rankOf = ({ event }: ProcedureFact) => ranks.get(event) ?? ranks.size
  return facts
    .map((fact) => ({ fact, rank: rankOf(fact), tie: `${writtenDetail(fact)} ${fact.id}` }))
    .toSorted(
      (a, b) =>
        compareDates(a.fact.on, b.fact.on) || a.rank - b.rank || (a.tie < b.tie ? -1 : a.tie > b.tie ? 1 : 0),
    )
    .map(({ fact }) => fact)
}

/** What was written with a fact, whatever the order it was written in. */
const writtenDetail = ({ detail }: ProcedureFact): string =>
  JSON.stringify(Object.entries(detail).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/**
 * Walks the facts up to a day, the silences of the calendar between them. A fact that no row takes changes nothing and is
 * told. A silence is a fact of the last day of its delay, taken once that day is over; a period begins with its first day.
 */
export const walkProcedure = (
  definition: ProcedureDefinition,
  opened: OpenedProcedure,
  facts: readonly ProcedureFact[],
  law: Law,
  today: PlainDate,
): Walked => {
  let walked: Walked = {
    course: {
      kind: definition.kind,
      state: definition.start,
      since: opened.openedOn,
      cameFrom: definition.start,
      circumstances: opened.circumstances,
      facts: [],
    },
    steps: [],
    deadlines: [],
  }
  const past = facts.filter(({ on }) => on <= today)
  for (const fact of inProcedureOrder(definition, past)) {
    walked = raiseSilences(definition, walked, law, fact.on)
    walked = takeFact(definition, walked, fact, law, false)
  }
  return raiseSilences(definition, walked, law, today)
}

const raiseSilences = (
  definition: ProcedureDefinition,
  walked: Walked,
  law: Law,
  before: PlainDate,
): Walked => {
  const order = Object.keys(definition.events)
  const rankOf = (one: ProcedureDeadline) => order.indexOf(eventRaised(one))
  let current = walked
  for (;;) {
    const next = current.deadlines
      .filter((one) => isRaised(one, before))
      .toSorted(
        (a, b) => compareDates(a.dueOn, b.dueOn) || rankOf(a) - rankOf(b) || (a.key < b.key ? -1 : 1),
      )[0]
    if (!next) return current
    const event = eventRaised(next)
    const fact: ProcedureFact = { id: `${next.key}:${event}`, event, on: next.dueOn, detail: {} }
    const closed = current.deadlines.map((one) =>
      one.key === next.key ? { ...one, status: 'lapsed' as const } : one,
    )
    current = takeFact(definition, { ...current, deadlines: closed }, fact, law, true)
  }
}

const eventRaised = ({ rule }: ProcedureDeadline): string => rule.silence ?? rule.begins ?? ''

const isRaised = ({ status, rule, dueOn }: ProcedureDeadline, before: PlainDate): boolean =>
  status === 'open' &&
  ((rule.silence !== undefined && dueOn < before) || (rule.begins !== undefined && dueOn <= before))

const takeFact = (
  definition: ProcedureDefinition,
  { course, steps, deadlines }: Walked,
  fact: ProcedureFact,
  law: Law,
  isDerived: boolean,
): Walked => {
  const { row, problem } = chooseRow(definition, course, fact, law)
  const step = { fact, from: course.state, isDerived }
  if (!row)
    return { course, deadlines, steps: [...steps, { ...step, to: course.state, source: null, problem }] }
  const to = row.returns ? course.cameFrom : row.to
  const hasLeft = to !== course.state
  const next: Course = {
    ...course,
    state: to,
    ...(hasLeft && { since: fact.on, cameFrom: course.state }),
    facts: [...course.facts, fact],
  }
  const kept = deadlines.filter(
    ({ status, rule }) => status === 'open' && rule.repeats && rule.metBy?.includes(fact.event),
  )
  const rules = row.delays ?? []
  const started = [
    ...rules,
    ...kept.map(({ rule }) => rule).filter((rule) => !hasLeft && !rules.includes(rule)),
  ]
    .map((rule) => startDeadline(rule, next, fact, law))
    .filter((one) => one !== null)
  const hasEnded = definition.states[to]?.ends !== undefined
  return {
    course: next,
    steps: [...steps, { ...step, to, source: row.source, problem: null }],
    deadlines: [
      ...deadlines.map((one) => closeDeadline(one, fact, { hasLeft, hasEnded }, started)),
      ...started,
    ],
  }
}

/** The first row of the state and event in force on the fact's day whose guards all hold. */
export const chooseRow = (
  definition: ProcedureDefinition,
  course: Course,
  fact: ProcedureFact,
  law: Law,
): { row: Transition | null; problem: string | null } => {
  const rows = rowsFor(definition, course.state, fact.event, fact.on)
  let problem: string | null = null
  for (const row of rows) {
    const refusal = refusalOf(definition, row, course, fact, law)
    if (refusal === null) return { row, problem: null }
    problem ??= refusal
  }
  return { row: null, problem: problem ?? outOfOrder }
}

export const rowsFor = (
  { rows }: ProcedureDefinition,
  state: string,
  event: string,
  on: PlainDate,
): Transition[] =>
  rows.filter(
    (row) =>
      row.event === event &&
      row.from.includes(state) &&
      (row.validFrom === undefined || row.validFrom <= on) &&
      (row.validTo === undefined || on <= row.validTo),
  )

export const refusalOf = (
  { guards }: ProcedureDefinition,
  row: Transition,
  course: Course,
  fact: ProcedureFact,
  law: Law,
): string | null => {
  for (const name of row.guards ?? []) {
    const guard = guards[name]
    if (guard && !guard.holds(course, fact, law)) return guard.refusal
  }
  return null
}

/** What may not come before a day is never late. */
const isInTime = ({ rule, dueOn }: ProcedureDeadline, { on }: ProcedureFact): boolean =>
  rule.sense === 'not-before' || on <= dueOn

const closeDeadline = (
  deadline: ProcedureDeadline,
  fact: ProcedureFact,
  { hasLeft, hasEnded }: { hasLeft: boolean; hasEnded: boolean },
  started: readonly ProcedureDeadline[],
): ProcedureDeadline => {
  if (deadline.status !== 'open') return deadline
  if (deadline.rule.metBy?.includes(fact.event))
    return { ...deadline, status: isInTime(deadline, fact) ? 'met' : 'met-late', metOn: fact.on }
  const isReplaced = started.some(({ rule }) => rule.rule === deadline.rule.rule)
  const { outlivesState, endedBy } = deadline.rule
  const isOver = (hasLeft && (hasEnded || !outlivesState)) || (endedBy?.includes(fact.event) ?? false)
  return isReplaced || isOver ? { ...deadline, status: 'lapsed' } : deadline
}
