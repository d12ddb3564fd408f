import type { Labels } from '#domain/tenancies/kinds.ts'

/** What a hearing may end on: each is an event of the eviction procedure, whose table says what follows. */
const decisionRows = {
  adjourned: 'Audience renvoyée',
  'payment-delays-granted': 'Délais de paiement accordés',
  'claim-dismissed': 'Demande du bailleur rejetée',
  'termination-ordered': 'Résiliation et expulsion ordonnées',
  inadmissible: 'Assignation irrecevable',
  'stay-delays-granted': 'Délais pour rester accordés',
} as const
export type HearingDecision = keyof typeof decisionRows
export const hearingDecisions = Object.keys(decisionRows) as HearingDecision[]
export const hearingDecisionLabels: Labels<HearingDecision> = decisionRows

/** Decided on the merits: the hearing itself was held first. */
export const needsHearingHeld = (decision: HearingDecision): boolean =>
  decision === 'payment-delays-granted' ||
  decision === 'claim-dismissed' ||
  decision === 'termination-ordered'
