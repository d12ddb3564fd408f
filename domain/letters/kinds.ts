import type { Labels } from '#domain/tenancies/kinds.ts'

/** The letters Palier writes; each has a shipped wording that an organisation may replace by its own. */
const templateRows = {
  'plan-agreement': 'Plan d’apurement',
  'plan-amendment': 'Plan d’apurement renégocié',
  'plan-letter': 'Lettre qui accompagne le plan',
  'first-reminder': 'Première relance',
  'second-reminder': 'Deuxième relance',
  'meeting-invitation': 'Invitation à un rendez-vous',
  'missed-meeting': 'Rendez-vous manqué',
  'support-contract': 'Contrat d’accompagnement',
  'three-party-contract': 'Convention tripartite d’accompagnement',
  'prescriber-report': 'Rapport au prescripteur',
} as const
export type LetterTemplateKey = keyof typeof templateRows
export const letterTemplateKeys = Object.keys(templateRows) as LetterTemplateKey[]
export const letterTemplateLabels: Labels<LetterTemplateKey> = templateRows
