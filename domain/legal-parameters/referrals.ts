import type { LegalParameter } from '#domain/legal-parameter.ts'

export const answerDaysKey = 'referrals.answer-days'

/** How long the organisation gives itself to answer a request it received. */
export const referralParameters: readonly LegalParameter[] = [
  {
    key: answerDaysKey,
    label: 'Réponse à une demande reçue',
    value: 15,
    unit: 'days',
    validFrom: '2000-01-01',
    validTo: null,
    legalRef: 'engagement de l’organisation ; aucun texte ne fixe ce délai, donnez le vôtre',
    sourceDate: '2026-11-22',
    confidence: 'general-knowledge',
  },
]
