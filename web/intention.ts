import { Defect, Offline } from '#web/api-error.ts'
import { newKey } from '#web/send.ts'

export type Intention = { keyOf(input: unknown): string; settle(error?: unknown): void }

const prefix = 'palier/intention/'
const keptMs = 3_600_000

/** Tells one input from another, and tells nobody what was in it. */
const fingerprint = (text: string): string => {
  let high = 0x811c9dc5
  let low = 0x01000193
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 0x01000193)
    low = Math.imul(low ^ code, 0x85ebca6b) ^ (low >>> 13)
  }
  return (high >>> 0).toString(36) + (low >>> 0).toString(36)
}

/**
 * The idempotency key of what a person means to do. It is kept while the fate of the request is unknown (no answer came, or
 * the server failed), so that trying again is the same request, even after the form was closed or the page reloaded;
 * it is forgotten once the server has answered. `of` names the act; `store` is where keys wait, this tab's own memory.
 */
export const createIntention = (of: string, store: Storage = sessionStorage, now = Date.now): Intention => {
  let place: string | undefined
  return {
    keyOf(input) {
      place = `${prefix}${of}/${fingerprint(JSON.stringify(input) ?? '')}`
      const key = read(store, place, now()) ?? newKey()
      keep(store, place, key, now())
      return key
    },
    settle(error) {
      if (place && !(error instanceof Offline) && !(error instanceof Defect)) store.removeItem(place)
    },
  }
}

const read = (store: Storage, place: string, now: number): string | undefined => {
  const [key, at] = (store.getItem(place) ?? '').split(' ')
  return key && now - Number(at) < keptMs ? key : undefined
}

/** A full storage makes a second try a second request: the server's own checks then stand alone. */
const keep = (store: Storage, place: string, key: string, now: number) => {
  try {
    store.setItem(place, `${key} ${now}`)
  } catch {
    return
  }
}
