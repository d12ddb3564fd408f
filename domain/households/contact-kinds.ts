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

/** What follows an assessment (seed 001): opening of rights, support, plan, aid, move. */
export const proposedActions = [
  'rights-opening',
  'budget-support',
  'administrative-support',
  'repayment-plan',
  'financial-aid',
  'move',
  'partner-referral',
  'overindebtedness-file',
  'home-adaptation',
] as const
export type ProposedAction = (typeof proposedActions)[number]
export const proposedActionLabels: Labels<ProposedAction> = {
  'rights-opening': 'Ouverture de droits',
  'budget-support': 'Accompagnement budgétaire',
  'administrative-support': 'Accompagnement administratif',
  'repayment-plan': 'Plan d’apurement',
  'financial-aid': 'Aide financière (FSL, Action Logement…)',
  move: 'Relogement, mutation',
  'partner-referral': 'Orientation vers un partenaire',
  'overindebtedness-file': 'Dossier de surendettement',
  'home-adaptation': 'Adaptation du logement',
}
