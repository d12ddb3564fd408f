import type { Labels } from '#domain/tenancies/kinds.ts'

export const contactChannels = [
  'visit',
  'appointment',
  'phone',
  'text-message',
  'e-mail',
  'letter',
  'video',
  'third-party',
] as const
export type ContactChannel = (typeof contactChannels)[number]
export const contactChannelLabels: Labels<ContactChannel> = {
  visit: 'Visite à domicile',
  appointment: 'Rendez-vous',
  phone: 'Téléphone',
  'text-message': 'SMS',
  'e-mail': 'Courriel',
  letter: 'Courrier',
  video: 'Visio',
  'third-party': 'Par un tiers',
}

export const contactPlaces = ['home', 'agency', 'partner-office', 'outside', 'remote'] as const
export type ContactPlace = (typeof contactPlaces)[number]
export const contactPlaceLabels: Labels<ContactPlace> = {
  home: 'Au domicile',
  agency: 'À l’agence',
  'partner-office': 'Chez un partenaire',
  outside: 'À l’extérieur',
  remote: 'À distance',
}

export const contactOutcomes = [
  'met',
  'partly-met',
  'no-answer',
  'message-left',
  'absent',
  'refused',
  'wrong-contact',
  'postponed',
] as const
export type ContactOutcome = (typeof contactOutcomes)[number]
export const contactOutcomeLabels: Labels<ContactOutcome> = {
  met: 'Échange avec le ménage',
  'partly-met': 'Échange avec un autre membre ou un proche',
  'no-answer': 'Pas de réponse',
  'message-left': 'Message ou avis de passage laissé',
  absent: 'Absent au rendez-vous',
  refused: 'Refus',
  'wrong-contact': 'Coordonnées erronées',
  postponed: 'Reporté',
}

/** Whether someone of the household was reached: what the share of tenants met counts. */
export function countsAsReached(outcome: ContactOutcome): boolean {
  return outcome === 'met' || outcome === 'partly-met'
}
