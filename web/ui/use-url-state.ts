import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { readState, type Schema, type StateOf, writeState } from '#web/ui/url-state.ts'

/**
 * State that a link carries and that Back undoes: filters, tab, open panel. The schema is a constant outside the component:
 * `const schema = { q: text(), stage: manyOf(stages) }`, then `const [filters, setFilters] = useUrlState(schema)`.
 * `setFilters({ q }, 'replace')` while typing, so that Back does not undo letter by letter.
 */
export const useUrlState = <S extends Schema>(schema: S) => {
  const [params, setParams] = useSearchParams()
  /* The router changes the address a moment later; a box that is ticked must be seen ticked at once. */
  const [ahead, setAhead] = useState<URLSearchParams | undefined>()
  const latest = useRef(params)
  useEffect(() => {
    latest.current = params
    setAhead(undefined)
  }, [params])
  const state = useMemo(() => readState(schema, ahead ?? params), [schema, ahead, params])
  const change = useCallback(
    (changes: Partial<StateOf<S>>, how: 'push' | 'replace' = 'push') => {
      latest.current = writeState(schema, latest.current, changes)
      setAhead(latest.current)
      setParams(latest.current, { replace: how === 'replace', preventScrollReset: true })
    },
    [schema, setParams],
  )
  return [state, change] as const
}
