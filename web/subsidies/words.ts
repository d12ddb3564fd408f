import type { SubsidyStanding } from '#contract/subsidies.ts'
import type { AdvanceState } from '#domain/subsidies/kinds.ts'
import type { SignalKind } from '#web/ui/Signal.tsx'

export const advanceSignals: Readonly<Record<AdvanceState, SignalKind>> = {
  approved: 'none',
  cancelled: 'none',
  active: 'none',
  'awaiting-subsidy': 'soon',
  shortfall: 'late',
  reimbursed: 'done',
  'converted-to-loan': 'done',
  'repaid-by-household': 'done',
  lost: 'done',
}

export const overTexts: Readonly<Record<NonNullable<SubsidyStanding['over']>, string>> = {
  paid: 'Soldée',
  rejected: 'Refusée',
  'rejected-by-silence': 'Rejetée : quatre mois sans réponse',
  withdrawn: 'Retirée',
  expired: 'Expirée',
  'clawed-back': 'Reprise par le financeur',
}
