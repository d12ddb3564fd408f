import {
  addDays,
  fromDayNumber,
  lastOfMonth,
  type PlainDate,
  plainDate,
  toDayNumber,
  weekdayOf,
  yearOf,
} from '#domain/plain-date.ts'

/**
 * The instant (ISO 8601, UTC) of a day and an hour `14:30` in Paris. Summer time runs from the last Sunday of March to
 * the last Sunday of October, and changes at 01:00 UTC (directive 2000/84/CE; arrêté du 3 avril 2001). An hour that
 * the change of March jumps over is read an hour later.
 */
export const parisInstant = (day: PlainDate, time: string): string => {
  const local = `${day} ${time}`
  const year = yearOf(day)
  const isSummer = local >= `${lastSunday(year, 3)} 03:00` && local < `${lastSunday(year, 10)} 03:00`
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const inUtc = toDayNumber(day) * minutesADay + hours * 60 + minutes - (isSummer ? 120 : 60)
  const left = ((inUtc % minutesADay) + minutesADay) % minutesADay
  const day0 = fromDayNumber((inUtc - left) / minutesADay)
  return `${day0}T${twoDigits(Math.floor(left / 60))}:${twoDigits(left % 60)}:00.000Z`
}

const minutesADay = 1440
const twoDigits = (value: number): string => String(value).padStart(2, '0')

const lastSunday = (year: number, month: number): PlainDate => {
  const last = lastOfMonth(plainDate(year, month, 1))
  return addDays(last, -(weekdayOf(last) % 7))
}
