import type { LetterTables } from '#server/letters/compose-letter.ts'

const columns = (...labels: string[]) => labels.map((label) => ({ label, numeric: false }))

/** What the tables of an accompaniment look like, before any household is chosen. */
export const sampleSupportTables: LetterTables = {
  objectifs: {
    columns: columns('Objectif', 'Avec vos mots', 'Ce qui est prévu'),
    rows: [
      [
        'Ouvrir ou rétablir des droits',
        'Je veux que la CAF me paie l’aide au logement.',
        'Écrire à la CAF (la personne qui vous accompagne, avant le 15 décembre 2026)',
      ],
    ],
  },
  échanges: { columns: columns('Lieu', 'Échanges'), rows: [['À domicile', '4']] },
  'évaluation des objectifs': {
    columns: columns('Objectif', 'Où il en est', 'Le'),
    rows: [['Ouvrir ou rétablir des droits', 'Atteint', '15 octobre 2026']],
  },
  'reste à faire': {
    columns: columns('Action', 'Service', 'Pour le'),
    rows: [['Déposer le dossier FSL', 'Budget', '15 décembre 2026']],
  },
}
