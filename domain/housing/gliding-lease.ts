import { type Deadline, dueAfterMonths, type Holidays } from '#domain/calendar.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { addMonths, formatDate, type PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const statusRows = {
  'convention-signed': 'Convention signée',
  'sublease-active': 'Sous-location en cours',
  'review-due': 'Examen périodique à tenir',
  'lease-offered': 'Bail proposé',
  slid: 'Bail glissé',
  'not-offered': 'Bail non proposé',
  'prefect-allots': 'Logement attribué par le préfet',
  rehoused: 'Relogé',
  left: 'Parti',
} as const
export type GlidingStatus = keyof typeof statusRows
export const glidingStatuses = Object.keys(statusRows) as GlidingStatus[]
export const glidingStatusLabels: Labels<GlidingStatus> = statusRows

/** In the order of the procedure: facts of one day are taken in it. */
const eventRows = {
  'convention-signed': 'Convention tripartite signée',
  'sublease-signed': 'Sous-location signée',
  'review-held': 'Examen périodique tenu',
  'prefect-told': 'Préfet informé de la décision du bailleur',
  extended: 'Sous-location prolongée',
  'lease-offered': 'Bail proposé par le bailleur',
  'offer-refused': 'Bail refusé par l’occupant',
  'not-offered': 'Bail non proposé, motifs donnés',
  slid: 'Bail direct signé',
  'prefect-allots': 'Logement attribué par le préfet',
  rehoused: 'Relogement ailleurs',
  left: 'Départ',
} as const
export type GlidingEventKind = keyof typeof eventRows
export const glidingEventKinds = Object.keys(eventRows) as GlidingEventKind[]
export const glidingEventLabels: Labels<GlidingEventKind> = eventRows

export type GlidingFact = { kind: GlidingEventKind; on: PlainDate }

type Row = readonly [from: GlidingStatus, event: GlidingEventKind, to: GlidingStatus, source: string]

/** SM-11 (handbook §3.7). */
export const glidingTransitions: readonly Row[] = [
  ['convention-signed', 'sublease-signed', 'sublease-active', 'CCH L.442-8-3'],
  ['convention-signed', 'left', 'left', 'pratique'],
  ['sublease-active', 'review-held', 'sublease-active', 'CCH L.442-8-3, R.442-4-1'],
  ['sublease-active', 'prefect-told', 'sublease-active', 'CCH L.442-8-3'],
  ['sublease-active', 'extended', 'sublease-active', 'convention tripartite'],
  ['sublease-active', 'lease-offered', 'lease-offered', 'CCH L.442-8-3'],
  ['sublease-active', 'not-offered', 'not-offered', 'CCH L.442-8-3'],
  ['sublease-active', 'rehoused', 'rehoused', 'pratique'],
  ['sublease-active', 'left', 'left', 'pratique'],
  ['lease-offered', 'slid', 'slid', 'CCH L.442-8-3'],
  // Refusing a suitable definitive offer ends the right to stay.
  ['lease-offered', 'offer-refused', 'not-offered', 'CCH L.442-8-3'],
  ['lease-offered', 'left', 'left', 'pratique'],
  ['not-offered', 'prefect-told', 'not-offered', 'CCH L.442-8-3'],
  ['not-offered', 'extended', 'sublease-active', 'convention tripartite'],
  ['not-offered', 'lease-offered', 'lease-offered', 'CCH L.442-8-3'],
  ['not-offered', 'prefect-allots', 'prefect-allots', 'CCH L.441-2-3 II'],
  ['not-offered', 'rehoused', 'rehoused', 'pratique'],
  ['not-offered', 'left', 'left', 'pratique'],
  ['prefect-allots', 'slid', 'slid', 'CCH L.441-2-3 II'],
  ['prefect-allots', 'left', 'left', 'pratique'],
]

export const isGlidingEnded = (status: GlidingStatus): boolean =>
  ['slid', 'rehoused', 'left'].includes(status)

/** What may be recorded next, for the screen to offer; nothing once it has ended. */
export const permittedGlidingEvents = (status: GlidingStatus | undefined): GlidingEventKind[] => {
  if (status === undefined) return ['convention-signed']
  const from = status === 'review-due' ? 'sublease-active' : status
  return glidingTransitions.filter(([state]) => state === from).map(([, event]) => event)
}

export type GlidingReview = {
  number: number
  review: Deadline
  heldOn: PlainDate | null
  /** The day by which the préfet knows whether the landlord offers a lease, and why not. */
  noticeOn: PlainDate
  noticeWhy: string
  toldOn: PlainDate | null
}

