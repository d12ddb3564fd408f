import type { Deadline } from '#domain/calendar.ts'
import type { OfferFact } from '#domain/offers/offer-facts.ts'
import { type OfferGuard, type OfferStage, offerGuardRefusals } from '#domain/offers/transitions.ts'
import { type Granted, type Law, type OfferCourse, walkOffer } from '#domain/offers/walk-offer.ts'
import { addDays, compareDates, formatDate, type PlainDate } from '#domain/plain-date.ts'

export type OfferDeadline = { key: string; dueOn: PlainDate; label: string; why: string }

/** Where the offer of a financing stands on a day. */
export type DerivedOffer = {
  stage: OfferStage
  course: OfferCourse
  /** The first day on which funds may leave; null while nothing allows it. */
  releaseFrom: Deadline | null
  deadlines: OfferDeadline[]
  /** The day after which the night gives the funds back; null when it will not. */
  expiresAfter: PlainDate | null
  changesOn: PlainDate | null
  unplaced: OfferFact[]
}

export const deriveOffer = (
  granted: Granted,
  facts: readonly OfferFact[],
  law: Law,
  today: PlainDate,
): DerivedOffer => {
  const { course, taken } = walkOffer(
    granted,
    facts.filter(({ on }) => on <= today),
    law,
  )
  const releaseFrom = releaseOf(granted, course)
  const deadlines = deadlinesOf(granted, course, law)
  const expiresAfter = expiryOf(course, law)
  return {
    stage: stageOn(course, releaseFrom, today),
    course,
    releaseFrom,
    deadlines,
    expiresAfter,
    changesOn: nextChange(facts, releaseFrom, expiresAfter, today),
    unplaced: taken.filter(({ problem }) => problem !== null).map(({ fact }) => fact),
  }
}

const stageOn = (course: OfferCourse, releaseFrom: Deadline | null, today: PlainDate): OfferStage =>
  course.stage === 'accepted' && releaseFrom !== null && today >= releaseFrom.dueOn ? 'open' : course.stage

const releaseOf = ({ decidedOn }: Granted, { stage, release }: OfferCourse): Deadline | null => {
  if (stage === 'accepted') return release?.releaseFrom ?? null
  if (stage !== 'open') return null
  return {
    rule: 'release-from',
    triggeredOn: decidedOn,
    rawDueOn: decidedOn,
    dueOn: decidedOn,
    moved: false,
    why: `aucune offre à attendre : dès la décision, le ${formatDate(decidedOn)}`,
  }
}

const deadlinesOf = ({ decidedOn }: Granted, course: OfferCourse, law: Law): OfferDeadline[] => {
  if (course.stage === 'granted') {
    const days = law.on(decidedOn).readNearest('application.offer-days')
    return [
      {
        key: 'send',
        dueOn: addDays(decidedOn, days),
        label: 'Envoyer l’offre',
        why: `${days} jours après la décision, le ${formatDate(decidedOn)}`,
      },
    ]
  }
  if (course.stage !== 'sent' || course.answer === null) return []
  const { validUntil, acceptFrom } = course.answer
  return [
    ...(acceptFrom === null && course.sentOn !== null
      ? [
          {
            key: 'receipt',
            dueOn: addDays(course.sentOn, 5),
            label: 'Noter le jour de réception de l’offre',
            why: 'le délai de réflexion part de la réception',
          },
        ]
      : []),
    { key: 'answer', dueOn: validUntil.dueOn, label: 'Réponse à l’offre', why: validUntil.why },
  ].toSorted((a, b) => compareDates(a.dueOn, b.dueOn))
}

/** An acceptance posted on the last day is still in the post: funds are given back a little later. */
const expiryOf = ({ stage, sentOn, answer }: OfferCourse, law: Law): PlainDate | null =>
  stage === 'sent' && answer !== null && sentOn !== null
    ? addDays(answer.validUntil.dueOn, law.on(sentOn).readNearest('credit.post-days'))
    : null

const nextChange = (
  facts: readonly OfferFact[],
  releaseFrom: Deadline | null,
  expiresAfter: PlainDate | null,
  today: PlainDate,
): PlainDate | null =>
  [
    ...facts.map(({ on }) => on),
    ...(releaseFrom ? [releaseFrom.dueOn] : []),
    ...(expiresAfter ? [addDays(expiresAfter, 1)] : []),
  ]
    .filter((day) => day > today)
    .toSorted()[0] ?? null

const factRefusalRows = {
  'future-fact': 'Un fait se note une fois qu’il a eu lieu : la date est dans le futur.',
  'out-of-order': 'À cette date, cette étape n’est pas possible pour cette offre.',
  'before-decision': 'Cette date est avant la décision d’accord.',
  'contradicts-later-fact': 'Un fait noté à une date plus tardive ne tiendrait plus : annulez-le d’abord.',
  ...offerGuardRefusals,
} as const
export type OfferFactRefusal =
  | 'future-fact'
  | 'out-of-order'
  | 'before-decision'
  | 'contradicts-later-fact'
  | OfferGuard
export const offerFactRefusals: Readonly<Record<OfferFactRefusal, string>> = factRefusalRows

/** Whether a fact of the offer may be recorded, where it falls among the others. Null: it may. */
export const decideOfferFact = (
  granted: Granted,
  facts: readonly OfferFact[],
  fact: OfferFact,
  law: Law,
  today: PlainDate,
): OfferFactRefusal | null => {
  if (fact.on > today) return 'future-fact'
  if (fact.on < granted.decidedOn) return 'before-decision'
  const { taken } = walkOffer(granted, [...facts, fact], law)
  const own = taken.find((one) => one.fact.id === fact.id)?.problem
  if (own) return own
  const placed = new Set(
    walkOffer(granted, facts, law)
      .taken.filter(({ problem }) => problem === null)
      .map((one) => one.fact.id),
  )
  return taken.some((one) => one.problem !== null && placed.has(one.fact.id))
    ? 'contradicts-later-fact'
    : null
}
