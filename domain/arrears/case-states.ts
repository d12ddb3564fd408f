import type { DebtFacts } from '#domain/arrears/threshold.ts'
import type { Deadline, Holidays } from '#domain/calendar.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'

/** SM-1 (handbook §1.3). */
export const arrearsStages = [
  'none',
  'late',
  'constituted',
  'reported',
  'plan-by-landlord',
  'fsl-seized',
  'simplified',
  'plan-active',
  'cleared',
  'breached',
  'maintained-r824-28',
  'suspended',
  'restored',
] as const
export type ArrearsStage = (typeof arrearsStages)[number]

/** Facts recorded with their day; the stage follows from them and from the ledger. */
export const arrearsEventKinds = [
  'rent-unpaid',
  'threshold-reached',
  'debt-cleared',
  'reported-to-payer',
  'file-returned-to-landlord',
  'direct-payment-refused',
  'fsl-seized-by-payer',
  'simplified-procedure-proposed',
  'simplified-plan-agreed',
  'simplified-procedure-failed',
  'plan-approved',
  'landlord-given-notice',
  'fsl-decision-received',
  'default-plan-imposed',
  'plan-breached',
  'aid-maintained',
  'aid-suspended',
  'aid-restored',
  'overindebtedness-admissible',
] as const
export type ArrearsEventKind = (typeof arrearsEventKinds)[number]
export type ArrearsEvent = { kind: ArrearsEventKind; on: PlainDate }

export type ArrearsTransition = {
  from: ArrearsStage
  event: ArrearsEventKind
  /** The condition in words, or null. */
  guard: string | null
  to: ArrearsStage
  deadline: { rule: string; delayKey: string } | null
  source: string
}

export type ArrearsCaseFacts = DebtFacts & {
  constitutedOnA: PlainDate | null
  constitutedOnB: PlainDate | null
}

export type ArrearsCase = {
  stage: ArrearsStage
  since: PlainDate | null
  deadlines: Deadline[]
  history: { on: PlainDate; event: ArrearsEventKind; from: ArrearsStage; to: ArrearsStage }[]
  /** Recorded facts that changed nothing where they fell, kept to be shown. */
  unplaced: ArrearsEvent[]
}

export declare const arrearsTransitions: readonly ArrearsTransition[]
export declare function deriveArrearsCase(
  facts: ArrearsCaseFacts,
  events: readonly ArrearsEvent[],
  onDate: PlainDate,
  params: ParameterReader,
  holidays: Holidays,
): ArrearsCase
