import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { carryParcel } from '#server/parcels/carry.ts'
import { watchReferrals } from '#server/referrals/watch.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { carryLinks, carryParcels, linkBoth, onDay } from '#tests/link-organisations.ts'

let t: TestHouse
let partnerId: string
const { signal } = new AbortController()

beforeAll(async () => {
  t = await openTestHouse()
  partnerId = (await linkBoth(t)).here
})
afterAll(() => t.close())

const household = async (name = 'MARTIN') => {
  const { body } = await t.call(contract.households.create, {
    person: { lastName: name, firstName: 'Zoé', birthOn: '1988-04-02', phone: '06 12 34 56 78' },
    followedByMe: false,
  })
  return body
}

const terms = (more: Partial<Sent<typeof contract.parcels.send>> = {}) => ({
  kind: 'referral' as const,
  partnerId,
  categories: ['identity' as const, 'contact' as const],
  purpose: 'ask-support' as const,
  legalBasis: 'public-interest' as const,
  informedOn: '2026-11-20',
  leavesOn: '2026-11-22',
  expiresOn: '2027-05-22',
  motive: 'arrears' as const,
  message: 'Trois mois de retard, ménage à l’écoute.',
  ...more,
})

const consentOf = async (ids: { householdId: string; personId: string }, partner = 'ailleurs') => {
  const { body } = await t.call(contract.households.giveConsent, {
    ...ids,
    kind: 'share-with-partner',
    partner,
    givenOn: '2026-11-20',
    proof: 'signed',
  })
  return body.id
}

const rowOf = async (id: string) =>
  (await t.owner.query('select * from parcel_sent where id = $1', [id])).rows[0]
const received = async (id: string) =>
  (await t.owner.query('select * from parcel_received where id = $1', [id])).rows

describe('a link between two organisations', () => {
  test('nothing passes before the other has said yes, and each may end it', async () => {
    const { rows } = await t.owner.query('select link_state from partner order by organisation_id')
    expect(rows.map((row) => row.link_state)).toEqual(['agreed', 'agreed'])
    const twice = await t.call(contract.partners.proposeLink, { slug: 'ailleurs', kind: 'association' })
    expect(twice).toMatchObject({ status: 409, body: { reason: 'already-linked' } })
    const own = await t.call(contract.partners.proposeLink, { slug: 'ici', kind: 'association' })
    expect(own.body).toMatchObject({ reason: 'own-organisation' })
    const nobody = await t.call(contract.partners.proposeLink, { slug: 'personne', kind: 'association' })
    expect(nobody.body).toMatchObject({ reason: 'unknown-organisation' })
  })
})

