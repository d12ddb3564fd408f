import type { MiddlewareHandler } from 'hono'
import { callerAddress } from '#server/api/remote-address.ts'
import type { House } from '#server/house.ts'

/**
 * At most `max` calls a minute from one address, counted in this process: for what a stranger may ask, and costs us a
 * password to hash or a link to look for.
 */
export const limitCalls = (house: Pick<House, 'config'>, max: number): MiddlewareHandler => {
  const counts = new Map<string, number>()
  let windowEndsAt = 0
  return async (c, next) => {
    const now = performance.now()
    if (now >= windowEndsAt) {
      counts.clear()
      windowEndsAt = now + 60_000
    }
    const address = callerAddress(c, house)
    const count = (counts.get(address) ?? 0) + 1
    counts.set(address, count)
    if (count <= max) return next()
    c.header('retry-after', String(Math.ceil((windowEndsAt - now) / 1000)))
    return c.json(
      {
        error: 'too-many',
        message: 'Trop de demandes depuis cette adresse. Attendez une minute, puis réessayez.',
      },
      429,
    )
  }
}
