import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'

/** What was put in an envelope, or taken out of it, from a day on. */
export type Allotment = { on: PlainDate; cents: Cents }

/** What may be spent on a day: everything put in up to then (handbook money §12). */
export const effectiveEnvelope = (allotments: readonly Allotment[], on: PlainDate): Cents =>
  allotments.reduce((cap, allotment) => (allotment.on <= on ? cap + allotment.cents : cap), 0)

/** The least it will be from a day on: what is taken out later is no longer free today. */
export const lowestEnvelopeFrom = (allotments: readonly Allotment[], on: PlainDate): Cents =>
  Math.min(
    effectiveEnvelope(allotments, on),
    ...allotments.filter((later) => later.on > on).map((later) => effectiveEnvelope(allotments, later.on)),
  )
