import { addMonths, formatDate } from '#domain/plain-date.ts'
import type {
  Course,
  DelayRule,
  EventDefinition,
  Guard,
  ProcedureDefinition,
  StateDefinition,
  Transition,
} from '#domain/procedures/definition.ts'

const source = 'CCH art. R.441-2-1 à R.441-2-8'
const strikingOff = 'CCH art. R.441-2-8'
const underOccupation = 'CCH art. L.442-3-1'

/** Why an application is struck off: a closed list. */
export const strikeOffReasons = {
  allocation: 'Logement attribué, bail signé',
  withdrawal: 'Renoncement écrit du demandeur',
  'no-answer': 'Pas de réponse à un courrier',
  inadmissible: 'Irrecevabilité prononcée par la commission d’attribution',
  'not-renewed': 'Demande non renouvelée',
} as const

const states: Readonly<Record<string, StateDefinition>> = {
  draft: {
    label: 'Demande en préparation',
    meaning: 'La demande se prépare. Elle compte à partir de son enregistrement.',
  },
  registered: {
    label: 'Demande enregistrée',
    meaning: 'La demande a son numéro unique. Elle est valable un an et se renouvelle avant la fin.',
  },
  proposed: {
    label: 'Candidature proposée',
    meaning: 'Un logement est proposé. La commission d’attribution doit encore décider.',
  },
  ranked: {
    label: 'Attribué à un rang',
    meaning:
      'La commission a retenu plusieurs personnes dans un ordre. Le logement vient si celles d’avant refusent.',
  },
  conditional: {
    label: 'Attribué sous condition',
    meaning: 'La commission a dit oui, à une condition qui doit être remplie.',
  },
  allocated: {
    label: 'Logement attribué',
    meaning: 'Le logement est attribué. Il reste à dire oui et à signer le bail.',
  },
  warned: {
    label: 'Radiation annoncée',
    meaning: 'La demande va être supprimée. Il faut répondre dans le mois pour la garder.',
  },
  housed: {
    label: 'Bail signé',
    meaning: 'Le bail est signé. La demande est fermée pour cette raison.',
    ends: 'well',
  },
  withdrawn: {
    label: 'Demande retirée',
    meaning: 'Le ménage a renoncé à sa demande par écrit.',
    ends: 'neutral',
  },
  'struck-off': {
    label: 'Demande radiée',
    meaning: 'La demande est supprimée. Une nouvelle demande repart sans l’ancienneté de celle-ci.',
    ends: 'badly',
  },
}

const events: Readonly<Record<string, EventDefinition>> = {
  registered: {
    label: 'Demande enregistrée',
    who: 'registrar',
    fields: [
      {
        key: 'number',
        label: 'Numéro unique',
        type: 'text',
        required: true,
        help: 'Écrit sur l’attestation ; 18 caractères d’ordinaire.',
      },
    ],
    documents: ['L’attestation d’enregistrement'],
  },
  renewed: { label: 'Demande renouvelée', who: 'household', documents: ['L’attestation de renouvellement'] },
  changed: {
    label: 'Demande mise à jour',
    who: 'household',
    fields: [{ key: 'what', label: 'Ce qui change', type: 'text' }],
  },
  'smaller-home-offered': { label: 'Logement plus petit proposé', who: 'landlord' },
  'smaller-home-refused': { label: 'Logement plus petit refusé', who: 'household' },
  proposed: {
    label: 'Logement proposé',
    who: 'landlord',
    fields: [{ key: 'home', label: 'Quel logement, chez quel bailleur', type: 'text' }],
  },
  ranked: {
    label: 'Commission : attribué à un rang',
    who: 'allocation-committee',
    fields: [{ key: 'rank', label: 'Rang', type: 'count', min: 2 }],
  },
  conditional: {
    label: 'Commission : attribué sous condition',
    who: 'allocation-committee',
    fields: [{ key: 'condition', label: 'Condition', type: 'text' }],
  },
  allocated: { label: 'Logement attribué', who: 'allocation-committee' },
  'not-allocated': {
    label: 'Commission : non attribué',
    who: 'allocation-committee',
    fields: [{ key: 'reasons', label: 'Motif écrit', type: 'text' }],
  },
  'offer-refused': { label: 'Offre refusée par le demandeur', who: 'household' },
  'lease-signed': { label: 'Bail signé', who: 'household', documents: ['Le bail'] },
  warned: {
    label: 'Radiation annoncée par courrier',
    who: 'registrar',
    fields: [
      {
        key: 'reason',
        label: 'Motif annoncé',
        type: 'choice',
        required: true,
        options: {
          'no-answer': strikeOffReasons['no-answer'],
          inadmissible: strikeOffReasons.inadmissible,
        },
      },
    ],
  },
  answered: { label: 'Réponse au courrier', who: 'household' },
  'struck-off': { label: 'Demande radiée', who: 'registrar' },
  withdrawn: { label: 'Renoncement écrit', who: 'household' },
  expired: { label: 'Demande non renouvelée : radiée', who: 'registrar', derived: true },
}

