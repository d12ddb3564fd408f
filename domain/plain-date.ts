/** A day of the calendar, `YYYY-MM-DD`; such strings sort as the days they name. */
export type PlainDate = `${number}-${number}-${number}`

export type DateProblem = 'not-a-date' | 'two-digit-year' | 'no-such-day' | 'year-out-of-range'
export type DateReading =
  | { date: PlainDate; problem?: undefined }
  | { problem: DateProblem; date?: undefined }

const firstYear = 1900
const lastYear = 2199

// The calendar is computed on integers: the rules run in browsers that lack Temporal, and on millions of lines a night.

/** Days since 1970-01-01 in the Gregorian calendar. */
export function dayNumber(year: number, month: number, day: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year
  const era = Math.floor(shiftedYear / 400)
  const yearOfEra = shiftedYear - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Days since 1970-01-01 of a date. */
export function toDayNumber(date: PlainDate): number {
  return dayNumber(yearOf(date), monthOf(date), dayOf(date))
}

export function fromDayNumber(days: number): PlainDate {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return plainDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

export function plainDate(year: number, month: number, day: number): PlainDate {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as PlainDate
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

export function yearOf(date: PlainDate): number {
  return Number(date.slice(0, 4))
}
export function monthOf(date: PlainDate): number {
  return Number(date.slice(5, 7))
}
export function dayOf(date: PlainDate): number {
  return Number(date.slice(8, 10))
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export function isPlainDate(text: unknown): text is PlainDate {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  return (
    checkDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))).date !== undefined
  )
}

function checkDay(year: number, month: number, day: number): DateReading {
  if (year < firstYear || year > lastYear) return { problem: 'year-out-of-range' }
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return { problem: 'no-such-day' }
  return { date: plainDate(year, month, day) }
}

const dayFirst = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/
const yearFirst = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/
const compact = /^(\d{4})(\d{2})(\d{2})$/
const timeOfDay = /[ T]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?$/

/** Reads `21/11/2026`, `21-11-2026`, `21.11.2026`, `2026-11-21`, `20261121`; a time of day is left aside, a two-digit year is refused. */
export function readFrenchDate(text: string): DateReading {
  const written = text.trim().replace(timeOfDay, '')
  const french = dayFirst.exec(written)
  if (french) {
    const [, day, month, year = ''] = french
    return year.length === 2
      ? { problem: 'two-digit-year' }
      : checkDay(Number(year), Number(month), Number(day))
  }
  const iso = yearFirst.exec(written) ?? compact.exec(written)
  return iso ? checkDay(Number(iso[1]), Number(iso[2]), Number(iso[3])) : { problem: 'not-a-date' }
}

/**
 * The day of an Excel serial number (1900 system), its time of day left aside. Excel believes in a 29 February 1900 (serial 60):
 * that one is no day, and the serials before it are shifted by one.
 */
export function fromExcelSerial(serial: number): PlainDate | undefined {
  const day = Math.floor(serial)
  if (!Number.isFinite(serial) || day < 1 || day === 60) return undefined
  const date = fromDayNumber(dayNumber(1899, 12, day < 60 ? 31 : 30) + day)
  return yearOf(date) > lastYear ? undefined : date
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(toDayNumber(date) + days)
}

/** The same day `months` later, clamped to the end of the month: 31 January + 1 month is 28 February (CPC art. 641). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  return plainDate(year, month, Math.min(dayOf(date), daysInMonth(year, month)))
}

/** Days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return toDayNumber(to) - toDayNumber(from)
}

/** Whole months elapsed: the largest n such that `addMonths(from, n)` is not after `to`. */
export function monthsBetween(from: PlainDate, to: PlainDate): number {
  const months = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from)
  return addMonths(from, months) > to ? months - 1 : months
}

export function compareDates(a: PlainDate, b: PlainDate): -1 | 0 | 1 {
  if (a === b) return 0
  return a < b ? -1 : 1
}

export function laterOf(a: PlainDate, b: PlainDate): PlainDate {
  return a > b ? a : b
}

export function earlierOf(a: PlainDate, b: PlainDate): PlainDate {
  return a < b ? a : b
}

export function firstOfMonth(date: PlainDate): PlainDate {
  return plainDate(yearOf(date), monthOf(date), 1)
}

export function lastOfMonth(date: PlainDate): PlainDate {
  return plainDate(yearOf(date), monthOf(date), daysInMonth(yearOf(date), monthOf(date)))
}

const monthNames =
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
const weekdayNames = 'lundi mardi mercredi jeudi vendredi samedi dimanche'.split(' ')

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: PlainDate): number {
  const sinceThursday = toDayNumber(date) % 7
  return ((sinceThursday + 7 + 3) % 7) + 1
}

export function weekdayName(date: PlainDate): string {
  return weekdayNames[weekdayOf(date) - 1] ?? ''
}

/** `21/11/2026` */
export function formatDate(date: PlainDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`
}

/** `21 novembre 2026`, `1er janvier 2027` */
export function formatLongDate(date: PlainDate): string {
  const day = dayOf(date)
  return `${day === 1 ? '1er' : day} ${monthNames[monthOf(date) - 1]} ${yearOf(date)}`
}
