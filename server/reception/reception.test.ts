import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { createApp } from '#server/app.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'

const { reception } = contract
/** Sunday 22 November 2026, 10:00 in Paris. */
let t: TestHouse
let householdId: string
beforeAll(async () => {
  t = await openTestHouse()
  householdId = await makeHousehold(t.owner, t.here)
})
afterAll(() => t.close())

const anyone = { subject: 'dalo' } as const
const adviser = { as: 'rights-adviser' } as const

const openPlace = async (name = 'Permanence du centre') => {
  const { body } = await t.call(reception.addPlace, { name, address: '3 rue de la Paix' }, adviser)
  return body.placeId
}
const slotFacts = {
  weekday: 2,
  startTime: '09:00',
  endTime: '11:00',
  fromOn: '2026-11-23',
  minutesEach: 30,
  desks: 1,
}
const welcome = async (placeId: string, more = {}) =>
  (await t.call(reception.welcome, { placeId, ...anyone, ...more })).body
const lineOf = async (placeId: string) => (await t.call(reception.line, { placeId })).body
const rowOf = async (id: string) =>
  (await t.owner.query('select * from reception where id = $1', [id])).rows[0]

test('an anonymous person is received from the door to the outcome, and counts', async () => {
  const placeId = await openPlace()
  const { receptionId, dayNumber } = await welcome(placeId)
  expect(dayNumber).toBe(1)
  expect((await welcome(placeId)).dayNumber).toBe(2)
  const taken = await t.call(reception.act, { receptionId, version: 1, act: 'take' }, adviser)
  expect(taken.body.version).toBe(2)
  const entry = { body: 'Monsieur est venu', audience: 'team' } as const
  const end = { receptionId, version: 2, outcome: 'informed', subject: 'dalo', form: 'one-off' } as const
  const written = await t.call(reception.end, { ...end, entry })
  expect(written).toMatchObject({ status: 409, body: { reason: 'anonymous-entry' } })
  expect((await t.call(reception.end, { ...end, minutes: 20 })).status).toBe(200)
  expect(await rowOf(receptionId)).toMatchObject({ household_id: null, minutes: 20, outcome: 'informed' })
  const { rows } = await t.owner.query(
    "select household_id, after from journal where subject_id = $1 and act = 'reception-ended'",
    [receptionId],
  )
  expect(rows).toEqual([
    { household_id: null, after: { outcome: 'informed', minutes: 20, subject: 'dalo', form: 'one-off' } },
  ])
})

test('an emergency passes first; a name passes before nobody', async () => {
  const placeId = await openPlace('Antenne sud')
  const first = await welcome(placeId)
  const named = await welcome(placeId, { householdId })
  const urgent = await welcome(placeId, { subject: 'eviction', emergency: 'eviction-near' })
  const { waiting } = await lineOf(placeId)
  expect(waiting.map((one) => one.receptionId)).toEqual([
    urgent.receptionId,
    first.receptionId,
    named.receptionId,
  ])
  const late = { receptionId: first.receptionId, version: 1, ...anyone, emergency: 'no-shelter' } as const
  await t.call(reception.change, late)
  expect((await lineOf(placeId)).waiting.map((one) => one.emergency)).toEqual([
    'no-shelter',
    'eviction-near',
    null,
  ])
})

test('what is written of a known household is in its line, for the readers chosen', async () => {
  const placeId = await openPlace('Antenne nord')
  const { receptionId } = await welcome(placeId, { householdId })
  await t.call(reception.act, { receptionId, version: 1, act: 'take' }, adviser)
  const entry = { body: 'Recours amiable expliqué.', audience: 'team' } as const
  await t.call(
    reception.end,
    { receptionId, version: 2, outcome: 'file-advanced', subject: 'dalo', form: 'lasting', entry },
    adviser,
  )
  const { rows } = await t.owner.query(
    'select household_id, body, audience, compartment, channel from log_entry where household_id = $1',
    [householdId],
  )
  expect(rows).toEqual([
    {
      household_id: householdId,
      body: 'Recours amiable expliqué.',
      audience: 'team',
      compartment: 'social',
      channel: 'appointment',
    },
  ])
  const { body } = await t.call(reception.list, { householdId })
  expect(body.rows.some((one) => one.receptionId === receptionId && one.form === 'lasting')).toBe(true)
})

