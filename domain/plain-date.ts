import {
  addMonthsPacked,
  dayNumberOf,
  daysInMonth,
  pack,
  packDay,
  packDayNumber,
  unpack,
} from '#domain/packed-day.ts'

/** A day of the calendar, `YYYY-MM-DD`; such strings sort as the days they name. */
export type PlainDate = `${number}-${number}-${number}`

export type DateProblem = 'not-a-date' | 'two-digit-year' | 'no-such-day' | 'year-out-of-range'
export type DateReading =
  | { date: PlainDate; problem?: undefined }
  | { problem: DateProblem; date?: undefined }

const firstYear = 1900
const lastYear = 2199
const excelEpoch: PlainDate = '1899-12-30'

/** Days since 1970-01-01. */
export function toDayNumber(date: PlainDate): number {
  return dayNumberOf(pack(date))
}

export function fromDayNumber(days: number): PlainDate {
  return unpack(packDayNumber(days))
}

export function plainDate(year: number, month: number, day: number): PlainDate {
  return unpack(packDay(year, month, day))
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
  if (!Number.isFinite(serial) || day < 1 || day === 60 || day > daysBetween(excelEpoch, `${lastYear}-12-31`))
    return
  return addDays(excelEpoch, day < 60 ? day + 1 : day)
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(toDayNumber(date) + days)
}

/** The same day `months` later, clamped to the end of the month: 31 January + 1 month is 28 February (CPC art. 641). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  return unpack(addMonthsPacked(pack(date), months))
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
