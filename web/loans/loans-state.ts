import type { FinancingFilters } from '#contract/loan-shapes.ts'
import { financingKinds, fundingFields } from '#domain/funding/kinds.ts'
import { buckets, financingStatuses } from '#domain/loans/kinds.ts'
import { loanScopes, loanSorts } from '#domain/loans/lists.ts'
import { flag, integer, oneOf, type StateOf, text } from '#web/ui/url-state.ts'

/** What the address of the list holds. */
export const loansSchema = {
  ensemble: oneOf(loanScopes, 'open'),
  genre: oneOf(financingKinds),
  statut: oneOf(financingStatuses),
  retard: oneOf(buckets),
  champ: oneOf(fundingFields),
  enveloppe: text(),
  fin: integer(),
  forclusion: flag(),
  tri: oneOf(loanSorts, 'recent'),
}
export type LoansState = StateOf<typeof loansSchema>

export const noFilters: Omit<LoansState, 'tri'> = {
  ensemble: 'open',
  genre: undefined,
  statut: undefined,
  retard: undefined,
  champ: undefined,
  enveloppe: '',
  fin: undefined,
  forclusion: false,
}

/** What the API is asked, leaving out what says nothing. */
export const filtersOf = (state: LoansState): Partial<FinancingFilters> => ({
  ...(state.ensemble === 'open' ? {} : { scope: state.ensemble }),
  ...(state.genre ? { kind: state.genre } : {}),
  ...(state.statut ? { status: state.statut } : {}),
  ...(state.retard ? { bucket: state.retard } : {}),
  ...(state.champ ? { field: state.champ } : {}),
  ...(/^[0-9a-f-]{36}$/.test(state.enveloppe) ? { envelopeId: state.enveloppe } : {}),
  ...(state.fin && state.fin > 0 && state.fin <= 120 ? { endingWithinMonths: state.fin } : {}),
  ...(state.forclusion ? { timeBarNear: true } : {}),
})

export const isFiltered = (state: LoansState): boolean => Object.keys(filtersOf(state)).length > 0
