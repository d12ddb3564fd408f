import { addMonths, formatDate, isPlainDate } from '#domain/plain-date.ts'
import { cohesionProtocolEvents, cohesionProtocolStates } from '#domain/procedures/cohesion-protocol-words.ts'
import type {
  Course,
  DelayRule,
  Guard,
  Law,
  ProcedureDefinition,
  ProcedureFact,
  Transition,
} from '#domain/procedures/definition.ts'
import { amountField, choiceField, dayField, numberOf, yesField } from '#domain/procedures/fields.ts'

const protocolArticles = 'CCH L.353-15-2 (APL), L.442-6-5 (AL)'
const inMonths = (months: number) => `${months} mois`

/** Months of amendments already taken: together they may not pass what the law allows. */
const amended = (course: Course): number =>
  course.facts
    .filter(({ event }) => event === 'amended')
    .reduce((sum, fact) => sum + (numberOf(fact, 'months') ?? 0), 0)

const endOf = (course: Course): { on: ProcedureFact['on']; why: string } | null => {
  const signed = course.facts.findLast(({ event }) => event === 'signed')
  const months = signed && numberOf(signed, 'months')
  if (!signed || !months) return null
  const more = amended(course)
  const total = months + more
  const on = addMonths(signed.on, total)
  const counting = more > 0 ? `${inMonths(months)} et ${inMonths(more)} d’avenant` : inMonths(months)
  return { on, why: `${counting} à compter de la signature du ${formatDate(signed.on)} : ${formatDate(on)}` }
}

const end: DelayRule = {
  rule: 'protocol-end',
  label: 'Fin du protocole',
  sense: 'runs-until',
  who: 'household',
  length: (course, fact) => {
    const found = endOf(course)
    return found && found.on >= fact.on ? { rawDueOn: found.on, why: found.why } : null
  },
  moves: 'kept',
  isLegal: true,
  source: protocolArticles,
}
const check: DelayRule = {
  rule: 'protocol-check',
  label: 'Contrôler le respect du protocole',
  sense: 'act-by',
  who: 'payer',
  length: { unit: 'months', key: 'protocol.check-months' },
  metBy: ['checked'],
  repeats: true,
  isLegal: true,
  source: 'CCH R.824-19',
}
const newLease: DelayRule = {
  rule: 'new-lease',
  label: 'Signer le nouveau bail',
  sense: 'act-by',
  who: 'landlord',
  length: (course, fact, law) => {
    const longest = law.on(fact.on).readNearest('protocol.lease-months')
    const signed = course.facts.findLast(({ event }) => event === 'signed')
    const months = Math.min(longest, (signed && numberOf(signed, 'leaseMonths')) ?? longest)
    const rawDueOn = addMonths(fact.on, months)
    return {
      rawDueOn,
      why: `${inMonths(months)} à compter du ${formatDate(fact.on)} : ${formatDate(rawDueOn)}`,
    }
  },
  metBy: ['lease-signed'],
  isLegal: true,
  source: protocolArticles,
}
const renegotiation: DelayRule = {
  rule: 'renegotiation',
  label: 'Renégocier le plan par avenant, l’aide étant maintenue',
  sense: 'act-by',
  who: 'landlord',
  length: { unit: 'months', key: 'protocol.renegotiation-months' },
  metBy: ['amended'],
  isLegal: true,
  source: 'CCH R.824-16, R.824-17',
}
const defaultPlanEnd: DelayRule = {
  rule: 'default-plan-end',
  label: 'Fin du plan par défaut',
  sense: 'runs-until',
  who: 'household',
  length: { unit: 'months', key: 'protocol.default-count' },
  moves: 'kept',
  isLegal: true,
  source: 'CCH R.824-17',
}
const measuresEnd: DelayRule = {
  rule: 'measures-end',
  label: 'Fin du protocole, prolongé par les mesures de surendettement',
  sense: 'runs-until',
  who: 'household',
  length: (_, fact) => {
    const months = numberOf(fact, 'months')
    if (months === null) return null
    const rawDueOn = addMonths(fact.on, months)
    return {
      rawDueOn,
      why: `${inMonths(months)} de mesures à compter du ${formatDate(fact.on)} : ${formatDate(rawDueOn)}`,
    }
  },
  moves: 'kept',
  isLegal: true,
  source: protocolArticles,
}

const within = (months: number | null, law: Law, fact: ProcedureFact, key: string): boolean =>
  months === null || months <= law.on(fact.on).readNearest(key)

const guards: Readonly<Record<string, Guard>> = {
  'social-landlord': {
    refusal: 'Le protocole de cohésion sociale est réservé aux bailleurs HLM.',
    holds: ({ circumstances }) => circumstances.landlord !== 'private',
  },
  'lease-terminated': {
    refusal:
      'Le protocole suppose un bail résilié par une décision de justice : cette décision est postérieure.',
    holds: ({ circumstances: { terminatedOn } }, { on }) => !isPlainDate(terminatedOn) || terminatedOn <= on,
  },
  'no-debt': {
    refusal:
      'Sans plan approuvé par la CAF ou la MSA, le protocole ne se signe que si aucune dette ne reste.',
    holds: ({ circumstances }) => circumstances.hasDebt === false,
  },
  'two-years': {
    refusal: 'Un protocole dure au plus deux ans.',
    holds: (_, fact, law) => within(numberOf(fact, 'months'), law, fact, 'protocol.longest-months'),
  },
  'lease-within': {
    refusal: 'Le nouveau bail se signe au plus trois mois après le respect des engagements.',
    holds: (_, fact, law) => within(numberOf(fact, 'leaseMonths'), law, fact, 'protocol.lease-months'),
  },
  'three-years-more': {
    refusal: 'Les avenants prolongent le protocole de trois ans au plus, en tout.',
    holds: (course, fact, law) => {
      const months = numberOf(fact, 'months')
      return within(months === null ? null : amended(course) + months, law, fact, 'protocol.amendment-months')
    },
  },
}

