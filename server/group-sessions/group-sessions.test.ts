import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { fixedClock } from '#server/clock.ts'
import { eraseSignUps } from '#server/group-sessions/erase-sign-ups.ts'
import { remindSignedUp } from '#server/group-sessions/remind.ts'
import { type SessionNews, tellSignedUp } from '#server/group-sessions/tell.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'
import { readPdf } from '#tests/read-pdf.ts'

const { groupSessions, reception } = contract
/** Sunday 22 November 2026, 10:00 in Paris. */
let t: TestHouse
let placeId: string
beforeAll(async () => {
  t = await openTestHouse()
  placeId = (await t.call(reception.addPlace, { name: 'Salle Jaurès', address: '3 rue de la Paix' })).body
    .placeId
})
afterAll(() => t.close())

const workshop = (more = {}) => ({
  placeId,
  kind: 'dalo-workshop' as const,
  title: 'Atelier DALO',
  onDate: '2026-11-24' as const,
  startTime: '14:00',
  endTime: '16:00',
  capacity: 2,
  ...more,
})
const plan = async (more = {}) => (await t.call(groupSessions.add, workshop(more))).body.sessionId
const signUp = (sessionId: string, personName: string, more = {}) =>
  t.call(groupSessions.signUp, { sessionId, personName, ...more })
const open = async (sessionId: string) => (await t.call(groupSessions.open, { sessionId })).body
const signal = new AbortController().signal

/** What the queue holds is sent: the news of each person, in the order asked. */
const deliver = async (at?: string) => {
  t.mails.length = 0
  const { rows } = await t.owner.query<{
    payload: { organisationId: string; signUpId: string; news: SessionNews; noticeId: string }
  }>(
    `select j.payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks k on k.id = j.task_id where k.identifier = 'group-sessions.tell' order by j.id`,
  )
  await t.owner.query('delete from graphile_worker._private_jobs')
  const house = at ? { ...t.house, clock: fixedClock(at) } : t.house
  for (const { payload } of rows) await tellSignedUp.run(house, payload, signal)
  return t.mails.map(({ to, subject }) => ({ to, subject }))
}

test('the third waits, and has the seat that the first gives back', async () => {
  const sessionId = await plan()
  const first = await signUp(sessionId, 'Awa', { email: 'awa@example.org' })
  expect(first.body).toMatchObject({ state: 'seated', rank: null })
  await signUp(sessionId, 'Luc')
  const third = await signUp(sessionId, 'Mina', { email: 'mina@example.org' })
  expect(third.body).toMatchObject({ state: 'waiting', rank: 1 })
  expect(await deliver()).toEqual([
    { to: 'awa@example.org', subject: 'ici : votre inscription est confirmée' },
    { to: 'mina@example.org', subject: 'ici : vous êtes sur la liste d’attente' },
  ])
  const given = await t.call(groupSessions.cancelSignUp, { signUpId: first.body.signUpId })
  expect(given.body.seated).toBe(1)
  expect(await t.call(groupSessions.cancelSignUp, { signUpId: first.body.signUpId })).toMatchObject({
    status: 409,
    body: { reason: 'already-cancelled' },
  })
  expect(await deliver()).toEqual([
    { to: 'mina@example.org', subject: 'ici : une place s’est libérée pour vous' },
    { to: 'awa@example.org', subject: 'ici : votre inscription est annulée' },
  ])
  const { signUps, seated, waiting } = await open(sessionId)
  expect(signUps.map(({ personName, state }) => [personName, state])).toEqual([
    ['Awa', 'cancelled'],
    ['Luc', 'seated'],
    ['Mina', 'seated'],
  ])
  expect({ seated, waiting }).toEqual({ seated: 2, waiting: 0 })
})

