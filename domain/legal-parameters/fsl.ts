import type { LegalParameter } from '#domain/legal-parameter.ts'

export const fslParameters: readonly LegalParameter[] = [
  {
    key: 'fsl.poverty-line',
    label: 'Seuil de pauvreté par mois, une personne (60 % du niveau de vie médian)',
    value: 128_800,
    unit: 'cents',
    validFrom: '2023-01-01',
    validTo: null,
    legalRef: 'Insee, niveau de vie de 2023, à vérifier',
    sourceDate: '2026-11-21',
    confidence: 'general-knowledge',
  },
  {
    key: 'fsl.appeal-months',
    label: 'FSL : délai pour contester un refus',
    value: 2,
    unit: 'months',
    validFrom: '2017-01-21',
    validTo: null,
    legalRef: 'droit commun du recours administratif',
    sourceDate: '2026-11-21',
    confidence: 'general-knowledge',
  },
]
