import { isPlainDate } from '#domain/plain-date.ts'
import type { DelayRule, Field, ProcedureDefinition } from '#domain/procedures/definition.ts'

const source = 'décret 2021-8 du 5 janvier 2021'
const hearingOn: Field = {
  key: 'hearingOn',
  label: 'Jour de l’audience',
  type: 'day',
  isLater: true,
  required: true,
}
const sent = ['sent', 'sent-without-tenant']

const interview: DelayRule = {
  rule: 'interview',
  label: 'Proposer un entretien au locataire',
  sense: 'act-by',
  who: 'assessment-body',
  length: { unit: 'working-days', key: 'assessment.interview-working-days' },
  outlivesState: true,
  metBy: ['interview-offered'],
  endedBy: [...sent, 'hearing-cancelled'],
  isLegal: true,
  documents: ['Proposition d’entretien'],
  source,
}
const toJudge: DelayRule = {
  rule: 'to-judge',
  label: 'Envoyer le diagnostic au juge et à la CCAPEX',
  sense: 'act-by',
  who: 'assessment-body',
  from: { field: 'hearingOn' },
  direction: 'before',
  length: { unit: 'working-days', key: 'assessment.judge-working-days' },
  moves: 'backward',
  outlivesState: true,
  metBy: sent,
  endedBy: ['hearing-cancelled'],
  isLegal: true,
  documents: ['Diagnostic social et financier'],
  source,
}
const observations: DelayRule = {
  rule: 'observations',
  label: 'Observations écrites du locataire et du bailleur',
  sense: 'runs-until',
  who: 'household',
  length: (_course, { detail }) => {
    const rawDueOn = detail['observationsBy']
    return isPlainDate(rawDueOn) ? { rawDueOn, why: 'jour annoncé au locataire et au bailleur' } : null
  },
  outlivesState: true,
  endedBy: [...sent, 'hearing-cancelled'],
  isLegal: true,
  source: 'arrêté du 23 août 2022',
}
const toParties: DelayRule = {
  rule: 'to-parties',
  label: 'Remettre le diagnostic au locataire et au bailleur',
  sense: 'act-by',
  who: 'assessment-body',
  length: (_course, { on }) => ({ rawDueOn: on, why: 'en même temps qu’au juge' }),
  moves: 'kept',
  metBy: ['given-to-parties'],
  isLegal: true,
  source,
}

const open = ['to-request', 'requested', 'interview-offered', 'drafting', 'observing', 'no-answer']
const underWay = open.slice(1)

