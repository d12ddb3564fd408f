import { type BudgetSnapshot, monthlySum } from '#domain/budget/snapshot.ts'
import type { Explanation } from '#domain/explanation.ts'
import type { Cents } from '#domain/money.ts'
import type { MissingFact, RightsFacts } from '#domain/rights/facts.ts'
import { type RightKind, rightRowsByKind } from '#domain/rights/kinds.ts'

export const rightOutcomes = ['estimated', 'to-check', 'missing', 'not-due'] as const
export type RightOutcome = (typeof rightOutcomes)[number]

/** What a household might receive under one right, on a day. */
export type RightEstimate = {
  right: RightKind
  outcome: RightOutcome
  /** Brought to a month; null when no amount can be told. */
  monthlyCents: Cents | null
  /** What the latest situation or the tenancy says is received. */
  inPaymentCents: Cents
  /** One French sentence: why not, what to check. */
  because: string | null
  missing: MissingFact[]
  explanation: Explanation | null
}

type Told = { because?: string; explanation?: Explanation; inPaymentCents?: Cents }

const base = (right: RightKind, facts: RightsFacts, told: Told) => ({
  right,
  inPaymentCents: told.inPaymentCents ?? paidCents(right, facts.situation),
  because: told.because ?? null,
  explanation: told.explanation ?? null,
})

/** What the situation says is received of a right. */
export const paidCents = (right: RightKind, situation: BudgetSnapshot | null): Cents => {
  const { paidAs } = rightRowsByKind[right]
  return situation && paidAs ? monthlySum(situation.resources, (kind) => kind === paidAs) : 0
}

export const estimated = (
  right: RightKind,
  facts: RightsFacts,
  monthlyCents: Cents,
  told: Told = {},
): RightEstimate => ({
  ...base(right, facts, told),
  outcome: monthlyCents > 0 ? 'estimated' : 'not-due',
  monthlyCents,
  missing: [],
})

export const notDue = (right: RightKind, facts: RightsFacts, because: string): RightEstimate => ({
  ...base(right, facts, { because }),
  outcome: 'not-due',
  monthlyCents: null,
  missing: [],
})

export const toCheck = (right: RightKind, facts: RightsFacts, because: string): RightEstimate => ({
  ...base(right, facts, { because }),
  outcome: 'to-check',
  monthlyCents: null,
  missing: [],
})

export const lacking = (
  right: RightKind,
  facts: RightsFacts,
  missing: readonly MissingFact[],
): RightEstimate => ({
  ...base(right, facts, {}),
  outcome: 'missing',
  monthlyCents: null,
  missing: [...missing],
})
