import { admittedStates } from '#domain/overindebtedness/effects.ts'
import type {
  Guard,
  Law,
  ProcedureDefinition,
  ProcedureFact,
  Transition,
} from '#domain/procedures/definition.ts'
import { amountField, dayField, numberOf, yesField } from '#domain/procedures/fields.ts'
import {
  aidKept,
  appeal,
  clauseSuspended,
  contest,
  creditorAppeal,
  creditors,
  decision,
  evictionSuspended,
  executions,
  judgeDelaysReplaced,
  measuresEnd,
  suspensionEnd,
} from '#domain/procedures/overindebtedness-delays.ts'
import { overindebtednessEvents, overindebtednessStates } from '#domain/procedures/overindebtedness-words.ts'

const code = (articles: string): string => `Code de la consommation ${articles}`

const within = (fact: ProcedureFact, field: string, law: Law, key: string): boolean => {
  const months = numberOf(fact, field)
  return months === null || months <= law.on(fact.on).readNearest(key)
}

const guards: Readonly<Record<string, Guard>> = {
  'owns-home': {
    refusal: 'Le plan conventionnel est réservé aux propriétaires d’un bien immobilier (L.732-1).',
    holds: ({ circumstances }) => circumstances.ownsRealEstate !== false,
  },
  'seven-years': {
    refusal: 'Un plan ou des mesures durent au plus sept ans.',
    holds: (_, fact, law) => within(fact, 'months', law, 'overindebtedness.delay.measures-months'),
  },
  'two-years-suspended': {
    refusal: 'Les dettes sont suspendues deux ans au plus.',
    holds: (_, fact, law) =>
      within(fact, 'suspensionMonths', law, 'overindebtedness.delay.suspension-months'),
  },
  'two-years-eviction': {
    refusal: 'L’expulsion est suspendue deux ans au plus.',
    holds: (_, fact, law) => within(fact, 'months', law, 'overindebtedness.delay.eviction-months'),
  },
  'asked-first': {
    refusal: 'Notez d’abord la demande de suspension de l’expulsion : le juge ne la suspend pas d’office.',
    holds: ({ facts }) => facts.some(({ event }) => event === 'eviction-suspension-asked'),
  },
  agreed: {
    refusal: 'Le rétablissement personnel avec liquidation suppose l’accord du ménage.',
    holds: (_, { detail }) => detail.agreed !== false,
  },
}

const inForce = ['plan-in-force', 'measures-in-force', 'written-off'] as const
const terms = [measuresEnd, suspensionEnd, judgeDelaysReplaced]

const admissibility: readonly Transition[] = [
  {
    from: ['prepared'],
    event: 'filed',
    to: 'filed',
    delays: [decision, aidKept],
    source: code('L.711-1, L.721-2, R.721-4'),
  },
  {
    from: ['filed'],
    event: 'inadmissible',
    to: 'inadmissible',
    delays: [appeal],
    source: code('R.722-1'),
  },
  {
    from: ['inadmissible'],
    event: 'inadmissibility-appealed',
    to: 'inadmissibility-appealed',
    source: code('R.722-1'),
  },
  { from: ['inadmissible'], event: 'appeal-time-over', to: 'rejected', source: code('R.722-1') },
  { from: ['inadmissibility-appealed'], event: 'appeal-rejected', to: 'rejected', source: code('R.722-1') },
  {
    from: ['filed', 'inadmissibility-appealed'],
    event: 'admissible',
    to: 'admissible',
    delays: [creditorAppeal, executions],
    source: code('L.722-2 à L.722-14'),
  },
  { from: admittedStates, event: 'admissibility-cancelled', to: 'rejected', source: code('R.722-3') },
]

/** Not automatic: a judge is asked (L.722-6). */
const eviction: readonly Transition[] = admittedStates.flatMap((state): Transition[] => [
  { from: [state], event: 'eviction-suspension-asked', to: state, source: code('L.722-6') },
  {
    from: [state],
    event: 'eviction-suspension-granted',
    guards: ['asked-first', 'two-years-eviction'],
    to: state,
    delays: [evictionSuspended],
    source: code('L.722-7 à L.722-9'),
  },
  {
    from: [state],
    event: 'eviction-suspension-refused',
    guards: ['asked-first'],
    to: state,
    source: code('L.722-7'),
  },
])

