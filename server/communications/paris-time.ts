import type { WallTime } from '#domain/communications/quiet-hours.ts'
import { dayInParis } from '#server/clock.ts'

const parisClock = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

export const wallTimeInParis = (instant: Date): WallTime => {
  const parts = parisClock.formatToParts(instant)
  const read = (type: 'hour' | 'minute') => Number(parts.find((part) => part.type === type)?.value)
  return { day: dayInParis(instant), minutes: read('hour') * 60 + read('minute') }
}

/** The instant at which the clocks of Paris show this time, whatever the season. */
export const instantInParis = ({ day, minutes }: WallTime): Date => {
  const midnight = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000
  const candidates = [2, 1].map((hours) => new Date(midnight - hours * 3_600_000))
  const found = candidates.find((instant) => {
    const shown = wallTimeInParis(instant)
    return shown.day === day && shown.minutes === minutes
  })
  // An hour that the change to summer time skips: the one that follows.
  return found ?? (candidates[1] as Date)
}
