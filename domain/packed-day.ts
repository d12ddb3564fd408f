import type { PlainDate } from '#domain/plain-date.ts'

// The calendar is computed on integers: the rules run in browsers that lack Temporal, and on millions of ledger lines a night.

/** A day as the integer YYYYMMDD: it sorts as the days do and costs nothing to carry. */
export type PackedDay = number

const zero = 48

export function pack(date: PlainDate): PackedDay {
  return (
    twoDigits(date, 0) * 1_000_000 +
    twoDigits(date, 2) * 10_000 +
    twoDigits(date, 5) * 100 +
    twoDigits(date, 8)
  )
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero
}

export function packDay(year: number, month: number, day: number): PackedDay {
  return year * 10_000 + month * 100 + day
}

export function unpack(packed: PackedDay): PlainDate {
  const digits = String(packed).padStart(8, '0')
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}` as PlainDate
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Months since year 0: consecutive months are consecutive integers. */
export function monthIndex(packed: PackedDay): number {
  const month = Math.floor(packed / 100)
  return Math.floor(month / 100) * 12 + (month % 100) - 1
}

/** The last day of the month of that index. */
export function endOfMonth(index: number): PackedDay {
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  return packDay(year, month, daysInMonth(year, month))
}

/** The same day `months` later, clamped to the end of the month. */
export function addMonthsPacked(packed: PackedDay, months: number): PackedDay {
  const last = endOfMonth(monthIndex(packed) + months)
  const day = packed % 100
  return day >= last % 100 ? last : last - (last % 100) + day
}

export function addDaysPacked(packed: PackedDay, days: number): PackedDay {
  return packDayNumber(dayNumberOf(packed) + days)
}

/** Days since 1970-01-01 in the Gregorian calendar. */
export function dayNumberOf(packed: PackedDay): number {
  const day = packed % 100
  const month = Math.floor(packed / 100) % 100
  // The year is counted from March, so that the leap day comes last.
  const year = Math.floor(packed / 10_000) - (month <= 2 ? 1 : 0)
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

export function packDayNumber(days: number): PackedDay {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return packDay(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}
