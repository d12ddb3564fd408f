import type { Confidence, LegalParameter, ParameterUnit } from '#domain/legal-parameter.ts'

type Row = [
  key: string,
  label: string,
  value: number,
  unit: ParameterUnit,
  legalRef: string,
  confidence?: Confidence,
]

// Articles of the code de la consommation are those of before the renumbering of 1 July 2016 where « ancien » is said.
const rows: Row[] = [
  [
    'loans.time-bar-months',
    'Forclusion après le premier incident non régularisé',
    24,
    'months',
    'C. conso. R.312-35 (ancien L.311-52)',
    'older-text',
  ],
  ['loans.time-bar-first-alert-months', 'Forclusion : première alerte avant', 6, 'months', 'usage'],
  ['loans.time-bar-second-alert-months', 'Forclusion : deuxième alerte avant', 3, 'months', 'usage'],
  ['loans.time-bar-last-alert-months', 'Forclusion : dernière alerte avant', 1, 'months', 'usage'],
  ['loans.watch-days', 'Prêt à surveiller : retard supérieur à', 60, 'days', 'usage prudentiel'],
  ['loans.doubtful-days', 'Prêt douteux : retard supérieur à', 90, 'days', 'usage prudentiel'],
  [
    'loans.watch-depreciation',
    'Dépréciation d’un prêt à surveiller (10 à 25 % selon les organismes)',
    2_500,
    'basis-points',
    'usage prudentiel',
  ],
  [
    'loans.doubtful-depreciation',
    'Dépréciation d’un prêt douteux',
    5_000,
    'basis-points',
    'usage prudentiel',
  ],
  [
    'loans.compromised-depreciation',
    'Dépréciation d’un prêt compromis',
    10_000,
    'basis-points',
    'usage prudentiel',
  ],
  [
    'loans.late-task-days',
    'Retard au bout duquel le référent reçoit une tâche',
    5,
    'days',
    'usage ; un rejet de prélèvement est connu en quelques jours',
  ],
  [
    'loans.first-reminder-days',
    'Retard au bout duquel une première relance est proposée',
    8,
    'days',
    'usage',
  ],
  [
    'loans.second-reminder-days',
    'Retard au bout duquel une deuxième relance est proposée',
    30,
    'days',
    'usage',
  ],
  ['loans.reminder-rest-days', 'Jours entre deux relances d’un même prêt', 15, 'days', 'usage'],
]

export const loanParameters: readonly LegalParameter[] = rows.map(
  ([key, label, value, unit, legalRef, confidence = 'general-knowledge']) => ({
    key,
    label,
    value,
    unit,
    validFrom: '2000-01-01',
    validTo: null,
    legalRef,
    sourceDate: '2026-11-21',
    confidence,
  }),
)
