import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { readState, type Schema, type StateOf, writeState } from '#web/ui/url-state.ts'

/**
 * State that a link carries and that Back undoes: filters, tab, open panel. The schema is a constant outside the component:
 * `const schema = { q: text(), stage: manyOf(stages) }`, then `const [filters, setFilters] = useUrlState(schema)`.
 * `setFilters({ q }, 'replace')` while typing, so that Back does not undo letter by letter.
 */
export const useUrlState = <S extends Schema>(schema: S) => {
  const [params, setParams] = useSearchParams()
  const state = useMemo(() => readState(schema, params), [schema, params])
  const change = useCallback(
    (changes: Partial<StateOf<S>>, how: 'push' | 'replace' = 'push') =>
      setParams((current) => writeState(schema, current, changes), {
        replace: how === 'replace',
        preventScrollReset: true,
      }),
    [schema, setParams],
  )
  return [state, change] as const
}
