import type { Labels } from '#domain/tenancies/kinds.ts'

/** How the portfolio is sorted and narrowed: the closed lists that the screen and the server share. */
const sortRows = {
  urgency: 'Urgence',
  debt: 'Dette',
  months: 'Mois dus',
  trend: 'Évolution sur six mois',
  age: 'Ancienneté du premier défaut',
} as const
export type WorklistSort = keyof typeof sortRows
export const worklistSorts = Object.keys(sortRows) as WorklistSort[]
export const worklistSortLabels: Labels<WorklistSort> = sortRows

const trendRows = { rising: 'Augmente', falling: 'Diminue', stable: 'Stable' } as const
export type DebtTrend = keyof typeof trendRows
export const debtTrends = Object.keys(trendRows) as DebtTrend[]
export const debtTrendLabels: Labels<DebtTrend> = trendRows

const verdictRows = {
  a: 'Seulement la règle actuelle (avant 2027)',
  b: 'Seulement la règle de 2027',
  both: 'Les deux règles',
  neither: 'Aucune des deux règles',
} as const
export type VerdictFilter = keyof typeof verdictRows
export const verdictFilters = Object.keys(verdictRows) as VerdictFilter[]
export const verdictFilterLabels: Labels<VerdictFilter> = verdictRows

/** A person reads what they release: a batch stays of a size one can look through. */
export const largestBatch = 200
/** All those that a filter finds, assigned at once. */
export const largestAssignment = 2_000
