import { addDays, dayOf, monthOf, type PlainDate, plainDate, weekdayOf, yearOf } from '#domain/plain-date.ts'

/** Easter Sunday of a Gregorian year (Meeus, Jones and Butcher). */
export const easterOf = (year: number): PlainDate => {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - Math.floor(b / 4) - d + 15) % 30
  const m = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const n = Math.floor((a + 11 * h + 22 * m) / 451)
  const monthAndDay = h + m - 7 * n + 114
  return plainDate(year, Math.floor(monthAndDay / 31), (monthAndDay % 31) + 1)
}

const easters = new Map<number, { friday: PlainDate; monday: PlainDate }>()
const easterDays = (year: number) => {
  const known = easters.get(year)
  if (known) return known
  const sunday = easterOf(year)
  const days = { friday: addDays(sunday, -2), monday: addDays(sunday, 1) }
  easters.set(year, days)
  return days
}

/** Days on which T2, the settlement system of the euro, is open: neither French holidays nor bank holidays (BCE, calendrier TARGET). */
export const isTargetDay = (day: PlainDate): boolean => {
  if (weekdayOf(day) > 5) return false
  const date = dayOf(day)
  const month = monthOf(day)
  if (month === 1 || month === 5) {
    if (date === 1) return false
  } else if (month === 12 && (date === 25 || date === 26)) return false
  if (month !== 3 && month !== 4) return true
  const { friday, monday } = easterDays(yearOf(day))
  return day !== friday && day !== monday
}

/** The day itself, or the next one on which a direct debit can be settled. */
export const collectionDay = (dueOn: PlainDate): PlainDate => {
  let day = dueOn
  while (!isTargetDay(day)) day = addDays(day, 1)
  return day
}
