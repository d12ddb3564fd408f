import type { EventDefinition, Field, StateDefinition } from '#domain/procedures/definition.ts'

export const evictionCircumstances: readonly Field[] = [
  {
    key: 'leaseSignedOn',
    label: 'Date de signature du bail',
    help: 'Un bail signé depuis le 29/07/2023 suit la loi du 27 juillet 2023.',
    type: 'day',
    required: true,
  },
  {
    key: 'landlord',
    label: 'Bailleur',
    type: 'choice',
    required: true,
    options: {
      'legal-person': 'Personne morale (organisme HLM, société)',
      individual: 'Personne physique ou société civile familiale',
    },
  },
  {
    key: 'clauseMonths',
    label: 'Délai écrit dans la clause du bail (mois)',
    help: 'Pour un bail signé avant le 29/07/2023 ; deux mois si rien n’est donné.',
    type: 'count',
    min: 1,
    max: 6,
  },
]

export const evictionStates: Readonly<Record<string, StateDefinition>> = {
  amicable: {
    label: 'Phase amiable',
    meaning:
      'Une dette de loyer existe. Aucun acte n’a été délivré : un accord reste la voie la plus simple.',
  },
  'ccapex-referred': {
    label: 'CCAPEX saisie',
    meaning:
      'La commission de prévention des expulsions connaît la situation et peut aider à trouver une solution.',
  },
  'command-to-pay': {
    label: 'Commandement de payer',
    meaning:
      'Un commissaire de justice demande le paiement. Payer toute la dette avant la fin du délai arrête tout.',
  },
  'clause-acquired': {
    label: 'Délai du commandement passé',
    meaning:
      'Le bailleur peut demander au juge la fin du bail. Le bail n’est pas encore perdu : le juge décide.',
  },
  summoned: {
    label: 'Assigné',
    meaning: 'Une audience est fixée. Y aller, avec un loyer repris, change souvent la décision.',
  },
  'assessment-requested': {
    label: 'Diagnostic social demandé',
    meaning: 'Un entretien va être proposé pour expliquer la situation au juge. Il faut y répondre.',
  },
  'assessment-sent': {
    label: 'Diagnostic social transmis',
    meaning: 'Le juge a reçu l’explication de la situation. Il reste à préparer l’audience.',
  },
  hearing: { label: 'Audience tenue', meaning: 'Le juge a entendu les parties. Sa décision est attendue.' },
  'payment-delays': {
    label: 'Délais accordés, clause suspendue',
    meaning: 'Le bail continue tant que chaque échéance et le loyer sont payés à temps, en entier.',
  },
  terminated: {
    label: 'Bail résilié',
    meaning:
      'Le juge a mis fin au bail. Le ménage peut encore demander des délais pour rester ou être relogé.',
  },
  'clause-effective': {
    label: 'Suspension perdue',
    meaning: 'Un paiement a manqué : le bail est résilié, sans nouvelle audience.',
  },
  'command-to-quit': {
    label: 'Commandement de quitter les lieux',
    meaning:
      'Le logement est à quitter. Personne ne peut être expulsé avant la fin du délai ni pendant la trêve.',
  },
  'winter-stay': {
    label: 'Trêve hivernale',
    meaning: 'Aucune expulsion du 1er novembre au 31 mars. C’est le temps de chercher un relogement.',
  },
  'stay-delays': {
    label: 'Délais pour rester',
    meaning: 'Le juge a laissé du temps dans le logement, pour trouver où aller.',
  },
  'force-requested': {
    label: 'Force publique demandée',
    meaning:
      'Le commissaire de justice a demandé l’aide de la police au préfet, qui a deux mois pour répondre.',
  },
  'force-granted': {
    label: 'Force publique accordée',
    meaning: 'L’expulsion peut avoir lieu. Il faut un toit tout de suite : DALO, hébergement, relogement.',
  },
  'force-refused': {
    label: 'Force publique refusée',
    meaning: 'Le préfet n’a pas accordé l’aide de la police. Le ménage reste dans le logement.',
  },
  'state-liability': {
    label: 'Responsabilité de l’État engagée',
    meaning: 'Le ménage reste dans le logement ; le bailleur peut demander à l’État de l’indemniser.',
  },
  'overindebtedness-suspended': {
    label: 'Suspendue : surendettement',
    meaning:
      'Le juge a suspendu l’expulsion pendant le dossier de surendettement. Le loyer courant reste à payer.',
  },
  protocol: {
    label: 'Protocole de cohésion sociale',
    meaning: 'Le bailleur a renoncé à expulser tant que le protocole est tenu. Un nouveau bail est au bout.',
  },
  paid: {
    label: 'Dette payée',
    meaning: 'La dette est payée. Avant le jugement le bail continue ; après, un nouveau bail se demande.',
    ends: 'well',
  },
  'clause-undone': {
    label: 'Délais tenus',
    meaning: 'La dette a été payée comme le juge l’a dit : la clause est réputée n’avoir jamais joué.',
    ends: 'well',
  },
  dismissed: { label: 'Demande rejetée', meaning: 'Le juge n’a pas mis fin au bail.', ends: 'well' },
  'new-lease': {
    label: 'Nouveau bail signé',
    meaning: 'Le protocole a été tenu : un bail est signé.',
    ends: 'well',
  },
  rehoused: { label: 'Relogé', meaning: 'Le ménage a un autre logement.', ends: 'well' },
  left: { label: 'Parti de lui-même', meaning: 'Le ménage a rendu le logement.', ends: 'neutral' },
  withdrawn: { label: 'Abandonnée par le bailleur', meaning: 'Le bailleur ne poursuit plus.', ends: 'well' },
  evicted: {
    label: 'Expulsé',
    meaning: 'L’expulsion a eu lieu. Les meubles laissés sont à reprendre dans le délai.',
    ends: 'badly',
  },
}

