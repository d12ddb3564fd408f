import {
  type ArrearsRegime,
  type ArrearsRules,
  type DebtFacts,
  readArrearsRules,
  regimeOn,
} from '#domain/arrears/threshold.ts'
import {
  type ArrearsEventKind,
  type ArrearsGuard,
  type ArrearsStage,
  type ArrearsTransition,
  arrearsEventKinds,
  arrearsTransitions,
  type DelayRule,
} from '#domain/arrears/transitions.ts'
import { type Deadline, dueAfterMonths, type Holidays } from '#domain/calendar.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { compareDates, earlierOf, laterOf, monthsBetween, type PlainDate } from '#domain/plain-date.ts'

/** A fact someone recorded, with its day; the stage follows from such facts and from the ledger. */
export type ArrearsEvent = { kind: ArrearsEventKind; on: PlainDate }

export type ArrearsCaseFacts = DebtFacts & {
  constitutedOnA: PlainDate | null
  constitutedOnB: PlainDate | null
  /** The day the debt was last paid in full, when the ledger knows it. */
  clearedOn?: PlainDate | null
}

export type ArrearsStep = { on: PlainDate; event: ArrearsEventKind; from: ArrearsStage; to: ArrearsStage }

export type ArrearsCase = {
  stage: ArrearsStage
  since: PlainDate | null
  /** Those the present stage still waits for. */
  deadlines: Deadline[]
  history: ArrearsStep[]
  /** Recorded facts that change nothing where they fall, kept to be shown. */
  unplaced: ArrearsEvent[]
}

/**
 * The day the debt became arrears under the law of that day: what regime A constituted stays so, and what only regime B sees is
 * constituted at the earliest on its first day.
 */
export function constitutedOn(
  facts: Pick<ArrearsCaseFacts, 'constitutedOnA' | 'constitutedOnB'>,
  rules: Pick<ArrearsRules, 'switchOn'>,
  onDate: PlainDate,
): PlainDate | null {
  const { constitutedOnA, constitutedOnB } = facts
  if (constitutedOnA !== null && constitutedOnA < rules.switchOn)
    return constitutedOnA <= onDate ? constitutedOnA : null
  if (constitutedOnB === null || regimeOn(onDate, rules) === 'A') return null
  const underB = laterOf(constitutedOnB, rules.switchOn)
  return underB <= onDate ? underB : null
}

/** The stage of a case on a day: the ledger's facts and the recorded ones walked in date order, whatever the order they were entered in. */
export function deriveArrearsCase(
  facts: ArrearsCaseFacts,
  events: readonly ArrearsEvent[],
  onDate: PlainDate,
  params: ParameterReader,
  holidays: Holidays,
): ArrearsCase {
  const rules = readArrearsRules(params)
  const walk: Walk = {
    stage: 'none',
    since: null,
    entered: null,
    history: [],
    unplaced: [],
    simplifiedFailed: false,
  }
  for (const event of inOrder([...ledgerEvents(facts, rules, onDate), ...events])) {
    if (event.on <= onDate) take(walk, event, regimeOn(event.on, rules))
  }
  if (facts.debtCents <= 0 && walk.stage !== 'none' && walk.stage !== 'cleared') {
    take(walk, { kind: 'debt-cleared', on: facts.clearedOn ?? onDate }, regimeOn(onDate, rules))
  }
  const { stage, since, history, unplaced } = walk
  const deadline = openDeadline(walk, onDate, params, holidays)
  return { stage, since, history, unplaced, deadlines: deadline ? [deadline] : [] }
}

type Walk = {
  stage: ArrearsStage
  since: PlainDate | null
  /** The row that created the deadline now open, and its day. */
  entered: { delay: DelayRule; on: PlainDate } | null
  history: ArrearsStep[]
  unplaced: ArrearsEvent[]
  simplifiedFailed: boolean
}

