import type { ReceptionState } from '#domain/reception/kinds.ts'

/** The instants of a reception; each is a fact, its state is read from them. */
export type ReceptionMoments = {
  arrivedAt: string | null
  takenAt: string | null
  endedAt: string | null
  leftAt: string | null
  missedAt: string | null
}

export const receptionStateOf = (moments: ReceptionMoments): ReceptionState => {
  if (moments.missedAt) return 'missed'
  if (moments.leftAt) return 'left'
  if (moments.endedAt) return 'received'
  if (moments.takenAt) return 'with-someone'
  return moments.arrivedAt ? 'waiting' : 'expected'
}

export type Waiting = { id: string; isEmergency: boolean; arrivedAt: string }

/**
 * Who is received next: emergencies first, then everyone in the order they came. Neither a name nor a file passes
 * before an anonymous person.
 */
export const inLineOrder = <W extends Waiting>(waiting: readonly W[]): W[] =>
  [...waiting].sort(
    (a, b) =>
      Number(b.isEmergency) - Number(a.isEmergency) ||
      compareWords(a.arrivedAt, b.arrivedAt) ||
      compareWords(a.id, b.id),
  )

const compareWords = (a: string, b: string): number => {
  if (a === b) return 0
  return a < b ? -1 : 1
}

const acts = {
  arrive: ['expected'],
  take: ['waiting'],
  end: ['with-someone'],
  leave: ['waiting'],
  miss: ['expected'],
  'put-back': ['with-someone'],
} as const satisfies Record<string, readonly ReceptionState[]>
export type ReceptionAct = keyof typeof acts
export const receptionActs = Object.keys(acts) as ReceptionAct[]

/** A reception goes one way; only the one just taken may go back to the line. */
export const mayAct = (state: ReceptionState, act: ReceptionAct): boolean =>
  (acts[act] as readonly ReceptionState[]).includes(state)