const living = ['registered', 'proposed', 'ranked', 'conditional', 'allocated', 'warned']

const validity: DelayRule = {
  rule: 'renewal',
  label: 'Renouveler la demande de logement',
  sense: 'act-by',
  who: 'household',
  length: { unit: 'months', key: 'housing-application.validity-months' },
  moves: 'kept',
  metBy: ['renewed'],
  outlivesState: true,
  silence: 'expired',
  isLegal: true,
  source: 'CCH art. R.441-2-7',
}

/** The registrar warns a month before the end; without the letter, the household still has to renew. */
const notice: DelayRule = {
  rule: 'renewal-notice',
  label: 'Le service enregistreur prévient de la fin de validité',
  sense: 'act-by',
  who: 'registrar',
  length: (_course, { on }, law) => {
    const figures = law.on(on)
    const endsOn = addMonths(on, figures.readNearest('housing-application.validity-months'))
    const before = figures.readNearest('housing-application.notice-months')
    const rawDueOn = addMonths(endsOn, -before)
    return { rawDueOn, why: `${before} mois avant le ${formatDate(endsOn)} : ${formatDate(rawDueOn)}` }
  },
  moves: 'kept',
  metBy: ['renewed'],
  outlivesState: true,
  isLegal: false,
  source: 'CCH art. R.441-2-7',
}

const longWait: DelayRule = {
  rule: 'long-wait',
  label: 'Délai anormalement long atteint : la commission de médiation (DALO) peut être saisie',
  sense: 'not-before',
  who: 'household',
  length: ({ circumstances }, { on }) => {
    const months = circumstances.longWaitMonths
    if (typeof months !== 'number' || months === 0) return null
    const rawDueOn = addMonths(on, months)
    return {
      rawDueOn,
      why: `${months} mois fixés par le préfet, à compter du ${formatDate(on)} : ${formatDate(rawDueOn)}`,
    }
  },
  moves: 'kept',
  outlivesState: true,
  isLegal: false,
  source: 'CCH art. L.441-1-4 et L.441-2-3 II',
}

const answerToWarning: DelayRule = {
  rule: 'warning-answer',
  label: 'Répondre pour garder la demande',
  sense: 'act-by',
  who: 'household',
  length: { unit: 'months', key: 'housing-application.warning-months' },
  metBy: ['answered'],
  isLegal: true,
  source: strikingOff,
}

const endOfStay: DelayRule = {
  rule: 'stay-right',
  label: 'Fin du droit au maintien dans les lieux (sous-occupation)',
  sense: 'runs-until',
  who: 'household',
  length: { unit: 'months', key: 'housing-application.stay-months' },
  metBy: ['lease-signed'],
  outlivesState: true,
  isLegal: true,
  source: underOccupation,
}

const refusals = ({ facts }: Course) => facts.filter(({ event }) => event === 'smaller-home-refused').length

/** True where no detail is asked yet: the screen asks what may come next without a fact to show. */
const guards: Readonly<Record<string, Guard>> = {
  'under-occupied-transfer': {
    refusal: 'Réservé à une demande de mutation pour un logement trop grand.',
    holds: ({ circumstances }) => circumstances.transfer === true && circumstances.underOccupied === true,
  },
  'last-refusal-in-tense-area': {
    refusal: 'Le droit au maintien ne se perd qu’au dernier refus, en zone tendue, hors exceptions.',
    holds: (course, { on }, law) =>
      course.circumstances.tenseArea === true &&
      course.circumstances.stayProtected !== true &&
      refusals(course) + 1 === law.on(on).readNearest('housing-application.smaller-home-refusals'),
  },
  'warned-a-month-ago': {
    refusal: 'La radiation n’est possible qu’un mois après le courrier qui l’annonce.',
    holds: ({ facts }, { on }, law) => {
      const warned = facts.findLast(({ event }) => event === 'warned')
      if (!warned) return false
      return on > addMonths(warned.on, law.on(warned.on).readNearest('housing-application.warning-months'))
    },
  },
}

