import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PublicSessions } from '#contract/group-sessions.ts'
import { contract } from '#contract/index.ts'
import { searchNonce } from '#domain/referrals/proof-of-work.ts'
import { createApp } from '#server/app.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { cancelToken } from './tell.ts'

const { groupSessions, reception } = contract
let t: TestHouse
let sessionId: string
beforeAll(async () => {
  t = await openTestHouse()
  const place = { name: 'Salle <Jaurès> & Cie', address: '3 rue de la Paix', accessWords: 'Plain-pied' }
  const { placeId } = (await t.call(reception.addPlace, place)).body
  const workshop = {
    placeId,
    kind: 'dalo-workshop',
    title: 'Atelier « DALO » & co',
    onDate: '2026-11-24',
    startTime: '14:00',
    endTime: '16:00',
    capacity: 1,
    isPublished: true,
    takesPublic: true,
  } as const
  sessionId = (await t.call(groupSessions.add, workshop)).body.sessionId
  const hidden = { ...workshop, title: 'Réservé', isPublished: false, takesPublic: false }
  await t.call(groupSessions.add, hidden)
  await t.call(groupSessions.signUp, { sessionId, personName: 'Secrète DUPONT', email: 'secret@example.org' })
})
beforeEach(async () => {
  await t.owner.query('delete from public_form_use')
})
afterAll(() => t.close())

const publish = async (isOn: boolean) => {
  const { version } = (await t.call(groupSessions.publication, {})).body
  await t.call(groupSessions.setPublication, { version, isOn, words: 'Ouvert à tous.' })
}
const get = (path: string, headers = {}) => t.app.request(path, { headers })
const later = (seconds: number) => {
  const at = new Date(t.house.clock.now().getTime() + seconds * 1000)
  return createApp({ ...t.house, clock: { now: () => at, today: t.house.clock.today } }, t.auth, false)
}
const readPage = async () => (await (await get('/api/public-sessions/ici')).json()) as PublicSessions

const post = async (more = {}, { page = undefined as PublicSessions | undefined, seconds = 20 } = {}) => {
  const form = page ?? (await readPage())
  const response = await later(seconds).request('/api/public-sessions/ici', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token: form.token,
      nonce: searchNonce(form.challenge, form.difficultyBits, 0, 10_000_000) ?? -1,
      sessionId,
      personName: 'Awa',
      phone: '06 00 00 00 02',
      ...more,
    }),
  })
  return { status: response.status, body: (await response.json()) as { state?: string; error?: string } }
}

/** Well-formed, or this throws; the names of its elements with their texts. */
const parseXml = (xml: string) => {
  const parser = new SaxesParser({ xmlns: true })
  const found: { name: string; uri: string; text: string }[] = []
  const open: { name: string; uri: string; text: string }[] = []
  parser.on('opentag', ({ local, uri }) => {
    const element = { name: local, uri, text: '' }
    found.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const current = open.at(-1)
    if (current) current.text += text
  })
  parser.on('closetag', () => void open.pop())
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
  return found
}

test('nothing is shown until the organisation says so', async () => {
  const paths = ['/api/public-sessions/ici', '/flux/ici/seances.atom', '/flux/ici/seances.ics']
  for (const path of paths) expect((await get(path)).status).toBe(404)
  expect((await get('/flux/inconnue/seances.atom')).status).toBe(404)
  const form = { token: 'x', challenge: 'x', difficultyBits: 0 } as PublicSessions
  expect(await post({}, { page: form })).toMatchObject({ status: 404, body: { error: 'no-page' } })
})

test('the feed is Atom, without a name, and only told again when it changed', async () => {
  await publish(true)
  const response = await get('/flux/ici/seances.atom')
  expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
  expect(response.headers.get('set-cookie')).toBeNull()
  const xml = await response.text()
  const elements = parseXml(xml)
  expect(elements.every(({ uri }) => uri === 'http://www.w3.org/2005/Atom')).toBe(true)
  const texts = (name: string) => elements.filter((one) => one.name === name).map(({ text }) => text)
  expect(texts('title')).toEqual(['ici : séances à venir', 'Atelier « DALO » & co'])
  expect(texts('summary')[0]).toContain('Salle <Jaurès> & Cie')
  expect(texts('id')[1]).toBe(`urn:uuid:${sessionId}`)
  expect(xml).not.toMatch(/Secrète|secret@|Réservé/)
  const etag = response.headers.get('etag') ?? ''
  expect((await get('/flux/ici/seances.atom', { 'if-none-match': etag })).status).toBe(304)
  expect((await get('/flux/ici/seances.atom', { 'if-none-match': `"autre", W/${etag}` })).status).toBe(304)
  expect((await get('/flux/ici/seances.atom', { 'if-none-match': '"autre"' })).status).toBe(200)
})

