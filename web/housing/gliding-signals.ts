import type { GlidingStatus } from '#domain/housing/gliding-lease.ts'
import type { SignalKind } from '#web/ui/Signal.tsx'

export const glidingSignals: Readonly<Record<GlidingStatus, SignalKind>> = {
  'convention-signed': 'none',
  'sublease-active': 'none',
  'review-due': 'late',
  'lease-offered': 'soon',
  slid: 'done',
  'not-offered': 'late',
  'prefect-allots': 'soon',
  rehoused: 'done',
  left: 'none',
}
