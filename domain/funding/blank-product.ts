import type { FinancingKind } from '#domain/funding/kinds.ts'
import { isRepaidByInstalments, isRepaidBySubsidy } from '#domain/funding/kinds.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'

/** What a kind of financing brings with it: instalments for a loan, a wait for an advance, months for a monthly aid. */
export const shapeOfKind = (
  kind: FinancingKind,
): Pick<ProductDefinition, 'kind' | 'length' | 'convention' | 'recurring'> => ({
  kind,
  length: isRepaidByInstalments(kind)
    ? { minMonths: 6, maxMonths: 84, maxDeferralMonths: 0 }
    : isRepaidBySubsidy(kind)
      ? { minMonths: 6, maxMonths: 36, maxDeferralMonths: 0 }
      : null,
  convention: isRepaidByInstalments(kind) ? 'A' : null,
  recurring: kind === 'recurring-aid' ? { monthlyCents: 15_000, maxMonths: 6 } : null,
})

export const blankProduct = (name: string, kind: FinancingKind = 'loan'): ProductDefinition => ({
  name,
  summary: '',
  fields: [],
  purposes: [],
  from: null,
  to: null,
  amount: { minCents: null, maxCents: null, stepCents: 1, limit: 'none' },
  ...shapeOfKind(kind),
  charges: { fileFeeCents: 0, insurance: 'none' },
  guarantees: [],
  documents: [],
  delegationUpToCents: null,
  protection: 'full',
  eligibility: [],
  source: '',
})
