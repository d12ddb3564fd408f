import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'

const { appointments } = contract

let t: TestHouse
let householdId: string
const asMe = { as: 'social-worker' } as const
beforeAll(async () => {
  t = await openTestHouse()
  householdId = await makeHousehold(t.owner, t.here, 'Martine DURAND et Paul REY')
})
afterAll(() => t.close())

const facts = {
  title: 'Visite ; budget, dettes',
  startsAt: '2026-11-24T09:00:00.000Z',
  endsAt: '2026-11-24T10:30:00.000Z',
  place: '12 rue des Lilas, bâtiment « Les Érables et les Tilleuls réunis », troisième étage',
  withWhom: 'Mme Durand',
  remindMinutes: 60,
}
const add = (change: object = {}, options: object = asMe) =>
  t.call(appointments.add, { householdId, ...facts, ...change }, options)
const feedOf = async (url: string) => t.app.request(new URL(url).pathname)
const openFeed = async (showsNames: boolean) =>
  (await t.call(appointments.renewFeed, { showsNames }, asMe)).body.url ?? ''

/** Reads a calendar back as RFC 5545 says: unfolded, unescaped, one record per component. */
const readCalendar = (text: string) => {
  expect(text.endsWith('\r\n')).toBe(true)
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  const events: Record<string, string>[] = []
  for (const line of text.replaceAll('\r\n ', '').split('\r\n')) {
    const [, name = '', value = ''] = /^([^:;]+)[^:]*:(.*)$/.exec(line) ?? []
    if (name === 'BEGIN' && value === 'VEVENT') events.push({})
    const last = events.at(-1)
    if (last && !(name in last))
      last[name] = value.replace(/\\(.)/g, (_, mark) => (mark === 'n' ? '\n' : mark))
  }
  return events
}

test('an appointment is taken, moved, cancelled, each change over the version that was read', async () => {
  const { appointmentId } = (await add()).body
  const moved = { ...facts, startsAt: '2026-11-25T09:00:00.000Z', endsAt: '2026-11-25T10:00:00.000Z' }
  expect((await t.call(appointments.change, { appointmentId, version: 1, ...moved }, asMe)).body).toEqual({
    version: 2,
  })
  const stale = await t.call(appointments.change, { appointmentId, version: 1, ...facts }, asMe)
  expect([stale.status, stale.body]).toMatchObject([
    409,
    { reason: 'stale-version', details: { version: 2, startsAt: moved.startsAt } },
  ])
  const cancel = { appointmentId, version: 2, reason: 'Le ménage est absent' }
  expect((await t.call(appointments.cancel, cancel, asMe)).status).toBe(200)
  const again = await t.call(appointments.cancel, { ...cancel, version: 3 }, asMe)
  expect([again.status, again.body]).toMatchObject([409, { reason: 'already-cancelled' }])
  const { rows } = await t.owner.query('select * from appointment where id = $1', [appointmentId])
  expect(rows).toMatchObject([{ version: 3, cancel_reason: 'Le ménage est absent', place: facts.place }])
})

test('an end before the start, or a day later, is refused', async () => {
  for (const endsAt of ['2026-11-24T09:00:00.000Z', '2026-11-26T09:00:00.000Z']) {
    const { status, body } = await add({ endsAt })
    expect([status, body]).toMatchObject([409, { reason: 'ends-before' }])
  }
})

test('rent staff and other organisations do not see it', async () => {
  const { appointmentId } = (await add()).body
  const cancel = { appointmentId, version: 1, reason: 'x' }
  for (const options of [{ as: 'rent-officer' }, { as: 'coordinator', in: t.elsewhere }] as const) {
    const { status, body } = await t.call(appointments.cancel, cancel, options)
    expect([status, body]).toMatchObject([409, { reason: 'unknown-record' }])
  }
  const { body } = await t.call(appointments.list, { householdId }, { as: 'rent-officer' })
  expect(body.rows).toEqual([])
})

test('the calendar one follows holds the appointments, without a name unless one asks', async () => {
  await t.owner.query('delete from appointment')
  const { appointmentId } = (await add()).body
  const url = await openFeed(false)
  const response = await feedOf(url)
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const discreet = await response.text()
  expect(readCalendar(discreet)).toMatchObject([
    {
      UID: `rdv-${appointmentId}@palier`,
      DTSTART: '20261124T090000Z',
      DTEND: '20261124T103000Z',
      SUMMARY: 'RDV ménage M. D. P. R.',
      URL: `http://localhost:4000/ici/menages/${householdId}`,
      TRIGGER: '-PT60M',
      STATUS: 'CONFIRMED',
    },
  ])
  expect(discreet).not.toMatch(/DURAND|Durand|Lilas/)
  await t.call(appointments.setFeedDetail, { showsNames: true }, asMe)
  expect(readCalendar(await (await feedOf(url)).text())).toMatchObject([
    {
      SUMMARY: 'Visite ; budget, dettes – Martine DURAND et Paul REY',
      LOCATION: facts.place,
      DESCRIPTION: 'Avec Mme Durand',
    },
  ])
})

test('tasks stand in the calendar as whole days', async () => {
  const me = t.here.members['social-worker'].membershipId
  await t.call(
    contract.tasks.add,
    { householdId, assigneeId: me, kind: 'call', title: 'Rappeler la fille', dueOn: '2026-11-30' },
    asMe,
  )
  const events = readCalendar(await (await feedOf(await openFeed(false))).text())
  expect(events).toContainEqual(
    expect.objectContaining({
      DTSTART: '20261130',
      DTEND: '20261201',
      SUMMARY: 'À faire : appel M. D. P. R.',
    }),
  )
})

test('a renewed address closes the former one; a stopped feed, a departure, a made-up key answer nothing', async () => {
  const first = await openFeed(true)
  const second = await openFeed(true)
  expect((await feedOf(first)).status).toBe(404)
  expect((await feedOf(second)).status).toBe(200)
  const { rows } = await t.owner.query(
    'select feed_key_hash::text from membership where feed_key_hash is not null',
  )
  expect(rows).toHaveLength(1)
  expect(second).not.toContain(rows[0].feed_key_hash.slice(2))
  const me = t.here.members['social-worker'].membershipId
  await t.owner.query("update membership set ended_on = '2026-11-21' where id = $1", [me])
  expect((await feedOf(second)).status).toBe(404)
  await t.owner.query('update membership set ended_on = null where id = $1', [me])
  const elsewhere = second.replace(t.here.id, t.elsewhere.id)
  expect((await feedOf(elsewhere)).status).toBe(404)
  expect((await t.call(appointments.stopFeed, {}, asMe)).body).toEqual({ isOn: false, showsNames: true })
  expect((await feedOf(second)).status).toBe(404)
  expect((await feedOf('http://localhost:4000/ics/nonsense.ics')).status).toBe(404)
})

test('the address is not kept in the receipt of the command', async () => {
  const key = crypto.randomUUID()
  const first = await t.call(appointments.renewFeed, {}, { ...asMe, key })
  const second = await t.call(appointments.renewFeed, {}, { ...asMe, key })
  expect([first.body.url, second.body.url]).toEqual([expect.stringContaining('/ics/'), null])
})
