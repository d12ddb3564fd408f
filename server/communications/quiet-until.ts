import type { Channel } from '#domain/communications/kinds.ts'
import { nextAllowedMoment, readQuietHours } from '#domain/communications/quiet-hours.ts'
import { addDays } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { holidaysAround } from '#server/parameters/holidays.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { instantInParis, wallTimeInParis } from './paris-time.ts'

type Reading = { tx: Tx; actor: { organisationId: string }; now: Date }

/** When a message given now may leave: null, at once. Only a text message rings at night. */
export const quietUntil = async (reading: Reading, channel: Channel): Promise<Date | null> => {
  if (channel !== 'sms') return null
  const at = wallTimeInParis(reading.now)
  const hours = readQuietHours(await readOrganisationParameters(reading, at.day))
  const next = nextAllowedMoment(at, hours, holidaysAround(at.day))
  // Hours set so that nothing is ever allowed hold the message until somebody sets them right.
  if (!next) return instantInParis({ day: addDays(at.day, 1), minutes: at.minutes })
  return next.day === at.day && next.minutes === at.minutes ? null : instantInParis(next)
}
