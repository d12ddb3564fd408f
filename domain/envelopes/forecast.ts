import type { Cents } from '#domain/money.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'

/** The pace is that of the last six months (handbook money §12). */
export const forecastMonths = 6
/** Further than this, a forecast says nothing. */
const furthestMonths = 600

/**
 * When the envelope will be empty at the pace of the last six months: remaining / average monthly rate, whole months
 * rounded up. Null when nothing is consumed; today when nothing remains.
 */
export const forecastEndOn = (
  remaining: Cents,
  consumedInSixMonths: Cents,
  today: PlainDate,
): PlainDate | null => {
  if (remaining <= 0) return today
  if (consumedInSixMonths <= 0) return null
  const months = Math.ceil((remaining * forecastMonths) / consumedInSixMonths)
  return months > furthestMonths ? null : addMonths(today, months)
}
