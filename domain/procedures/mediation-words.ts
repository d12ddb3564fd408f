import type { EventDefinition, Field, StateDefinition } from '#domain/procedures/definition.ts'

type MediationKind = 'dalo' | 'daho'

const home = { dalo: 'un logement', daho: 'un hébergement' } as const

export const mediationStates = (kind: MediationKind): Record<string, StateDefinition> => ({
  prepared: {
    label: 'Dossier en préparation',
    meaning: 'Le dossier se prépare. Rien n’est encore envoyé à la commission de médiation.',
  },
  filed: {
    label: 'Dossier envoyé',
    meaning: 'Le dossier est parti. L’accusé de réception fera courir le délai de la commission.',
  },
  examined: {
    label: 'Examiné par la commission',
    meaning: 'La commission de médiation étudie la demande. Si elle ne répond pas à temps, c’est un refus.',
  },
  incomplete: {
    label: 'Dossier incomplet, délai arrêté',
    meaning: 'La commission attend des papiers. Son délai ne court plus tant qu’ils ne sont pas reçus.',
  },
  rejected: {
    label: 'Refusé par la commission',
    meaning:
      'La commission a dit non, ou n’a pas répondu à temps. Ce refus se conteste, dans un délai court.',
  },
  review: {
    label: 'Recours gracieux en cours',
    meaning: 'On a demandé à la commission de revoir sa décision.',
  },
  'review-rejected': {
    label: 'Recours gracieux refusé',
    meaning: 'La commission garde son refus. On peut encore saisir le tribunal administratif.',
  },
  contested: {
    label: 'Refus contesté devant le tribunal',
    meaning: 'Le tribunal administratif dira si le refus de la commission est légal.',
  },
  'to-examine-again': {
    label: 'À examiner de nouveau',
    meaning: 'Le tribunal a annulé le refus. La commission doit revoir la demande.',
  },
  'final-rejection': {
    label: 'Refus définitif',
    meaning: 'Le refus ne se conteste plus. Une nouvelle demande reste possible si la situation change.',
    ends: 'badly',
  },
  priority: {
    label: 'Reconnu prioritaire, offre attendue',
    meaning: `Le droit à ${home[kind]} est reconnu. Le préfet doit faire une offre dans un délai fixé.`,
  },
  ...(kind === 'dalo'
    ? {
        reoriented: {
          label: 'Orienté vers un hébergement',
          meaning:
            'La commission propose un hébergement plutôt qu’un logement. Le préfet doit en trouver un.',
        },
      }
    : {}),
  offered: {
    label: 'Offre reçue',
    meaning: 'Une offre est faite. La refuser sans bonne raison fait perdre la priorité.',
  },
  accepted: {
    label: 'Offre acceptée',
    meaning: 'L’offre est acceptée. Il reste à entrer dans les lieux.',
  },
  'court-open': {
    label: 'Sans offre : le tribunal peut être saisi',
    meaning: 'Le préfet n’a pas fait d’offre à temps. Le juge peut l’y obliger, si on le saisit à temps.',
  },
  'court-closed': {
    label: 'Recours devant le juge fermé, offre toujours attendue',
    meaning:
      'Le juge ne peut plus être saisi ou a dit non. La personne reste prioritaire : le préfet doit toujours une offre.',
  },
  'in-court': {
    label: 'Tribunal saisi',
    meaning: 'Le juge dira si le préfet doit faire une offre, et pour quand.',
  },
  ordered: {
    label: 'Offre ordonnée par le juge',
    meaning: 'Le juge oblige le préfet à faire une offre. Chaque mois de retard peut lui coûter de l’argent.',
  },
  rehoused: {
    label: kind === 'dalo' ? 'Relogé' : 'Accueilli',
    meaning: kind === 'dalo' ? 'Un logement est trouvé.' : 'Un hébergement est trouvé.',
    ends: 'well',
  },
  'priority-lost': {
    label: 'Priorité perdue',
    meaning: 'L’offre a été refusée sans bonne raison. Le préfet n’a plus à en faire une autre.',
    ends: 'badly',
  },
  withdrawn: {
    label: 'Demande retirée',
    meaning: 'La demande est arrêtée par le ménage.',
    ends: 'neutral',
  },
})

const notified: Field = {
  key: 'notifiedOn',
  label: 'Notifiée le',
  type: 'day',
  help: 'Le délai pour contester court de ce jour ; sans lui, du jour de la décision.',
}
const reasons: Field = { key: 'reasons', label: 'Motifs écrits', type: 'text' }
const answerBy = (label: string): Field => ({ key: 'answerBy', label, type: 'day' })

