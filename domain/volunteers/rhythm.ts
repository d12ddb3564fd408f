import { addDays, type PlainDate } from '#domain/plain-date.ts'

/** What was agreed with the household: a meeting every so many weeks, or whenever it wishes. */
export type Rhythm = { weeks: number | null; agreedOn: PlainDate }

/**
 * The day around which the next meeting falls: counted from the last meeting, or from the day the rhythm was agreed when
 * that is later. Undefined when nothing was agreed. There is no compulsory cadence: this day obliges nobody.
 */
export const nextMeetingAround = (
  rhythm: Rhythm | null,
  lastMeetingOn: PlainDate | null,
): PlainDate | undefined => {
  if (!rhythm || rhythm.weeks === null) return undefined
  const from = lastMeetingOn !== null && lastMeetingOn > rhythm.agreedOn ? lastMeetingOn : rhythm.agreedOn
  return addDays(from, rhythm.weeks * 7)
}

/** The rhythm agreed has gone by without a meeting: an indication for the professional, never a reproach. */
export const isBeyondRhythm = (
  rhythm: Rhythm | null,
  lastMeetingOn: PlainDate | null,
  today: PlainDate,
): boolean => {
  const around = nextMeetingAround(rhythm, lastMeetingOn)
  return around !== undefined && today > around
}

export const rhythmWords = (rhythm: Rhythm | null): string => {
  if (!rhythm) return 'Rythme à convenir avec le ménage'
  if (rhythm.weeks === null) return 'Quand le ménage le souhaite'
  return rhythm.weeks === 1 ? 'Toutes les semaines' : `Toutes les ${rhythm.weeks} semaines`
}
