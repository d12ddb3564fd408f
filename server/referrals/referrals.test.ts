import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { makeProgramme } from '#server/measures/world-for-tests.ts'
import { watchReferrals } from '#server/referrals/watch.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { carryParcels, linkBoth, onDay } from '#tests/link-organisations.ts'

let t: TestHouse
let partners: { here: string; elsewhere: string }
const { signal } = new AbortController()

beforeAll(async () => {
  t = await openTestHouse()
  partners = await linkBoth(t)
})
afterAll(() => t.close())

/** A request sent from here, in the inbox elsewhere. */
const sendAcross = async (more: Partial<Sent<typeof contract.parcels.send>> = {}) => {
  const { body: household } = await t.call(contract.households.create, {
    person: { lastName: 'Diop', firstName: 'Awa', birthOn: '1990-01-31', phone: '0611223344' },
    followedByMe: false,
  })
  const { body } = await t.call(contract.parcels.send, {
    householdId: household.householdId,
    kind: 'referral',
    partnerId: partners.here,
    categories: ['identity', 'contact'],
    purpose: 'ask-support',
    legalBasis: 'public-interest',
    informedOn: '2026-11-20',
    leavesOn: '2026-11-22',
    expiresOn: '2027-11-22',
    motive: 'access-to-home',
    ...more,
  })
  await carryParcels(t, t.here)
  const { rows } = await t.owner.query('select id from referral where parcel_id = $1', [body.parcelId])
  return { parcelId: body.parcelId, referralId: rows[0].id as string, householdId: household.householdId }
}

const there = {
  get in() {
    return t.elsewhere
  },
}
const openThere = async (referralId: string) =>
  (await t.call(contract.referrals.open, { referralId }, there)).body
const openSent = async (parcelId: string) => (await t.call(contract.parcels.open, { parcelId })).body