const running = ['signed', 'amended', 'default-plan', 'measures'] as const
const unsigned = ['draft', 'plan-submitted', 'plan-approved'] as const
const failing = ['breached', 'renegotiation', 'aid-suspended'] as const

const signing: readonly Transition[] = [
  {
    from: ['draft'],
    event: 'plan-submitted',
    guards: ['social-landlord', 'lease-terminated'],
    to: 'plan-submitted',
    source: 'CCH D.824-15',
  },
  { from: ['plan-submitted'], event: 'plan-approved', to: 'plan-approved', source: 'CCH D.824-15' },
  { from: ['plan-submitted'], event: 'plan-rejected', to: 'draft', source: 'CCH D.824-15' },
  {
    from: ['plan-approved'],
    event: 'signed',
    guards: ['two-years', 'lease-within'],
    to: 'signed',
    delays: [end, check],
    source: protocolArticles,
  },
  {
    from: ['draft'],
    event: 'signed',
    guards: ['no-debt', 'social-landlord', 'lease-terminated', 'two-years', 'lease-within'],
    to: 'signed',
    delays: [end],
    source: 'loi ELAN du 23 novembre 2018',
  },
  { from: unsigned, event: 'abandoned', to: 'abandoned', source: protocolArticles },
]

const course: readonly Transition[] = [
  ...running.map(
    (state): Transition => ({ from: [state], event: 'checked', to: state, source: 'CCH R.824-19' }),
  ),
  { from: running, event: 'honoured', to: 'honoured', delays: [newLease], source: protocolArticles },
  { from: ['honoured'], event: 'lease-signed', to: 'new-lease', source: protocolArticles },
  {
    from: [...running, 'payments-suspended'],
    event: 'breached',
    to: 'breached',
    source: 'CCH R.824-16',
  },
  {
    from: ['breached'],
    event: 'payer-told',
    to: 'renegotiation',
    delays: [renegotiation],
    source: 'CCH R.824-16, R.824-17',
  },
  {
    from: [...running, ...failing],
    event: 'amended',
    guards: ['three-years-more'],
    to: 'amended',
    delays: [end, check],
    source: protocolArticles,
  },
  {
    from: ['renegotiation'],
    event: 'default-plan-imposed',
    to: 'default-plan',
    delays: [defaultPlanEnd, check],
    source: 'CCH R.824-17',
  },
  {
    from: ['breached', 'renegotiation', 'default-plan'],
    event: 'aid-suspended',
    to: 'aid-suspended',
    source: 'CCH R.824-18',
  },
  { from: failing, event: 'terminated', to: 'terminated', source: protocolArticles },
  {
    from: [...running, ...failing, 'honoured', 'payments-suspended'],
    event: 'household-left',
    to: 'left',
    source: protocolArticles,
  },
]

const underOverindebtedness: readonly Transition[] = [
  {
    from: [...running, ...failing],
    event: 'overindebtedness-admissible',
    to: 'payments-suspended',
    source: protocolArticles,
  },
  {
    from: ['payments-suspended'],
    event: 'measures-set',
    to: 'measures',
    delays: [measuresEnd, check],
    source: protocolArticles,
  },
  {
    from: ['payments-suspended'],
    event: 'debt-written-off',
    to: 'signed',
    delays: [end],
    source: 'loi ELAN du 23 novembre 2018',
  },
  {
    from: ['payments-suspended'],
    event: 'overindebtedness-ended',
    to: 'signed',
    returns: true,
    delays: [end, check],
    source: protocolArticles,
  },
]

export const cohesionProtocol: ProcedureDefinition = {
  kind: 'cohesion-protocol',
  version: '2026-11-22',
  compartment: 'gestion',
  circumstances: [
    choiceField(
      'landlord',
      'Bailleur',
      { social: 'Organisme HLM', private: 'Autre bailleur' },
      { required: true },
    ),
    dayField('terminatedOn', 'Jour de la décision qui résilie le bail', { required: true }),
    choiceField('aid', 'Aide au logement', { apl: 'APL', al: 'Allocation de logement' }),
    yesField('hasDebt', 'Une dette reste à payer', {
      help: 'Non, après un effacement : le protocole éprouve alors la reprise du loyer (loi ELAN).',
    }),
    amountField('debtCents', 'Dette au jour du protocole'),
  ],
  start: 'draft',
  states: cohesionProtocolStates,
  events: cohesionProtocolEvents,
  guards,
  rows: [...signing, ...course, ...underOverindebtedness],
  sources: [
    'loi 2005-32 du 18 janvier 2005, art. 98',
    'CCH L.353-15-2, L.442-6-5, L.442-8-2',
    'CCH D.824-15, R.824-16 à R.824-19',
  ],
}
