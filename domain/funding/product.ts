import type { FinancingKind, FundingField } from '#domain/funding/kinds.ts'
import type {
  AmountLimit,
  FundingPaper,
  FundingPurpose,
  GuaranteeKind,
  InsuranceRule,
} from '#domain/funding/product-kinds.ts'
import type { Convention } from '#domain/loans/schedule.ts'
import type { Cents } from '#domain/money.ts'
import type { ConventionRegime } from '#domain/offers/regime.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { EligibilityTest } from '#domain/programmes/eligibility-facts.ts'

/** Bounds are included; null: no bound. */
export type ProductAmount = {
  minCents: Cents | null
  maxCents: Cents | null
  /** What is granted is a multiple of it: 1 to the cent, 100 to the euro. */
  stepCents: Cents
  limit: AmountLimit
}

/** How long a loan is repaid, or an advance waits for its subsidy. */
export type ProductLength = { minMonths: number; maxMonths: number; maxDeferralMonths: number }

/** An aid paid month by month: so much, at most so many months running. */
export type RecurringAid = { monthlyCents: Cents; maxMonths: number }

/** Everything that the household pays besides the principal: without it, the loan is free. */
export type ProductCharges = { fileFeeCents: Cents; insurance: InsuranceRule }

/** A financing product as data. An application keeps, for each of its lines, the version in force when it was filed. */
export type ProductDefinition = {
  name: string
  kind: FinancingKind
  summary: string
  fields: FundingField[]
  purposes: FundingPurpose[]
  /** A file may be filed from `from` to `to`, both included. */
  from: PlainDate | null
  to: PlainDate | null
  amount: ProductAmount
  /** Null: nothing is repaid over time. */
  length: ProductLength | null
  /** Null where there is no schedule. */
  convention: Convention | null
  recurring: RecurringAid | null
  charges: ProductCharges
  guarantees: GuaranteeKind[]
  documents: FundingPaper[]
  /** Up to this amount one person with a delegation decides; null: always the committee. */
  delegationUpToCents: Cents | null
  protection: ConventionRegime
  eligibility: EligibilityTest[]
  source: string
}

/** What comes with Palier: a starting point, the organisation's own as soon as it is adopted. */
export type ShippedProduct = { key: string; definition: ProductDefinition }
