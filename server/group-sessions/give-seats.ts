import type { PlainDate } from '#domain/plain-date.ts'
import { newlySeated, shareSeats } from '#domain/reception/seats.ts'
import type { Tx } from '#server/db.ts'
import type { Drawn } from './session-store.ts'
import { tellAll } from './tell.ts'

type Seats = Pick<Drawn, 'capacity' | 'requests'>

/** Those who waited and have a seat now are told of it. */
export const giveSeats = async (
  here: { tx: Tx; actor: { organisationId: string } },
  today: PlainDate,
  before: Seats,
  after: Seats,
): Promise<number> => {
  const seated = newlySeated(
    shareSeats(before.capacity, before.requests),
    shareSeats(after.capacity, after.requests),
  )
  await tellAll(here, today, seated, 'seat-given')
  return seated.length
}

export const withoutRequest = (session: Drawn, signUpId: string): Drawn => ({
  ...session,
  requests: session.requests.map((one) => (one.id === signUpId ? { ...one, isCancelled: true } : one)),
})
