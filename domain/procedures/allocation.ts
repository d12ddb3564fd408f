import { addDays, formatDate, isPlainDate } from '#domain/plain-date.ts'
import type {
  ComputedDelay,
  DelayRule,
  EventDefinition,
  Guard,
  Law,
  ProcedureDefinition,
  ProcedureFact,
  StateDefinition,
  Transition,
} from '#domain/procedures/definition.ts'
import { writtenDay } from '#domain/procedures/mediation-delays.ts'

const decisionSource = 'CCH art. R.441-3'
const answerSource = 'CCH art. R.441-10'

const states: Readonly<Record<string, StateDefinition>> = {
  prepared: {
    label: 'Candidature à présenter',
    meaning: 'La candidature n’est pas encore inscrite à une séance de la commission d’attribution.',
  },
  listed: {
    label: 'Inscrite à une séance',
    meaning: 'La commission d’attribution va examiner la candidature. C’est le moment d’envoyer une note.',
  },
  ranked: {
    label: 'Retenue à un rang',
    meaning: 'La candidature est retenue après une ou plusieurs autres. Le logement vient si elles refusent.',
  },
  conditional: {
    label: 'Retenue sous condition',
    meaning: 'La commission dit oui si une condition est remplie à temps.',
  },
  allocated: {
    label: 'Logement attribué',
    meaning: 'La commission a attribué le logement. L’offre écrite doit suivre.',
  },
  offered: {
    label: 'Offre reçue',
    meaning: 'L’offre écrite est arrivée. Ne pas répondre à temps compte comme un refus.',
  },
  accepted: { label: 'Offre acceptée', meaning: 'L’offre est acceptée. Il reste à signer le bail.' },
  housed: { label: 'Bail signé', meaning: 'Le bail est signé.', ends: 'well' },
  refused: {
    label: 'Offre refusée',
    meaning: 'Le ménage a dit non, ou n’a pas répondu à temps.',
    ends: 'neutral',
  },
  'not-allocated': {
    label: 'Non attribué',
    meaning: 'La commission n’a pas attribué le logement. Elle doit dire pourquoi par écrit.',
    ends: 'badly',
  },
  inadmissible: {
    label: 'Candidature irrecevable',
    meaning: 'La commission juge que le ménage ne remplit pas les conditions d’un logement social.',
    ends: 'badly',
  },
  withdrawn: { label: 'Candidature retirée', meaning: 'La candidature est arrêtée.', ends: 'neutral' },
}

const reasons = { key: 'reasons', label: 'Motif écrit', type: 'text' } as const

const events: Readonly<Record<string, EventDefinition>> = {
  listed: {
    label: 'Inscription à une séance',
    who: 'landlord',
    fields: [
      { key: 'sitsOn', label: 'Jour de la séance', type: 'day' },
      { key: 'home', label: 'Logement proposé', type: 'text' },
    ],
  },
  'note-sent': {
    label: 'Note d’intervention envoyée à la commission',
    who: 'social-worker',
    documents: ['La note d’intervention'],
  },
  postponed: {
    label: 'Examen reporté',
    who: 'allocation-committee',
    fields: [{ key: 'sitsOn', label: 'Nouvelle séance', type: 'day' }, reasons],
  },
  allocated: { label: 'Attribution', who: 'allocation-committee' },
  ranked: {
    label: 'Attribution à un rang',
    who: 'allocation-committee',
    fields: [{ key: 'rank', label: 'Rang', type: 'count', min: 2, max: 20 }],
  },
  conditional: {
    label: 'Attribution sous condition',
    who: 'allocation-committee',
    fields: [
      { key: 'condition', label: 'Condition', type: 'text' },
      { key: 'until', label: 'À remplir avant le', type: 'day' },
    ],
  },
  'not-allocated': { label: 'Non-attribution', who: 'allocation-committee', fields: [reasons] },
  inadmissible: { label: 'Irrecevabilité', who: 'allocation-committee', fields: [reasons] },
  'rank-reached': { label: 'Rang atteint : le logement revient au ménage', who: 'landlord' },
  'condition-met': { label: 'Condition remplie', who: 'household' },
  'condition-lapsed': { label: 'Condition non remplie à temps', who: 'household', derived: true },
  'offer-sent': {
    label: 'Offre écrite reçue',
    who: 'landlord',
    fields: [
      {
        key: 'answerBy',
        label: 'Répondre avant le',
        type: 'day',
        help: 'Écrit dans l’offre : au moins 10 jours. Sans date, 10 jours sont comptés.',
      },
    ],
    documents: ['L’offre écrite'],
  },
  accepted: { label: 'Offre acceptée', who: 'household' },
  refused: { label: 'Offre refusée', who: 'household', fields: [reasons] },
  'no-answer': { label: 'Sans réponse : refus', who: 'household', derived: true },
  'lease-signed': { label: 'Bail signé', who: 'household', documents: ['Le bail'] },
  withdrawn: { label: 'Candidature retirée', who: 'household', fields: [reasons] },
}

