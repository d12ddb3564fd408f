import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { askMeasure, makeProgramme, startMeasure } from '#server/measures/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { carryParcels, linkBoth, onDay } from '#tests/link-organisations.ts'

const { measures, parcels, referrals } = contract

let t: TestHouse
let partnerId: string
let programmes: { here: string; there: string }

const there = {
  get in() {
    return t.elsewhere
  },
}

beforeAll(async () => {
  t = await openTestHouse()
  partnerId = (await linkBoth(t)).here
  programmes = {
    here: await makeProgramme(t, { name: 'AVDL', exits: ['broken'] }),
    there: await makeProgramme(t, { name: 'Suite AVDL' }, t.elsewhere),
  }
})
afterAll(() => t.close())

const running = async () => {
  const { body: household } = await t.call(contract.households.create, {
    person: { lastName: 'Sow', firstName: 'Issa', birthOn: '1985-05-05', phone: '0611223344' },
    followedByMe: false,
  })
  const { measureId } = await askMeasure(t, programmes.here, {
    householdId: household.householdId,
    requestedOn: '2026-09-01',
  })
  await startMeasure(t, measureId, '2026-09-10')
  return { measureId, ...household }
}
const openHere = async (measureId: string) => (await t.call(measures.open, { measureId })).body
const handovers = async (measureId: string, options = {}) =>
  (await t.call(measures.handovers, { measureId }, options)).body

const words = {
  done: 'Demande de logement social déposée.',
  remains: 'Recours DALO.',
  dates: [
    { on: '2027-01-10' as const, what: 'Commission DALO' },
    { on: '2026-12-01' as const, what: 'Visite de la résidence' },
  ],
  risks: 'Seul avec deux enfants.',
  told: 'La famille.',
}

type HandOver = Sent<typeof measures.handOver>
const handOver = async (measureId: string, more: Partial<HandOver> = {}) =>
  t.call(measures.handOver, {
    ...{ measureId, version: (await openHere(measureId)).version, partnerId },
    ...{ categories: ['identity', 'contact'], legalBasis: 'public-interest', informedOn: '2026-11-20' },
    ...{ leavesOn: '2026-11-22', expiresOn: '2027-05-22' },
    agreement: { givenOn: '2026-11-20', proof: 'signed' },
    handover: words,
    ...more,
  })
const received = async (parcelId: string) =>
  (await t.owner.query('select id, version from referral where parcel_id = $1', [parcelId])).rows[0]

