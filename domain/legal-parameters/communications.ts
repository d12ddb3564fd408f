import type { LegalParameter } from '#domain/legal-parameter.ts'

/**
 * When a text message may leave. The texts read bind telephone canvassing only (décret n° 2022-1313 of 13 October 2022);
 * a message of service has no legal hours: these are the house's, that an organisation may replace.
 */
const shared = {
  validFrom: '2022-01-01',
  validTo: null,
  legalRef: 'usage ; comparer le décret n° 2022-1313 du 13 octobre 2022 sur le démarchage téléphonique',
  sourceDate: '2026-11-22',
  confidence: 'general-knowledge',
} as const

export const communicationParameters: readonly LegalParameter[] = [
  {
    ...shared,
    key: 'messages.sms-from-hour',
    label: 'SMS : première heure d’envoi',
    value: 8,
    unit: 'count',
  },
  {
    ...shared,
    key: 'messages.sms-until-hour',
    label: 'SMS : heure où les envois s’arrêtent',
    value: 20,
    unit: 'count',
  },
  { ...shared, key: 'messages.sms-on-sundays', label: 'SMS envoyés le dimanche', value: 0, unit: 'boolean' },
  {
    ...shared,
    key: 'messages.sms-on-holidays',
    label: 'SMS envoyés les jours fériés',
    value: 0,
    unit: 'boolean',
  },
]
