import type { LegalParameter } from '#domain/legal-parameter.ts'

type Row = Pick<LegalParameter, 'key' | 'label' | 'value' | 'unit' | 'legalRef' | 'confidence'> &
  Partial<Pick<LegalParameter, 'validFrom' | 'validTo' | 'sourceDate'>>

const advance = {
  key: 'subsidies.advance-rate',
  label: 'Subvention de l’Anah : avance avant travaux, part de la subvention estimée',
  unit: 'basis-points',
} as const

const rows: Row[] = [
  {
    ...advance,
    value: 7000,
    legalRef: 'CCH R.321-18 ; RGA de l’Anah, art. 18 bis (arrêté du 22 mai 2023)',
    confidence: 'verified',
    validTo: '2024-12-31',
    sourceDate: '2024-04-05',
  },
  {
    ...advance,
    value: 3000,
    legalRef: 'guide 2025 de l’Anah, rénovation d’ampleur ; l’arrêté de décembre 2024 dit 50 %',
    confidence: 'general-knowledge',
    validFrom: '2025-01-01',
  },
  {
    key: 'subsidies.interim-cap',
    label: 'Subvention de l’Anah : plafond des acomptes, avance comprise',
    value: 7000,
    unit: 'basis-points',
    legalRef: 'RGA de l’Anah, art. 19',
    confidence: 'verified',
  },
  {
    key: 'subsidies.interim-count',
    label: 'Subvention de l’Anah : nombre d’acomptes',
    value: 3,
    unit: 'count',
    legalRef: 'RGA de l’Anah, art. 19',
    confidence: 'verified',
  },
  {
    key: 'subsidies.silence-months',
    label: 'Subvention : silence qui vaut rejet, en mois après le dossier complet',
    value: 4,
    unit: 'months',
    legalRef: 'RGA de l’Anah, art. 1er (version de 2014)',
    confidence: 'older-text',
  },
  {
    key: 'subsidies.works-months',
    label: 'Subvention : délai pour achever les travaux, en mois après la décision',
    value: 36,
    unit: 'months',
    legalRef: 'RGA de l’Anah (version de 2020)',
    confidence: 'older-text',
  },
  {
    key: 'subsidies.works-reminder-days',
    label: 'Subvention : rappel avant la fin du délai de travaux, en jours',
    value: 90,
    unit: 'days',
    legalRef: 'usage des opérateurs ; aucun texte ne fixe ce délai',
    confidence: 'general-knowledge',
  },
  {
    key: 'monthly-aid.max-months',
    label: 'Aide mensuelle : mois d’affilée, au plus',
    value: 6,
    unit: 'count',
    legalRef: 'Action Logement, aide de 150 € par mois (communiqués de 2020 et 2021)',
    confidence: 'secondary',
  },
]

/** What a subsidy follows, and how long a monthly aid may last. */
export const subsidyParameters: readonly LegalParameter[] = rows.map((row) => ({
  validFrom: '2010-01-01',
  validTo: null,
  sourceDate: '2026-11-22',
  ...row,
}))
