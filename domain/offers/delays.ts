import { type Deadline, dueAfterDays, type Holidays } from '#domain/calendar.ts'
import type { CreditRegime } from '#domain/offers/regime.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { addDays, formatDate, type PlainDate } from '#domain/plain-date.ts'

/** Regimes under which the organisation itself makes an offer. */
export type OfferRegime = Exclude<CreditRegime, 'none' | 'bank'>
export const makesOffer = (regime: CreditRegime): regime is OfferRegime =>
  regime !== 'none' && regime !== 'bank'

/** Days that run from the offer, before anybody answered. */
export type AnswerDelays = {
  /** The first day of a valid acceptance; null while the day of receipt, which it runs from, is not known. */
  acceptFrom: Deadline | null
  validUntil: Deadline
}

/** Days that run from the acceptance. */
export type ReleaseDelays = {
  /** The last day without any payment; null where the law freezes none. */
  frozenUntil: Deadline | null
  /** The last day to withdraw; null where there is no such right. */
  withdrawUntil: Deadline | null
  /** The first day that the law allows funds to leave, and the first that the organisation's rule does. */
  lawfulFrom: Deadline
  releaseFrom: Deadline
}

const fixed = (
  rule: string,
  triggeredOn: PlainDate,
  dueOn: PlainDate,
  why: string,
  source: string,
): Deadline => ({
  rule,
  triggeredOn,
  rawDueOn: dueOn,
  dueOn,
  moved: false,
  why,
  source,
})

const offerSource = {
  consumer: 'C. conso. L.312-18',
  mortgage: 'C. conso. L.313-34',
  outside: 'choix de l’organisme',
} as const

/** The offer stands until the evening of `validUntil`, moved to a working day in favour of the borrower. */
export const answerDelays = (
  regime: OfferRegime,
  offer: { sentOn: PlainDate; receivedOn: PlainDate | null },
  params: ParameterReader,
  holidays: Holidays,
): AnswerDelays => {
  const start = offer.receivedOn ?? offer.sentOn
  const days = params.readNearest(
    regime === 'mortgage' ? 'credit.mortgage-offer-days' : 'credit.consumer-offer-days',
  )
  const validUntil = dueAfterDays(start, days, holidays, 'offer-valid', offerSource[regime])
  if (regime !== 'mortgage')
    return {
      acceptFrom: fixed(
        'accept-from',
        start,
        start,
        `dès la remise de l’offre, le ${formatDate(start)}`,
        offerSource[regime],
      ),
      validUntil,
    }
  return {
    acceptFrom: offer.receivedOn === null ? null : afterReflection(offer.receivedOn, params),
    validUntil,
  }
}

/** Ten full days after the day of receipt: an acceptance on the tenth is void. */
const afterReflection = (receivedOn: PlainDate, params: ParameterReader): Deadline => {
  const days = params.readNearest('credit.reflection-days')
  const from = addDays(receivedOn, days + 1)
  const why = `${days} jours entiers de réflexion après la réception, du ${formatDate(addDays(receivedOn, 1))} au ${formatDate(addDays(receivedOn, days))}`
  return fixed('accept-from', receivedOn, from, why, offerSource.mortgage)
}

export const releaseDelays = (
  regime: OfferRegime,
  acceptedOn: PlainDate,
  params: ParameterReader,
  holidays: Holidays,
): ReleaseDelays => {
  if (regime !== 'consumer') {
    const why =
      regime === 'mortgage'
        ? `aucun versement avant l’acceptation, le ${formatDate(acceptedOn)}`
        : `dès l’acceptation, le ${formatDate(acceptedOn)}`
    const from = fixed('release-from', acceptedOn, acceptedOn, why, offerSource[regime])
    return { frozenUntil: null, withdrawUntil: null, lawfulFrom: from, releaseFrom: from }
  }
  const frozenUntil = freeze(acceptedOn, params)
  const withdrawUntil = withdrawal(acceptedOn, params, holidays)
  const lawfulFrom = dayAfter(frozenUntil, 'lawful-release', `le lendemain du gel des versements`)
  const isPrudent = params.readNearest('credit.release-after-withdrawal') === 1
  return {
    frozenUntil,
    withdrawUntil,
    lawfulFrom,
    releaseFrom: isPrudent
      ? dayAfter(
          withdrawUntil,
          'release-from',
          'le lendemain du dernier jour pour se rétracter (choix de prudence)',
        )
      : { ...lawfulFrom, rule: 'release-from' },
  }
}

/** A protection of the borrower, counted in plain days: it ends on its day whatever the day. */
const freeze = (acceptedOn: PlainDate, params: ParameterReader): Deadline => {
  const days = params.readNearest('credit.freeze-days')
  const last = addDays(acceptedOn, days)
  const why = `${days} jours à compter de l’acceptation, du ${formatDate(addDays(acceptedOn, 1))} au ${formatDate(last)}`
  return fixed('frozen-until', acceptedOn, last, why, 'C. conso. L.312-25')
}

const withdrawal = (acceptedOn: PlainDate, params: ParameterReader, holidays: Holidays): Deadline => {
  const days = params.readNearest('credit.withdrawal-days')
  const counted = dueAfterDays(acceptedOn, days, holidays, 'withdraw-until', 'C. conso. L.312-19')
  if (params.readNearest('credit.withdrawal-moved') === 1 || !counted.moved) return counted
  const why = `${days} jours à compter du ${formatDate(acceptedOn)} : ${formatDate(counted.rawDueOn)}`
  return { ...counted, dueOn: counted.rawDueOn, moved: false, why }
}

const dayAfter = (deadline: Deadline, rule: string, why: string): Deadline => ({
  ...deadline,
  ...fixed(rule, deadline.triggeredOn, addDays(deadline.dueOn, 1), why, deadline.source ?? ''),
})
