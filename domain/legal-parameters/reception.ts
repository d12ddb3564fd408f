import type { LegalParameter } from '#domain/legal-parameter.ts'

/** Delays of the reception, which the organisation sets: the regulation gives the principle of the second, not its figure. */
export const receptionParameters: readonly LegalParameter[] = [
  {
    key: 'reception.reminder-days',
    label: 'Séance ou rendez-vous d’accueil : rappel, tant de jours avant',
    value: 2,
    unit: 'days',
    validFrom: '2018-05-25',
    validTo: null,
    legalRef: 'usage ; délai proposé par Palier',
    sourceDate: '2026-11-22',
    confidence: 'general-knowledge',
  },
  {
    key: 'reception.sign-up-days',
    label: 'Séance collective : noms et coordonnées des inscrits gardés après la séance',
    value: 90,
    unit: 'days',
    validFrom: '2018-05-25',
    validTo: null,
    legalRef: 'RGPD art. 5, 1, e (durée limitée à ce qui est nécessaire) ; délai proposé par Palier',
    sourceDate: '2018-05-25',
    confidence: 'general-knowledge',
  },
]
