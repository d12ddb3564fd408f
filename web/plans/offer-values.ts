import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { PaymentPriority, PlanOffer } from '#domain/plans/decide-repayment-plan.ts'

export type OfferValues = {
  amountCents: Cents | null
  kind: 'count' | 'instalment' | 'default-36'
  count: number | null
  instalmentCents: Cents | null
  rounding: 'half-up' | 'floor'
  firstDueOn: PlainDate | null
  paymentPriority: PaymentPriority
}

export const firstOffer = (debtCents: Cents, firstDueOn: PlainDate): OfferValues => ({
  amountCents: debtCents,
  kind: 'count',
  count: 36,
  instalmentCents: null,
  rounding: 'half-up',
  firstDueOn,
  paymentPriority: 'current-rent-first',
})

/** The offer once every field it needs is filled. */
export const readOffer = (values: OfferValues): PlanOffer | undefined => {
  const { amountCents, firstDueOn, paymentPriority } = values
  const by = readTerms(values)
  if (amountCents === null || firstDueOn === null || by === undefined) return undefined
  return { amountCents, firstDueOn, paymentPriority, by }
}

const readTerms = ({ kind, count, rounding, instalmentCents }: OfferValues): PlanOffer['by'] | undefined => {
  if (kind === 'default-36') return { kind }
  if (kind === 'count') return count === null ? undefined : { kind, count, rounding }
  return instalmentCents === null || instalmentCents < 1 ? undefined : { kind, instalmentCents }
}
