import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { carryParcels, linkBoth, onDay } from '#tests/link-organisations.ts'

let t: TestHouse
let partnerHere: string
let thirdId: string

const there = {
  get in() {
    return t.elsewhere
  },
}

beforeAll(async () => {
  t = await openTestHouse()
  partnerHere = (await linkBoth(t)).here
  const third = { name: 'Une autre association', kind: 'association' as const }
  thirdId = (await t.call(contract.partners.add, third, there)).body.partnerId
})
afterAll(() => t.close())

/** A request sent from here with the household's agreement to that, in the inbox elsewhere. */
const received = async () => {
  const { body: made } = await t.call(contract.households.create, {
    person: { lastName: 'Diop', firstName: 'Awa', birthOn: '1990-01-31' },
    followedByMe: false,
  })
  const { body: consent } = await t.call(contract.households.giveConsent, {
    ...made,
    kind: 'share-with-partner',
    partner: 'ailleurs',
    givenOn: '2026-11-20',
    proof: 'signed',
  })
  const { body: parcel } = await t.call(contract.parcels.send, {
    ...{ householdId: made.householdId, kind: 'referral', partnerId: partnerHere },
    ...{ categories: ['identity', 'vulnerabilities'], purpose: 'ask-support', legalBasis: 'consent' },
    ...{ consentId: consent.id, informedOn: '2026-11-20', leavesOn: '2026-11-22', expiresOn: '2027-11-22' },
    motive: 'access-to-home',
  })
  await carryParcels(t, t.here)
  const { rows } = await t.owner.query('select id, version from referral where parcel_id = $1', [
    parcel.parcelId,
  ])
  return { parcelId: parcel.parcelId, referralId: rows[0].id as string, version: rows[0].version as number }
}

type Redirect = Sent<typeof contract.referrals.redirect>
const redirect = async (
  { referralId, version }: { referralId: string; version: number },
  more: Partial<Redirect> = {},
) =>
  t.call(
    contract.referrals.redirect,
    {
      ...{ referralId, version, partnerId: thirdId, categories: ['identity', 'vulnerabilities'] },
      ...{ purpose: 'ask-support', legalBasis: 'consent', informedOn: '2026-11-22' },
      ...{ leavesOn: '2026-11-22', expiresOn: '2027-05-22' },
      agreement: { givenOn: '2026-11-22', proof: 'oral' },
      ...more,
    },
    there,
  )
const sentOn = async (referralId: string) =>
  (await t.owner.query('select *, agreed_on::text from parcel_sent where referral_id = $1', [referralId]))
    .rows[0]
const openSent = async (parcelId: string) => (await t.call(contract.parcels.open, { parcelId }, there)).body

describe('a request sent on to somebody else', () => {
  test.each<[string, Partial<Redirect>, string]>([
    [
      'the agreement given to the first receiver is not one to the next',
      { agreement: null },
      'consent-missing',
    ],
    ['the household is told of the new receiver', { informedOn: null }, 'household-not-informed'],
    ['not before the request was here', { informedOn: '2026-11-20' }, 'informed-before-receipt'],
    [
      'an agreement is not given tomorrow',
      { agreement: { givenOn: '2026-11-23', proof: 'signed' } },
      'consent-not-running',
    ],
  ])('%s', async (_, more, reason) => {
    const request = await received()
    expect(await redirect(request, more)).toMatchObject({ status: 409, body: { reason } })
    expect(await sentOn(request.referralId)).toBeUndefined()
  })

  test('leaves with its own agreement, dated and proven, which its sender can take back', async () => {
    const request = await received()
    expect((await redirect(request)).status).toBe(200)
    await carryParcels(t, t.elsewhere)
    const parcel = await sentOn(request.referralId)
    expect(parcel).toMatchObject({ state: 'left', agreed_on: '2026-11-22', agreement_proof: 'oral' })
    const seen = await t.call(contract.referrals.open, { referralId: request.referralId }, there)
    expect(seen.body.sentOn).toEqual({ parcelId: parcel.id, partner: 'Une autre association' })
    const { version, ...opened } = await openSent(parcel.id)
    expect(opened).toMatchObject({
      hasOwnAgreement: true,
      consent: { givenOn: '2026-11-22', revokedOn: null },
    })

    const revoke = (revokedOn: '2026-11-21' | '2026-11-22' | '2026-11-23', given = version) =>
      t.call(contract.parcels.revokeAgreement, { parcelId: parcel.id, version: given, revokedOn }, there)
    expect((await revoke('2026-11-23')).body).toMatchObject({ reason: 'in-the-future' })
    expect((await revoke('2026-11-21')).body).toMatchObject({ reason: 'revoked-before-given' })
    expect((await revoke('2026-11-22', version - 1)).body).toMatchObject({ reason: 'stale-version' })
    const revoked = await revoke('2026-11-22')
    expect(revoked.status).toBe(200)
    expect(await openSent(parcel.id)).toMatchObject({
      withdrawnOn: '2026-11-22',
      consent: { revokedOn: '2026-11-22' },
      version: revoked.body.version,
    })
    expect((await revoke('2026-11-22', revoked.body.version)).body).toMatchObject({
      reason: 'already-revoked',
    })
    const elsewhere = await t.call(contract.parcels.revokeAgreement, {
      ...{ parcelId: parcel.id, version: revoked.body.version, revokedOn: '2026-11-22' },
    })
    expect(elsewhere.body).toMatchObject({ reason: 'unknown-record' })
  })

  test('taken back before the day it leaves, nothing leaves', async () => {
    const request = await received()
    expect((await redirect(request, { leavesOn: '2026-11-25' })).status).toBe(200)
    const parcel = await sentOn(request.referralId)
    await t.call(
      contract.parcels.revokeAgreement,
      { parcelId: parcel.id, version: parcel.version, revokedOn: '2026-11-22' },
      there,
    )
    await carryParcels(t, t.elsewhere, onDay(t.house, '2026-11-25'))
    expect(await sentOn(request.referralId)).toMatchObject({
      ...{ state: 'stopped', stopped_reason: 'consent-not-running', payload: null },
    })
  })

  test('is taken back too when the first sender takes the request back', async () => {
    const request = await received()
    await redirect(request, { leavesOn: '2026-11-25' })
    const { body: first } = await t.call(contract.parcels.open, { parcelId: request.parcelId })
    await t.call(contract.parcels.withdraw, { parcelId: request.parcelId, version: first.version })
    await carryParcels(t, t.here)
    expect(await sentOn(request.referralId)).toMatchObject({ state: 'stopped' })
  })

  test('a consent of the file is not taken back here', async () => {
    const { parcelId } = await received()
    const { body } = await t.call(contract.parcels.open, { parcelId })
    const told = await t.call(contract.parcels.revokeAgreement, {
      ...{ parcelId, version: body.version, revokedOn: '2026-11-22' },
    })
    expect(told.body).toMatchObject({ reason: 'no-own-agreement' })
  })
})