describe('a request between two organisations', () => {
  test('is asked for more, completed, accepted with a new household, and the sender follows', async () => {
    const { referralId, parcelId } = await sendAcross()
    let referral = await openThere(referralId)
    expect(referral).toMatchObject({
      state: 'received',
      source: 'partner',
      senderName: 'ici',
      dueOn: '2026-12-07',
      newsTravel: 'to-partner',
      parcel: { categories: ['identity', 'contact'], purpose: 'ask-support', legalBasis: 'public-interest' },
    })
    const asked = await t.call(
      contract.referrals.askMore,
      { referralId, version: referral.version, message: 'Quelles ressources ?' },
      there,
    )
    expect(asked.status).toBe(200)
    await carryParcels(t, t.elsewhere)
    let sent = await openSent(parcelId)
    expect(sent).toMatchObject({
      told: 'more-asked',
      thread: [{ kind: 'more-asked', text: 'Quelles ressources ?' }],
    })

    await t.call(contract.parcels.reply, { parcelId, version: sent.version, message: 'RSA seul.' })
    await carryParcels(t, t.here)
    referral = await openThere(referralId)
    expect(referral.state).toBe('received')
    expect(referral.thread.at(-1)).toMatchObject({ kind: 'completed', text: 'RSA seul.', isFromOther: true })

    const accepted = await t.call(
      contract.referrals.accept,
      {
        ...{ referralId, version: referral.version, householdId: null, motive: 'access-to-home' },
        person: { lastName: 'Diop', firstName: 'Awa' },
        message: 'Premier rendez-vous le 2 décembre.',
      },
      there,
    )
    expect(accepted.body).toMatchObject({ householdId: expect.any(String), measureId: null })
    await carryParcels(t, t.elsewhere)
    sent = await openSent(parcelId)
    expect(sent.told).toBe('accepted')
    expect(sent.thread.at(-1)?.text).toBe('Premier rendez-vous le 2 décembre.')
  })

  test('shows the receiver whom it may be, and never the sender', async () => {
    await t.call(
      contract.households.create,
      { person: { lastName: 'DIOP', firstName: 'Awa', birthOn: '1990-01-31' }, followedByMe: false },
      there,
    )
    const { referralId, parcelId } = await sendAcross()
    const referral = await openThere(referralId)
    expect(referral.candidates[0]).toMatchObject({
      personName: 'Awa DIOP',
      reasons: expect.arrayContaining(['same-name', 'same-birth-date']),
    })
    const accepted = await t.call(
      contract.referrals.accept,
      {
        ...{ referralId, version: referral.version, motive: 'access-to-home' },
        householdId: referral.candidates[0]?.householdId ?? null,
      },
      there,
    )
    expect(accepted.body.householdId).toBe(referral.candidates[0]?.householdId)
    await carryParcels(t, t.elsewhere)
    const { rows } = await t.owner.query('select payload from parcel_received where answers_id = $1', [
      parcelId,
    ])
    expect(rows.map(({ payload }) => payload)).toEqual([{ news: 'accepted', on: '2026-11-22' }])
  })

  test('declined: the reason of the list stays, the sentence chosen travels', async () => {
    const { referralId, parcelId } = await sendAcross()
    const { version } = await openThere(referralId)
    const input = { referralId, version, reason: 'no-room' as const, message: 'Liste d’attente close.' }
    expect((await t.call(contract.referrals.decline, input, there)).status).toBe(200)
    const again = await t.call(contract.referrals.decline, input, there)
    expect(again.body).toMatchObject({ reason: 'stale-version', details: { state: 'declined' } })
    const late = await t.call(
      contract.referrals.askMore,
      { referralId, version: (await openThere(referralId)).version, message: 'Trop tard' },
      there,
    )
    expect(late.body).toMatchObject({ reason: 'not-possible-now' })
    await carryParcels(t, t.elsewhere)
    const sent = await openSent(parcelId)
    expect(sent.thread).toHaveLength(1)
    expect(JSON.stringify(sent.thread)).not.toContain('no-room')
    const { rows } = await t.owner.query(
      "select title from task where kind = 'referral-news' and origin_key like $1",
      [`parcel-news/${parcelId}/%`],
    )
    expect(rows).toEqual([{ title: 'ailleurs : déclinée' }])
  })

  test('redirected to a third, with no more than was received', async () => {
    const { referralId } = await sendAcross({ categories: ['identity'] })
    const { version } = await openThere(referralId)
    const { body: third } = await t.call(
      contract.partners.add,
      { name: 'Une autre association', kind: 'association' },
      there,
    )
    const told = await t.call(
      contract.referrals.redirect,
      {
        ...{ referralId, version, partnerId: third.partnerId, categories: ['identity', 'contact'] },
        ...{ purpose: 'ask-support', legalBasis: 'public-interest', informedOn: '2026-11-22' },
        ...{ leavesOn: '2026-11-22', expiresOn: '2027-05-22' },
      },
      there,
    )
    expect(told.status).toBe(200)
    await carryParcels(t, t.elsewhere)
    const { rows } = await t.owner.query(
      'select payload, categories, state from parcel_sent where referral_id = $1',
      [referralId],
    )
    expect(rows).toEqual([
      {
        state: 'left',
        categories: ['identity'],
        payload: { identity: expect.objectContaining({ lastName: 'Diop' }), motive: 'access-to-home' },
      },
    ])
  })

  test('is nobody’s in a third organisation, and never told to whom it was not sent', async () => {
    const { referralId, parcelId } = await sendAcross()
    const notMine = await t.call(contract.referrals.open, { referralId })
    expect(notMine.body).toMatchObject({ reason: 'unknown-record' })
    const notTheirs = await t.call(contract.parcels.open, { parcelId }, there)
    expect(notTheirs.body).toMatchObject({ reason: 'unknown-record' })
  })
})

