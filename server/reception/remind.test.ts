import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { remindAppointments, tellAppointment } from '#server/reception/remind.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { reception, households, communications } = contract
const adviser = { as: 'rights-adviser' } as const
const { signal } = new AbortController()
/** Sunday 22 November 2026, 10:00 in Paris. */
let t: TestHouse
let slotId: string
beforeAll(async () => {
  t = await openTestHouse()
  const { placeId } = (
    await t.call(
      reception.addPlace,
      { name: 'Permanence du centre', address: '3 rue de la Paix, 63000 Clermont-Ferrand' },
      adviser,
    )
  ).body
  const slot = { placeId, weekday: 2, startTime: '09:00', endTime: '11:00', fromOn: '2026-11-23' as const }
  slotId = (await t.call(reception.addSlot, { ...slot, minutesEach: 30, desks: 2 }, adviser)).body.slotId
})
afterAll(() => t.close())

const meet = async (lastName: string, email: string | undefined) =>
  (
    await t.call(
      households.create,
      { person: { lastName, firstName: 'Rose', ...(email ? { email } : {}) } },
      { as: 'social-worker' },
    )
  ).body.householdId
const book = async (householdId: string | undefined, time: string, onDate = '2026-11-24' as const) => {
  const who = { subject: 'dalo', ...(householdId ? { householdId } : {}) } as const
  return (await t.call(reception.book, { slotId, onDate, time, ...who }, adviser)).body.receptionId
}
const remind = () => remindAppointments.run(t.house, { organisationId: t.here.id }, signal)

type Queued = { organisationId: string; receptionId: string; noticeId: string }
const queued = async () => {
  const { rows } = await t.owner.query<{ payload: Queued }>(
    `select j.payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks k on k.id = j.task_id where k.identifier = 'reception.tell' order by j.id`,
  )
  await t.owner.query(
    `delete from graphile_worker._private_jobs where task_id in
       (select id from graphile_worker._private_tasks where identifier = 'reception.tell')`,
  )
  return rows.map(({ payload }) => payload)
}

test('a household expected in the coming days is reminded once, with the place and the hour', async () => {
  const rose = await meet('Auger', 'rose@example.org')
  await book(rose, '09:30')
  await book(undefined, '10:00')
  await remind()
  await remind()
  const asked = await queued()
  expect(asked).toHaveLength(1)
  t.mails.length = 0
  for (const payload of asked) {
    await tellAppointment.run(t.house, payload, signal)
    // A job given again after a stop writes nothing twice.
    await tellAppointment.run(t.house, payload, signal)
  }
  expect(t.mails).toMatchObject([{ to: 'rose@example.org' }])
  expect(t.mails[0]?.text.replaceAll('\u00a0', ' ')).toContain(
    'Le 24/11/2026 à 9 h 30\nPermanence du centre, 3 rue de la Paix',
  )
  const { rows } = await t.owner.query(
    `select n.news, n.state, n.channel, m.household_id from notice n
     join reception r on r.id = n.about_id join message m on m.household_id = r.household_id`,
  )
  expect(rows).toEqual([
    { news: 'appointment-reminder', state: 'sent', channel: 'email', household_id: rose },
  ])
})

test('nobody is reminded who cannot be reached or refused, came already, or is expected later', async () => {
  const silent = await meet('Sans', undefined)
  await book(silent, '09:00')
  const refusing = await meet('Refus', 'refus@example.org')
  await t.call(
    communications.refuseChannel,
    { householdId: refusing, channel: 'email', origin: 'asked', reason: 'Ne souhaite plus de messages' },
    adviser,
  )
  await book(refusing, '10:30')
  const later = await meet('Plus', 'plus@example.org')
  await t.call(
    reception.book,
    { slotId, onDate: '2026-12-08', time: '09:00', subject: 'dalo', householdId: later },
    adviser,
  )
  await remind()
  expect(await queued()).toEqual([])
})

test('called off before it leaves, a reminder is not sent', async () => {
  const luc = await meet('Luc', 'luc@example.org')
  const receptionId = await book(luc, '10:00')
  await remind()
  const asked = await queued()
  expect(asked).toMatchObject([{ receptionId }])
  await t.owner.query('update reception set missed_at = now() where id = $1', [receptionId])
  t.mails.length = 0
  for (const payload of asked) await tellAppointment.run(t.house, payload, signal)
  expect(t.mails).toEqual([])
})
