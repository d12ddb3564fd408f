import type { Labels } from '#domain/tenancies/kinds.ts'

/** In what right a household lives where it lives. */
const occupancyRows = {
  'direct-lease': 'Bail direct',
  'sub-lease': 'Sous-location',
  'gliding-lease': 'Bail glissant',
  'occupancy-agreement': 'Convention d’occupation',
  residence: 'Foyer, résidence sociale, pension de famille',
  shelter: 'Hébergement',
  land: 'Terrain familial ou privé',
  'hosting-site': 'Aire d’accueil',
  owned: 'Propriété',
  hosted: 'Hébergé par un tiers',
  'without-home': 'Sans logement',
} as const
export type OccupancyKind = keyof typeof occupancyRows
export const occupancyKinds = Object.keys(occupancyRows) as OccupancyKind[]
export const occupancyKindLabels: Labels<OccupancyKind> = occupancyRows

/** What brought the household from one home to the next: what reports on residential paths count. */
const moveRows = {
  transfer: 'Mutation chez le même bailleur',
  'other-landlord': 'Entrée chez un autre bailleur social',
  'ordinary-social': 'Entrée dans un logement social ordinaire',
  private: 'Entrée dans le parc privé',
  purchase: 'Achat d’un logement',
  'lease-slid': 'Glissement du bail',
  'adapted-or-land': 'Habitat adapté ou terrain',
  residence: 'Entrée en foyer ou résidence',
  family: 'Retour en famille',
  eviction: 'Expulsion',
  other: 'Autre',
} as const
export type MoveKind = keyof typeof moveRows
export const moveKinds = Object.keys(moveRows) as MoveKind[]
export const moveKindLabels: Labels<MoveKind> = moveRows

const refusalRows = {
  'too-expensive': 'Trop cher pour le ménage',
  'too-small': 'Trop petit',
  'too-far': 'Trop loin (travail, école, proches)',
  access: 'Accès difficile (étage, handicap)',
  neighbourhood: 'Quartier',
  condition: 'État du logement',
  'no-place-for-caravan': 'Pas de place pour la caravane',
  'not-allocated': 'Non retenu par la commission',
  'no-answer': 'Sans réponse',
  other: 'Autre raison',
} as const
/** Why a home that was proposed did not become theirs. */
export type ProposalRefusal = keyof typeof refusalRows
export const proposalRefusals = Object.keys(refusalRows) as ProposalRefusal[]
export const proposalRefusalLabels: Labels<ProposalRefusal> = refusalRows

const outcomeRows = {
  waiting: 'En attente',
  accepted: 'Acceptée par le ménage',
  refused: 'Refusée par le ménage',
  'not-allocated': 'Non attribuée',
  'moved-in': 'Entrée dans le logement',
} as const
export type ProposalOutcome = keyof typeof outcomeRows
export const proposalOutcomes = Object.keys(outcomeRows) as ProposalOutcome[]
export const proposalOutcomeLabels: Labels<ProposalOutcome> = outcomeRows