describe('a mission entrusted to another', () => {
  test('has its term and its reports, late ones told on both sides, and its end', async () => {
    const { referralId, parcelId } = await sendAcross({
      ...{ kind: 'mandate', purpose: 'entrust-mission', legalBasis: 'contract' },
      ...{ termOn: '2027-11-22', reportEveryMonths: 3 },
    })
    const opened = await openThere(referralId)
    await t.call(
      contract.referrals.accept,
      {
        ...{ referralId, version: opened.version, householdId: null, motive: 'staying-in-home' },
        person: { lastName: 'Diop', firstName: 'Awa' },
      },
      there,
    )
    await carryParcels(t, t.elsewhere)
    expect((await openThere(referralId)).mandate).toMatchObject({
      dueDays: ['2027-02-22', '2027-05-22', '2027-08-22', '2027-11-22'],
      nextDueOn: '2027-02-22',
      state: 'running',
    })
    const late = onDay(t.house, '2027-02-24')
    for (const { id } of [t.here, t.elsewhere]) await watchReferrals.run(late, { organisationId: id }, signal)
    const { rows } = await t.owner.query(
      "select organisation_id, title, due_on::text from task where kind = 'mandate-report' order by title",
    )
    expect(rows).toEqual([
      { organisation_id: t.here.id, title: 'Rapport en retard : ailleurs', due_on: '2027-02-22' },
      { organisation_id: t.elsewhere.id, title: 'Rapport à remettre à ici', due_on: '2027-02-22' },
    ])
    const before = await openThere(referralId)
    await t.call(
      contract.referrals.sendReport,
      { referralId, version: before.version, text: 'Budget stabilisé, loyer repris.' },
      there,
    )
    await carryParcels(t, t.elsewhere)
    const sent = await openSent(parcelId)
    expect(sent).toMatchObject({ reportsReceived: 1, told: 'report-sent' })
    expect(sent.thread.at(-1)?.text).toBe('Budget stabilisé, loyer repris.')
    const ended = await t.call(contract.parcels.endMandate, {
      parcelId,
      version: sent.version,
      on: '2026-11-22',
    })
    expect(ended.status).toBe(200)
    await carryParcels(t, t.here)
    expect((await openThere(referralId)).mandate?.state).toBe('ended')
  })
})

describe('accepted into a programme', () => {
  const accept = async (referralId: string, programmeId: string) =>
    t.call(
      contract.referrals.accept,
      {
        ...{ referralId, version: (await openThere(referralId)).version, householdId: null },
        ...{ person: { lastName: 'Diop' }, motive: 'access-to-home', programmeId, tellsProgress: true },
      },
      there,
    )

  test('a measure is asked for in the sender’s name, and its beginning and end are told, each once', async () => {
    const programmeId = await makeProgramme(t, {}, t.elsewhere)
    const offered = await t.call(contract.referrals.programmes, {}, there)
    expect(offered.body.rows.map(({ id }) => id)).toContain(programmeId)
    const { referralId, parcelId } = await sendAcross()
    const { measureId } = (await accept(referralId, programmeId)).body
    const { rows } = await t.owner.query(
      'select household_id, prescriber_name, programme_id from measure where id = $1',
      [measureId],
    )
    expect(rows).toMatchObject([{ prescriber_name: 'ici', programme_id: programmeId }])

    const watch = () => watchReferrals.run(t.house, { organisationId: t.elsewhere.id }, signal)
    await watch()
    for (const column of ['started_on', 'ended_on']) {
      await t.owner.query(`update measure_standing set ${column} = '2026-11-21' where measure_id = $1`, [
        measureId,
      ])
      await watch()
      await watch()
    }
    await carryParcels(t, t.elsewhere)
    const sent = await openSent(parcelId)
    expect(sent.thread.map(({ kind }) => kind)).toEqual(['accepted', 'measure-started', 'measure-ended'])
  })

  test('that is not published, nothing is accepted at all', async () => {
    const { referralId } = await sendAcross()
    expect((await accept(referralId, randomUUIDv7())).body).toMatchObject({ reason: 'measure-refused' })
    expect((await openThere(referralId)).state).toBe('received')
    const { rows } = await t.owner.query('select household_id from referral where id = $1', [referralId])
    expect(rows).toEqual([{ household_id: null }])
  })
})