function ledgerEvents(facts: ArrearsCaseFacts, rules: ArrearsRules, onDate: PlainDate): ArrearsEvent[] {
  if (facts.debtCents <= 0 || facts.firstDefaultOn === null) return []
  const reached = constitutedOn(facts, rules, onDate)
  const started = oldestDay(facts.firstDefaultOn, [facts.constitutedOnA, facts.constitutedOnB])
  const events: ArrearsEvent[] = [{ kind: 'rent-unpaid', on: started }]
  if (reached !== null) events.push({ kind: 'threshold-reached', on: reached })
  return events
}

/** The oldest call may have been paid since the threshold was reached, within one same default. */
function oldestDay(first: PlainDate, others: (PlainDate | null)[]): PlainDate {
  return others.reduce<PlainDate>((oldest, day) => (day === null ? oldest : earlierOf(oldest, day)), first)
}

function inOrder(events: readonly ArrearsEvent[]): ArrearsEvent[] {
  const rank = (event: ArrearsEvent) => arrearsEventKinds.indexOf(event.kind)
  return events.toSorted((a, b) => compareDates(a.on, b.on) || rank(a) - rank(b))
}

function take(walk: Walk, event: ArrearsEvent, regime: ArrearsRegime): void {
  const row = arrearsTransitions.find(
    (candidate) =>
      candidate.from === walk.stage &&
      candidate.event === event.kind &&
      happened(candidate.guard, regime, walk),
  )
  if (!row) {
    walk.unplaced.push(event)
    return
  }
  follow(walk, row, event)
}

/** A recorded fact happened: only the guards that tell two rows apart are asked, the others belong to `permittedEvents`. */
function happened(guard: ArrearsGuard | null, regime: ArrearsRegime, walk: Walk): boolean {
  if (guard === 'regime-a') return regime === 'A'
  return guard === 'after-simplified' ? walk.simplifiedFailed : true
}

function follow(walk: Walk, row: ArrearsTransition, event: ArrearsEvent): void {
  walk.history.push({ on: event.on, event: event.kind, from: row.from, to: row.to })
  walk.simplifiedFailed =
    row.to !== 'cleared' && (walk.simplifiedFailed || event.kind === 'simplified-procedure-failed')
  if (row.to !== row.from) walk.since = event.on
  walk.stage = row.to
  walk.entered = row.delay ? { delay: row.delay, on: event.on } : null
}

function openDeadline(
  walk: Walk,
  onDate: PlainDate,
  params: ParameterReader,
  holidays: Holidays,
): Deadline | undefined {
  if (!walk.entered) return undefined
  const { delay, on } = walk.entered
  const months = params.readNearest(delay.delayKey)
  const periods = delay.repeats ? Math.floor(monthsBetween(on, onDate) / months) + 1 : 1
  return dueAfterMonths(on, months * periods, holidays, delay.rule, delay.source)
}

/** What the screen may offer to record now: the events of the stage whose guard the facts of the day satisfy. */
export function permittedEvents(
  stage: ArrearsStage,
  facts: { debtCents: number; currentRentResumed: boolean; afterSimplifiedFailure?: boolean },
  onDate: PlainDate,
  params: ParameterReader,
): ArrearsEventKind[] {
  const regime = regimeOn(onDate, readArrearsRules(params))
  const satisfied: Record<ArrearsGuard, boolean> = {
    'regime-a': regime === 'A',
    'after-simplified': facts.afterSimplifiedFailure === true,
    'small-debt': regime === 'A' && facts.debtCents <= params.read('arrears.simplified-ceiling'),
    'current-rent-resumed': facts.currentRentResumed,
    // Whether the safety net holds is a decision, recorded with its ground.
    'half-net-paid': true,
  }
  const rows = arrearsTransitions.filter(
    ({ from, guard }) => from === stage && (guard === null || satisfied[guard]),
  )
  return [...new Set(rows.map((row) => row.event))]
}
