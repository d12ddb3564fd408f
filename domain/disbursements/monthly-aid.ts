import type { Cents } from '#domain/money.ts'
import { addMonths, firstOfMonth, type PlainDate } from '#domain/plain-date.ts'

/** An aid paid month by month, as it was decided (seed 002: 150 € a month, at most six in a row). */
export type MonthlyAid = {
  /** The first day of its first month. */
  firstMonth: PlainDate
  months: number
  cents: Cents
  /** The day of the event that ends it; null while it runs. */
  stoppedOn: PlainDate | null
}

/** The months it pays, named by their first day: none that begins after it was stopped. */
export const monthsOfAid = ({ firstMonth, months, stoppedOn }: MonthlyAid): PlainDate[] =>
  Array.from({ length: months }, (_, index) => addMonths(firstMonth, index)).filter(
    (month) => stoppedOn === null || month <= stoppedOn,
  )

/** How many months in a row there would be around this one, itself included. */
export const runAround = (month: PlainDate, paid: ReadonlySet<PlainDate>): number =>
  1 + runTowards(month, paid, -1) + runTowards(month, paid, 1)

const runTowards = (month: PlainDate, paid: ReadonlySet<PlainDate>, step: -1 | 1): number => {
  let length = 0
  while (paid.has(addMonths(month, step * (length + 1)))) length += 1
  return length
}

export type MonthsToPrepare = {
  due: PlainDate[]
  /** Would be one month too many in a row, whatever aid paid the others. */
  barred: PlainDate[]
}

/**
 * The months whose order is to be prepared today: those begun and not yet ordered. `paidMonths` are all those of the
 * household that have a standing order, from this aid and from any other: the limit is the household's.
 */
export const monthsToPrepare = (
  aid: MonthlyAid,
  {
    ordered,
    paidMonths,
    maxInARow,
    today,
  }: {
    ordered: ReadonlySet<PlainDate>
    paidMonths: ReadonlySet<PlainDate>
    maxInARow: number
    today: PlainDate
  },
): MonthsToPrepare => {
  const taken = new Set(paidMonths)
  const result: MonthsToPrepare = { due: [], barred: [] }
  for (const month of monthsOfAid(aid)) {
    if (month > firstOfMonth(today) || ordered.has(month)) continue
    if (runAround(month, taken) > maxInARow) result.barred.push(month)
    else {
      taken.add(month)
      result.due.push(month)
    }
  }
  return result
}