const leastAnswerDays = (law: Law, { on }: ProcedureFact) => law.on(on).readNearest('allocation.answer-days')

const intervention: DelayRule = {
  rule: 'intervention',
  label: 'Envoyer la note d’intervention à la commission',
  sense: 'act-by',
  who: 'social-worker',
  from: { field: 'sitsOn' },
  direction: 'before',
  length: { unit: 'days', key: 'allocation.intervention-days' },
  moves: 'backward',
  metBy: ['note-sent'],
  isLegal: false,
  source: 'pratique : le délai se règle dans les paramètres',
}

const condition: DelayRule = {
  rule: 'condition',
  label: 'Remplir la condition posée par la commission',
  sense: 'act-by',
  who: 'household',
  length: (_course, fact) => writtenDay(fact, 'until'),
  moves: 'kept',
  metBy: ['condition-met'],
  silence: 'condition-lapsed',
  isLegal: true,
  source: decisionSource,
}

/** The day the offer gives; the least the law gives where the offer says none. */
const answerLength = (fact: ProcedureFact, law: Law): ComputedDelay => {
  const written = writtenDay(fact, 'answerBy')
  if (written) return written
  const days = leastAnswerDays(law, fact)
  const rawDueOn = addDays(fact.on, days)
  return { rawDueOn, why: `${days} jours à compter du ${formatDate(fact.on)} : ${formatDate(rawDueOn)}` }
}

const answer: DelayRule = {
  rule: 'answer',
  label: 'Répondre à l’offre de logement',
  sense: 'act-by',
  who: 'household',
  length: (_course, fact, law) => answerLength(fact, law),
  moves: 'kept',
  metBy: ['accepted', 'refused'],
  silence: 'no-answer',
  isLegal: true,
  source: answerSource,
}

const guards: Readonly<Record<string, Guard>> = {
  'long-enough-to-answer': {
    refusal: 'L’offre doit laisser au moins 10 jours pour répondre : vérifiez la date, ou contestez-la.',
    holds: (_course, fact, law) => {
      const { answerBy } = fact.detail
      return !isPlainDate(answerBy) || answerBy >= addDays(fact.on, leastAnswerDays(law, fact))
    },
  },
}

const toDecide = ['listed', 'ranked', 'conditional']
const living = ['prepared', ...toDecide, 'allocated', 'offered', 'accepted']

const rows: readonly Transition[] = [
  { from: ['prepared'], event: 'listed', to: 'listed', delays: [intervention], source: decisionSource },
  { from: ['listed'], event: 'note-sent', to: 'listed', source: 'CCH art. L.441-2' },
  { from: ['listed'], event: 'postponed', to: 'listed', delays: [intervention], source: decisionSource },
  { from: ['listed'], event: 'allocated', to: 'allocated', source: `${decisionSource} a` },
  { from: ['listed'], event: 'ranked', to: 'ranked', source: `${decisionSource} b` },
  {
    from: ['listed'],
    event: 'conditional',
    to: 'conditional',
    delays: [condition],
    source: `${decisionSource} c`,
  },
  { from: toDecide, event: 'not-allocated', to: 'not-allocated', source: `${decisionSource} d` },
  { from: ['listed'], event: 'inadmissible', to: 'inadmissible', source: `${decisionSource} e` },
  { from: ['ranked'], event: 'rank-reached', to: 'allocated', source: `${decisionSource} b` },
  { from: ['conditional'], event: 'condition-met', to: 'allocated', source: `${decisionSource} c` },
  { from: ['conditional'], event: 'condition-lapsed', to: 'not-allocated', source: `${decisionSource} c` },
  {
    from: ['allocated'],
    event: 'offer-sent',
    guards: ['long-enough-to-answer'],
    to: 'offered',
    delays: [answer],
    source: answerSource,
  },
  { from: ['offered'], event: 'accepted', to: 'accepted', source: answerSource },
  { from: ['offered'], event: 'refused', to: 'refused', source: answerSource },
  { from: ['offered'], event: 'no-answer', to: 'refused', source: answerSource },
  { from: ['accepted'], event: 'lease-signed', to: 'housed', source: 'CCH art. L.441-2-1' },
  { from: living, event: 'withdrawn', to: 'withdrawn', source: decisionSource },
]

/** SM-10 (handbook §10.3): from the sitting of the commission to the lease; silence on an offer is a refusal. */
export const allocation: ProcedureDefinition = {
  kind: 'allocation',
  version: '2026-11-22',
  compartment: 'gestion',
  circumstances: [
    { key: 'home', label: 'Logement visé', type: 'text' },
    { key: 'landlord', label: 'Bailleur', type: 'text' },
    { key: 'daloDesignated', label: 'Candidature désignée par le préfet (DALO)', type: 'boolean' },
  ],
  start: 'prepared',
  states,
  events,
  guards,
  rows,
  sources: ['CCH art. L.441-2, R.441-3, R.441-9 et R.441-10 (lus au 21/01/2017)'],
}