test('ten people ask at once for the last two seats: two have them', async () => {
  const sessionId = await plan()
  const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => signUp(sessionId, `Personne ${n}`)))
  expect(answers.filter(({ body }) => body.state === 'seated')).toHaveLength(2)
  expect(answers.map(({ body }) => body.rank ?? 0).sort((a, b) => a - b)).toEqual([
    0, 0, 1, 2, 3, 4, 5, 6, 7, 8,
  ])
})

test('nobody is signed up without a name, twice, or beyond the seats there are', async () => {
  const sessionId = await plan()
  const householdId = await makeHousehold(t.owner, t.here)
  const nobody = await t.call(groupSessions.signUp, { sessionId })
  expect(nobody).toMatchObject({ status: 409, body: { reason: 'nobody-named' } })
  expect(await signUp(sessionId, 'Un groupe', { seats: 3 })).toMatchObject({
    body: { reason: 'more-than-capacity' },
  })
  expect((await t.call(groupSessions.signUp, { sessionId, householdId })).status).toBe(200)
  expect(await t.call(groupSessions.signUp, { sessionId, householdId })).toMatchObject({
    body: { reason: 'already-signed-up' },
  })
  const { body } = await t.call(groupSessions.ofHousehold, { householdId })
  expect(body.rows).toMatchObject([{ sessionId, state: 'seated' }])
})

test('a household that asked not to be contacted is not written to', async () => {
  const sessionId = await plan()
  const householdId = await makeHousehold(t.owner, t.here, 'Ne pas joindre')
  await t.owner.query('update household set do_not_contact = true where id = $1', [householdId])
  await t.call(groupSessions.signUp, { sessionId, householdId, email: 'silence@example.org' })
  expect(await deliver()).toEqual([])
})

const readTexts = () => t.texts.map(({ to, text }) => ({ to, text }))
const readNotices = async (householdId: string) =>
  (
    await t.owner.query(
      `select m.channel, m.state, m.skip_reason, m.address, n.state as told from message m
       join notice n on n.organisation_id = m.organisation_id and n.id = m.id where m.household_id = $1 order by m.id`,
      [householdId],
    )
  ).rows

test('whoever refuses mails is told by text message, never at night, once, and the file keeps the proof', async () => {
  const sessionId = await plan()
  const householdId = await makeHousehold(t.owner, t.here, 'Par SMS')
  const refuse = { householdId, channel: 'email', origin: 'asked', reason: null, untilOn: null } as const
  expect((await t.call(contract.communications.refuseChannel, refuse)).status).toBe(200)
  await t.call(groupSessions.signUp, {
    sessionId,
    householdId,
    email: 'jamais@example.org',
    phone: '06 12 34 56 78',
  })
  // A Sunday: held until Monday morning.
  expect(await deliver()).toEqual([])
  expect(readTexts()).toEqual([])
  expect(await deliver('2026-11-23T09:00:00Z')).toEqual([])
  expect(readTexts()).toMatchObject([{ to: '+33612345678' }])
  expect(readTexts()[0]?.text).toContain('Atelier DALO')
  expect(await readNotices(householdId)).toEqual([
    { channel: 'sms', state: 'sent', skip_reason: null, address: '+33612345678', told: 'sent' },
  ])
  await deliver('2026-11-23T10:00:00Z')
  expect(readTexts()).toHaveLength(1)
})

test('a refusal recorded after the cancellation was asked for is honoured, and said in the file', async () => {
  const sessionId = await plan()
  const householdId = await makeHousehold(t.owner, t.here, 'Tardif')
  await t.call(groupSessions.signUp, { sessionId, householdId, email: 'tardif@example.org' })
  expect(await deliver()).toHaveLength(1)
  const cancelled = await t.call(groupSessions.cancel, { sessionId, version: 1, reason: 'Grève' })
  expect(cancelled.body).toMatchObject({ told: 1, toCall: 0 })
  await t.owner.query('update household set do_not_contact = true where id = $1', [householdId])
  expect(await deliver()).toEqual([])
  expect(await readNotices(householdId)).toMatchObject([
    { state: 'sent', channel: 'email', address: 'tardif@example.org' },
    { state: 'skipped', skip_reason: 'do-not-contact', told: 'skipped' },
  ])
})