/** In their order: facts of one day are taken in it. */
export const mediationEvents = (kind: MediationKind): Record<string, EventDefinition> => ({
  filed: {
    label: 'Dossier envoyé',
    who: 'household',
    documents: ['Le formulaire signé', 'L’attestation de demande de logement social'],
  },
  acknowledged: {
    label: 'Accusé de réception',
    who: 'mediation-commission',
    fields: [{ key: 'number', label: 'Numéro de dossier de la commission', type: 'text' }],
  },
  'papers-asked': {
    label: 'Pièces demandées',
    who: 'mediation-commission',
    fields: [{ key: 'papers', label: 'Pièces demandées', type: 'text' }, answerBy('À envoyer avant le')],
  },
  'papers-received': { label: 'Pièces reçues par la commission', who: 'household' },
  'commission-silent': {
    label: 'Silence de la commission : refus',
    who: 'mediation-commission',
    derived: true,
  },
  priority: {
    label: 'Reconnu prioritaire et urgent',
    who: 'mediation-commission',
    fields: kind === 'daho' ? [shelter] : [{ key: 'needs', label: 'Besoins reconnus', type: 'text' }],
    documents: ['La décision de la commission'],
  },
  ...(kind === 'dalo'
    ? {
        reoriented: {
          label: 'Orienté vers un hébergement',
          who: 'mediation-commission',
          fields: [reasons],
          documents: ['La décision de la commission'],
        } as const,
      }
    : {}),
  rejected: {
    label: 'Refus de la commission',
    who: 'mediation-commission',
    fields: [notified, reasons],
    documents: ['La décision de la commission'],
  },
  'review-asked': {
    label: 'Recours gracieux envoyé',
    who: 'household',
    documents: ['La lettre de recours'],
  },
  'review-silent': {
    label: 'Silence sur le recours gracieux : refus',
    who: 'mediation-commission',
    derived: true,
  },
  'review-rejected': {
    label: 'Recours gracieux refusé',
    who: 'mediation-commission',
    fields: [notified],
  },
  'annulment-asked': {
    label: 'Tribunal saisi contre le refus',
    who: 'household',
    documents: ['La requête'],
  },
  annulled: { label: 'Refus annulé par le tribunal', who: 'judge', documents: ['Le jugement'] },
  'annulment-refused': { label: 'Refus confirmé par le tribunal', who: 'judge', documents: ['Le jugement'] },
  'contest-time-passed': {
    label: 'Délai pour contester passé',
    who: 'household',
    derived: true,
  },
  ...(kind === 'dalo'
    ? {
        'mayor-asked': { label: 'Avis demandé au maire', who: 'prefect' } as const,
        'stay-asked': {
          label: 'La commission demande au juge un délai avant l’expulsion',
          who: 'mediation-commission',
        } as const,
      }
    : {}),
  offer: {
    label: kind === 'dalo' ? 'Offre de logement' : 'Proposition d’accueil',
    who: 'prefect',
    fields: [
      { key: 'place', label: 'Où, et quel logement', type: 'text' },
      answerBy('Répondre avant le'),
      {
        key: 'toldOfRisk',
        label: 'L’offre dit qu’un refus peut faire perdre la priorité',
        type: 'boolean',
      },
    ],
  },
  'no-offer': { label: 'Pas d’offre dans le délai du préfet', who: 'prefect', derived: true },
  'offer-accepted': { label: 'Offre acceptée', who: 'household' },
  'refused-with-reason': {
    label: 'Offre refusée pour un motif reconnu',
    who: 'household',
    fields: [reasons],
  },
  'refused-without-reason': {
    label: 'Refus jugé sans motif : priorité perdue',
    who: 'prefect',
    fields: [reasons],
  },
  'court-seized': {
    label: 'Tribunal saisi : recours injonction',
    who: 'household',
    documents: ['La requête', 'La décision de la commission'],
  },
  'court-time-passed': { label: 'Délai pour saisir le juge passé', who: 'household', derived: true },
  judged: {
    label: 'Jugement',
    who: 'judge',
    fields: [
      {
        key: 'outcome',
        label: 'Le juge',
        type: 'choice',
        required: true,
        options: { ordered: 'ordonne de faire une offre', dismissed: 'rejette la demande' },
      },
      { key: 'by', label: 'Offre ordonnée avant le', type: 'day' },
      { key: 'penaltyCents', label: 'Astreinte par mois de retard', type: 'cents', min: 0 },
    ],
    documents: ['Le jugement'],
  },
  rehoused: {
    label: kind === 'dalo' ? 'Entrée dans un logement' : 'Entrée dans l’hébergement',
    who: 'household',
    fields: [{ key: 'place', label: 'Où', type: 'text' }],
  },
  withdrawn: { label: 'Demande retirée', who: 'household', fields: [reasons] },
})

const shelter: Field = {
  key: 'shelter',
  label: 'Accueil à proposer',
  type: 'choice',
  options: {
    hostel: 'Structure d’hébergement',
    residence: 'Logement de transition ou logement-foyer',
  },
}
