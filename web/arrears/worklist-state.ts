import type { WorklistFilters } from '#contract/arrears.ts'
import { regimeChanges } from '#domain/arrears/regime-change.ts'
import { arrearsStages } from '#domain/arrears/transitions.ts'
import { debtTrends, verdictFilters, worklistSorts } from '#domain/arrears/worklist.ts'
import { integer, oneOf, type StateOf, text } from '#web/ui/url-state.ts'

/** What the address of the worklist holds. */
export const worklistSchema = {
  q: text(),
  agence: text(),
  etape: oneOf(arrearsStages),
  referent: text(),
  min: integer(),
  mois: integer(),
  evolution: oneOf(debtTrends),
  regle: oneOf(verdictFilters),
  change: oneOf(regimeChanges),
  tri: oneOf(worklistSorts, 'urgency'),
}
export type WorklistState = StateOf<typeof worklistSchema>

export const noFilters: Omit<WorklistState, 'tri'> = {
  q: '',
  agence: '',
  etape: undefined,
  referent: '',
  min: undefined,
  mois: undefined,
  evolution: undefined,
  regle: undefined,
  change: undefined,
}

export const isFiltered = (state: WorklistState): boolean => Object.keys(filtersOf(state)).length > 0

/** What the API is asked, leaving out what says nothing. */
export const filtersOf = (state: WorklistState): WorklistFilters => ({
  ...(state.q.trim() ? { text: state.q.trim() } : {}),
  ...(state.agence ? { agency: state.agence } : {}),
  ...(state.etape ? { stage: state.etape } : {}),
  ...(state.referent ? { referent: state.referent } : {}),
  ...(state.min !== undefined && state.min > 0 ? { minDebtCents: state.min } : {}),
  ...(state.mois !== undefined && state.mois > 0 ? { minMonths: state.mois } : {}),
  ...(state.evolution ? { trend: state.evolution } : {}),
  ...(state.regle ? { verdict: state.regle } : {}),
  ...(state.change ? { change: state.change } : {}),
})