describe('a parcel', () => {
  test('is previewed as it will leave, copied to the receiver, and journaled on both sides', async () => {
    const { householdId } = await household()
    const preview = await t.call(contract.parcels.preview, {
      householdId,
      categories: ['identity', 'contact'],
    })
    const { body } = await t.call(contract.parcels.send, { householdId, ...terms() })
    await carryParcels(t, t.here)
    const [copy] = await received(body.parcelId)
    expect(copy).toMatchObject({ organisation_id: t.elsewhere.id, kind: 'referral' })
    expect(copy.payload).toEqual({
      ...preview.body.content,
      motive: 'arrears',
      message: 'Trois mois de retard, ménage à l’écoute.',
    })
    expect(await rowOf(body.parcelId)).toMatchObject({ state: 'left', told: 'received' })
    const { rows } = await t.owner.query(
      "select organisation_id, act, after from journal where subject_id = $1 and act in ('parcel-left', 'parcel-received') order by act",
      [body.parcelId],
    )
    expect(rows.map(({ organisation_id, act }) => [organisation_id, act])).toEqual([
      [t.here.id, 'parcel-left'],
      [t.elsewhere.id, 'parcel-received'],
    ])
    expect(rows[1].after).toMatchObject({ from: 'ici', categories: ['identity', 'contact'] })
  })

  test('carried twice, is received once', async () => {
    const { householdId } = await household()
    const { body } = await t.call(contract.parcels.send, { householdId, ...terms() })
    const carry = () =>
      carryParcel.run(t.house, { organisationId: t.here.id, parcelId: body.parcelId }, signal)
    await Promise.all([carry(), carry()])
    await carry()
    expect(await received(body.parcelId)).toHaveLength(1)
    const { rows } = await t.owner.query('select id from referral where parcel_id = $1', [body.parcelId])
    expect(rows).toHaveLength(1)
  })

  test('does not change after it has left, whatever becomes of the file', async () => {
    const { householdId, personId } = await household('AVANT')
    const { body } = await t.call(contract.parcels.send, { householdId, ...terms() })
    await carryParcels(t, t.here)
    await t.owner.query("update person set last_name = 'APRÈS' where id = $1", [personId])
    await carryParcels(t, t.here)
    const [copy] = await received(body.parcelId)
    expect(copy.payload.identity.lastName).toBe('AVANT')
    const opened = await t.call(contract.parcels.open, { parcelId: body.parcelId })
    expect(opened.body.content?.identity?.lastName).toBe('AVANT')
  })

  test.each([
    ['nothing-chosen', { categories: [] }],
    ['household-not-informed', { informedOn: null }],
    ['informed-in-the-future', { informedOn: '2026-11-23' }],
    ['consent-missing', { legalBasis: 'consent' as const }],
    ['consent-missing', { categories: ['vulnerabilities' as const] }],
    ['leaves-in-the-past', { leavesOn: '2026-11-21' }],
    ['expires-too-soon', { expiresOn: '2026-11-22' }],
    ['expires-too-late', { expiresOn: '2028-11-23' }],
    ['term-missing', { kind: 'mandate' as const }],
    ['term-before-start', { kind: 'mandate' as const, termOn: '2026-11-22' }],
    ['unknown-partner', { partnerId: randomUUIDv7() }],
  ])('is refused: %s', async (reason, wrong) => {
    const { householdId } = await household()
    const told = await t.call(contract.parcels.send, { householdId, ...terms(wrong) })
    expect(told).toMatchObject({ status: 409, body: { reason } })
  })

  test('of the social side is not for rent staff, neither to send nor to read', async () => {
    const ids = await household()
    const sent = { householdId: ids.householdId, ...terms({ categories: ['identity', 'budget'] }) }
    const refused = await t.call(contract.parcels.send, sent, { as: 'rent-officer' })
    expect(refused.body).toMatchObject({ reason: 'category-not-yours' })
    const preview = await t.call(
      contract.parcels.preview,
      { householdId: ids.householdId, categories: ['identity', 'vulnerabilities'] },
      { as: 'rent-officer' },
    )
    expect(Object.keys(preview.body.content)).toEqual(['identity'])
    const consentId = await consentOf(ids)
    const { body } = await t.call(contract.parcels.send, {
      householdId: ids.householdId,
      ...terms({ categories: ['identity', 'vulnerabilities'], consentId }),
    })
    await carryParcels(t, t.here)
    const read = await t.call(contract.parcels.open, { parcelId: body.parcelId }, { as: 'rent-officer' })
    expect(Object.keys(read.body.content ?? {})).not.toContain('vulnerabilities')
  })

  test('to a partner outside Palier is noted as handed over, and its answers are written by hand', async () => {
    const { householdId } = await household()
    const { body: ccas } = await t.call(contract.partners.add, {
      name: 'CCAS de Saint-Rivier',
      kind: 'local-authority',
    })
    const { body } = await t.call(contract.parcels.send, {
      householdId,
      ...terms({ partnerId: ccas.partnerId }),
    })
    await carryParcels(t, t.here)
    const row = await rowOf(body.parcelId)
    expect(row).toMatchObject({ state: 'left', is_by_hand: true })
    expect(row.payload.identity.lastName).toBe('MARTIN')
    const noted = await t.call(contract.parcels.noteAnswer, {
      parcelId: body.parcelId,
      version: row.version,
      told: 'accepted',
      on: '2026-11-22',
      text: 'Rendez-vous lundi.',
    })
    expect(noted.status).toBe(200)
    const opened = await t.call(contract.parcels.open, { parcelId: body.parcelId })
    expect(opened.body).toMatchObject({
      told: 'accepted',
      thread: [{ kind: 'accepted', text: 'Rendez-vous lundi.' }],
    })
  })
})

