import type { CreditRegime } from '#domain/offers/regime.ts'
import type { PlainDate } from '#domain/plain-date.ts'

type Fact<K extends string, D extends object = object> = { id: string; kind: K; on: PlainDate } & D

/** What an offer proposes, as it was written: nothing changed afterwards in a product or a convention reaches it. */
export type OfferTerms = {
  regime: CreditRegime
  cents: number
  /** Null for an advance that a subsidy repays. */
  months: number | null
  firstDueOn: PlainDate | null
  /** Paid once, at the disbursement. */
  feeCents: number
  /** Each month, added to the instalment. */
  insuranceCents: number
  insuranceIsCompulsory: boolean
  /** Hundredths of a percent. */
  taeg: number
}

/** From the grant to the day funds may leave. */
export type OfferFact =
  | Fact<'offer-sent', OfferTerms>
  | Fact<'offer-received'>
  | Fact<'offer-accepted'>
  | Fact<'offer-declined', { reason: string | null }>
  | Fact<'offer-withdrawn'>
  | Fact<'offer-expired'>
  | Fact<'financing-cancelled', { reason: string }>

export const offerEventRows = {
  'offer-sent': 'Offre envoyée',
  'offer-received': 'Offre reçue par le ménage',
  'offer-accepted': 'Offre acceptée',
  'offer-declined': 'Offre refusée par le ménage',
  'offer-withdrawn': 'Rétractation',
  'offer-expired': 'Offre expirée',
  'financing-cancelled': 'Financement annulé',
} as const satisfies Record<OfferFact['kind'], string>
export type OfferEventKind = OfferFact['kind']
export const offerEventKinds = Object.keys(offerEventRows) as OfferEventKind[]

export const isOfferFact = (fact: { kind: string }): fact is OfferFact =>
  Object.hasOwn(offerEventRows, fact.kind)