test('the calendar holds the hours of Paris, and no name', async () => {
  const response = await get('/flux/ici/seances.ics')
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const text = await response.text()
  expect(text).toContain('DTSTART:20261124T130000Z\r\n')
  expect(text).toContain('DTEND:20261124T150000Z\r\n')
  expect(text).not.toMatch(/Secrète|secret@|Réservé/)
})

test('the page says whether a seat is left, never how many nor who', async () => {
  const page = await readPage()
  expect(page.sessions).toMatchObject([{ sessionId, seats: 'waiting-list', place: 'Salle <Jaurès> & Cie' }])
  expect(JSON.stringify(page)).not.toMatch(/Secrète|secret@|Réservé|capacity/)
})

test('anyone signs up once per form; a robot is thanked and nothing is kept', async () => {
  const page = await readPage()
  expect(await post({}, { page })).toMatchObject({ status: 200, body: { state: 'waiting' } })
  expect(await post({}, { page })).toMatchObject({ status: 200, body: { state: 'waiting' } })
  expect(await post({ website: 'http://spam', personName: 'Robot' })).toMatchObject({ status: 200 })
  const { signUps } = (await t.call(groupSessions.open, { sessionId })).body
  expect(signUps.map(({ personName, source }) => [personName, source])).toEqual([
    ['Secrète DUPONT', 'staff'],
    ['Awa', 'public'],
  ])
})

test('each refusal of the form', async () => {
  expect(await post({ phone: '', email: '' })).toMatchObject({ body: { error: 'no-way-to-tell' } })
  expect(await post({ seats: 4 })).toMatchObject({ body: { error: 'more-than-capacity' } })
  expect(await post({ sessionId: crypto.randomUUID() })).toMatchObject({ body: { error: 'session-over' } })
  expect(await post({}, { seconds: 1 })).toMatchObject({ body: { error: 'too-fast' } })
  expect(await post({}, { seconds: 5 * 3600 })).toMatchObject({ body: { error: 'too-old' } })
  expect(await post({ nonce: 0, token: 'faux' })).toMatchObject({ body: { error: 'not-ours' } })
  expect((await post({ personName: '' })).status).toBe(400)
  await t.owner.query('delete from public_form_use')
  for (let n = 0; n < 6; n += 1) await post({ personName: `Personne ${n}` })
  expect(await post({})).toMatchObject({ status: 429, body: { error: 'too-many' } })
})

test('the link of the mail gives the seat back; no other link does', async () => {
  const before = (await t.call(groupSessions.open, { sessionId })).body.signUps
  const mine = before.find(({ personName }) => personName === 'Awa')?.signUpId ?? ''
  const path = (token: string) => `/api/public-sessions/ici/sign-ups/${token}`
  const token = cancelToken(t.house, t.here.id, mine)
  const told = await get(path(token))
  expect(await told.json()).toMatchObject({ title: 'Atelier « DALO » & co', isCancelled: false })
  const gone = await t.app.request(path(token), { method: 'DELETE' })
  expect(await gone.json()).toMatchObject({ isCancelled: true })
  const stolen = cancelToken(t.house, t.elsewhere.id, mine)
  for (const wrong of [stolen, `${mine}_${'A'.repeat(43)}`, 'rien', `${mine}_${'é'.repeat(43)}`])
    expect((await t.app.request(path(encodeURIComponent(wrong)), { method: 'DELETE' })).status).toBe(404)
  const after = (await t.call(groupSessions.open, { sessionId })).body.signUps
  expect(after.find(({ signUpId }) => signUpId === mine)?.state).toBe('cancelled')
})

test('a session cancelled leaves the page, and the feed says so', async () => {
  const { version } = (await t.call(groupSessions.open, { sessionId })).body
  await t.call(groupSessions.cancel, { sessionId, version, reason: 'Neige' })
  expect((await readPage()).sessions).toEqual([])
  expect(await (await get('/flux/ici/seances.atom')).text()).toContain('Annulée : Atelier')
  expect(await (await get('/flux/ici/seances.ics')).text()).toContain('STATUS:CANCELLED')
  await publish(false)
  expect((await get('/flux/ici/seances.atom')).status).toBe(404)
})

test('two people set the publication: the second is told', async () => {
  const stale = await t.call(groupSessions.setPublication, { version: 0, isOn: true })
  expect(stale).toMatchObject({ status: 409, body: { reason: 'stale-version' } })
})
