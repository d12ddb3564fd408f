import { Defect, Offline } from '#web/api-error.ts'
import { newKey } from '#web/send.ts'

export type Intention = { keyOf(input: unknown): string; settle(error?: unknown): void }

/**
 * The idempotency key of what a person means to do. It is kept while the fate of the request is unknown (no answer came, or
 * the server failed), so that trying again is the same request; it is forgotten once the server has answered, or the
 * input has changed.
 */
export const createIntention = (): Intention => {
  let pending: { of: string; key: string } | undefined
  return {
    keyOf(input) {
      const of = JSON.stringify(input) ?? ''
      if (pending?.of !== of) pending = { of, key: newKey() }
      return pending.key
    },
    settle(error) {
      if (!(error instanceof Offline) && !(error instanceof Defect)) pending = undefined
    },
  }
}
