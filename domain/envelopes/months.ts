import { type Allotment, effectiveEnvelope } from '#domain/envelopes/cap.ts'
import type { CountingRule, EnvelopeKind } from '#domain/envelopes/kinds.ts'
import { consumedBy, type MovementSums, standingOf, usedBy } from '#domain/envelopes/standing.ts'
import type { Movement } from '#domain/ledger/movements.ts'
import type { Cents } from '#domain/money.ts'
import {
  addMonths,
  earlierOf,
  firstOfMonth,
  lastOfMonth,
  laterOf,
  type PlainDate,
} from '#domain/plain-date.ts'

/** What moved in a month, told by its first day. */
export type MonthMovement = { month: PlainDate; movement: Movement; cents: Cents }
export type MonthPicture = { on: PlainDate; cap: Cents; used: Cents; consumed: Cents }

const monthsDrawn = 36

type Envelope = {
  kind: EnvelopeKind
  countedAt: CountingRule
  openedOn: PlainDate
  allotments: readonly Allotment[]
}

/** The envelope at the end of each of its last months, today being the end of the current one. */
export const drawMonths = (
  envelope: Envelope,
  movements: readonly MonthMovement[],
  today: PlainDate,
): MonthPicture[] => {
  const pictures: MonthPicture[] = []
  const first = laterOf(firstOfMonth(envelope.openedOn), addMonths(firstOfMonth(today), 1 - monthsDrawn))
  for (let month = first; month <= today; month = addMonths(month, 1)) {
    const on = earlierOf(lastOfMonth(month), today)
    const standing = standingOf(sumUpTo(movements, month))
    pictures.push({
      on,
      cap: effectiveEnvelope(envelope.allotments, on),
      used: usedBy(envelope, standing),
      consumed: consumedBy(envelope, standing),
    })
  }
  return pictures
}

const sumUpTo = (movements: readonly MonthMovement[], month: PlainDate): MovementSums => {
  const sums: MovementSums = {}
  for (const one of movements)
    if (one.month <= month) sums[one.movement] = (sums[one.movement] ?? 0) + one.cents
  return sums
}