const months = (label: string): Field => ({
  key: 'months',
  label,
  type: 'count',
  required: true,
  min: 1,
  max: 96,
})
const hearingOn: Field = {
  key: 'hearingOn',
  label: 'Jour de l’audience',
  type: 'day',
  isLater: true,
  required: true,
}

/** In the order of the procedure. */
export const evictionEvents: Readonly<Record<string, EventDefinition>> = {
  'ccapex-referred': {
    label: 'CCAPEX saisie',
    who: 'landlord',
    fields: [
      {
        key: 'by',
        label: 'Saisie par',
        type: 'choice',
        options: {
          'caf-msa': 'Signalement à la CAF ou à la MSA',
          landlord: 'Bailleur',
          tenant: 'Locataire',
          'bailiff-command': 'Commissaire de justice',
          prefect: 'Préfet',
          'social-worker': 'Travailleur social',
          'action-logement': 'Action Logement',
        },
      },
    ],
    documents: ['Signalement et accusé de réception'],
  },
  'command-to-pay': {
    label: 'Commandement de payer délivré',
    who: 'bailiff',
    fields: [{ key: 'debtCents', label: 'Dette visée', type: 'cents', min: 0 }],
    documents: ['Commandement de payer'],
  },
  'clause-acquired': { label: 'Délai du commandement passé sans paiement', who: 'household', derived: true },
  summoned: {
    label: 'Assignation délivrée',
    who: 'bailiff',
    fields: [hearingOn],
    documents: ['Assignation'],
  },
  'prefect-told': {
    label: 'Assignation notifiée au préfet',
    who: 'bailiff',
    documents: ['Accusé de réception EXPLOC'],
  },
  'assessment-requested': { label: 'Diagnostic social demandé par le préfet', who: 'prefect' },
  'interview-offered': { label: 'Entretien du diagnostic proposé', who: 'assessment-body' },
  'assessment-sent': {
    label: 'Diagnostic transmis au juge et à la CCAPEX',
    who: 'assessment-body',
    documents: ['Diagnostic social et financier'],
  },
  adjourned: { label: 'Audience renvoyée', who: 'judge', fields: [hearingOn] },
  inadmissible: { label: 'Assignation irrecevable', who: 'judge' },
  hearing: { label: 'Audience tenue', who: 'judge' },
  'payment-delays-granted': {
    label: 'Délais de paiement accordés',
    who: 'judge',
    fields: [
      months('Durée des délais (mois)'),
      {
        key: 'isClauseSuspended',
        label: 'La clause résolutoire est suspendue',
        type: 'boolean',
        required: true,
      },
      {
        key: 'askedBy',
        label: 'Suspension demandée par',
        type: 'choice',
        options: { tenant: 'Locataire', landlord: 'Bailleur', judge: 'Personne (d’office)' },
      },
      {
        key: 'isRentResumed',
        label: 'Le loyer courant était repris en entier avant l’audience',
        type: 'boolean',
        required: true,
      },
      {
        key: 'canPay',
        label: 'Le juge retient que le ménage peut payer la dette',
        type: 'boolean',
        required: true,
      },
      { key: 'instalmentCents', label: 'Échéance mensuelle', type: 'cents', min: 0 },
    ],
    documents: ['Jugement'],
  },
  'termination-ordered': {
    label: 'Résiliation et expulsion ordonnées',
    who: 'judge',
    documents: ['Jugement'],
  },
  'claim-dismissed': { label: 'Demande du bailleur rejetée', who: 'judge', documents: ['Jugement'] },
  'delays-honoured': { label: 'Délais tenus jusqu’au bout', who: 'household' },
  'suspension-lost': {
    label: 'Paiement manqué : suspension perdue',
    who: 'household',
    fields: [
      {
        key: 'missed',
        label: 'Ce qui n’a pas été payé',
        type: 'choice',
        options: { instalment: 'Une échéance de la dette', rent: 'Le loyer courant' },
      },
    ],
  },
  'delays-replaced': {
    label: 'Délais remplacés par les mesures de surendettement',
    who: 'banque-de-france',
    fields: [months('Durée des mesures (mois)')],
  },
  'debt-written-off': { label: 'Dette effacée (rétablissement personnel)', who: 'banque-de-france' },
  'command-to-quit': {
    label: 'Commandement de quitter les lieux délivré',
    who: 'bailiff',
    fields: [
      {
        key: 'prefectInformed',
        label: 'Préfet saisi le jour même (EXPLOC)',
        help: 'Sinon le délai de deux mois est suspendu jusqu’à ce qu’il le soit.',
        type: 'boolean',
      },
      {
        key: 'periodRemoved',
        label: 'Délai de deux mois supprimé par le juge',
        help: 'Mauvaise foi, manœuvres ou voies de fait constatées.',
        type: 'boolean',
      },
    ],
    documents: ['Commandement de quitter les lieux'],
  },
  'quit-prefect-informed': { label: 'Préfet saisi du commandement de quitter', who: 'bailiff' },
  'hardship-extension': {
    label: 'Délai prolongé par le juge (dureté exceptionnelle)',
    who: 'judge',
    fields: [months('Prolongation (mois)')],
  },
  'stay-delays-granted': {
    label: 'Délais pour rester accordés',
    who: 'judge',
    fields: [months('Durée (mois)')],
    documents: ['Jugement du juge de l’exécution'],
  },
  'stay-delays-ended': { label: 'Fin des délais pour rester', who: 'judge', derived: true },
  'winter-truce-began': { label: 'Début de la trêve hivernale', who: 'prefect', derived: true },
  'winter-truce-ended': { label: 'Fin de la trêve hivernale', who: 'prefect', derived: true },
  'force-requested': { label: 'Concours de la force publique demandé', who: 'bailiff' },
  'force-granted': { label: 'Concours de la force publique accordé', who: 'prefect' },
  'force-refused': { label: 'Concours de la force publique refusé', who: 'prefect' },
  'force-refused-by-silence': { label: 'Refus par silence du préfet', who: 'prefect', derived: true },
  'state-liability-began': { label: 'Responsabilité de l’État engagée', who: 'prefect', derived: true },
  evicted: {
    label: 'Expulsion effectuée',
    who: 'bailiff',
    fields: [{ key: 'isRehoused', label: 'Relogement suffisant offert à la famille', type: 'boolean' }],
    documents: ['Procès-verbal d’expulsion'],
  },
  'overindebtedness-suspended': {
    label: 'Expulsion suspendue par le juge (surendettement)',
    who: 'judge',
    fields: [{ ...months('Durée de la suspension (mois)'), required: false }],
  },
  'overindebtedness-ended': { label: 'Fin de la suspension pour surendettement', who: 'banque-de-france' },
  'protocol-signed': { label: 'Protocole de cohésion sociale signé', who: 'landlord' },
  'protocol-broken': { label: 'Protocole non tenu, poursuite reprise', who: 'landlord' },
  'new-lease': { label: 'Nouveau bail signé', who: 'landlord', documents: ['Bail'] },
  paid: { label: 'Dette entièrement payée', who: 'household' },
  rehoused: { label: 'Ménage relogé', who: 'social-worker' },
  left: { label: 'Départ volontaire, clés rendues', who: 'household' },
  withdrawn: { label: 'Poursuites abandonnées', who: 'landlord' },
}
