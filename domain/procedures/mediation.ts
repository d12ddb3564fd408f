import type { DelayRule, ProcedureDefinition, Transition } from '#domain/procedures/definition.ts'
import {
  counted,
  countedWithPauses,
  lastFact,
  type Mediation,
  writtenDay,
} from '#domain/procedures/mediation-delays.ts'
import { offerRows, prefectDelay } from '#domain/procedures/mediation-offers.ts'
import { mediationEvents, mediationStates } from '#domain/procedures/mediation-words.ts'

const contestSource = 'CJA art. R.421-1 ; CCH art. R.441-18-1'

/** SM-7 and SM-8 (handbook §11): the commission, the préfet, the judge, and what their silences open. */
export const mediationProcedure = (mediation: Mediation): ProcedureDefinition => {
  const states = mediationStates(mediation.kind)
  const living = Object.keys(states).filter((state) => states[state]?.ends === undefined)
  return {
    kind: mediation.kind,
    version: mediation.version,
    compartment: 'social',
    circumstances: mediation.circumstances,
    start: 'prepared',
    states,
    events: mediationEvents(mediation.kind),
    guards: {
      'judge-orders': {
        refusal: 'Le juge n’a pas ordonné de faire une offre.',
        holds: (_course, { detail }) => detail.outcome === undefined || detail.outcome === 'ordered',
      },
      'judge-dismisses': {
        refusal: 'Le juge a ordonné de faire une offre.',
        holds: (_course, { detail }) => detail.outcome === undefined || detail.outcome === 'dismissed',
      },
    },
    rows: [
      ...commissionRows(mediation),
      ...contestRows(mediation),
      ...offerRows(mediation),
      { from: living, event: 'rehoused', to: 'rehoused', source: 'CCH art. L.441-2-3' },
      { from: living, event: 'withdrawn', to: 'withdrawn', source: 'CCH art. L.441-2-3' },
    ],
    sources: mediation.sources,
  }
}

/** A commission past its own time may still decide: nothing forbids it, and it often does. */
const undecided = [
  'examined',
  'incomplete',
  'rejected',
  'review',
  'review-rejected',
  'contested',
  'to-examine-again',
]

const commissionDelay = ({ kind, commissionLength, commissionSource }: Mediation): DelayRule => ({
  rule: 'commission-decision',
  label: 'La commission de médiation se prononce',
  sense: 'act-by',
  who: 'mediation-commission',
  length: (course, fact, law) => {
    const start = lastFact(course, 'acknowledged') ?? fact
    return countedWithPauses(course, start, commissionLength(course, law, start.on), fact)
  },
  // A silence is a decision of its last day, worked or not.
  moves: 'kept',
  metBy: ['priority', 'rejected', ...(kind === 'dalo' ? ['reoriented'] : [])],
  silence: 'commission-silent',
  isLegal: true,
  source: commissionSource,
})

const contestDelay = (rule: string, label: string): DelayRule => ({
  rule,
  label,
  sense: 'act-by',
  who: 'household',
  length: counted(
    (_course, fact, law) => ({ months: law.on(fact.on).readNearest('dalo.contest-months') }),
    'notifiedOn',
  ),
  metBy: ['review-asked', 'annulment-asked'],
  silence: 'contest-time-passed',
  isLegal: true,
  documents: ['La décision de la commission, ou l’accusé de réception si elle s’est tue'],
  source: contestSource,
})
const contestRejection = contestDelay(
  'contest',
  'Contester le refus : recours gracieux ou tribunal administratif',
)
const contestAfterReview = contestDelay(
  'contest-review',
  'Contester le refus devant le tribunal administratif',
)

const papersDelay: DelayRule = {
  rule: 'papers',
  label: 'Envoyer les pièces demandées',
  sense: 'act-by',
  who: 'household',
  length: (_course, fact) => writtenDay(fact, 'answerBy'),
  moves: 'kept',
  metBy: ['papers-received'],
  isLegal: true,
  source: 'CCH art. R.441-14',
}

const commissionRows = (mediation: Mediation): Transition[] => {
  const { commissionSource: source, prefectSource } = mediation
  const examination = commissionDelay(mediation)
  return [
    { from: ['prepared'], event: 'filed', to: 'filed', source: 'CCH art. R.441-14' },
    { from: ['prepared', 'filed'], event: 'acknowledged', to: 'examined', delays: [examination], source },
    { from: ['examined'], event: 'papers-asked', to: 'incomplete', delays: [papersDelay], source },
    { from: ['incomplete'], event: 'papers-received', to: 'examined', delays: [examination], source },
    { from: ['examined'], event: 'commission-silent', to: 'rejected', delays: [contestRejection], source },
    {
      from: ['examined', 'incomplete', 'to-examine-again'],
      event: 'rejected',
      to: 'rejected',
      delays: [contestRejection],
      source,
    },
    {
      from: undecided,
      event: 'priority',
      to: 'priority',
      delays: [prefectDelay(mediation)],
      source: prefectSource,
    },
  ]
}

const contestRows = ({ commissionSource }: Mediation): Transition[] => [
  {
    from: ['rejected'],
    event: 'review-asked',
    to: 'review',
    delays: [
      {
        rule: 'review-answer',
        label: 'La commission répond au recours gracieux',
        sense: 'act-by',
        who: 'mediation-commission',
        length: { unit: 'months', key: 'dalo.review-months' },
        moves: 'kept',
        metBy: ['priority', 'review-rejected'],
        silence: 'review-silent',
        isLegal: true,
        source: 'CJA art. R.421-2',
      },
    ],
    source: contestSource,
  },
  ...['review-silent', 'review-rejected'].map((event) => ({
    from: ['review'],
    event,
    to: 'review-rejected',
    delays: [contestAfterReview],
    source: contestSource,
  })),
  {
    from: ['rejected', 'review-rejected'],
    event: 'contest-time-passed',
    to: 'final-rejection',
    source: contestSource,
  },
  { from: ['rejected', 'review-rejected'], event: 'annulment-asked', to: 'contested', source: contestSource },
  { from: ['contested'], event: 'annulled', to: 'to-examine-again', source: commissionSource },
  { from: ['contested'], event: 'annulment-refused', to: 'final-rejection', source: contestSource },
]