describe('consent taken back', () => {
  test('stops what has not left, at once, and it never leaves', async () => {
    const ids = await household()
    const consentId = await consentOf(ids)
    const { body } = await t.call(contract.parcels.send, {
      householdId: ids.householdId,
      ...terms({ legalBasis: 'consent', consentId, leavesOn: '2026-11-25' }),
    })
    await carryParcels(t, t.here)
    expect(await rowOf(body.parcelId)).toMatchObject({ state: 'waiting', payload: null })
    await t.call(contract.households.revokeConsent, {
      householdId: ids.householdId,
      consentId,
      version: 1,
      revokedOn: '2026-11-22',
    })
    expect(await rowOf(body.parcelId)).toMatchObject({
      state: 'stopped',
      stopped_reason: 'consent-not-running',
    })
    await carryParcels(t, t.here, onDay(t.house, '2026-11-26'))
    expect(await received(body.parcelId)).toEqual([])
  })

  test('for a day to come stops what leaves after that day', async () => {
    const ids = await household()
    const consentId = await consentOf(ids)
    const { body } = await t.call(contract.parcels.send, {
      householdId: ids.householdId,
      ...terms({ legalBasis: 'consent', consentId, leavesOn: '2026-11-25' }),
    })
    await t.owner.query("update consent set revoked_on = '2026-11-24' where id = $1", [consentId])
    await carryParcels(t, t.here, onDay(t.house, '2026-11-25'))
    expect(await rowOf(body.parcelId)).toMatchObject({ state: 'stopped', payload: null })
    expect(await received(body.parcelId)).toEqual([])
  })

  test('after it has left: the receiver is told, and its copy is erased', async () => {
    const ids = await household()
    const consentId = await consentOf(ids)
    const { body } = await t.call(contract.parcels.send, {
      householdId: ids.householdId,
      ...terms({ legalBasis: 'consent', consentId }),
    })
    await carryParcels(t, t.here)
    await t.call(contract.households.revokeConsent, {
      householdId: ids.householdId,
      consentId,
      version: 1,
      revokedOn: '2026-11-22',
    })
    await carryParcels(t, t.here)
    expect(await rowOf(body.parcelId)).toMatchObject({ state: 'left', withdrawn_on: expect.anything() })
    const [copy] = await received(body.parcelId)
    expect(copy).toMatchObject({ payload: null, withdrawn_on: expect.anything() })
    const { rows } = await t.owner.query('select state, content from referral where parcel_id = $1', [
      body.parcelId,
    ])
    expect(rows).toEqual([{ state: 'withdrawn', content: {} }])
  })

  test('given for another partner is no consent', async () => {
    const ids = await household()
    const consentId = await consentOf(ids, 'Un autre')
    const told = await t.call(contract.parcels.send, {
      householdId: ids.householdId,
      ...terms({ legalBasis: 'consent', consentId }),
    })
    expect(told.body).toMatchObject({ reason: 'consent-not-for-partner' })
  })
})

describe('time', () => {
  test('both copies are erased when their time has come; that they went stays', async () => {
    const { householdId } = await household()
    const { body } = await t.call(contract.parcels.send, {
      householdId,
      ...terms({ expiresOn: '2026-12-22' }),
    })
    await carryParcels(t, t.here)
    const later = onDay(t.house, '2026-12-22')
    for (const { id } of [t.here, t.elsewhere])
      await watchReferrals.run(later, { organisationId: id }, signal)
    expect(await rowOf(body.parcelId)).toMatchObject({ state: 'left', payload: null })
    expect((await received(body.parcelId))[0].payload).toBeNull()
    const { rows } = await t.owner.query('select content, subject_label from referral where parcel_id = $1', [
      body.parcelId,
    ])
    expect(rows).toEqual([{ content: {}, subject_label: 'Copie effacée' }])
  })

  test('withdrawn before its day, it does not leave', async () => {
    const { householdId } = await household()
    const { body } = await t.call(contract.parcels.send, {
      householdId,
      ...terms({ leavesOn: '2026-12-01' }),
    })
    const done = await t.call(contract.parcels.withdraw, { parcelId: body.parcelId, version: 1 })
    expect(done.body).toMatchObject({ outcome: 'stopped' })
    const again = await t.call(contract.parcels.withdraw, { parcelId: body.parcelId, version: 2 })
    expect(again.body).toMatchObject({ reason: 'already-withdrawn' })
    const stale = await t.call(contract.parcels.withdraw, { parcelId: body.parcelId, version: 1 })
    expect(stale.body).toMatchObject({ reason: 'stale-version', details: { state: 'stopped' } })
  })
})

test('once the link is ended, nothing more gets in, even what was ready', async () => {
  const { householdId } = await household()
  const { body } = await t.call(contract.parcels.send, { householdId, ...terms() })
  const { rows } = await t.owner.query('select id, version from partner where organisation_id = $1', [
    t.elsewhere.id,
  ])
  await t.call(
    contract.partners.answerLink,
    { partnerId: rows[0].id, version: rows[0].version, answer: 'end' },
    { in: t.elsewhere },
  )
  await carryParcels(t, t.here)
  expect(await rowOf(body.parcelId)).toMatchObject({ state: 'stopped', stopped_reason: 'link-not-agreed' })
  await carryLinks(t, t.elsewhere)
  const told = await t.call(contract.parcels.send, { householdId, ...terms() })
  expect(told.body).toMatchObject({ reason: 'link-not-agreed' })
})
