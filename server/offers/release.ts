import type { OfferEventKind } from '#domain/offers/offer-facts.ts'
import { releaseFunds, standingOfFinancing } from '#server/envelopes/commit-funds.ts'
import type { Recorder } from '#server/funding/recorder.ts'

const reasons: Partial<Record<OfferEventKind, string>> = {
  'offer-declined': 'offre refusée par le ménage',
  'offer-withdrawn': 'rétractation du ménage',
  'offer-expired': 'offre expirée',
  'financing-cancelled': 'financement annulé',
}
export const reasonOfRelease = (kind: OfferEventKind): string => reasons[kind] ?? 'désengagement'

/** Gives back all that was committed, as long as nothing was paid. Nothing was committed of a microcredit: zero. */
export const giveBackFunds = async (
  context: Recorder,
  financingId: string,
  reason: string,
): Promise<number | 'already-disbursed'> => {
  const { committedNet, disbursed } = await standingOfFinancing(context, financingId)
  if (disbursed > 0) return 'already-disbursed'
  if (committedNet === 0) return 0
  const released = await releaseFunds(context, {
    financingId,
    cents: committedNet,
    on: context.today,
    reason,
    // One end per financing: told twice, given back once.
    releaseId: financingId,
  })
  return released.outcome === 'released' ? committedNet : 'already-disbursed'
}
