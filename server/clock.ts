import type { PlainDate } from '#domain/plain-date.ts'

/** The only place where the time is read. The day is the day in Paris, wherever the server stands. */
export type Clock = { now(): Date; today(): PlainDate }

const parisDay = new Intl.DateTimeFormat('fr-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

export const dayInParis = (instant: Date): PlainDate => parisDay.format(instant) as PlainDate

/** The instant at which a day ends in Paris, whatever the season. */
export const endOfDayInParis = (day: PlainDate): Date => {
  const [summer, winter] = [22, 23].map((hour) => new Date(`${day}T${hour}:00:00Z`)) as [Date, Date]
  return dayInParis(summer) === day ? winter : summer
}

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => dayInParis(new Date()),
}

/** A clock that stands still, for tests and rehearsals. */
export const fixedClock = (iso: string): Clock => ({
  now: () => new Date(iso),
  today: () => dayInParis(new Date(iso)),
})

const parisTime = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  minute: '2-digit',
})

/** `14:05`, on the clocks of Paris. */
export const timeInParis = (instant: Date): string => parisTime.format(instant)
