import { z } from 'zod'
import { EligibilityTestShape } from '#contract/programme-shapes.ts'
import { Cents, Day, Id } from '#contract/shapes.ts'
import { financingKinds, fundingFields } from '#domain/funding/kinds.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import {
  amountLimits,
  fundingPapers,
  fundingPurposes,
  guaranteeKinds,
  insuranceRules,
} from '#domain/funding/product-kinds.ts'
import { conventions } from '#domain/loans/schedule.ts'
import { conventionRegimes } from '#domain/offers/regime.ts'

// A draft may be incomplete: what is missing is told before it is published, not refused when it is kept.
const text = (max: number) => z.string().max(max)
const months = z.int().min(0).max(1_000)

export const ProductDefinitionShape = z.object({
  name: text(120),
  kind: z.enum(financingKinds),
  summary: text(2_000),
  fields: z.array(z.enum(fundingFields)).max(30),
  purposes: z.array(z.enum(fundingPurposes)).max(30),
  from: Day.nullable(),
  to: Day.nullable(),
  amount: z.object({
    minCents: Cents.nullable(),
    maxCents: Cents.nullable(),
    stepCents: Cents,
    limit: z.enum(amountLimits),
  }),
  length: z.object({ minMonths: months, maxMonths: months, maxDeferralMonths: months }).nullable(),
  convention: z.enum(conventions).nullable(),
  recurring: z.object({ monthlyCents: Cents, maxMonths: months }).nullable(),
  charges: z.object({ fileFeeCents: Cents, insurance: z.enum(insuranceRules) }),
  guarantees: z.array(z.enum(guaranteeKinds)).max(30),
  documents: z.array(z.enum(fundingPapers)).max(60),
  delegationUpToCents: Cents.nullable(),
  protection: z.enum(conventionRegimes),
  eligibility: z.array(EligibilityTestShape).max(40),
  source: text(2_000),
}) satisfies z.ZodType<ProductDefinition>

export const productStates = ['open', 'draft', 'closed'] as const

export const ProductRow = z.object({
  productId: Id,
  name: z.string(),
  kind: z.enum(financingKinds),
  state: z.enum(productStates),
  /** The latest published version; null while there is none. */
  number: z.int().nullable(),
  publishedOn: Day.nullable(),
  hasDraft: z.boolean(),
  minCents: Cents.nullable(),
  maxCents: Cents.nullable(),
  /** Lines of applications under way under it. */
  openLines: z.int(),
})
export type ProductRow = z.output<typeof ProductRow>

export const ProductView = z.object({
  productId: Id,
  version: z.int(),
  closedOn: Day.nullable(),
  draft: ProductDefinitionShape.nullable(),
  published: z.object({ number: z.int(), definition: ProductDefinitionShape }).nullable(),
  versions: z.array(z.object({ number: z.int(), publishedOn: Day, publishedBy: z.string(), lines: z.int() })),
  openLines: z.int(),
})
export type ProductView = z.output<typeof ProductView>
