import { addDays, daysBetween, type PlainDate, weekdayOf } from '#domain/plain-date.ts'

/** A time of the day in Paris, `09:30`. */
export type ClockTime = `${number}:${number}`
export const clockPattern = /^([01]\d|2[0-3]):[0-5]\d$/

/** A reception that comes back: « le mardi, de 9 h à 12 h, une semaine sur deux ». */
export type SlotPattern = {
  weekday: number
  startTime: ClockTime
  endTime: ClockTime
  everyWeeks: number
  fromOn: PlainDate
  untilOn: PlainDate | null
  /** How long one appointment lasts; null when people come as they wish. */
  minutesEach: number | null
  /** How many people receive at the same time. */
  desks: number
}

export type SlotException = {
  onDate: PlainDate
  /** Null hours: nobody is received that day. */
  startTime: ClockTime | null
  endTime: ClockTime | null
  reason: string
}

export type SlotDay = {
  onDate: PlainDate
  startTime: ClockTime
  endTime: ClockTime
  closed: { reason: string } | null
  /** Other hours than usual, and why. */
  changed: string | null
}

/**
 * The days of a slot between two days, those that are closed with their reason. A public holiday closes it, unless an
 * exception gives that day its own hours. The first day of the pattern sets which weeks count.
 */
export const slotDays = (
  pattern: SlotPattern,
  exceptions: readonly SlotException[],
  range: { from: PlainDate; to: PlainDate },
  holidays: ReadonlySet<PlainDate>,
): SlotDay[] => {
  const first = firstDay(pattern)
  const step = 7 * pattern.everyWeeks
  const late = Math.max(0, daysBetween(first, range.from))
  const last = pattern.untilOn !== null && pattern.untilOn < range.to ? pattern.untilOn : range.to
  const days: SlotDay[] = []
  for (let day = addDays(first, Math.ceil(late / step) * step); day <= last; day = addDays(day, step))
    days.push(dayOf(pattern, exceptions, day, holidays))
  return days
}

const firstDay = ({ fromOn, weekday }: SlotPattern): PlainDate =>
  addDays(fromOn, (weekday - weekdayOf(fromOn) + 7) % 7)

const dayOf = (
  { startTime, endTime }: SlotPattern,
  exceptions: readonly SlotException[],
  onDate: PlainDate,
  holidays: ReadonlySet<PlainDate>,
): SlotDay => {
  const usual = { onDate, startTime, endTime, closed: null, changed: null }
  const exception = exceptions.find((one) => one.onDate === onDate)
  if (exception?.startTime && exception.endTime)
    return {
      ...usual,
      startTime: exception.startTime,
      endTime: exception.endTime,
      changed: exception.reason,
    }
  if (exception) return { ...usual, closed: { reason: exception.reason } }
  return holidays.has(onDate) ? { ...usual, closed: { reason: 'Jour férié' } } : usual
}

/** The hours at which an appointment may begin that day: the last one ends before the door closes. */
export const appointmentTimes = (
  { startTime, endTime, closed }: SlotDay,
  minutesEach: number | null,
): ClockTime[] => {
  if (closed || minutesEach === null) return []
  const [start, end] = [minutesOf(startTime), minutesOf(endTime)]
  const count = Math.max(0, Math.floor((end - start) / minutesEach))
  return Array.from({ length: count }, (_, index) => timeOf(start + index * minutesEach))
}

const minutesOf = (time: ClockTime): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

const timeOf = (minutes: number): ClockTime =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}` as ClockTime

const weekdays = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche']

/** « le mardi, de 9 h à 12 h 30, une semaine sur deux » */
export const sayPattern = ({ weekday, startTime, endTime, everyWeeks }: SlotPattern): string => {
  const often = everyWeeks === 1 ? '' : `, une semaine sur ${everyWeeks === 2 ? 'deux' : everyWeeks}`
  return `le ${weekdays[weekday - 1]}, de ${sayTime(startTime)} à ${sayTime(endTime)}${often}`
}

/** `09:30` → « 9 h 30 » */
export const sayTime = (time: string): string => {
  const [hours = '', minutes = ''] = time.split(':')
  return minutes === '00' ? `${Number(hours)}\u00a0h` : `${Number(hours)}\u00a0h\u00a0${minutes}`
}