export type GlidingStanding = {
  status: GlidingStatus
  subleaseOn: PlainDate | null
  endedOn: PlainDate | null
  /** The reviews up to the next one to come. */
  reviews: GlidingReview[]
  /** The first thing not done, review or notice. */
  nextDue: { what: 'review' | 'notice'; on: PlainDate; number: number } | null
  /** Facts that the state they stand in does not permit: kept, told, without effect. */
  ignored: GlidingFact[]
}

/** Where a gliding lease stands on a day, whatever the order its facts were recorded in; undefined without a convention. */
export const deriveGlidingLease = (
  facts: readonly GlidingFact[],
  today: PlainDate,
  holidays: Holidays,
  params: ParameterReader,
): GlidingStanding | undefined => {
  const ordered = facts.filter(({ on }) => on <= today).toSorted(byDayThenProcedure)
  const { status, ignored, endedOn } = foldFacts(ordered)
  if (status === undefined) return undefined
  const kept = ordered.filter((fact) => !ignored.includes(fact))
  const subleaseOn = kept.find(({ kind }) => kind === 'sublease-signed')?.on ?? null
  const reviews = subleaseOn ? listReviews(subleaseOn, kept, endedOn ?? today, holidays, params) : []
  const nextDue = isGlidingEnded(status) ? null : firstDue(reviews)
  const isReviewDue =
    status === 'sublease-active' &&
    reviews.some(({ heldOn, review }) => heldOn === null && review.dueOn <= today)
  return { status: isReviewDue ? 'review-due' : status, subleaseOn, endedOn, reviews, nextDue, ignored }
}

const byDayThenProcedure = (a: GlidingFact, b: GlidingFact): number =>
  a.on === b.on ? glidingEventKinds.indexOf(a.kind) - glidingEventKinds.indexOf(b.kind) : a.on < b.on ? -1 : 1

const foldFacts = (ordered: readonly GlidingFact[]) => {
  let status: GlidingStatus | undefined
  let endedOn: PlainDate | null = null
  const ignored: GlidingFact[] = []
  for (const fact of ordered) {
    const to = nextStatus(status, fact.kind)
    if (to === undefined) {
      ignored.push(fact)
      continue
    }
    status = to
    if (isGlidingEnded(to)) endedOn = fact.on
  }
  return { status, ignored, endedOn }
}

const nextStatus = (
  status: GlidingStatus | undefined,
  event: GlidingEventKind,
): GlidingStatus | undefined => {
  if (status === undefined) return event === 'convention-signed' ? 'convention-signed' : undefined
  return glidingTransitions.find(([from, kind]) => from === status && kind === event)?.[2]
}

/**
 * Every six months from the signature of the sub-lease, and two months before each the landlord tells the préfet
 * (CCH L.442-8-3). A review held late still answers the one that was due: the next keeps its own day. The notice is
 * counted backwards: it is never moved later.
 */
const listReviews = (
  subleaseOn: PlainDate,
  facts: readonly GlidingFact[],
  until: PlainDate,
  holidays: Holidays,
  params: ParameterReader,
): GlidingReview[] => {
  const every = params.readNearest('gliding-lease.review-months')
  const ahead = params.readNearest('gliding-lease.notice-months')
  const held = facts.filter(({ kind }) => kind === 'review-held').map(({ on }) => on)
  const told = facts.filter(({ kind }) => kind === 'prefect-told').map(({ on }) => on)
  const reviews: GlidingReview[] = []
  for (let number = 1; ; number += 1) {
    const review = dueAfterMonths(subleaseOn, number * every, holidays, 'gliding-review', 'CCH L.442-8-3')
    const noticeOn = addMonths(review.rawDueOn, -ahead)
    const periodStart = addMonths(subleaseOn, (number - 1) * every)
    reviews.push({
      number,
      review,
      heldOn: takeFirstAfter(held, periodStart),
      noticeOn,
      noticeWhy: `${ahead} mois avant l’examen du ${formatDate(review.rawDueOn)}`,
      toldOn: takeFirstAfter(told, addMonths(periodStart, -ahead)),
    })
    if (review.rawDueOn > until) return reviews
  }
}

/** The earliest day after `start`, used once. */
const takeFirstAfter = (days: PlainDate[], start: PlainDate): PlainDate | null => {
  const at = days.findIndex((day) => day > start)
  return at < 0 ? null : (days.splice(at, 1)[0] ?? null)
}

const firstDue = (reviews: readonly GlidingReview[]): GlidingStanding['nextDue'] => {
  const open = reviews.flatMap(({ number, review, heldOn, noticeOn, toldOn }) => [
    ...(toldOn ? [] : [{ what: 'notice' as const, on: noticeOn, number }]),
    ...(heldOn ? [] : [{ what: 'review' as const, on: review.dueOn, number }]),
  ])
  return open.toSorted((a, b) => (a.on < b.on ? -1 : 1))[0] ?? null
}