describe('nothing stays unanswered unseen', () => {
  test('the coordinator is told before the day, once; the answer closes it', async () => {
    const { referralId } = await sendAcross()
    const tasks = async () =>
      (
        await t.owner.query(
          'select assignee_id, closed_at is not null as closed from task where origin_key like $1',
          [`referral-waiting/${referralId}/%`],
        )
      ).rows
    await watchReferrals.run(onDay(t.house, '2026-12-03'), { organisationId: t.elsewhere.id }, signal)
    expect(await tasks()).toEqual([])
    for (const day of ['2026-12-04', '2026-12-05'])
      await watchReferrals.run(onDay(t.house, day), { organisationId: t.elsewhere.id }, signal)
    const coordinator = t.elsewhere.members.coordinator.membershipId
    expect(await tasks()).toEqual([{ assignee_id: coordinator, closed: false }])
    const { version } = await openThere(referralId)
    await t.call(contract.referrals.decline, { referralId, version, reason: 'outside-public' }, there)
    expect(await tasks()).toEqual([{ assignee_id: coordinator, closed: true }])
  })

  test('the inbox begins with the latest, filters, pages, and counts', async () => {
    for (let rank = 0; rank < 3; rank += 1) await sendAcross()
    await t.owner.query(
      "update referral set due_on = '2026-11-10' where id = (select max(id::text)::uuid from referral where state = 'received')",
    )
    const first = await t.call(contract.referrals.list, { limit: 2 }, there)
    expect(first.body.rows[0]).toMatchObject({ dueOn: '2026-11-10', urgency: 'late' })
    expect(first.body.next).not.toBeNull()
    const next = await t.call(contract.referrals.list, { limit: 2, after: first.body.next ?? '' }, there)
    const ids = [...first.body.rows, ...next.body.rows].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const late = await t.call(contract.referrals.list, { isLate: true }, there)
    const counted = await t.call(contract.referrals.count, {}, there)
    expect([late.body.rows.length, late.body.total.count]).toEqual([1, counted.body.late])
    const named = await t.call(contract.referrals.list, { text: 'diop' }, there)
    expect(named.body.rows.length).toBe(named.body.total.count)
    expect(named.body.rows.every(({ subject }) => subject === 'DIOP Awa')).toBe(true)
  })

  test('is given to a colleague who triages, and to nobody else', async () => {
    const { referralId } = await sendAcross()
    const { version } = await openThere(referralId)
    const { members } = t.elsewhere
    const wrong = await t.call(
      contract.referrals.assign,
      { referralId, version, assigneeId: members['rent-officer'].membershipId },
      there,
    )
    expect(wrong.body).toMatchObject({ reason: 'unknown-colleague' })
    const other = await t.call(
      contract.referrals.assign,
      { referralId, version, assigneeId: t.here.members.coordinator.membershipId },
      there,
    )
    expect(other.body).toMatchObject({ reason: 'unknown-colleague' })
    await t.call(
      contract.referrals.assign,
      { referralId, version, assigneeId: members['social-worker'].membershipId },
      there,
    )
    const mine = await t.call(
      contract.referrals.list,
      { whose: 'mine' },
      { ...there, as: 'social-worker', in: t.elsewhere },
    )
    expect(mine.body.rows.map(({ id }) => id)).toEqual([referralId])
  })
})

test('reading what was received leaves a line in the journal, once a visit', async () => {
  const { referralId } = await sendAcross()
  await openThere(referralId)
  await openThere(referralId)
  const { rows } = await t.owner.query(
    "select membership_id from journal where act = 'referral-opened' and subject_id = $1",
    [referralId],
  )
  expect(rows).toEqual([{ membership_id: t.elsewhere.members.coordinator.membershipId }])
})