/** The social and financial assessment that the judge reads before the hearing (handbook §2.3). */
export const socialAssessment: ProcedureDefinition = {
  kind: 'social-assessment',
  version: '2026-11-22',
  compartment: 'social',
  circumstances: [
    { key: 'hearingOn', label: 'Jour de l’audience, s’il est connu', type: 'day' },
    { key: 'court', label: 'Tribunal', type: 'text' },
  ],
  start: 'to-request',
  states: {
    'to-request': {
      label: 'En attente du préfet',
      meaning: 'Une assignation a été délivrée. Le préfet va demander qu’un entretien soit proposé.',
    },
    requested: {
      label: 'Demandé par le préfet',
      meaning: 'Un entretien va être proposé pour préparer l’audience.',
    },
    'interview-offered': {
      label: 'Entretien proposé',
      meaning: 'Un rendez-vous est proposé. Y aller permet d’expliquer sa situation au juge.',
    },
    drafting: { label: 'En rédaction', meaning: 'L’entretien a eu lieu. Le diagnostic s’écrit.' },
    'no-answer': {
      label: 'Sans réponse du locataire',
      meaning: 'Sans nouvelle, le juge ne lira que ce qui est déjà connu. Il est encore temps de répondre.',
    },
    observing: {
      label: 'Soumis aux observations',
      meaning: 'Le locataire et le bailleur peuvent écrire ce qu’ils en pensent, avant l’envoi au juge.',
    },
    sent: { label: 'Transmis au juge', meaning: 'Le juge et la commission ont reçu le diagnostic.' },
    'sent-without-tenant': {
      label: 'Carence transmise',
      meaning:
        'Le juge a reçu ce qui est connu, sans entretien. Le locataire peut encore tout dire à l’audience.',
    },
    closed: { label: 'Clos', meaning: 'Le diagnostic a été remis à chacun.', ends: 'neutral' },
    'not-needed': { label: 'Sans objet', meaning: 'L’audience n’aura pas lieu.', ends: 'neutral' },
  },
  events: {
    requested: {
      label: 'Demandé par le préfet',
      who: 'prefect',
      fields: [hearingOn],
      documents: ['Saisine du préfet'],
    },
    'hearing-moved': { label: 'Audience renvoyée', who: 'judge', fields: [hearingOn] },
    'interview-offered': {
      label: 'Entretien proposé au locataire',
      who: 'assessment-body',
      fields: [{ key: 'interviewOn', label: 'Jour de l’entretien', type: 'day', isLater: true }],
    },
    'interview-held': {
      label: 'Entretien tenu',
      who: 'assessment-body',
      fields: [{ key: 'isLandlordHeard', label: 'Le bailleur a été entendu', type: 'boolean' }],
    },
    'no-answer': { label: 'Pas de réponse du locataire', who: 'household' },
    'observations-asked': {
      label: 'Diagnostic soumis au locataire et au bailleur',
      who: 'assessment-body',
      fields: [
        {
          key: 'observationsBy',
          label: 'Observations attendues pour le',
          type: 'day',
          isLater: true,
          required: true,
        },
      ],
    },
    'observations-received': {
      label: 'Observations reçues',
      who: 'household',
      fields: [
        {
          key: 'from',
          label: 'De la part de',
          type: 'choice',
          required: true,
          options: { tenant: 'Locataire', landlord: 'Bailleur' },
        },
      ],
    },
    sent: {
      label: 'Diagnostic envoyé au juge et à la CCAPEX',
      who: 'assessment-body',
      documents: ['Diagnostic social et financier'],
    },
    'sent-without-tenant': {
      label: 'Diagnostic de carence envoyé au juge et à la CCAPEX',
      who: 'assessment-body',
      documents: ['Diagnostic de carence'],
    },
    'given-to-parties': { label: 'Remis au locataire et au bailleur', who: 'assessment-body' },
    'hearing-cancelled': { label: 'Audience annulée', who: 'judge' },
  },
  guards: {
    'after-contradiction': {
      refusal: 'Le locataire et le bailleur doivent savoir jusqu’à quand ils peuvent répondre.',
      holds: ({ facts }) => facts.some(({ event }) => event === 'observations-asked'),
    },
  },
  rows: [
    { from: ['to-request'], event: 'requested', to: 'requested', delays: [interview, toJudge], source },
    ...[...underWay, ...sent].map((state) => ({
      from: [state],
      event: 'hearing-moved',
      to: state,
      delays: sent.includes(state) ? [] : [toJudge],
      source,
    })),
    {
      from: ['requested', 'interview-offered', 'no-answer'],
      event: 'interview-offered',
      to: 'interview-offered',
      source,
    },
    {
      from: ['requested', 'interview-offered', 'no-answer'],
      event: 'interview-held',
      to: 'drafting',
      source,
    },
    {
      from: ['requested', 'interview-offered'],
      event: 'no-answer',
      to: 'no-answer',
      source: 'pratique des organismes',
    },
    {
      from: ['drafting', 'observing'],
      event: 'observations-asked',
      to: 'observing',
      delays: [observations],
      source: 'arrêté du 23 août 2022',
    },
    {
      from: ['observing'],
      event: 'observations-received',
      to: 'observing',
      source: 'arrêté du 23 août 2022',
    },
    {
      from: ['observing', 'drafting'],
      event: 'sent',
      to: 'sent',
      guards: ['after-contradiction'],
      delays: [toParties],
      source,
    },
    {
      from: ['no-answer'],
      event: 'sent-without-tenant',
      to: 'sent-without-tenant',
      delays: [toParties],
      source: 'pratique des organismes',
    },
    { from: sent, event: 'given-to-parties', to: 'closed', source },
    { from: open, event: 'hearing-cancelled', to: 'not-needed', source },
  ],
  sources: ['décret 2021-8 du 5 janvier 2021', 'arrêté du 23 août 2022 (modèle, JO du 7 septembre 2022)'],
}
