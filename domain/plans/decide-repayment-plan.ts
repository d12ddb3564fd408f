import type { Cents } from '#domain/money.ts'
import type { ParameterReader, ParameterUse } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Instalment } from '#domain/plans/schedule.ts'

export const planRefusals = [
  'no-debt',
  'debt-date-in-future',
  'amount-not-positive',
  'amount-above-debt',
  'plan-already-running',
  'overindebtedness-freeze',
  'first-due-date-in-the-past',
  'first-due-date-too-far',
  'no-instalment',
  'instalment-above-amount',
  'instalment-below-one-euro',
  'too-many-instalments',
  'instalment-above-means',
] as const
export type PlanRefusal = (typeof planRefusals)[number]

export const planWarnings = [
  'beyond-36-months',
  'above-repayment-capacity',
  'rent-not-resumed',
  'means-unknown',
  'debt-only-partly-covered',
  'payer-approval-needed',
  'residual-income-below-alert',
] as const
export type PlanWarning = (typeof planWarnings)[number]

export const paymentPriorities = ['current-rent-first', 'plan-first'] as const
/** What a payment of the tenant is counted for first, as the agreement says. */
export type PaymentPriority = (typeof paymentPriorities)[number]

export type PlanDebt = {
  debtCents: Cents
  /** The day the debt was drawn up. */
  debtOn: PlainDate
  hasRunningPlan: boolean
  isFrozenByOverindebtedness: boolean
  currentRentResumed: boolean
  benefitInPayment: boolean
}

/** What the household proposes: a number of instalments, an amount each month, or the default 36ths. */
export type PlanOffer = {
  amountCents: Cents
  firstDueOn: PlainDate
  by:
    | { kind: 'count'; count: number; rounding: 'half-up' | 'floor' }
    | { kind: 'instalment'; instalmentCents: Cents }
    | { kind: 'default-36' }
  paymentPriority: PaymentPriority
}

/** The budget as known; nulls when no snapshot was made. */
export type PlanMeans = {
  /** What is left each month once every expense is paid. */
  monthlyMarginCents: Cents | null
  repaymentCapacityCents: Cents | null
  /** What is left per consumption unit and day, before the plan, and the size of the household in hundredths of units. */
  residualIncomeCents: Cents | null
  unitsHundredths: number | null
}

export type PlanDecision =
  | {
      outcome: 'agreed'
      schedule: Instalment[]
      warnings: PlanWarning[]
      lastDueOn: PlainDate
      parameters: ParameterUse[]
    }
  | { outcome: 'refused'; reason: PlanRefusal; parameters: ParameterUse[] }

export declare const planRefusalMessages: Readonly<Record<PlanRefusal, string>>
export declare const planWarningMessages: Readonly<Record<PlanWarning, string>>
export declare function decideRepaymentPlan(
  debt: PlanDebt,
  offer: PlanOffer,
  means: PlanMeans,
  today: PlainDate,
  params: ParameterReader,
): PlanDecision
