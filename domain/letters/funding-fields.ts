type FieldRow = { label: string; sample: string; kind: 'text' | 'table' }

/** Fields of the letters and contracts of financing. */
export const fundingFieldRows = {
  'numéro de dossier': { label: 'Numéro du dossier de financement', sample: '2026-00042', kind: 'text' },
  'numéro de financement': { label: 'Numéro du financement', sample: '2026-00042-1', kind: 'text' },
  'réponse attendue': {
    label: 'Jour pour lequel la réponse est attendue',
    sample: '22 décembre 2026',
    kind: 'text',
  },
  'documents demandés': { label: 'Tableau : documents demandés', sample: '', kind: 'table' },
  produit: { label: 'Nom du produit financier', sample: 'Prêt Missions sociales', kind: 'text' },
  'montant demandé': { label: 'Montant demandé', sample: '6 160,00 €', kind: 'text' },
  'montant accordé': { label: 'Montant accordé', sample: '6 160,00 €', kind: 'text' },
  'date de la décision': { label: 'Jour de la décision', sample: '22 novembre 2026', kind: 'text' },
  'qui a décidé': {
    label: 'La commission, ou la personne qui avait délégation',
    sample: 'la commission d’engagement',
    kind: 'text',
  },
  'conditions de l’accord': {
    label: 'Conditions de l’accord, en une phrase',
    sample: 'Cet accord vaut à une condition : les devis signés sont joints au dossier.',
    kind: 'text',
  },
  'raisons du refus': {
    label: 'Raisons du refus, une par ligne',
    sample: 'Le remboursement serait trop lourd pour le budget.',
    kind: 'text',
  },
  'explication du refus': {
    label: 'Explication du refus, écrite par qui décide',
    sample: 'Avec ce prêt, il vous resterait moins de 8 € par jour et par personne.',
    kind: 'text',
  },
  'la suite': {
    label: 'Ce qui vient après l’accord, en une phrase',
    sample: 'Vous allez recevoir une offre de prêt.',
    kind: 'text',
  },
  'durée du prêt': { label: 'Durée du prêt, en une expression', sample: '96 mois', kind: 'text' },
  'montant du prêt': { label: 'Montant du prêt', sample: '6 160,00 €', kind: 'text' },
  'date de l’offre': { label: 'Jour de l’offre', sample: '1er décembre 2026', kind: 'text' },
  'validité de l’offre': {
    label: 'Dernier jour pour accepter l’offre',
    sample: '16 décembre 2026',
    kind: 'text',
  },
  'délai pour accepter': {
    label: 'À partir de quand l’offre peut être acceptée, en une phrase',
    sample: 'Vous pouvez accepter dès aujourd’hui.',
    kind: 'text',
  },
  rétractation: {
    label: 'Droit de rétractation, en une phrase',
    sample: 'Après avoir signé, vous pouvez changer d’avis pendant 14 jours, sans donner de raison.',
    kind: 'text',
  },
  'versement des fonds': {
    label: 'Quand les fonds sont versés, en une phrase',
    sample: 'Aucun versement n’est fait pendant les 14 jours qui suivent votre signature.',
    kind: 'text',
  },
  'règle des justificatifs': {
    label: 'Justificatifs à joindre, en une phrase',
    sample: 'Joignez un justificatif de domicile, de revenus et d’identité.',
    kind: 'text',
  },
  taeg: { label: 'TAEG, en pourcentage', sample: '0 %', kind: 'text' },
  'coût du prêt': { label: 'Frais et assurance obligatoire, en tout', sample: '0,00 €', kind: 'text' },
  'total dû': { label: 'Total à payer par le ménage', sample: '6 160,00 €', kind: 'text' },
  remboursement: {
    label: 'Comment le prêt se rembourse, en une phrase',
    sample: 'Vous payez 95 mensualités de 64,17 €, puis une dernière de 63,85 €.',
    kind: 'text',
  },
  encadré: { label: 'Tableau : l’encadré du contrat', sample: '', kind: 'table' },
  'informations du prêt': { label: 'Tableau : les 21 rubriques de la fiche', sample: '', kind: 'table' },
  'budget du ménage': { label: 'Tableau : ressources, charges et crédits', sample: '', kind: 'table' },
  commission: { label: 'Nom de la commission', sample: 'Commission d’engagement', kind: 'text' },
  'date de la séance': { label: 'Jour de la séance', sample: '22 novembre 2026', kind: 'text' },
  'lieu de la séance': { label: 'Lieu de la séance', sample: 'au siège', kind: 'text' },
  quorum: {
    label: 'Le quorum, en une phrase',
    sample: 'Le quorum est de 3 membres ; 4 étaient présents : il est atteint.',
    kind: 'text',
  },
  'signature du procès-verbal': {
    label: 'Qui a signé le procès-verbal et quand, en une phrase',
    sample: 'Signé par Hélène Roy le 22 novembre 2026.',
    kind: 'text',
  },
  'membres présents': { label: 'Tableau : membres présents et absents', sample: '', kind: 'table' },
  'montant en retard': { label: 'Ce qui est en retard sur le prêt', sample: '128,34 €', kind: 'text' },
  'en retard depuis': {
    label: 'Jour de la plus ancienne échéance impayée',
    sample: '5 octobre 2026',
    kind: 'text',
  },
  'échéances en retard': {
    label: 'Tableau : échéances en retard, ligne par ligne',
    sample: '',
    kind: 'table',
  },
  'décisions de la séance': { label: 'Tableau : décisions, ligne par ligne', sample: '', kind: 'table' },
} as const satisfies Record<string, FieldRow>
