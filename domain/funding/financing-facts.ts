import { type DisbursementFact, disbursementEventRows } from '#domain/disbursements/disbursement-facts.ts'
import { type LoanFact, loanEventRows } from '#domain/loans/facts.ts'
import type { MicrocreditFact } from '#domain/offers/microcredit-facts.ts'
import { microcreditEventRows } from '#domain/offers/microcredit-facts.ts'
import type { OfferFact } from '#domain/offers/offer-facts.ts'
import { offerEventRows } from '#domain/offers/offer-facts.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

/** What happened to a financing, each on its day: one union of what each part of its life adds. */
export type FinancingFact = OfferFact | MicrocreditFact | DisbursementFact | LoanFact

const financingEventRows = {
  ...offerEventRows,
  ...microcreditEventRows,
  ...disbursementEventRows,
  ...loanEventRows,
} as const satisfies Record<FinancingFact['kind'], string>
export type FinancingEventKind = FinancingFact['kind']
/** In the order of the life of a financing: facts of one day are read in it. */
export const financingEventKinds = Object.keys(financingEventRows) as FinancingEventKind[]
export const financingEventLabels: Labels<FinancingEventKind> = financingEventRows

type WithoutId<Fact> = Fact extends FinancingFact ? Omit<Fact, 'id'> : never
export type NewFinancingFact = WithoutId<FinancingFact>
