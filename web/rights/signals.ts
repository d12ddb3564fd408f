import type { ClaimStatus } from '#domain/rights/claims.ts'
import type { SignalKind } from '#web/ui/Signal.tsx'

const signals: Readonly<Record<ClaimStatus, SignalKind>> = {
  spotted: 'soon',
  asked: 'soon',
  refused: 'late',
  appealed: 'soon',
  opened: 'done',
  waived: 'none',
  ended: 'none',
}

export const claimSignal = (status: ClaimStatus): SignalKind => signals[status]
