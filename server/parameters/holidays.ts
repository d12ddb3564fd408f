import publicHolidays from '@socialgouv/jours-feries'
import type { Holidays } from '#domain/calendar.ts'
import { type PlainDate, plainDate, yearOf } from '#domain/plain-date.ts'

const byYear = new Map<number, PlainDate[]>()

/**
 * The package builds its days at midnight of the machine, wherever it stands, and counts from Easter in 24-hour days: a
 * change to winter time in between would fall at 23:00 the day before, which two more hours absorb.
 */
const dayOfMidnight = (midnight: Date): PlainDate => {
  const day = new Date(midnight.getTime() + 2 * 3_600_000)
  return plainDate(day.getFullYear(), day.getMonth() + 1, day.getDate())
}

const holidaysOf = (year: number): PlainDate[] => {
  const known = byYear.get(year)
  if (known) return known
  const days = Object.values(publicHolidays(year)).map(dayOfMidnight)
  byYear.set(year, days)
  return days
}

/** The public holidays of metropolitan France around a day: enough for a delay of three years either way. */
export const holidaysAround = (date: PlainDate): Holidays => {
  const year = yearOf(date)
  return new Set([-3, -2, -1, 0, 1, 2, 3].flatMap((offset) => holidaysOf(year + offset)))
}
