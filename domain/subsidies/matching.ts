import type { Cents } from '#domain/money.ts'

/** What an advance has in the books: `held` was received for it and belongs to the household until it is matched. */
export type AdvancePosition = { outstandingCents: Cents; heldCents: Cents }

/**
 * What moves so that the subsidy repays the advance, no less and never beyond: positive, from what is held to the
 * advance; negative, back to the household when a payment to an artisan was returned.
 */
export const matchingMove = ({ outstandingCents, heldCents }: AdvancePosition): Cents =>
  outstandingCents < 0 ? outstandingCents : Math.min(outstandingCents, heldCents)

/** A subsidy that comes: first what the advance is owed, the rest belongs to the household. */
export const splitReceipt = (
  receivedCents: Cents,
  outstandingCents: Cents,
): { toAdvance: Cents; toHousehold: Cents } => {
  const toAdvance = Math.min(receivedCents, Math.max(0, outstandingCents))
  return { toAdvance, toHousehold: receivedCents - toAdvance }
}
