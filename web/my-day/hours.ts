import type { PlainDate } from '#domain/plain-date.ts'

const clock = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  minute: '2-digit',
})
const parisDay = new Intl.DateTimeFormat('fr-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

export const dayInParis = (instant: string): PlainDate => parisDay.format(new Date(instant)) as PlainDate

/** `14:30`, in Paris: what `instantInParis` reads back. */
export const hourInParis = (instant: string): string => clock.format(new Date(instant))

/** `09:00 – 10:30`, in Paris. */
export const sayHours = (from: string, to: string): string =>
  `${clock.format(new Date(from))} – ${clock.format(new Date(to))}`

/** The instant of a day and an hour (`14:30`) in Paris; undefined when the hour cannot be read. */
export const instantInParis = (day: PlainDate, hour: string): string | undefined => {
  const read = /^(\d{1,2})[:hH](\d{2})?$/.exec(hour.trim())
  const [hours, minutes] = [Number(read?.[1]), Number(read?.[2] ?? '0')]
  if (!read || hours > 23 || minutes > 59) return undefined
  const wanted = `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
  // Paris is one hour ahead of UTC in winter, two in summer: the right offset gives the wanted hour back.
  return ['+02:00', '+01:00']
    .map((offset) => new Date(`${day}T${wanted}:00${offset}`))
    .find((instant) => clock.format(instant) === wanted)
    ?.toISOString()
}
