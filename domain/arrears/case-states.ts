import type { BenefitRecipient } from '#domain/arrears/housing-expense.ts'
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
  derivedArrearsEvents,
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
    beside: null,
    simplifiedFailed: false,
    fslSeizedJointly: false,
  }
  const dueOn = (clock: Clock, day: PlainDate) => dueOf(clock, day, params, holidays)
  const known = inOrder([...ledgerEvents(facts, rules, onDate), ...events]).filter(({ on }) => on <= onDate)
  for (let from = 0; from < known.length; ) {
    const on = known[from]?.on ?? onDate
    const next = known.findIndex((event) => event.on > on)
    const to = next === -1 ? known.length : next
    refuseBySilence(walk, on, dueOn, rules)
    takeDay(walk, known.slice(from, to), regimeOn(on, rules))
    from = to
  }
  refuseBySilence(walk, onDate, dueOn, rules)
  if (facts.debtCents <= 0 && walk.stage !== 'none' && walk.stage !== 'cleared') {
    take(walk, { kind: 'debt-cleared', on: facts.clearedOn ?? onDate }, regimeOn(onDate, rules))
  }
  const { stage, since, history, unplaced } = walk
  const deadlines = [walk.entered, walk.beside]
    .flatMap((clock) => (clock && dueOn(clock, onDate)) ?? [])
    .toSorted((a, b) => compareDates(a.dueOn, b.dueOn))
  return { stage, since, history, unplaced, deadlines }
}

type Walk = {
  stage: ArrearsStage
  since: PlainDate | null
  /** The row that created the deadline now open, and its day. */
  entered: Clock | null
  /** A delay that runs within the stage, until it is answered. */
  beside: Clock | null
  history: ArrearsStep[]
  unplaced: ArrearsEvent[]
  simplifiedFailed: boolean
  fslSeizedJointly: boolean
}

type Clock = { delay: DelayRule; on: PlainDate }

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

/** Facts of one day have no hour: each in turn is the first that has its place, in the order of the procedure. */
function takeDay(walk: Walk, events: readonly ArrearsEvent[], regime: ArrearsRegime): void {
  let left = events
  while (left.length > 0) {
    const event = left.find((one) => rowOf(walk, one, regime)) ?? left[0]
    if (event) take(walk, event, regime)
    left = left.filter((one) => one !== event)
  }
}

function take(walk: Walk, event: ArrearsEvent, regime: ArrearsRegime): void {
  const row = rowOf(walk, event, regime)
  if (row) follow(walk, row, event)
  else walk.unplaced.push(event)
}

function rowOf(walk: Walk, event: ArrearsEvent, regime: ArrearsRegime): ArrearsTransition | undefined {
  return arrearsTransitions.find(
    ({ from, event: kind, guards }) =>
      from === walk.stage && kind === event.kind && guards.every((guard) => happened(guard, regime, walk)),
  )
}

/** CCH R.824-20: a landlord that has not answered at the end of the delay has refused. */
function refuseBySilence(
  walk: Walk,
  before: PlainDate,
  dueOn: (clock: Clock, day: PlainDate) => Deadline | undefined,
  rules: ArrearsRules,
): void {
  const end = walk.beside && dueOn(walk.beside, before)?.dueOn
  if (end && end < before) take(walk, { kind: 'direct-payment-unanswered', on: end }, regimeOn(end, rules))
}

/** A recorded fact happened: only the guards that tell two rows apart are asked, the others belong to `permittedEvents`. */
function happened(guard: ArrearsGuard, regime: ArrearsRegime, walk: Walk): boolean {
  if (guard === 'regime-a') return regime === 'A'
  if (guard === 'regime-b') return regime === 'B'
  if (guard === 'after-joint-fsl') return walk.fslSeizedJointly
  return guard === 'after-simplified' ? walk.simplifiedFailed : true
}

function follow(walk: Walk, row: ArrearsTransition, event: ArrearsEvent): void {
  const { from, to, delay } = row
  walk.history.push({ on: event.on, event: event.kind, from, to })
  const isOpen = to !== 'cleared'
  walk.simplifiedFailed = isOpen && (walk.simplifiedFailed || event.kind === 'simplified-procedure-failed')
  walk.fslSeizedJointly = isOpen && (walk.fslSeizedJointly || event.kind === 'reported-with-fsl')
  walk.beside = delay?.beside ? { delay, on: event.on } : null
  if (delay && !delay.beside) walk.entered = { delay, on: event.on }
  if (to === from) return
  walk.since = event.on
  walk.stage = to
  if (!delay) walk.entered = null
}

function dueOf(
  { delay, on }: Clock,
  onDate: PlainDate,
  params: ParameterReader,
  holidays: Holidays,
): Deadline | undefined {
  const months = params.readNearest(delay.delayKey)
  if (months === 0) return undefined
  const periods = delay.repeats ? Math.floor(monthsBetween(on, onDate) / months) + 1 : 1
  return dueAfterMonths(on, months * periods, holidays, delay.rule, delay.source)
}

/** What the screen may offer to record now: the events of the stage whose guard the facts of the day satisfy. */
export function permittedEvents(
  stage: ArrearsStage,
  facts: {
    debtCents: number
    currentRentResumed: boolean
    benefitPaidTo: BenefitRecipient
    history: readonly ArrearsStep[]
  },
  onDate: PlainDate,
  params: ParameterReader,
): ArrearsEventKind[] {
  const regime = regimeOn(onDate, readArrearsRules(params))
  const went = (event: ArrearsEventKind) => facts.history.some((step) => step.event === event)
  const satisfied: Record<ArrearsGuard, boolean> = {
    'regime-a': regime === 'A',
    'regime-b': regime === 'B',
    'after-simplified': went('simplified-procedure-failed'),
    'after-joint-fsl': went('reported-with-fsl'),
    'aid-to-tenant': facts.benefitPaidTo === 'tenant',
    'small-debt': regime === 'A' && facts.debtCents <= params.read('arrears.simplified-ceiling'),
    'current-rent-resumed': facts.currentRentResumed,
    // Whether the safety net holds is a decision, recorded with its ground.
    'half-net-paid': true,
  }
  const rows = arrearsTransitions.filter(
    ({ from, guards }) => from === stage && guards.every((guard) => satisfied[guard]),
  )
  return [...new Set(rows.map((row) => row.event))].filter((kind) => !derivedArrearsEvents.includes(kind))
}
