export type Total = { count: number; exact: boolean }

/** A list read by key, page after page, as a table shows it. */
export type Paged<Row> = {
  rows: readonly Row[]
  total: Total | undefined
  isLoading: boolean
  /** The rows shown answer the former question while the next answer comes. */
  isRefreshing: boolean
  error: unknown
  retry(): void
  more: { load(): void; isLoading: boolean } | undefined
}

/** Rows already at hand, shown as a list of one page. */
export const pageOfAll = <Row>(rows: readonly Row[]): Paged<Row> => ({
  rows,
  total: { count: rows.length, exact: true },
  isLoading: false,
  isRefreshing: false,
  error: null,
  retry: () => undefined,
  more: undefined,
})
