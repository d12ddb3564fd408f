import type { ArrearsCase, ArrearsEvent } from '#domain/arrears/case-states.ts'
import {
  type ArrearsEventKind,
  type ArrearsGuard,
  type ArrearsStage,
  arrearsEventKindLabels,
  arrearsStageLabels,
  arrearsTransitions,
  type DelayRule,
  derivedArrearsEvents,
} from '#domain/arrears/transitions.ts'
import type { Deadline } from '#domain/calendar.ts'
import { compareDates, type PlainDate } from '#domain/plain-date.ts'
import type { StateDefinition } from '#domain/procedures/definition.ts'
import type { DeadlineSense, ProcedureActor } from '#domain/procedures/kinds.ts'

/** What the screen of procedures needs beyond the table of SM-1: what a stage means, who acts, what a delay asks. */
const meanings: Readonly<Record<ArrearsStage, Omit<StateDefinition, 'label'>>> = {
  none: { meaning: 'Le loyer est à jour.' },
  late: { meaning: 'Un loyer n’est pas payé. Un appel maintenant évite que la dette grandisse.' },
  constituted: {
    meaning: 'La dette atteint le seuil de l’impayé. Le bailleur doit le signaler à la CAF ou à la MSA.',
  },
  reported: { meaning: 'La CAF ou la MSA connaît l’impayé. L’aide au logement continue.' },
  'plan-by-landlord': {
    meaning: 'Le bailleur et le ménage ont un délai pour se mettre d’accord sur un plan.',
  },
  'fsl-seized': { meaning: 'Le fonds de solidarité pour le logement cherche une solution.' },
  simplified: { meaning: 'La dette est petite : la CAF ou la MSA propose elle-même un plan.' },
  'plan-active': {
    meaning: 'Un plan est en cours. L’aide continue tant que le loyer et l’échéance sont payés chaque mois.',
  },
  breached: { meaning: 'Une échéance ou un loyer a manqué. Il faut agir vite pour garder l’aide.' },
  'maintained-r824-28': { meaning: 'Le plan n’est pas tenu, mais l’aide au logement est maintenue.' },
  suspended: { meaning: 'L’aide au logement n’est plus versée.' },
  restored: { meaning: 'L’aide au logement est de nouveau versée.' },
  cleared: { meaning: 'La dette est payée.', ends: 'well' },
}

type Delay = { sense: DeadlineSense; who: ProcedureActor; silence?: ArrearsEventKind }
const delays: Readonly<Record<string, Delay>> = {
  'arrears-report': { sense: 'act-by', who: 'landlord' },
  'summons-not-before': { sense: 'not-before', who: 'landlord' },
  'plan-check': { sense: 'act-by', who: 'payer' },
  'simplified-agreement': { sense: 'act-by', who: 'household' },
  'default-plan-end': { sense: 'runs-until', who: 'household' },
  'landlord-plan': { sense: 'act-by', who: 'landlord' },
  'fsl-decision': { sense: 'act-by', who: 'fsl' },
  'direct-payment-answer': { sense: 'act-by', who: 'landlord', silence: 'direct-payment-unanswered' },
}

const actors: Readonly<Record<ArrearsEventKind, ProcedureActor>> = {
  'rent-unpaid': 'household',
  'threshold-reached': 'household',
  'reported-to-payer': 'landlord',
  'reported-with-fsl': 'landlord',
  'simplified-procedure-proposed': 'payer',
  'simplified-plan-agreed': 'household',
  'simplified-procedure-failed': 'payer',
  'file-returned-to-landlord': 'payer',
  'direct-payment-asked': 'payer',
  'direct-payment-accepted': 'landlord',
  'direct-payment-refused': 'landlord',
  'direct-payment-unanswered': 'landlord',
  'landlord-given-notice': 'payer',
  'fsl-seized-by-payer': 'payer',
  'fsl-seized-by-ccapex': 'ccapex',
  'fsl-decision-received': 'fsl',
  'default-plan-imposed': 'payer',
  'plan-approved': 'payer',
  'plan-breached': 'household',
  'aid-maintained': 'payer',
  'aid-suspended': 'payer',
  'overindebtedness-admissible': 'banque-de-france',
  'aid-restored': 'payer',
  'debt-cleared': 'household',
}

/** The same words as any other procedure, read from the one table of the arrears: nothing of it is written twice. */
export type ArrearsLine = {
  state: ArrearsStage
  stateLabel: string
  meaning: string
  since: PlainDate
  ends: 'well' | 'badly' | 'neutral' | null
  steps: ArrearsLineStep[]
  deadlines: ArrearsLineDeadline[]
  next: ArrearsNextStep[]
  sources: string[]
}
type ArrearsLineStep = {
  event: ArrearsEventKind
  label: string
  on: PlainDate
  toLabel: string
  hasMoved: boolean
  source: string | null
  problem: string | null
  raisedBy: 'calendar' | 'house' | 'person'
}
type ArrearsLineDeadline = Pick<Deadline, 'triggeredOn' | 'rawDueOn' | 'dueOn' | 'why'> & {
  key: string
  label: string
  sense: DeadlineSense
  who: ProcedureActor
  triggeredBy: string
  source: string
  silence: string | null
}
type ArrearsNextStep = {
  event: ArrearsEventKind
  label: string
  who: ProcedureActor
  toLabel: string
  heldBackBy: null
  ends: 'well' | null
  source: string
}

