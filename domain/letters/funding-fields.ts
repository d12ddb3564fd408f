import { type FieldRow, table, text } from '#domain/letters/field-row.ts'

/** Fields of the letters and contracts of financing. */
export const fundingFieldRows = {
  'numéro de dossier': text('Numéro du dossier de financement', '2026-00042'),
  'numéro de financement': text('Numéro du financement', '2026-00042-1'),
  'réponse attendue': text('Jour pour lequel la réponse est attendue', '22 décembre 2026'),
  'documents demandés': table('Tableau : documents demandés'),
  produit: text('Nom du produit financier', 'Prêt Missions sociales'),
  'montant demandé': text('Montant demandé', '6 160,00 €'),
  'montant accordé': text('Montant accordé', '6 160,00 €'),
  'date de la décision': text('Jour de la décision', '22 novembre 2026'),
  'qui a décidé': text('La commission, ou la personne qui avait délégation', 'la commission d’engagement'),
  'conditions de l’accord': text(
    'Conditions de l’accord, en une phrase',
    'Cet accord vaut à une condition : les devis signés sont joints au dossier.',
  ),
  'raisons du refus': text(
    'Raisons du refus, une par ligne',
    'Le remboursement serait trop lourd pour le budget.',
  ),
  'explication du refus': text(
    'Explication du refus, écrite par qui décide',
    'Avec ce prêt, il vous resterait moins de 8 € par jour et par personne.',
  ),
  'la suite': text('Ce qui vient après l’accord, en une phrase', 'Vous allez recevoir une offre de prêt.'),
  'durée du prêt': text('Durée du prêt, en une expression', '96 mois'),
  'montant du prêt': text('Montant du prêt', '6 160,00 €'),
  'date de l’offre': text('Jour de l’offre', '1er décembre 2026'),
  'validité de l’offre': text('Dernier jour pour accepter l’offre', '16 décembre 2026'),
  'délai pour accepter': text(
    'À partir de quand l’offre peut être acceptée, en une phrase',
    'Vous pouvez accepter dès aujourd’hui.',
  ),
  rétractation: text(
    'Droit de rétractation, en une phrase',
    'Après avoir signé, vous pouvez changer d’avis pendant 14 jours, sans donner de raison.',
  ),
  'versement des fonds': text(
    'Quand les fonds sont versés, en une phrase',
    'Aucun versement n’est fait pendant les 14 jours qui suivent votre signature.',
  ),
  'règle des justificatifs': text(
    'Justificatifs à joindre, en une phrase',
    'Joignez un justificatif de domicile, de revenus et d’identité.',
  ),
  taeg: text('TAEG, en pourcentage', '0 %'),
  'coût du prêt': text('Frais et assurance obligatoire, en tout', '0,00 €'),
  'total dû': text('Total à payer par le ménage', '6 160,00 €'),
  remboursement: text(
    'Comment le prêt se rembourse, en une phrase',
    'Vous payez 95 mensualités de 64,17 €, puis une dernière de 63,85 €.',
  ),
  encadré: table('Tableau : l’encadré du contrat'),
  'informations du prêt': table('Tableau : les 21 rubriques de la fiche'),
  'budget du ménage': table('Tableau : ressources, charges et crédits'),
  commission: text('Nom de la commission', 'Commission d’engagement'),
  'date de la séance': text('Jour de la séance', '22 novembre 2026'),
  'lieu de la séance': text('Lieu de la séance', 'au siège'),
  quorum: text(
    'Le quorum, en une phrase',
    'Le quorum est de 3 membres ; 4 étaient présents : il est atteint.',
  ),
  'signature du procès-verbal': text(
    'Qui a signé le procès-verbal et quand, en une phrase',
    'Signé par Hélène Roy le 22 novembre 2026.',
  ),
  'membres présents': table('Tableau : membres présents et absents'),
  'montant en retard': text('Ce qui est en retard sur le prêt', '128,34 €'),
  'en retard depuis': text('Jour de la plus ancienne échéance impayée', '5 octobre 2026'),
  'échéances en retard': table('Tableau : échéances en retard, ligne par ligne'),
  'décisions de la séance': table('Tableau : décisions, ligne par ligne'),
} satisfies Record<string, FieldRow>
