import type { ClaimStatus } from '#domain/rights/claims.ts'
import { isSettled } from '#domain/rights/claims.ts'
import { gainOf } from '#domain/rights/estimate-rights.ts'
import type { RightKind } from '#domain/rights/kinds.ts'
import type { RightEstimate } from '#domain/rights/right-estimate.ts'

export const rightGroups = ['to-open', 'to-answer', 'received', 'unlikely'] as const
export type RightGroup = (typeof rightGroups)[number]

/** Where an estimate stands once what somebody noted of the right is known. */
export const groupOf = (estimate: RightEstimate, status: ClaimStatus | null): RightGroup => {
  if (status === 'opened') return 'received'
  if (status === 'waived') return 'unlikely'
  if (estimate.outcome === 'estimated' && gainOf(estimate) > 0) return 'to-open'
  if (estimate.inPaymentCents > 0) return 'received'
  if (status !== null && !isSettled(status)) return 'to-open'
  return estimate.outcome === 'not-due' ? 'unlikely' : 'to-answer'
}

type Followed = { right: RightKind; status: ClaimStatus | null }

/** Every estimate in its group, in the order given. */
export const groupEstimates = <E extends RightEstimate>(
  estimates: readonly E[],
  claims: readonly Followed[],
): Record<RightGroup, E[]> => {
  const statusOf = (right: RightKind) => claims.find((claim) => claim.right === right)?.status ?? null
  const grouped: Record<RightGroup, E[]> = { 'to-open': [], 'to-answer': [], received: [], unlikely: [] }
  for (const estimate of estimates) grouped[groupOf(estimate, statusOf(estimate.right))].push(estimate)
  return grouped
}
