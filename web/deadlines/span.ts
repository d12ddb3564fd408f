import {
  addDays,
  addMonths,
  firstOfMonth,
  lastOfMonth,
  type PlainDate,
  weekdayOf,
} from '#domain/plain-date.ts'

export type View = 'semaine' | 'mois'

const mondayOf = (day: PlainDate): PlainDate => addDays(day, 1 - weekdayOf(day))

/** The days a view tells: the week of a day, or its month. */
export const spanOf = (view: View, day: PlainDate): { from: PlainDate; to: PlainDate } => {
  if (view === 'mois') return { from: firstOfMonth(day), to: lastOfMonth(day) }
  const from = mondayOf(day)
  return { from, to: addDays(from, 6) }
}

export const stepTo = (view: View, day: PlainDate, step: 1 | -1): PlainDate =>
  view === 'mois' ? addMonths(firstOfMonth(day), step) : addDays(mondayOf(day), 7 * step)

export const daysFrom = (from: PlainDate, to: PlainDate): PlainDate[] => {
  const days: PlainDate[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

/** The weeks of a month, Monday first; the days of its neighbours are left blank. */
export const weeksOf = (day: PlainDate): (PlainDate | null)[][] => {
  const { from, to } = spanOf('mois', day)
  const days = daysFrom(mondayOf(from), addDays(mondayOf(to), 6)).map((one) =>
    one < from || one > to ? null : one,
  )
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(7 * week, 7 * week + 7))
}
