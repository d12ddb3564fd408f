import type { LegalParameter, ParameterUnit } from '#domain/legal-parameter.ts'

type Row = [
  key: string,
  label: string,
  value: number,
  unit: ParameterUnit,
  legalRef: string,
  confidence: LegalParameter['confidence'],
]

// The Code de la construction et de l’habitation was read in its version of 21 January 2017.
const rows: Row[] = [
  [
    'gliding-lease.review-months',
    'Bail glissant : examen périodique tous les',
    6,
    'months',
    'CCH L.442-8-3',
    'older-text',
  ],
  [
    'gliding-lease.notice-months',
    'Bail glissant : préfet informé avant l’examen',
    2,
    'months',
    'CCH L.442-8-3',
    'older-text',
  ],
  [
    'gliding-lease.usual-months',
    'Bail glissant : durée usuelle de la convention',
    12,
    'months',
    'pratique : 6 à 18 mois, fixés par la convention',
    'secondary',
  ],
  ['approval.years', 'Agrément ISFT ou ILGLS : durée en années', 5, 'count', 'CCH L.365-1', 'older-text'],
  ['approval.decision-months', 'Agrément : délai de décision', 3, 'months', 'CCH R.365-6', 'older-text'],
  [
    'approval.first-alert-months',
    'Agrément : première alerte avant la fin',
    12,
    'months',
    'pratique',
    'general-knowledge',
  ],
  [
    'approval.second-alert-months',
    'Agrément : deuxième alerte avant la fin',
    6,
    'months',
    'pratique',
    'general-knowledge',
  ],
  [
    'approval.report-months',
    'Agrément : rapport annuel, délai après la fin de l’année',
    6,
    'months',
    'CCH R.365-7 : rapport annuel, le jour n’est pas dit',
    'general-knowledge',
  ],
]

export const housingParameters: readonly LegalParameter[] = rows.map(
  ([key, label, value, unit, legalRef, confidence]) => ({
    key,
    label,
    value,
    unit,
    legalRef,
    confidence,
    validFrom: '2017-01-21',
    validTo: null,
    sourceDate: confidence === 'older-text' ? '2017-01-21' : '2026-11-21',
  }),
)
