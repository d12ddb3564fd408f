import type { InstalmentState } from '#domain/plans/follow.ts'
import type { PlanState } from '#domain/plans/plan-states.ts'
import type { VersionState } from '#domain/plans/schedule-versions.ts'
import type { SupportActionState } from '#domain/plans/support-actions.ts'
import type { SignalKind } from '#web/ui/Signal.tsx'

export const planSignals: Readonly<Record<PlanState, SignalKind>> = {
  proposed: 'soon',
  'signed-by-tenant': 'soon',
  'signed-by-landlord': 'soon',
  'submitted-to-payer': 'soon',
  approved: 'soon',
  rejected: 'late',
  active: 'done',
  missed: 'late',
  'caught-up': 'done',
  lapsed: 'late',
  'paid-off': 'done',
  replaced: 'none',
  frozen: 'none',
}

export const versionSignals: Readonly<Record<VersionState, SignalKind>> = {
  proposed: 'soon',
  'signed-by-tenant': 'soon',
  'signed-by-landlord': 'soon',
  'submitted-to-payer': 'soon',
  'in-force': 'done',
  superseded: 'none',
  rejected: 'late',
  withdrawn: 'none',
}

export const instalmentSignals: Readonly<Record<InstalmentState, SignalKind>> = {
  kept: 'done',
  'written-off': 'none',
  late: 'soon',
  missed: 'late',
  upcoming: 'none',
}

export const actionSignals: Readonly<Record<SupportActionState, SignalKind>> = {
  proposed: 'soon',
  started: 'soon',
  done: 'done',
  refused: 'none',
  dropped: 'none',
}
