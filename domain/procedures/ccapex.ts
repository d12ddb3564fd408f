import { isPlainDate } from '#domain/plain-date.ts'
import type { DelayRule, ProcedureDefinition } from '#domain/procedures/definition.ts'

const advice: DelayRule = {
  rule: 'advice',
  label: 'Avis ou recommandation de la commission',
  sense: 'act-by',
  who: 'ccapex',
  length: { unit: 'months', key: 'ccapex.advice-months' },
  outlivesState: true,
  metBy: ['opinion', 'recommendation', 'apl-decision'],
  isLegal: false,
  source: 'règlement intérieur de la commission',
}

const answer: DelayRule = {
  rule: 'answer',
  label: 'Dire à la commission ce qui a été fait de sa recommandation',
  sense: 'act-by',
  who: 'social-worker',
  from: { field: 'answerBy' },
  length: (_course, { detail }) => {
    const rawDueOn = detail['answerBy']
    return isPlainDate(rawDueOn) ? { rawDueOn, why: 'jour demandé par la commission' } : null
  },
  outlivesState: true,
  metBy: ['follow-up'],
  isLegal: false,
  source: 'recommandation de la commission',
}

const sitting: DelayRule = {
  rule: 'sitting',
  label: 'Séance de la commission',
  sense: 'act-by',
  who: 'ccapex',
  length: (_course, { detail }) => {
    const rawDueOn = detail['sittingOn']
    return isPlainDate(rawDueOn) ? { rawDueOn, why: 'jour fixé par la commission' } : null
  },
  moves: 'kept',
  metBy: ['opinion', 'recommendation', 'apl-decision'],
  isLegal: false,
  source: 'décret 2015-1384',
}

const told = ['opinion', 'recommended', 'apl-decided']

/** SM-5: a case before the commission of prevention of evictions (handbook §2.4). */
export const ccapex: ProcedureDefinition = {
  kind: 'ccapex',
  version: '2026-11-22',
  compartment: 'gestion',
  circumstances: [
    {
      key: 'referredBy',
      label: 'Saisie par',
      type: 'choice',
      required: true,
      options: {
        'caf-msa': 'CAF ou MSA',
        landlord: 'Bailleur',
        tenant: 'Locataire',
        'bailiff-command': 'Commissaire de justice (commandement)',
        prefect: 'Préfet',
        'social-worker': 'Travailleur social',
        'action-logement': 'Action Logement',
      },
    },
    { key: 'reference', label: 'Référence du dossier', type: 'text' },
  ],
  start: 'alerted',
  states: {
    alerted: { label: 'Alerte envoyée', meaning: 'La commission a été prévenue de la situation.' },
    received: { label: 'Dossier reçu', meaning: 'La commission a bien reçu le dossier.' },
    'under-review': {
      label: 'À l’étude',
      meaning: 'La commission regarde la situation. Lui dire ce qui a changé peut aider.',
    },
    opinion: { label: 'Avis rendu', meaning: 'La commission a dit ce qu’elle pense de la situation.' },
    recommended: {
      label: 'Recommandation faite',
      meaning: 'La commission demande à chacun de faire quelque chose de précis.',
    },
    'apl-decided': {
      label: 'Aide au logement : décision prise',
      meaning: 'La commission a décidé de maintenir ou de suspendre l’aide au logement.',
    },
    'followed-up': {
      label: 'Suites en cours',
      meaning: 'Ce que la commission a demandé est en train d’être fait.',
    },
    closed: { label: 'Dossier clos', meaning: 'La commission ne suit plus la situation.', ends: 'neutral' },
  },
  events: {
    received: { label: 'Dossier reçu par la commission', who: 'ccapex', documents: ['Accusé de réception'] },
    'under-review': {
      label: 'Mis à l’étude',
      who: 'ccapex',
      fields: [{ key: 'sittingOn', label: 'Jour de la séance', type: 'day', isLater: true }],
    },
    opinion: { label: 'Avis', who: 'ccapex', fields: [{ key: 'text', label: 'Avis', type: 'text' }] },
    recommendation: {
      label: 'Recommandation',
      who: 'ccapex',
      fields: [
        { key: 'text', label: 'Ce qui est recommandé', type: 'text', required: true },
        {
          key: 'to',
          label: 'Adressée à',
          type: 'choice',
          options: {
            landlord: 'Bailleur',
            household: 'Ménage',
            payer: 'CAF ou MSA',
            fsl: 'FSL',
            'social-worker': 'Travailleur social',
          },
        },
        { key: 'answerBy', label: 'Réponse demandée pour le', type: 'day', isLater: true },
      ],
    },
    'apl-decision': {
      label: 'Décision sur l’aide au logement',
      who: 'ccapex',
      fields: [
        {
          key: 'decision',
          label: 'Décision',
          type: 'choice',
          required: true,
          options: { maintained: 'Aide maintenue', suspended: 'Aide suspendue' },
        },
      ],
      documents: ['Décision'],
    },
    'follow-up': {
      label: 'Suites données',
      who: 'social-worker',
      fields: [{ key: 'text', label: 'Ce qui a été fait', type: 'text' }],
    },
    closed: { label: 'Dossier clos', who: 'ccapex' },
  },
  guards: {},
  rows: [
    { from: ['alerted'], event: 'received', to: 'received', delays: [advice], source: 'décret 2015-1384' },
    {
      from: ['alerted', 'received'],
      event: 'under-review',
      to: 'under-review',
      delays: [sitting],
      source: 'décret 2015-1384',
    },
    {
      from: ['under-review'],
      event: 'under-review',
      to: 'under-review',
      delays: [sitting],
      source: 'décret 2015-1384',
    },
    {
      from: ['received', 'under-review', ...told, 'followed-up'],
      event: 'opinion',
      to: 'opinion',
      source: 'loi 90-449 art. 7-2',
    },
    {
      from: ['received', 'under-review', ...told, 'followed-up'],
      event: 'recommendation',
      to: 'recommended',
      delays: [answer],
      source: 'loi 90-449 art. 7-2',
    },
    {
      from: ['received', 'under-review', ...told, 'followed-up'],
      event: 'apl-decision',
      to: 'apl-decided',
      validFrom: '2027-01-01',
      source: 'décrets 2026-83 et 2026-84 du 12 février 2026',
    },
    { from: [...told, 'followed-up'], event: 'follow-up', to: 'followed-up', source: 'décret 2015-1384' },
    {
      from: ['alerted', 'received', 'under-review', ...told, 'followed-up'],
      event: 'closed',
      to: 'closed',
      source: 'décret 2015-1384',
    },
  ],
  sources: [
    'loi 90-449 du 31 mai 1990 art. 7-2',
    'décret 2015-1384 (CCAPEX)',
    'décrets 2026-83 et 2026-84 (décisions sur l’aide au logement à partir du 01/01/2027)',
  ],
}