test('the households signed up to a session are those of a message to its signed-up', async () => {
  const sessionId = await plan()
  const householdId = await makeHousehold(t.owner, t.here, 'Inscrit')
  const gone = await makeHousehold(t.owner, t.here, 'Désinscrit')
  await t.call(groupSessions.signUp, { sessionId, householdId, email: 'inscrit@example.org' })
  const given = await t.call(groupSessions.signUp, { sessionId, householdId: gone })
  await t.call(groupSessions.cancelSignUp, { signUpId: given.body.signUpId })
  await signUp(sessionId, 'Sans dossier', { email: 'sans@example.org' })
  const template = {
    name: 'Salle',
    channel: 'email',
    compartment: 'social',
    subject: 'Salle',
    body: 'Venez.',
  } as const
  const { templateId } = (await t.call(contract.communications.createTemplate, template)).body
  const ask = { templateId, name: 'Salle', source: { kind: 'session', sessionId } } as const
  const made = await t.call(contract.communications.rehearse, ask)
  expect(made.status).toBe(200)
  const { rows } = await t.owner.query('select household_id from message where batch_id = $1', [
    made.body.batchId,
  ])
  expect(rows).toEqual([{ household_id: householdId }])
  expect((await t.call(contract.communications.rehearse, ask, { as: 'rent-officer' })).status).not.toBe(200)
})

test('what changes is told to those it concerns; seats that are held are not taken away', async () => {
  const sessionId = await plan()
  await signUp(sessionId, 'Awa', { email: 'awa@example.org' })
  await signUp(sessionId, 'Luc', { email: 'luc@example.org' })
  await signUp(sessionId, 'Mina', { email: 'mina@example.org' })
  await deliver()
  const change = (version: number, more = {}) =>
    t.call(groupSessions.change, { sessionId, version, ...workshop(more) })
  expect(await change(1, { capacity: 1 })).toMatchObject({
    status: 409,
    body: { reason: 'capacity-below-seats' },
  })
  expect(await change(2)).toMatchObject({ body: { reason: 'stale-version' } })
  expect((await change(1, { title: 'Atelier DALO, débutants' })).body).toMatchObject({ told: 0, seated: 0 })
  expect((await change(2, { capacity: 3 })).body).toMatchObject({ told: 0, seated: 1 })
  expect(await deliver()).toEqual([
    { to: 'mina@example.org', subject: 'ici : une place s’est libérée pour vous' },
  ])
  expect((await change(3, { capacity: 3, startTime: '14:30' })).body.told).toBe(3)
  expect(await deliver()).toHaveLength(3)
  const cancelled = await t.call(groupSessions.cancel, {
    sessionId,
    version: 4,
    reason: 'Salle indisponible',
  })
  expect(cancelled.body).toMatchObject({ told: 3, toCall: 0 })
  await deliver()
  expect(t.mails[0]?.text).toContain('Pourquoi : Salle indisponible')
  expect(await signUp(sessionId, 'Tard')).toMatchObject({ status: 409, body: { reason: 'session-over' } })
})

test('a session is drawn at a place that is open, by a colleague, for later', async () => {
  const refused = async (more: object) => (await t.call(groupSessions.add, workshop(more))).body
  expect(await refused({ endTime: '13:00' })).toMatchObject({ reason: 'ends-before-starting' })
  expect(await refused({ placeId: crypto.randomUUID() })).toMatchObject({ reason: 'unknown-place' })
  expect(await refused({ hostId: t.elsewhere.members.coordinator.membershipId })).toMatchObject({
    reason: 'unknown-colleague',
  })
  expect(await refused({ takesPublic: true })).toMatchObject({ reason: 'published-first' })
  expect(await refused({ onDate: '2026-11-21' })).toMatchObject({ reason: 'in-the-past' })
})

