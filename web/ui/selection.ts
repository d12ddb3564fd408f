import { useCallback, useMemo, useRef, useState } from 'react'

export type Selection = {
  readonly keys: ReadonlySet<string>
  has(key: string): boolean
  /** Selects or not; with `isRange`, everything from the last one touched to this one. */
  toggle(key: string, order: readonly string[], isRange: boolean): void
  set(keys: readonly string[]): void
  clear(): void
}

/** The keys between two rows, both included, in the order of the screen; the target alone when the first is gone. */
export const rangeBetween = (
  order: readonly string[],
  from: string | undefined,
  to: string,
): readonly string[] => {
  const start = from === undefined ? -1 : order.indexOf(from)
  const end = order.indexOf(to)
  if (start < 0 || end < 0) return [to]
  return order.slice(Math.min(start, end), Math.max(start, end) + 1)
}

/** The rows chosen in a `DataTable`, to act on them together. */
export const useSelection = (): Selection => {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const anchor = useRef<string | undefined>(undefined)
  const toggle = useCallback((key: string, order: readonly string[], isRange: boolean) => {
    const touched = isRange ? rangeBetween(order, anchor.current, key) : [key]
    anchor.current = key
    setKeys((current) => {
      const next = new Set(current)
      const adds = isRange || !current.has(key)
      for (const one of touched) adds ? next.add(one) : next.delete(one)
      return next
    })
  }, [])
  const set = useCallback((chosen: readonly string[]) => setKeys(new Set(chosen)), [])
  const clear = useCallback(() => setKeys(new Set()), [])
  return useMemo(
    () => ({ keys, has: (key: string) => keys.has(key), toggle, set, clear }),
    [keys, toggle, set, clear],
  )
}
