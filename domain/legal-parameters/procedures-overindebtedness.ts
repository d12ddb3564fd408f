import type { LegalParameter, ParameterUnit } from '#domain/legal-parameter.ts'

type Row = [key: string, label: string, value: number, unit: ParameterUnit, articles: string]

// Code de la consommation, book VII, read as it stood on 3 April 2026.
const rows: Row[] = [
  [
    'overindebtedness.delay.decision-months',
    'Surendettement : décision de la commission',
    3,
    'months',
    'L.721-2, R.721-4',
  ],
  [
    'overindebtedness.delay.aid-kept-months',
    'Surendettement : aide au logement maintenue après le dépôt',
    3,
    'months',
    'L.721-2 ; CCH R.824-23',
  ],
  [
    'overindebtedness.delay.appeal-days',
    'Surendettement : recours contre la recevabilité',
    15,
    'days',
    'R.722-1, R.722-3',
  ],
  [
    'overindebtedness.delay.executions-months',
    'Surendettement : suspension des saisies',
    24,
    'months',
    'L.722-2, L.722-3',
  ],
  [
    'overindebtedness.delay.eviction-months',
    'Surendettement : suspension de l’expulsion la plus longue',
    24,
    'months',
    'L.722-6 à L.722-9',
  ],
  [
    'overindebtedness.delay.contest-days',
    'Surendettement : contestation des mesures',
    30,
    'days',
    'R.733-6, R.741-1',
  ],
  [
    'overindebtedness.delay.creditors-months',
    'Effacement : créanciers non prévenus, à compter de la publication',
    2,
    'months',
    'R.741-2',
  ],
  [
    'overindebtedness.delay.measures-months',
    'Surendettement : durée la plus longue du plan ou des mesures',
    84,
    'months',
    'L.732-3, L.733-1',
  ],
  [
    'overindebtedness.delay.suspension-months',
    'Surendettement : suspension des dettes la plus longue',
    24,
    'months',
    'L.733-1',
  ],
  [
    'overindebtedness.delay.after-suspension-months',
    'Délais du juge remplacés : ajout après une suspension',
    3,
    'months',
    'L.714-1 I',
  ],
  [
    'overindebtedness.delay.clause-months',
    'Effacement : clause résolutoire suspendue',
    24,
    'months',
    'L.714-1 II',
  ],
]

export const overindebtednessParameters: readonly LegalParameter[] = rows.map(
  ([key, label, value, unit, articles]) => ({
    key,
    label,
    value,
    unit,
    legalRef: `Code de la consommation ${articles}`,
    confidence: 'verified',
    validFrom: '2018-01-01',
    validTo: null,
    sourceDate: '2026-04-03',
  }),
)