const examined = ['proposed', 'ranked', 'conditional']

const rows: readonly Transition[] = [
  { from: ['draft'], event: 'registered', to: 'registered', delays: [validity, notice, longWait], source },
  ...living.map((state) => ({
    from: [state],
    event: 'renewed',
    to: state === 'warned' ? 'registered' : state,
    delays: [validity, notice],
    source: 'CCH art. R.441-2-7',
  })),
  ...living.map((state) => ({ from: [state], event: 'changed', to: state, source: 'CCH art. R.441-2-6' })),
  {
    from: ['registered'],
    event: 'smaller-home-offered',
    guards: ['under-occupied-transfer'],
    to: 'registered',
    source: underOccupation,
  },
  {
    from: ['registered'],
    event: 'smaller-home-refused',
    guards: ['under-occupied-transfer', 'last-refusal-in-tense-area'],
    to: 'registered',
    delays: [endOfStay],
    source: underOccupation,
  },
  {
    from: ['registered'],
    event: 'smaller-home-refused',
    guards: ['under-occupied-transfer'],
    to: 'registered',
    source: underOccupation,
  },
  { from: ['registered'], event: 'proposed', to: 'proposed', source: 'CCH art. R.441-3' },
  { from: ['proposed'], event: 'ranked', to: 'ranked', source: 'CCH art. R.441-3' },
  { from: ['proposed'], event: 'conditional', to: 'conditional', source: 'CCH art. R.441-3' },
  { from: examined, event: 'allocated', to: 'allocated', source: 'CCH art. R.441-3' },
  { from: examined, event: 'not-allocated', to: 'registered', source: 'CCH art. R.441-3' },
  { from: [...examined, 'allocated'], event: 'offer-refused', to: 'registered', source: 'CCH art. R.441-10' },
  { from: ['allocated'], event: 'lease-signed', to: 'housed', source: `${strikingOff} a` },
  {
    from: living.filter((state) => state !== 'warned'),
    event: 'warned',
    to: 'warned',
    delays: [answerToWarning],
    source: `${strikingOff} c et d`,
  },
  { from: ['warned'], event: 'answered', to: 'registered', returns: true, source: strikingOff },
  {
    from: ['warned'],
    event: 'struck-off',
    guards: ['warned-a-month-ago'],
    to: 'struck-off',
    source: `${strikingOff} c et d`,
  },
  { from: ['draft', ...living], event: 'withdrawn', to: 'withdrawn', source: `${strikingOff} b` },
  { from: living, event: 'expired', to: 'struck-off', source: `${strikingOff} e` },
]

/** SM-9 (handbook §10.2): a year of validity, its renewals, and the closed list of reasons to strike off. */
export const housingApplication: ProcedureDefinition = {
  kind: 'housing-application',
  version: '2026-11-22',
  compartment: 'gestion',
  circumstances: [
    { key: 'department', label: 'Département (numéro)', type: 'text', help: 'Exemple : 63, 2A, 974.' },
    {
      key: 'longWaitMonths',
      label: 'Délai anormalement long, en mois',
      type: 'count',
      min: 0,
      max: 240,
      help: 'Fixé par le préfet du département. Laissez vide s’il n’est pas connu.',
    },
    { key: 'transfer', label: 'Demande de mutation (locataire du parc social)', type: 'boolean' },
    { key: 'underOccupied', label: 'Logement devenu trop grand (sous-occupation)', type: 'boolean' },
    { key: 'tenseArea', label: 'Zone tendue', type: 'boolean' },
    {
      key: 'stayProtected',
      label: 'Plus de 65 ans, handicap, ou quartier prioritaire',
      type: 'boolean',
      help: 'Le droit au maintien dans les lieux ne se perd pas.',
    },
  ],
  start: 'draft',
  states,
  events,
  guards,
  rows,
  sources: [source, 'CCH art. L.441-2-1, L.442-3-1 (lus au 21/01/2017)'],
}