export const noPlace = 'À cette date, cette étape n’avait pas sa place dans la procédure.'

export const lineOfArrears = (
  walked: ArrearsCase,
  permitted: readonly ArrearsEventKind[],
  onDate: PlainDate,
  /** The first day of the law of 2027: a row is told by the law of its day. */
  switchOn: PlainDate,
): ArrearsLine => ({
  state: walked.stage,
  stateLabel: arrearsStageLabels[walked.stage],
  meaning: meanings[walked.stage].meaning,
  since: walked.since ?? onDate,
  ends: meanings[walked.stage].ends ?? null,
  steps: [
    ...walked.history.map((step, index) => takenStep(step, walked.history.slice(0, index), switchOn)),
    ...walked.unplaced.map(lostStep),
  ].toSorted((a, b) => compareDates(a.on, b.on)),
  deadlines: walked.deadlines.map((deadline) => deadlineOf(walked, deadline, switchOn)),
  next: permitted.flatMap((event) => nextOf(walked, event, { on: onDate, switchOn })),
  sources: [...new Set(arrearsTransitions.map(({ source }) => source))].toSorted(),
})

const raisedBy = (event: ArrearsEventKind): ArrearsLineStep['raisedBy'] => {
  if (event === 'direct-payment-unanswered') return 'calendar'
  return derivedArrearsEvents.includes(event) ? 'house' : 'person'
}

type Step = ArrearsCase['history'][number]

const takenStep = (
  { event, on, from, to }: Step,
  before: readonly Step[],
  switchOn: PlainDate,
): ArrearsLineStep => ({
  event,
  label: arrearsEventKindLabels[event],
  on,
  toLabel: arrearsStageLabels[to],
  hasMoved: from !== to,
  source: rowTaken({ from, event, on }, before, switchOn)?.source ?? null,
  problem: null,
  raisedBy: raisedBy(event),
})

const lostStep = ({ kind, on }: ArrearsEvent): ArrearsLineStep => ({
  event: kind,
  label: arrearsEventKindLabels[kind],
  on,
  toLabel: '',
  hasMoved: false,
  source: null,
  problem: noPlace,
  raisedBy: raisedBy(kind),
})

/** The row a fact takes, as the walk chooses it: the guards that tell two rows apart, not those a person attests. */
const rowTaken = (
  { from, event, on }: Pick<Step, 'from' | 'event' | 'on'>,
  before: readonly Step[],
  switchOn: PlainDate,
) => {
  const sinceCleared = before.slice(before.findLastIndex(({ to }) => to === 'cleared') + 1)
  const went = (kind: ArrearsEventKind) => sinceCleared.some((step) => step.event === kind)
  const tells: Partial<Record<ArrearsGuard, boolean>> = {
    'regime-a': on < switchOn,
    'regime-b': on >= switchOn,
    'after-simplified': went('simplified-procedure-failed'),
    'after-joint-fsl': went('reported-with-fsl'),
  }
  return arrearsTransitions.find(
    (row) => row.from === from && row.event === event && row.guards.every((guard) => tells[guard] !== false),
  )
}

const ruleOf = (rule: string): DelayRule | null =>
  arrearsTransitions.find(({ delay }) => delay?.rule === rule)?.delay ?? null

const deadlineOf = (
  { history }: ArrearsCase,
  { rule, triggeredOn, rawDueOn, dueOn, why, source }: Deadline,
  switchOn: PlainDate,
): ArrearsLineDeadline => {
  const { sense, who, silence } = delays[rule] ?? { sense: 'act-by', who: 'landlord' }
  const trigger = history.findLast(
    (step, index) =>
      step.on === triggeredOn && rowTaken(step, history.slice(0, index), switchOn)?.delay?.rule === rule,
  )
  return {
    key: `${rule}:${triggeredOn}`,
    label: ruleOf(rule)?.label ?? rule,
    sense,
    who,
    triggeredBy: trigger ? arrearsEventKindLabels[trigger.event] : '',
    triggeredOn,
    rawDueOn,
    dueOn,
    why,
    source: source ?? '',
    silence: silence ? arrearsEventKindLabels[silence] : null,
  }
}

const nextOf = (
  { stage, history }: ArrearsCase,
  event: ArrearsEventKind,
  { on, switchOn }: { on: PlainDate; switchOn: PlainDate },
): ArrearsNextStep[] => {
  const row = rowTaken({ from: stage, event, on }, history, switchOn)
  if (!row) return []
  return [
    {
      event,
      label: arrearsEventKindLabels[event],
      who: actors[event],
      toLabel: arrearsStageLabels[row.to],
      heldBackBy: null,
      ends: meanings[row.to].ends === 'well' ? 'well' : null,
      source: row.source,
    },
  ]
}
