import type { OfferEventKind } from '#domain/offers/offer-facts.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const stageRows = {
  granted: 'Accordé, offre à envoyer',
  sent: 'Offre envoyée',
  accepted: 'Acceptée, délai en cours',
  /** Funds may leave. */
  open: 'En vigueur',
  declined: 'Refusée par le ménage',
  expired: 'Offre expirée',
  withdrawn: 'Rétractation',
  cancelled: 'Annulé',
} as const
export type OfferStage = keyof typeof stageRows
export const offerStages = Object.keys(stageRows) as OfferStage[]
export const offerStageLabels: Labels<OfferStage> = stageRows

/** What was committed is given back: only a new decision on the file lends again. */
export const endedOfferStages = [
  'declined',
  'expired',
  'withdrawn',
  'cancelled',
] as const satisfies readonly OfferStage[]
export const isEndedOffer = (stage: OfferStage): boolean =>
  (endedOfferStages as readonly OfferStage[]).includes(stage)

const guardRows = {
  'offer-needed': 'Ce financement n’a pas d’offre à envoyer.',
  'received-after-sent': 'L’offre ne peut pas être reçue avant d’être envoyée.',
  'receipt-known': 'En crédit immobilier, notez d’abord le jour où le ménage a reçu l’offre.',
  'after-reflection':
    'Le délai de réflexion n’est pas terminé : une acceptation à cette date ne compterait pas.',
  'before-expiry': 'À cette date, l’offre n’était plus valable.',
  'after-validity': 'L’offre est encore valable à cette date.',
  'within-withdrawal': 'À cette date, le délai de rétractation est passé ou n’existe pas pour ce crédit.',
} as const
export type OfferGuard = keyof typeof guardRows
export const offerGuardRefusals: Readonly<Record<OfferGuard, string>> = guardRows

export type OfferTransition = {
  from: OfferStage
  event: OfferEventKind
  guards: readonly OfferGuard[]
  to: OfferStage
  source: string
}

const design = 'manuel §2.5, prêt Missions sociales'

/** From the grant to the release of funds; `accepted` becomes `open` by the calendar alone. */
export const offerTransitions: readonly OfferTransition[] = [
  { from: 'granted', event: 'offer-sent', guards: ['offer-needed'], to: 'sent', source: design },
  { from: 'granted', event: 'offer-declined', guards: [], to: 'declined', source: design },
  { from: 'granted', event: 'financing-cancelled', guards: [], to: 'cancelled', source: design },
  // An offer corrected before any answer replaces the one before.
  { from: 'sent', event: 'offer-sent', guards: ['offer-needed'], to: 'sent', source: design },
  {
    from: 'sent',
    event: 'offer-received',
    guards: ['received-after-sent'],
    to: 'sent',
    source: 'C. conso. L.313-34',
  },
  {
    from: 'sent',
    event: 'offer-accepted',
    guards: ['receipt-known', 'after-reflection', 'before-expiry'],
    to: 'accepted',
    source: 'C. conso. L.312-18, L.313-34',
  },
  { from: 'sent', event: 'offer-declined', guards: [], to: 'declined', source: design },
  { from: 'sent', event: 'offer-expired', guards: ['after-validity'], to: 'expired', source: design },
  { from: 'sent', event: 'financing-cancelled', guards: [], to: 'cancelled', source: design },
  {
    from: 'accepted',
    event: 'offer-withdrawn',
    guards: ['within-withdrawal'],
    to: 'withdrawn',
    source: 'C. conso. L.312-19',
  },
  { from: 'accepted', event: 'financing-cancelled', guards: [], to: 'cancelled', source: design },
  { from: 'open', event: 'financing-cancelled', guards: [], to: 'cancelled', source: design },
]

export const offerStepFrom = (stage: OfferStage, event: OfferEventKind): OfferTransition | undefined =>
  offerTransitions.find((row) => row.from === stage && row.event === event)