describe('a measure goes to another organisation', () => {
  test('with its handover; it ends here once accepted, begins there, and news travels back', async () => {
    const { measureId, householdId } = await running()
    const { body, status } = await handOver(measureId)
    expect(status).toBe(200)
    await carryParcels(t, t.here)
    expect((await handovers(measureId)).sent).toMatchObject([{ partner: 'ailleurs', state: 'sent' }])
    expect(await openHere(measureId)).toMatchObject({ status: 'active' })

    const { id: referralId, version } = await received(body.parcelId)
    const { body: referral } = await t.call(referrals.open, { referralId }, there)
    expect(referral).toMatchObject({
      kind: 'transfer',
      motive: 'access-to-home',
      parcel: { purpose: 'hand-over', consentGivenOn: '2026-11-20' },
      content: {
        identity: { lastName: 'Sow' },
        handover: {
          ...words,
          programme: 'AVDL',
          startedOn: '2026-09-10',
          dates: [{ on: '2026-12-01' }, { on: '2027-01-10' }],
        },
      },
    })
    expect(referral.content.budget).toBeUndefined()

    const accept = {
      ...{ referralId, version, householdId: null, motive: 'access-to-home' as const, tellsProgress: true },
      person: { lastName: 'Sow', firstName: 'Issa' },
    }
    const without = await t.call(referrals.accept, accept, there)
    expect(without.body).toMatchObject({ reason: 'programme-needed' })
    const accepted = await t.call(referrals.accept, { ...accept, programmeId: programmes.there }, there)
    expect(accepted.status).toBe(200)
    const theirs = accepted.body.measureId ?? ''
    expect(await handovers(theirs, there)).toMatchObject({
      received: { referralId, from: 'ici', content: { remains: 'Recours DALO.' } },
      sent: [],
    })
    const { rows: dates } = await t.owner.query(
      "select title, due_on::text, compartment from task where kind = 'handover-date' and household_id = $1 order by due_on",
      [accepted.body.householdId],
    )
    expect(dates).toEqual([
      { title: 'Visite de la résidence', due_on: '2026-12-01', compartment: 'social' },
      { title: 'Commission DALO', due_on: '2027-01-10', compartment: 'social' },
    ])

    await carryParcels(t, t.elsewhere)
    expect(await openHere(measureId)).toMatchObject({
      ...{ status: 'ended', endedOn: '2026-11-22', exit: 'handover' },
    })
    expect((await handovers(measureId)).sent).toMatchObject([{ state: 'accepted', stateOn: '2026-11-22' }])
    const { rows: told } = await t.owner.query(
      "select title from task where household_id = $1 and kind = 'referral-news'",
      [householdId],
    )
    expect(told).toEqual([{ title: 'ailleurs a accepté la passation : la mesure est terminée ici' }])
    const { rows: journal } = await t.owner.query(
      "select after from journal where household_id = $1 and act = 'measure-handed-over'",
      [householdId],
    )
    expect(journal[0].after).toMatchObject({ partner: 'ailleurs', agreedOn: '2026-11-20' })
    expect(JSON.stringify(journal[0].after)).not.toContain('DALO')
  })

  test('is refused without the household, twice at once, or before it runs', async () => {
    const { measureId, householdId } = await running()
    const tomorrow = { givenOn: '2026-11-23' as const, proof: 'oral' as const }
    expect((await handOver(measureId, { agreement: tomorrow })).body).toMatchObject({
      reason: 'consent-not-running',
    })
    expect((await handOver(measureId, { informedOn: null })).body).toMatchObject({
      reason: 'household-not-informed',
    })
    expect((await handOver(measureId, { version: 1 })).body).toMatchObject({ reason: 'stale-version' })
    expect((await handOver(measureId)).status).toBe(200)
    expect((await handOver(measureId)).body).toMatchObject({ reason: 'already-handed-over' })
    const asked = await askMeasure(t, programmes.here, { householdId, requestedOn: '2026-11-01' })
    expect((await handOver(asked.measureId)).body).toMatchObject({ reason: 'not-running' })
    const mine = await t.call(measures.handovers, { measureId }, there)
    expect(mine.body).toMatchObject({ reason: 'unknown-record' })
    const as = { as: 'social-worker' as const }
    expect((await t.call(measures.handoverOptions, { measureId }, as)).status).toBe(403)
  })

  test('declined there, it goes on here and may be proposed again', async () => {
    const { measureId } = await running()
    const { body } = await handOver(measureId)
    await carryParcels(t, t.here)
    const { id: referralId, version } = await received(body.parcelId)
    await t.call(referrals.decline, { referralId, version, reason: 'no-room' }, there)
    await carryParcels(t, t.elsewhere)
    expect((await handovers(measureId)).sent).toMatchObject([{ state: 'declined' }])
    expect(await openHere(measureId)).toMatchObject({ status: 'active' })
    expect((await handOver(measureId)).status).toBe(200)
  })

  test('the household takes its agreement back: nothing leaves', async () => {
    const { measureId } = await running()
    const { body } = await handOver(measureId, { leavesOn: '2026-11-25' })
    const { body: parcel } = await t.call(parcels.open, { parcelId: body.parcelId })
    expect(parcel).toMatchObject({ hasOwnAgreement: true, content: { handover: { risks: words.risks } } })
    await t.call(parcels.revokeAgreement, {
      ...{ parcelId: body.parcelId, version: parcel.version, revokedOn: '2026-11-22' },
    })
    await carryParcels(t, t.here, onDay(t.house, '2026-11-25'))
    expect((await handovers(measureId)).sent).toMatchObject([{ state: 'stopped' }])
    expect(await received(body.parcelId)).toBeUndefined()
  })

  test('rent management reads that it left, not what was said of the household', async () => {
    const { measureId } = await running()
    const { body } = await handOver(measureId)
    await carryParcels(t, t.here)
    const seen = await t.call(parcels.open, { parcelId: body.parcelId }, { as: 'rent-officer' })
    expect(seen.body.content).toMatchObject({ identity: { lastName: 'Sow' } })
    expect(JSON.stringify(seen.body)).not.toContain('DALO')
  })

  test('a service that is not in Palier answers by telephone: somebody notes it, and the measure ends', async () => {
    const { measureId } = await running()
    const { body: ccas } = await t.call(contract.partners.add, { name: 'CCAS', kind: 'other' })
    const { body } = await handOver(measureId, { partnerId: ccas.partnerId })
    await carryParcels(t, t.here)
    const { body: parcel } = await t.call(parcels.open, { parcelId: body.parcelId })
    await t.call(parcels.noteAnswer, {
      ...{ parcelId: body.parcelId, version: parcel.version, told: 'accepted', on: '2026-11-22' },
    })
    expect(await openHere(measureId)).toMatchObject({ status: 'ended', exit: 'handover' })
  })
})
