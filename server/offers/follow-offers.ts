import { isOfferFact, type OfferFact } from '#domain/offers/offer-facts.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import { listFinancingFacts } from '#server/funding/application-store.ts'
import { recordFinancingFact, refreshPictures } from '#server/funding/record-financing-fact.ts'
import type { Recorder } from '#server/funding/recorder.ts'
import { refreshApplications } from '#server/funding/refresh-applications.ts'
import { type DrawnOffer, drawOffers } from '#server/funding/refresh-offers.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { lockLoans } from '#server/loans/hold-loan.ts'
import { giveBackFunds, reasonOfRelease } from '#server/offers/release.ts'

const batchSize = 200

/**
 * Draws again the files and the offers that change today without any new fact, tells what is due, and gives back the
 * funds of offers nobody answered. Each batch is its own transaction and moves `changes_on` past today; an expiry is one
 * fact and one release under one key: cut short or run twice, it ends the same.
 */
export const followOffers = job('offers.follow', async (house, { organisationId }, signal) => {
  for (const follow of [followApplications, followFinancings]) {
    let followed = batchSize
    while (followed === batchSize) {
      signal.throwIfAborted()
      followed = await follow(house, organisationId)
    }
  }
})

export const requestOfferFollowing = (tx: Tx, organisationId: string): Promise<void> =>
  enqueue(tx, followOffers, { organisationId }, { key: `offers.follow/${organisationId}` })

export const nightlyOffers: Nightly = {
  name: 'follow-offers',
  at: '20 3 * * *',
  enqueueFor: requestOfferFollowing,
}

const recorderOf = (house: House, tx: Tx, organisationId: string): Recorder => ({
  tx,
  actor: { organisationId },
  today: house.clock.today(),
  now: house.clock.now(),
})

const followApplications = (house: House, organisationId: string): Promise<number> =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const context = recorderOf(house, tx, organisationId)
    const due = await tx
      .selectFrom('application_standing')
      .where('organisation_id', '=', organisationId)
      .where('changes_on', '<=', context.today)
      .select('application_id')
      .orderBy('changes_on')
      .limit(batchSize)
      .execute()
    await refreshApplications(
      context,
      due.map(({ application_id }) => application_id),
    )
    return due.length
  })

const followFinancings = (house: House, organisationId: string): Promise<number> =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const context = recorderOf(house, tx, organisationId)
    const due = await tx
      .selectFrom('offer_standing')
      .where('organisation_id', '=', organisationId)
      .where('changes_on', '<=', context.today)
      .select('financing_id')
      .orderBy('changes_on')
      .limit(batchSize)
      .execute()
    const ids = due.map(({ financing_id }) => financing_id)
    // All of them at once, in the order of everybody: the night of due dates may be at work on the same loans.
    await lockLoans(tx, organisationId, ids)
    for (const offer of await drawOffers(context, ids)) await expire(context, offer)
    await refreshPictures(context, ids)
    return due.length
  })

/** The day after the last one of the offer: an answer dated that day or before, noted in time, would have counted. */
const expire = async (context: Recorder, { financingId, derived }: DrawnOffer): Promise<void> => {
  const { expiresAfter, course } = derived
  if (expiresAfter === null || context.today <= expiresAfter || !course.answer) return
  if (await hasEnded(context, financingId)) return
  const released = await giveBackFunds(context, financingId, reasonOfRelease('offer-expired'))
  if (released === 'already-disbursed') throw new Error('funds left before the offer was accepted')
  const on: PlainDate = addDays(course.answer.validUntil.dueOn, 1)
  await recordFinancingFact(context, { financingId, fact: { kind: 'offer-expired', on } })
}

const endings: readonly OfferFact['kind'][] = [
  'offer-accepted',
  'offer-declined',
  'offer-expired',
  'financing-cancelled',
]

/** Somebody answered between the look and the lock. */
const hasEnded = async ({ tx, actor }: Recorder, financingId: string): Promise<boolean> => {
  const facts = (await listFinancingFacts(tx, actor.organisationId, [financingId])).get(financingId) ?? []
  return facts.filter(isOfferFact).some(({ kind }) => endings.includes(kind))
}
