/** Whether the server answers. Noticed by any request that gets no answer; then asked, without a word, until it does. */

const pauseMs = 3000
const listeners = new Set<() => void>()
let isAway = false

const change = (next: boolean) => {
  isAway = next
  for (const listener of listeners) listener()
}

const answers = async (): Promise<boolean> => {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}

const ask = async (): Promise<void> => {
  if (await answers()) return change(false)
  setTimeout(ask, pauseMs)
}

export const connection = {
  isAway: () => isAway,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /** Called when no answer came. */
  noticeAway: () => {
    if (isAway) return
    change(true)
    setTimeout(ask, pauseMs)
  },
  /** Asks now: for who is about to leave a page that may not come back. */
  check: async (): Promise<boolean> => {
    const isThere = await answers()
    if (!isThere) connection.noticeAway()
    return isThere
  },
}

/** Runs each time the server answers again. */
export const onServerBack = (run: () => void): (() => void) => {
  let wasAway = isAway
  const unsubscribe = connection.subscribe(() => {
    if (wasAway && !isAway) run()
    wasAway = isAway
  })
  return () => void unsubscribe()
}