test('each is reminded once, the days before that the organisation chose', async () => {
  const sessionId = await plan()
  const far = await plan({ onDate: '2026-12-22' })
  await signUp(sessionId, 'Awa', { email: 'awa@example.org' })
  await signUp(far, 'Loin', { email: 'loin@example.org' })
  await deliver()
  await remindSignedUp.run(t.house, { organisationId: t.here.id }, signal)
  await remindSignedUp.run(t.house, { organisationId: t.here.id }, signal)
  const told = await deliver()
  expect(told.filter(({ to }) => to === 'awa@example.org')).toHaveLength(1)
  expect(told.filter(({ to }) => to === 'loin@example.org')).toEqual([])
  expect((await open(sessionId)).signUps[0]?.remindedAt).not.toBeNull()
})

test('presence is noted once the session has begun; those without a name count', async () => {
  const sessionId = await plan({ onDate: '2026-11-22', startTime: '18:00', endTime: '19:00' })
  const { signUpId } = (await signUp(sessionId, 'Awa')).body
  await signUp(sessionId, 'Luc')
  await signUp(sessionId, 'Mina')
  const record = (present: string[], version = 1) =>
    t.call(groupSessions.recordAttendance, { sessionId, version, present, unnamedPresent: 3 })
  expect(await record([signUpId])).toMatchObject({ status: 409, body: { reason: 'not-yet' } })
  await t.owner.query("update group_session set start_time = '08:00', end_time = '09:00' where id = $1", [
    sessionId,
  ])
  expect(await record([crypto.randomUUID()])).toMatchObject({ body: { reason: 'not-signed-up' } })
  expect((await record([signUpId])).body).toEqual({ version: 2, present: 1, absent: 2 })
  expect(await open(sessionId)).toMatchObject({ state: 'held', present: 4, unnamedPresent: 3 })
  expect(await record([signUpId])).toMatchObject({ body: { reason: 'stale-version' } })
})

test('names are erased in time; how many came remains', async () => {
  const sessionId = await plan()
  await signUp(sessionId, 'Nom Gardé', { email: 'garde@example.org', phone: '0600000000' })
  const run = (day: string) =>
    eraseSignUps.run(
      { ...t.house, clock: fixedClock(`${day}T03:00:00Z`) },
      { organisationId: t.here.id },
      signal,
    )
  await run('2027-02-21')
  expect((await open(sessionId)).signUps[0]?.personName).toBe('Nom Gardé')
  await run('2027-02-23')
  expect((await open(sessionId)).signUps[0]).toMatchObject({
    personName: null,
    email: null,
    phone: null,
    erasedOn: '2027-02-23',
    seats: 1,
  })
})

test('the sheet of a session is a PDF with its names, and lines for those who come without', async () => {
  const sessionId = await plan()
  await signUp(sessionId, 'Luc Morel')
  const response = await t.send(groupSessions.attendanceSheet, { sessionId })
  expect(response.headers.get('content-type')).toBe('application/pdf')
  const text = readPdf(new Uint8Array(await response.arrayBuffer()))
  expect(text).toContain('Luc Morel')
  expect(text).toContain('une croix suffit')
})

test('another organisation finds nothing here', async () => {
  const sessionId = await plan()
  const { signUpId } = (await signUp(sessionId, 'Awa')).body
  const there = { in: t.elsewhere }
  const unknown = { status: 409, body: { reason: 'unknown-record' } }
  expect(await t.call(groupSessions.open, { sessionId }, there)).toMatchObject(unknown)
  expect(await t.call(groupSessions.signUp, { sessionId, personName: 'X' }, there)).toMatchObject(unknown)
  expect(await t.call(groupSessions.cancelSignUp, { signUpId }, there)).toMatchObject(unknown)
  expect(await t.call(groupSessions.cancel, { sessionId, version: 1, reason: 'x' }, there)).toMatchObject(
    unknown,
  )
  expect((await t.call(groupSessions.list, {}, there)).body.rows).toEqual([])
})
