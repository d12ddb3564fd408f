type FieldRow = { label: string; sample: string; kind: 'text' | 'table' }

/** Fields of the files and letters that ask for a home: DALO, commission d’attribution, mutation. */
export const housingFieldRows = {
  'type de recours': { label: 'DALO ou DAHO', sample: 'DALO', kind: 'text' },
  'demande au préfet': {
    label: 'Ce que le préfet doit proposer',
    sample: 'un logement',
    kind: 'text',
  },
  'situation du foyer': {
    label: 'Le ménage, tel qu’écrit au dossier préparé',
    sample: 'Le foyer compte 3 personnes.',
    kind: 'text',
  },
  'logement actuel': {
    label: 'Le logement aujourd’hui, tel qu’écrit au dossier préparé',
    sample: 'Le ménage est hébergé depuis le 1er mars 2026.',
    kind: 'text',
  },
  'ressources du foyer': {
    label: 'Les ressources, telles qu’écrites au dossier préparé',
    sample: 'Le foyer reçoit 1 640,00 € par mois.',
    kind: 'text',
  },
  'motifs de la demande': {
    label: 'Pourquoi cette demande, tel qu’écrit au dossier préparé',
    sample: 'Hébergé depuis plus de 6 mois.',
    kind: 'text',
  },
  'démarches faites': {
    label: 'Les démarches déjà faites, telles qu’écrites au dossier préparé',
    sample: 'Demande de logement social du 10 décembre 2025.',
    kind: 'text',
  },
  'ce qui est demandé': {
    label: 'Ce qui est demandé, tel qu’écrit au dossier préparé',
    sample: 'Nous demandons que la situation soit reconnue prioritaire et urgente.',
    kind: 'text',
  },
  'numéro unique': {
    label: 'Numéro unique de la demande de logement social',
    sample: '063125120012345001',
    kind: 'text',
  },
  'demande de logement': {
    label: 'La demande de logement social, en une phrase',
    sample: 'Demande de logement social du 10 décembre 2025, numéro unique 063125120012345001.',
    kind: 'text',
  },
  'réception du recours': {
    label: 'Quand la commission a reçu le dossier, en une phrase',
    sample: 'La commission a reçu notre dossier le 10 février 2026.',
    kind: 'text',
  },
  'refus de la commission': {
    label: 'Le refus de la commission ou son silence, en une phrase',
    sample: 'La commission n’a pas répondu avant le 10 mai 2026 : c’est un refus.',
    kind: 'text',
  },
  'reconnaissance de la priorité': {
    label: 'La décision qui reconnaît la priorité, en une phrase',
    sample: 'La commission a reconnu notre demande prioritaire le 12 mai 2026.',
    kind: 'text',
  },
  'délai du préfet': {
    label: 'Le délai du préfet et sa fin, en une phrase',
    sample: 'Le préfet devait faire une offre avant le 12 août 2026.',
    kind: 'text',
  },
  'délai pour saisir le juge': {
    label: 'Dernier jour pour saisir le tribunal, en une phrase',
    sample: 'Cette requête peut être déposée jusqu’au 14 décembre 2026.',
    kind: 'text',
  },
  'logement visé': {
    label: 'Le logement examiné par la commission, en une phrase',
    sample: 'Logement : T3, 4 rue des Saules.',
    kind: 'text',
  },
  'motifs vérifiés': { label: 'Tableau : motifs du recours et ce qui les montre', sample: '', kind: 'table' },
  'pièces du dossier': {
    label: 'Tableau : pièces jointes et pièces qui suivront',
    sample: '',
    kind: 'table',
  },
} as const satisfies Record<string, FieldRow>
