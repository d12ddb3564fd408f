import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeMember } from '#tests/make-household.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

describe('a prescriber', () => {
  const request = (more = {}) => ({
    ...{ channel: 'screen' as const, service: 'DDETS 63', senderKind: 'state-service' as const },
    person: { lastName: 'Okoro', firstName: 'Blessing', phone: '07 00 00 00 01' },
    motive: 'access-to-home' as const,
    message: 'Recours DALO accepté, relogement à préparer.',
    informedOn: '2026-11-20',
    ...more,
  })
  const as = { as: 'prescriber' as const }

  test('follows their own request to its answer, without who wrote it', async () => {
    const { body } = await t.call(contract.referrals.prescribe, request(), as)
    const asked = await t.call(contract.referrals.open, { referralId: body.referralId })
    expect(asked.body).toMatchObject({ source: 'prescriber', newsTravel: 'to-prescriber' })
    await t.call(contract.referrals.askMore, {
      ...body,
      version: asked.body.version,
      message: 'Numéro unique ?',
    })
    const seen = await t.call(contract.referrals.openOwn, { referralId: body.referralId }, as)
    expect(seen.body).toMatchObject({ state: 'more-asked', lastTold: 'Complément demandé' })
    expect(seen.body.thread.every(({ by }) => by === null)).toBe(true)
    const done = await t.call(
      contract.referrals.completeOwn,
      { referralId: body.referralId, version: seen.body.version, message: '063126000001' },
      as,
    )
    expect(done.status).toBe(200)
    const listed = await t.call(contract.referrals.listOwn, {}, as)
    expect(listed.body.rows.map(({ reference }) => reference)).toContain(body.reference)
  })

  test('sees neither another prescriber’s requests nor the inbox', async () => {
    const { body } = await t.call(contract.referrals.prescribe, request(), as)
    const other = await makeMember(t.owner, t.here, 'prescriber')
    const asOther = {
      as: 'prescriber' as const,
      in: { ...t.here, members: { ...t.here.members, prescriber: other } },
    }
    const opened = await t.call(contract.referrals.openOwn, { referralId: body.referralId }, asOther)
    expect(opened.body).toMatchObject({ reason: 'unknown-record' })
    const withdrawn = await t.call(
      contract.referrals.withdrawOwn,
      { referralId: body.referralId, version: 1 },
      asOther,
    )
    expect(withdrawn.body).toMatchObject({ reason: 'unknown-record' })
    expect((await t.call(contract.referrals.listOwn, {}, asOther)).body.rows).toEqual([])
    expect((await t.call(contract.referrals.list, {}, as)).status).toBe(403)
    expect((await t.call(contract.referrals.open, { referralId: body.referralId }, as)).status).toBe(403)
  })

  test('’s software sends the same reference once', async () => {
    const sent = request({ channel: 'software', externalReference: 'DALO-2026-118' })
    const first = await t.call(contract.referrals.prescribe, sent, as)
    expect(first.status).toBe(200)
    const second = await t.call(contract.referrals.prescribe, sent, as)
    expect(second.body).toMatchObject({ reason: 'already-sent' })
    const future = await t.call(contract.referrals.prescribe, request({ informedOn: '2026-11-23' }), as)
    expect(future.body).toMatchObject({ reason: 'informed-in-the-future' })
  })

  test('withdraws what has no object any more', async () => {
    const { body } = await t.call(contract.referrals.prescribe, request(), as)
    await t.call(contract.referrals.withdrawOwn, { referralId: body.referralId, version: 1 }, as)
    const { rows } = await t.owner.query('select state, content from referral where id = $1', [
      body.referralId,
    ])
    expect(rows).toEqual([{ state: 'withdrawn', content: {} }])
  })
})

test('a landlord’s own arrears reach its own inbox, the household named', async () => {
  const { body } = await t.call(contract.households.create, {
    person: { lastName: 'Petit', firstName: 'Jo' },
    followedByMe: false,
  })
  const ask = () =>
    t.call(
      contract.referrals.askOwnTeam,
      { householdId: body.householdId, motive: 'arrears', message: 'Deux loyers.' },
      { as: 'rent-officer' },
    )
  const asked = await ask()
  expect((await ask()).body).toMatchObject({ reason: 'already-waiting' })
  const opened = await t.call(contract.referrals.open, { referralId: asked.body.referralId })
  expect(opened.body).toMatchObject({
    source: 'arrears',
    household: { id: body.householdId },
    candidates: [],
  })
  const accepted = await t.call(contract.referrals.accept, {
    ...{ referralId: asked.body.referralId, version: opened.body.version },
    ...{ householdId: null, motive: 'arrears' },
  })
  expect(accepted.body.householdId).toBe(body.householdId)
  const wrong = await t.call(contract.referrals.open, { referralId: randomUUIDv7() })
  expect(wrong.body).toMatchObject({ reason: 'unknown-record' })
})
