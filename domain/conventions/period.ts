import type { ConventionState } from '#domain/conventions/kinds.ts'
import type { ConventionTerms } from '#domain/conventions/terms.ts'
import { addDays, addMonths, earlierOf, lastOfMonth, type PlainDate } from '#domain/plain-date.ts'

export type ConventionFacts = {
  terms: Pick<ConventionTerms, 'startsOn' | 'endsOn' | 'renewal' | 'renewalMonths' | 'noticeDays'>
  signedOn: PlainDate | null
  /** Denounced, or ended by agreement: its last day. */
  endedEarlyOn: PlainDate | null
}

export type ConventionPeriod = {
  startsOn: PlainDate | null
  /** The last day, tacit renewals included. */
  endsOn: PlainDate | null
  /** The last day to say that it will not be renewed. */
  noticeOn: PlainDate | null
  /** How many times it was renewed by itself. */
  renewals: number
}

/** Nothing is renewed beyond this: a convention without an end says so. */
const mostRenewals = 200

/** The period as it stands on a day. A tacit renewal happened when its end passed and nobody had stopped it. */
export const periodAt = ({ terms, endedEarlyOn }: ConventionFacts, today: PlainDate): ConventionPeriod => {
  const { startsOn, endsOn, renewal, renewalMonths, noticeDays } = terms
  let renewals = 0
  let end = endsOn
  if (endsOn && renewal === 'tacit' && renewalMonths) {
    while (end && end < (endedEarlyOn ?? today) && renewals < mostRenewals) {
      renewals += 1
      end = renewedEnd(endsOn, renewalMonths * renewals)
    }
  }
  if (endedEarlyOn) end = end ? earlierOf(end, endedEarlyOn) : endedEarlyOn
  const noticeOn = end && !endedEarlyOn && noticeDays !== null ? addDays(end, -noticeDays) : null
  return { startsOn, endsOn: end, noticeOn, renewals }
}

/** A period that ends with a month keeps ending with one. */
const renewedEnd = (end: PlainDate, months: number): PlainDate =>
  end === lastOfMonth(end) ? lastOfMonth(addMonths(end, months)) : addMonths(end, months)

export const stateAt = (facts: ConventionFacts, today: PlainDate): ConventionState => {
  const { startsOn, endsOn } = periodAt(facts, today)
  if (facts.signedOn === null || facts.signedOn > today) return 'draft'
  if (endsOn && endsOn < today) return 'ended'
  return startsOn && startsOn > today ? 'to-come' : 'running'
}

export const alertMonths = [12, 6, 3] as const
export type AlertMonths = (typeof alertMonths)[number]

/** The nearest alert reached: 3 when it ends within three months, 6, 12. None once it has ended. */
export const alertAt = (endsOn: PlainDate | null, today: PlainDate): AlertMonths | null => {
  if (endsOn === null || endsOn < today) return null
  return alertMonths.findLast((months) => addMonths(endsOn, -months) <= today) ?? null
}