test('a reception goes one way, on the version that was read', async () => {
  const { receptionId } = await welcome(await openPlace('Antenne est'))
  const act = (version: number, act: 'take' | 'leave' | 'put-back' | 'miss') =>
    t.call(reception.act, { receptionId, version, act })
  expect(await act(1, 'miss')).toMatchObject({ status: 409, body: { reason: 'not-possible-now' } })
  await act(1, 'take')
  expect(await act(1, 'leave')).toMatchObject({ status: 409, body: { reason: 'stale-version' } })
  expect((await act(2, 'put-back')).status).toBe(200)
  expect((await act(3, 'leave')).status).toBe(200)
  expect(await act(4, 'take')).toMatchObject({ status: 409, body: { reason: 'not-possible-now' } })
  const early = { receptionId, version: 4, outcome: 'informed', ...anyone, form: 'one-off' } as const
  expect(await t.call(reception.end, early)).toMatchObject({
    status: 409,
    body: { reason: 'not-possible-now' },
  })
})

test('an hour of a slot is given as many times as there are desks', async () => {
  const placeId = await openPlace('Mairie annexe')
  const { slotId } = (await t.call(reception.addSlot, { placeId, ...slotFacts })).body
  const book = (time: string, onDate = '2026-11-24', more = {}) =>
    t.call(reception.book, { slotId, onDate: onDate as '2026-11-24', time, ...anyone, ...more })
  const { status, body } = await book('09:30', '2026-11-24', { householdId })
  expect(status).toBe(200)
  expect(await book('09:30')).toMatchObject({ status: 409, body: { reason: 'time-taken' } })
  expect(await book('09:10')).toMatchObject({ status: 409, body: { reason: 'no-such-time' } })
  expect(await book('09:30', '2026-11-25')).toMatchObject({ body: { reason: 'no-such-time' } })
  const agenda = await t.call(reception.agenda, { from: '2026-11-23', to: '2026-11-29', placeId })
  expect(agenda.body.days).toMatchObject([
    {
      onDate: '2026-11-24',
      times: [{ free: 1 }, { time: '09:30', booked: 1, free: 0 }, { free: 1 }, { free: 1 }],
    },
  ])
  expect(
    await t.call(reception.act, { receptionId: body.receptionId, version: 1, act: 'arrive' }),
  ).toMatchObject({ status: 409, body: { reason: 'not-possible-now' } })
  await t.call(reception.act, { receptionId: body.receptionId, version: 1, act: 'miss' })
  expect((await book('09:30')).status).toBe(200)
})

