import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'

export const ladderActions = [
  'reminder',
  'letter',
  'call',
  'visit',
  'appointment',
  'social-referral',
  'rights-check',
  'fsl-request',
  'repayment-plan',
  'formal-notice',
] as const
export type LadderAction = (typeof ladderActions)[number]
export type LadderStep = {
  key: string
  label: string
  afterDays: number
  minDebtCents: Cents
  action: LadderAction
}
export type Ladder = readonly LadderStep[]
export type LadderFacts = { debtCents: Cents; firstDefaultOn: PlainDate | null; planRunning?: boolean }
export type DoneStep = { key: string; on: PlainDate }
export type ProposedStep = { step: LadderStep; proposedOn: PlainDate; daysLate: number; reason: string }

export declare const defaultLadder: Ladder
export declare function proposeStep(
  ladder: Ladder,
  facts: LadderFacts,
  doneSteps: readonly DoneStep[],
  onDate: PlainDate,
): ProposedStep | undefined
