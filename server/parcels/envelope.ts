import type { ParcelContent } from '#domain/parcels/content.ts'
import type { NewsKind, ParcelKind } from '#domain/parcels/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'

/** What a news or a report carries. */
export type NewsPayload = { news: NewsKind; on: PlainDate; message?: string }

/** A parcel between the two transactions: all that the receiver will ever know of it. */
export type Envelope = {
  id: string
  kind: ParcelKind
  senderId: string
  answersId: string | null
  categories: string[]
  purpose: string | null
  legalBasis: string | null
  informedOn: PlainDate | null
  consentGivenOn: PlainDate | null
  expiresOn: PlainDate | null
  termOn: PlainDate | null
  reportEveryMonths: number | null
  payload: ParcelContent | NewsPayload
}
