import type { LegalParameter } from '#domain/legal-parameter.ts'

const days = (key: string, label: string, value: number): LegalParameter => ({
  key,
  label,
  value,
  unit: 'days',
  validFrom: '2000-01-01',
  validTo: null,
  legalRef: 'usage de la gestion locative ; aucun texte ne fixe ce délai, donnez le vôtre',
  sourceDate: '2026-11-22',
  confidence: 'general-knowledge',
})

/** How long a manager has to answer a technical report before its author is told that nothing came. */
export const technicalReportParameters: readonly LegalParameter[] = [
  days('technical-reports.danger-answer-days', 'Réponse à un signalement de danger', 2),
  days('technical-reports.soon-answer-days', 'Réponse à un signalement à traiter vite', 8),
  days('technical-reports.answer-days', 'Réponse à un signalement ordinaire', 21),
]
