import type { Holidays } from '#domain/calendar.ts'
import {
  type AnswerDelays,
  answerDelays,
  makesOffer,
  type ReleaseDelays,
  releaseDelays,
} from '#domain/offers/delays.ts'
import { type OfferFact, type OfferTerms, offerEventKinds } from '#domain/offers/offer-facts.ts'
import { type OfferGuard, type OfferStage, offerStepFrom } from '#domain/offers/transitions.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { compareDates, type PlainDate } from '#domain/plain-date.ts'

/** What is offered, before any fact of the offer. */
export type Granted = {
  decidedOn: PlainDate
  /** Nothing is lent, or the bank makes the offer: funds wait for no answer. */
  needsOffer: boolean
}

/** The figures of the law and of the organisation on a day: an offer keeps those of the day it was sent. */
export type Law = { on(day: PlainDate): ParameterReader; holidays(day: PlainDate): Holidays }

export type OfferCourse = {
  /** `open` only where nothing is awaited from the household; elsewhere the calendar opens. */
  stage: OfferStage
  terms: OfferTerms | null
  sentOn: PlainDate | null
  receivedOn: PlainDate | null
  answer: AnswerDelays | null
  acceptedOn: PlainDate | null
  release: ReleaseDelays | null
  endedOn: PlainDate | null
}

export type TakenOfferFact = { fact: OfferFact; problem: OfferGuard | 'out-of-order' | null }

const rankOf = (fact: OfferFact) => offerEventKinds.indexOf(fact.kind)

/** By day, then in the order of the procedure, then by identifier: one order, whatever the order of entry. */
export const inOfferOrder = (facts: readonly OfferFact[]): OfferFact[] =>
  facts.toSorted(
    (a, b) => compareDates(a.on, b.on) || rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )

/** Walks the facts in order; one that no row takes, or that a guard refuses, changes nothing and is told. */
export const walkOffer = (
  granted: Granted,
  facts: readonly OfferFact[],
  law: Law,
): { course: OfferCourse; taken: TakenOfferFact[] } => {
  let course: OfferCourse = {
    stage: granted.needsOffer ? 'granted' : 'open',
    terms: null,
    sentOn: null,
    receivedOn: null,
    answer: null,
    acceptedOn: null,
    release: null,
    endedOn: null,
  }
  const taken: TakenOfferFact[] = []
  for (const fact of inOfferOrder(facts)) {
    const row = offerStepFrom(course.stage, fact.kind)
    const before = course
    const problem = row
      ? (row.guards.find((guard) => !holds[guard](granted, before, fact)) ?? null)
      : 'out-of-order'
    taken.push({ fact, problem })
    if (row && problem === null) course = { ...apply(course, fact, law), stage: row.to }
  }
  return { course, taken }
}

const apply = (course: OfferCourse, fact: OfferFact, law: Law): OfferCourse => {
  switch (fact.kind) {
    case 'offer-sent': {
      const { id, kind, on, ...terms } = fact
      return withAnswer({ ...course, terms, sentOn: on, receivedOn: null }, law)
    }
    case 'offer-received':
      return withAnswer({ ...course, receivedOn: fact.on }, law)
    case 'offer-accepted':
      return withRelease({ ...course, acceptedOn: fact.on }, law)
    default:
      return { ...course, endedOn: fact.on }
  }
}

const withAnswer = (course: OfferCourse, law: Law): OfferCourse => {
  const { terms, sentOn, receivedOn } = course
  if (!terms || !sentOn || !makesOffer(terms.regime)) return course
  return {
    ...course,
    answer: answerDelays(terms.regime, { sentOn, receivedOn }, law.on(sentOn), law.holidays(sentOn)),
  }
}

const withRelease = (course: OfferCourse, law: Law): OfferCourse => {
  const { terms, sentOn, acceptedOn } = course
  if (!terms || !sentOn || !acceptedOn || !makesOffer(terms.regime)) return course
  return {
    ...course,
    release: releaseDelays(terms.regime, acceptedOn, law.on(sentOn), law.holidays(acceptedOn)),
  }
}

type Holds = (granted: Granted, course: OfferCourse, fact: OfferFact) => boolean

const holds: Readonly<Record<OfferGuard, Holds>> = {
  'offer-needed': ({ needsOffer }) => needsOffer,
  'received-after-sent': (_, { sentOn }, { on }) => sentOn !== null && on >= sentOn,
  'receipt-known': (_, { answer }) => answer !== null && answer.acceptFrom !== null,
  'after-reflection': (_, { answer }, { on }) =>
    answer === null || answer.acceptFrom === null || on >= answer.acceptFrom.dueOn,
  'before-expiry': (_, { answer }, { on }) => answer === null || on <= answer.validUntil.dueOn,
  'after-validity': (_, { answer }, { on }) => answer !== null && on > answer.validUntil.dueOn,
  'within-withdrawal': (_, { release }, { on }) =>
    release?.withdrawUntil != null && on <= release.withdrawUntil.dueOn,
}
