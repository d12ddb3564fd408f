/**
 * An iCalendar document (RFC 5545). Instants are written in UTC, so that no time zone has to travel with them.
 */
export type CalendarEvent = {
  uid: string
  /** Grows at each change (§3.8.7.4). */
  sequence: number
  /** ISO 8601 instants; a day `YYYY-MM-DD` for what lasts the whole day. */
  start: string
  end: string
  changedAt: string
  summary: string
  location?: string | undefined
  description?: string | undefined
  url?: string | undefined
  cancelled?: boolean
  remindMinutes?: number | undefined
}

export const writeCalendar = (name: string, events: readonly CalendarEvent[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Palier//Agenda//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
    .map(fold)
    .join('\r\n')
    .concat('\r\n')

const eventLines = (event: CalendarEvent): string[] => [
  'BEGIN:VEVENT',
  `UID:${escapeText(event.uid)}`,
  `DTSTAMP:${utc(event.changedAt)}`,
  `LAST-MODIFIED:${utc(event.changedAt)}`,
  `SEQUENCE:${event.sequence}`,
  moment('DTSTART', event.start),
  moment('DTEND', event.end),
  `SUMMARY:${escapeText(event.summary)}`,
  ...optional('LOCATION', event.location),
  ...optional('DESCRIPTION', event.description),
  ...(event.url ? [`URL:${event.url}`] : []),
  `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  ...(isDay(event.start) ? ['TRANSP:TRANSPARENT'] : []),
  ...(event.remindMinutes === undefined || event.cancelled ? [] : alarm(event.summary, event.remindMinutes)),
  'END:VEVENT',
]

const optional = (property: string, text: string | undefined): string[] =>
  text ? [`${property}:${escapeText(text)}`] : []

const alarm = (summary: string, minutes: number): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${escapeText(summary)}`,
  `TRIGGER:-PT${minutes}M`,
  'END:VALARM',
]

const isDay = (text: string): boolean => text.length === 10

const moment = (property: string, text: string): string =>
  isDay(text) ? `${property};VALUE=DATE:${text.replaceAll('-', '')}` : `${property}:${utc(text)}`

/** `2026-11-22T09:00:00.000Z` → `20261122T090000Z` */
const utc = (instant: string): string => `${instant.slice(0, 19).replace(/[-:]/g, '')}Z`

/** §3.3.11: backslash, semicolon, comma and line breaks; other control characters are not text. */
const escapeText = (text: string): string =>
  text
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')

const octets = (character: string): number => {
  const point = character.codePointAt(0) ?? 0
  if (point < 0x80) return 1
  if (point < 0x800) return 2
  return point < 0x10000 ? 3 : 4
}

/** §3.1: no line longer than 75 octets; a continuation begins with a space, and no character is cut. */
const fold = (line: string): string => {
  const lines: string[] = []
  let current = ''
  let length = 0
  for (const character of line) {
    const size = octets(character)
    if (length + size > 75) {
      lines.push(current)
      current = ' '
      length = 1
    }
    current += character
    length += size
  }
  return [...lines, current].join('\r\n')
}
