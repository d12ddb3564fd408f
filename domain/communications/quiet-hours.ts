import type { Holidays } from '#domain/calendar.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { addDays, type PlainDate, weekdayOf } from '#domain/plain-date.ts'

/** A moment of the day where the household lives: its day, and the minutes since midnight. */
export type WallTime = { day: PlainDate; minutes: number }

export type QuietHours = { fromHour: number; untilHour: number; onSundays: boolean; onHolidays: boolean }

/** When a text message may ring somebody's telephone. */
export const readQuietHours = (params: ParameterReader): QuietHours => ({
  fromHour: params.readNearest('messages.sms-from-hour'),
  untilHour: params.readNearest('messages.sms-until-hour'),
  onSundays: params.readNearest('messages.sms-on-sundays') === 1,
  onHolidays: params.readNearest('messages.sms-on-holidays') === 1,
})

const longestWaitDays = 60

/** The moment itself when it is allowed, else the next one that is; undefined when no moment ever is. */
export const nextAllowedMoment = (
  at: WallTime,
  hours: QuietHours,
  holidays: Holidays,
): WallTime | undefined => {
  if (hours.fromHour >= hours.untilHour) return undefined
  const opens = hours.fromHour * 60
  const closes = hours.untilHour * 60
  for (let wait = 0; wait <= longestWaitDays; wait += 1) {
    const day = addDays(at.day, wait)
    const minutes = wait === 0 ? Math.max(at.minutes, opens) : opens
    if (isDayAllowed(day, hours, holidays) && minutes < closes) return { day, minutes }
  }
  return undefined
}

const isDayAllowed = (day: PlainDate, { onSundays, onHolidays }: QuietHours, holidays: Holidays): boolean =>
  (onSundays || weekdayOf(day) !== 7) && (onHolidays || !holidays.has(day))
