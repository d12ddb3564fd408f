import type { SignUpState } from '#domain/reception/kinds.ts'

/** A request for seats, in the order it was made. */
export type SeatRequest = {
  id: string
  seats: number
  isCancelled: boolean
  attendance: 'present' | 'absent' | null
}

/**
 * Who has a seat and who waits: strictly in the order asked. The first that does not fit keeps those behind it waiting,
 * so that nobody is passed by a smaller group.
 */
export const shareSeats = (
  capacity: number,
  inOrder: readonly SeatRequest[],
): ReadonlyMap<string, SignUpState> => {
  let left = capacity
  let isFull = false
  const states = new Map<string, SignUpState>()
  for (const request of inOrder) {
    if (request.isCancelled) {
      states.set(request.id, 'cancelled')
      continue
    }
    // Whoever came was there: the list before the session says no more than that.
    isFull ||= request.attendance === null && request.seats > left
    if (!isFull || request.attendance !== null) left -= request.seats
    states.set(request.id, request.attendance ?? (isFull ? 'waiting' : 'seated'))
  }
  return states
}

export const seatsTaken = (capacity: number, inOrder: readonly SeatRequest[]): number => {
  const states = shareSeats(capacity, inOrder)
  const held = inOrder.filter(({ id }) => ['seated', 'present', 'absent'].includes(states.get(id) ?? ''))
  return held.reduce((sum, { seats }) => sum + seats, 0)
}

/** Who waited and has a seat now: they are told. */
export const newlySeated = (
  before: ReadonlyMap<string, SignUpState>,
  after: ReadonlyMap<string, SignUpState>,
): string[] =>
  [...after].filter(([id, state]) => state === 'seated' && before.get(id) === 'waiting').map(([id]) => id)
