import type { Fungibility } from '#domain/conventions/kinds.ts'

export type TransferEnd = {
  conventionId: string | null
  /** The framework that its convention carries out, or the convention itself. */
  familyId: string | null
  fungibility: Fungibility
}

/**
 * May money go from one envelope to another? Within a convention, or between those of one framework, where the text says
 * that its envelopes are fungible on decision (handbook money §2.2); own funds, which no convention bounds, move freely.
 */
export const decideTransferEnds = (
  from: TransferEnd,
  to: TransferEnd,
): 'not-fungible' | 'other-convention' | null => {
  if (from.familyId !== to.familyId) return 'other-convention'
  if (from.familyId === null) return null
  return from.fungibility === 'by-decision' && to.fungibility === 'by-decision' ? null : 'not-fungible'
}
