import type { LegalParameter } from '#domain/legal-parameter.ts'

const read = { unit: 'count', validFrom: '2021-01-08', validTo: null, confidence: 'secondary' } as const

export const assessmentParameters: readonly LegalParameter[] = [
  {
    key: 'assessment.interview-working-days',
    label: 'Diagnostic social et financier : entretien proposé (jours ouvrés)',
    value: 15,
    legalRef: 'décret 2021-8 du 5 janvier 2021',
    sourceDate: '2022-09-07',
    ...read,
  },
  {
    key: 'assessment.judge-working-days',
    label: 'Diagnostic social et financier : envoi au juge et à la CCAPEX avant l’audience (jours ouvrés)',
    value: 5,
    legalRef: 'décret 2021-8 du 5 janvier 2021',
    sourceDate: '2022-09-07',
    ...read,
  },
  {
    key: 'ccapex.advice-months',
    label: 'CCAPEX : avis ou recommandation attendus (0 : aucune échéance annoncée)',
    value: 0,
    unit: 'months',
    validFrom: '2016-01-01',
    validTo: null,
    legalRef: 'règlement intérieur de la commission ; aucun délai national trouvé',
    sourceDate: '2026-11-21',
    confidence: 'general-knowledge',
  },
]