test('two people who book the same hour at once: one has it', async () => {
  const placeId = await openPlace('Maison des services')
  const { slotId } = (await t.call(reception.addSlot, { placeId, ...slotFacts })).body
  const answers = await Promise.all(
    [1, 2, 3].map(() => t.call(reception.book, { slotId, onDate: '2026-12-01', time: '10:00', ...anyone })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
})

test('a day closed tells which appointments are to be moved; hours held are not taken away', async () => {
  const placeId = await openPlace('Centre social')
  const { slotId } = (await t.call(reception.addSlot, { placeId, ...slotFacts })).body
  await t.call(reception.book, { slotId, onDate: '2026-12-08', time: '10:30', ...anyone })
  const shorter = { slotId, version: 1, ...slotFacts, endTime: '10:00' }
  expect(await t.call(reception.changeSlot, shorter)).toMatchObject({
    status: 409,
    body: { reason: 'has-appointments' },
  })
  const closed = { slotId, onDate: '2026-12-08', reason: 'Formation' } as const
  expect((await t.call(reception.setException, closed)).body.displaced).toBe(1)
  const wrongDay = { ...closed, onDate: '2026-12-09' } as const
  expect(await t.call(reception.setException, wrongDay)).toMatchObject({
    body: { reason: 'not-a-day-of-it' },
  })
  const agenda = { from: '2026-12-08', to: '2026-12-08', placeId } as const
  expect((await t.call(reception.agenda, agenda)).body.days).toMatchObject([
    { closed: { reason: 'Formation' }, times: [] },
  ])
  await t.call(reception.dropException, { slotId, onDate: '2026-12-08' })
  expect((await t.call(reception.agenda, agenda)).body.days).toMatchObject([{ closed: null }])
  const far = { from: '2026-12-08', to: '2027-03-08' } as const
  expect(await t.call(reception.agenda, far)).toMatchObject({ status: 409, body: { reason: 'too-long' } })
})

test('a place closed receives nobody', async () => {
  const placeId = await openPlace('Ancien local')
  const place = { placeId, name: 'Ancien local', address: 'Rue du Port' }
  await t.call(reception.changePlace, { ...place, version: 1, closedOn: '2026-11-20' })
  expect(await t.call(reception.changePlace, { ...place, version: 1 })).toMatchObject({
    body: { reason: 'stale-version' },
  })
  expect(await t.call(reception.welcome, { placeId, ...anyone })).toMatchObject({
    status: 409,
    body: { reason: 'place-closed' },
  })
  const slot = { placeId, ...slotFacts }
  expect(await t.call(reception.addSlot, slot)).toMatchObject({ body: { reason: 'place-closed' } })
  expect(
    await t.call(reception.addSlot, { ...slot, placeId: await openPlace('Autre'), endTime: '08:00' }),
  ).toMatchObject({ body: { reason: 'ends-before-starting' } })
  const { rows } = (await t.call(reception.listPlaces, {})).body
  expect(rows.some((one) => one.placeId === placeId)).toBe(false)
})

test('figures put the named and the others side by side', async () => {
  const placeId = await openPlace('Lieu compté')
  const { receptionId } = await welcome(placeId)
  await welcome(placeId, { householdId, subject: 'arrears' })
  const at = new Date(t.house.clock.now().getTime() + 12 * 60_000)
  const later = createApp({ ...t.house, clock: { now: () => at, today: t.house.clock.today } }, t.auth, false)
  await later.request('/api/reception.act', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${t.here.members.coordinator.token}`,
      'idempotency-key': randomUUID(),
      'content-type': 'application/json',
    },
    body: JSON.stringify({ receptionId, version: 1, act: 'take' }),
  })
  const { body } = await t.call(
    reception.figures,
    { from: '2026-11-01', to: '2026-11-30', placeId },
    { as: 'auditor' },
  )
  expect(body).toMatchObject({ receptions: 2, anonymous: 1, emergencies: 0 })
  expect(body.byName).toMatchObject([
    { group: 'anonymous', receptions: 1, medianWaitMinutes: 12 },
    { group: 'named', receptions: 1, medianWaitMinutes: null },
  ])
  expect(body.bySubject).toEqual([
    { group: 'arrears', count: 1 },
    { group: 'dalo', count: 1 },
  ])
})

test('another organisation finds nothing here', async () => {
  const placeId = await openPlace('Chez nous')
  const { slotId } = (await t.call(reception.addSlot, { placeId, ...slotFacts })).body
  const { receptionId } = await welcome(placeId)
  const there = { in: t.elsewhere }
  const unknown = { status: 409, body: { reason: 'unknown-record' } }
  expect(await t.call(reception.line, { placeId }, there)).toMatchObject(unknown)
  expect(await t.call(reception.welcome, { placeId, ...anyone }, there)).toMatchObject(unknown)
  const act = { receptionId, version: 1, act: 'take' } as const
  expect(await t.call(reception.act, act, there)).toMatchObject(unknown)
  const booking = { slotId, onDate: '2026-11-24', time: '09:00', ...anyone } as const
  expect(await t.call(reception.book, booking, there)).toMatchObject(unknown)
  expect((await t.call(reception.list, {}, there)).body.rows).toEqual([])
  expect((await t.call(reception.listSlots, {}, there)).body.rows).toEqual([])
})

test('the same welcome sent twice is one person', async () => {
  const placeId = await openPlace('Un seul')
  const key = randomUUID()
  const twice = [1, 2].map(() => t.call(reception.welcome, { placeId, ...anyone }, { key }))
  const [one, two] = await Promise.all(twice)
  expect(one?.body).toEqual(two?.body)
  expect((await lineOf(placeId)).waiting).toHaveLength(1)
})

test('the report counts every reception, anonymous included, and opens on its list', async () => {
  const { rows: counted } = await t.owner.query<{ count: number; anonymous: number }>(
    `select count(*)::int as count, count(*) filter (where household_id is null)::int as anonymous
     from reception where organisation_id = $1 and arrived_at is not null`,
    [t.here.id],
  )
  const period = { from: '2026-01-01', to: '2026-12-31' } as const
  const { body } = await t.call(contract.reports.listBehind, { ...period, key: 'receptions' })
  expect(body.total.count).toBe(counted[0]?.count)
  const nameless = { ...period, key: 'receptions', group: 'anonymous' } as const
  expect((await t.call(contract.reports.listBehind, nameless)).body.total.count).toBe(counted[0]?.anonymous)
  expect(counted[0]?.anonymous).toBeGreaterThan(0)
})
