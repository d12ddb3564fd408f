import { addDays, type PlainDate, plainDate, weekdayOf, yearOf } from '#domain/plain-date.ts'

/** Sunday of Easter in the Gregorian calendar (Meeus, Jones and Butcher: the letters are theirs). */
export function easterSunday(year: number): PlainDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const days = h + l - 7 * m + 114
  return plainDate(year, Math.floor(days / 31), (days % 31) + 1)
}

/** Days on which TARGET is closed besides week-ends, since 2000 (ECB, long-term calendar). */
function closingDays(year: number): PlainDate[] {
  const easter = easterSunday(year)
  return [
    plainDate(year, 1, 1),
    addDays(easter, -2),
    addDays(easter, 1),
    plainDate(year, 5, 1),
    plainDate(year, 12, 25),
    plainDate(year, 12, 26),
  ]
}

/** A day on which banks settle transfers and direct debits between them. */
export function isTargetDay(day: PlainDate): boolean {
  return weekdayOf(day) <= 5 && !closingDays(yearOf(day)).includes(day)
}

/** The day itself when banks settle, else the next one that is: the due date stays, the collection moves (handbook §3.2). */
export function nextTargetDay(day: PlainDate): PlainDate {
  let moved = day
  while (!isTargetDay(moved)) moved = addDays(moved, 1)
  return moved
}

/** `count` TARGET days after the day, zero or more. */
export function addTargetDays(day: PlainDate, count: number): PlainDate {
  let moved = day
  for (let left = count; left > 0; ) {
    moved = addDays(moved, 1)
    if (isTargetDay(moved)) left -= 1
  }
  return moved
}
