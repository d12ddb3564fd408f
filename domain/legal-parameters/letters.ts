import type { LegalParameter } from '#domain/legal-parameter.ts'

/** Facts a letter tells that are no rule: whoever runs Palier checks them before a letter leaves. */
export const letterParameters: readonly LegalParameter[] = [
  {
    key: 'letters.rent-helpline',
    label: 'SOS Loyers Impayés, numéro donné dans la deuxième relance (0 : aucun)',
    value: 805_160_075,
    unit: 'phone',
    validFrom: '2016-09-01',
    validTo: null,
    legalRef: 'réseau des ADIL ; numéro à vérifier avant d’envoyer une lettre',
    sourceDate: '2026-11-21',
    confidence: 'general-knowledge',
  },
]
