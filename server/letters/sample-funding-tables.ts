import type { LetterTables } from '#server/letters/compose-letter.ts'

const columns = (...labels: string[]) => labels.map((label) => ({ label, numeric: false }))

/** What the tables of a financing look like, before any file is chosen. */
export const sampleFundingTables: LetterTables = {
  'documents demandés': {
    columns: columns('Document'),
    rows: [['Devis des entreprises'], ['Avis d’imposition']],
  },
  encadré: {
    columns: columns('Votre prêt', 'En bref'),
    rows: [
      ['Montant du prêt', '6 160,00 €'],
      ['Durée', '96 mois'],
      ['TAEG', '0 %'],
    ],
  },
  'informations du prêt': {
    columns: columns('Rubrique', 'Ce qui vous est proposé'),
    rows: [
      ['1. Le prêteur', 'Coopérative des Deux Vallées'],
      ['2. Le type de crédit', 'Prêt amortissable sans intérêt'],
      ['…', '…'],
    ],
  },
  'budget du ménage': {
    columns: columns('Chaque mois', 'Montant'),
    rows: [
      ['Ressources', '1 640,00 €'],
      ['Charges', '910,00 €'],
    ],
  },
  'échéances en retard': {
    columns: columns('Échéance du', 'Reste à payer'),
    rows: [
      ['5 octobre 2026', '64,17 €'],
      ['5 novembre 2026', '64,17 €'],
    ],
  },
  'membres présents': {
    columns: columns('Membre', 'Qualité', 'Présence'),
    rows: [['Hélène Roy', 'Présidente', 'Oui']],
  },
  'décisions de la séance': {
    columns: columns('Dossier', 'Demande', 'Décision'),
    rows: [['2026-00042', 'Prêt Missions sociales, 6 160,00 €', 'Accord : 6 160,00 € sur 96 mois']],
  },
}
