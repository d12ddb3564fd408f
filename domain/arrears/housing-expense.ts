import type { Cents } from '#domain/money.ts'

export const benefitRecipients = ['landlord', 'tenant', 'none'] as const
/** Who receives the housing benefit: the landlord (*tiers payant*), the tenant, or nobody. */
export type BenefitRecipient = (typeof benefitRecipients)[number]

/** What a home costs each month. */
export type HousingTerms = {
  rentCents: Cents
  chargesCents: Cents
  rlsCents: Cents
  benefitCents: Cents
  benefitPaidTo: BenefitRecipient
}

/** What the tenant owes the landlord each month: rent and charges, less the RLS and the aid the landlord receives. */
export function monthlyNetExpenseCents(terms: HousingTerms): Cents {
  const aid = terms.benefitPaidTo === 'landlord' ? terms.benefitCents : 0
  return Math.max(0, terms.rentCents + terms.chargesCents - terms.rlsCents - aid)
}