const orientation: readonly Transition[] = [
  {
    from: ['admissible'],
    event: 'plan-negotiated',
    guards: ['owns-home'],
    to: 'plan-negotiated',
    source: code('L.732-1'),
  },
  {
    from: ['plan-negotiated'],
    event: 'plan-approved',
    guards: ['seven-years'],
    to: 'plan-in-force',
    delays: terms,
    source: code('L.732-3'),
  },
  { from: ['plan-negotiated'], event: 'plan-failed', to: 'admissible', source: code('L.733-1') },
  {
    from: ['admissible'],
    event: 'measures-notified',
    guards: ['seven-years', 'two-years-suspended'],
    to: 'measures-notified',
    delays: [contest],
    source: code('L.733-1, L.733-4'),
  },
  {
    from: ['admissible'],
    event: 'write-off-notified',
    to: 'write-off-notified',
    delays: [contest],
    source: code('L.741-1'),
  },
  {
    from: ['admissible', 'contested'],
    event: 'liquidation-opened',
    guards: ['agreed'],
    to: 'liquidation-open',
    source: code('L.742-1 et s.'),
  },
]

const decided: readonly Transition[] = [
  {
    from: ['measures-notified', 'write-off-notified'],
    event: 'contested',
    to: 'contested',
    source: code('R.733-6, R.741-1'),
  },
  {
    from: ['measures-notified'],
    event: 'contest-time-over',
    to: 'measures-in-force',
    delays: terms,
    source: code('R.733-6'),
  },
  {
    from: ['write-off-notified'],
    event: 'contest-time-over',
    to: 'written-off',
    delays: [clauseSuspended],
    source: code('L.741-1, L.714-1 II'),
  },
  {
    from: ['contested'],
    event: 'measures-judged',
    guards: ['seven-years', 'two-years-suspended'],
    to: 'measures-in-force',
    delays: terms,
    source: code('L.733-1'),
  },
  {
    from: ['contested'],
    event: 'write-off-judged',
    to: 'written-off',
    delays: [clauseSuspended],
    source: code('L.741-1, L.714-1 II'),
  },
  {
    from: ['liquidation-open'],
    event: 'liquidation-closed',
    to: 'written-off',
    delays: [clauseSuspended],
    source: code('L.742-20 et s., L.714-1 II'),
  },
  {
    from: ['written-off'],
    event: 'write-off-published',
    to: 'written-off',
    delays: [creditors],
    source: code('L.741-2, R.741-2'),
  },
]

const endings: readonly Transition[] = [
  { from: inForce, event: 'completed', to: 'completed', source: code('L.752-3') },
  {
    from: ['plan-in-force', 'measures-in-force'],
    event: 'lapsed',
    to: 'lapsed',
    source: code('L.732-3, L.733-1'),
  },
  { from: inForce, event: 'refiled', to: 'refiled', source: code('L.733-8') },
  {
    from: ['prepared', 'filed', ...admittedStates],
    event: 'withdrawn',
    to: 'withdrawn',
    source: code('L.721-1'),
  },
]

/** SM-6 (handbook §7). Its effects on plans, aid and eviction are told by `effectsOfOverindebtedness`. */
export const overindebtedness: ProcedureDefinition = {
  kind: 'overindebtedness',
  version: '2026-11-22',
  compartment: 'social',
  circumstances: [
    yesField('ownsRealEstate', 'Le ménage est propriétaire d’un bien immobilier'),
    yesField('hasJudgeDelays', 'Un juge a accordé des délais de paiement du loyer', {
      help: 'Loi du 6 juillet 1989, art. 24 V ou VI : ces délais se paient encore après la recevabilité.',
    }),
    amountField('rentDebtCents', 'Dette de loyer déclarée'),
    dayField('formerWriteOffOn', 'Dernier effacement obtenu', {
      help: 'L’effacement peut alors s’accompagner d’un suivi social ou budgétaire (L.733-8).',
    }),
  ],
  start: 'prepared',
  states: overindebtednessStates,
  events: overindebtednessEvents,
  guards,
  rows: [...admissibility, ...eviction, ...orientation, ...decided, ...endings],
  sources: ['Code de la consommation, livre VII, version du 3 avril 2026', 'CCH R.824-23, R.824-24'],
}
