/** What a département changes in the DALO procedure; the months themselves are parameters of the law. */
export type DaloRule = {
  /** « Délai anormalement long » set by the préfet (CCH L.441-1-4), by months; null when it was not found. */
  longWaitMonths: number | null
  /** Overseas: the commission has the longer time, and so has the préfet (R.441-15, R.441-16-1). */
  isOverseas: boolean
  /** An agglomeration, or part of one, of more than 300 000 inhabitants: the préfet has the longer time; null when unknown. */
  hasLargeAgglomeration: boolean | null
  notes: string | null
}

export const blankDaloRule: DaloRule = {
  longWaitMonths: null,
  isOverseas: false,
  hasLargeAgglomeration: null,
  notes: null,
}
