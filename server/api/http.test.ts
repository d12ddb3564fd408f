import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { ensureAccount } from '#server/identity/accounts.ts'
import { openBrowser } from '#tests/browser.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
const lines: string[] = []
beforeAll(async () => {
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  t = await openTestHouse(undefined, { log: pino({ level: 'debug' }, sink) })
})
afterAll(() => t.close())

const post = (path: string, body: string | ReadableStream, headers: Record<string, string> = {}) =>
  t.app.request(path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${t.here.members.administrator.token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...headers,
    },
    body,
    duplex: 'half',
  } as RequestInit)
const listTeams = '/api/identity.listTeams'

describe('where a request comes from', () => {
  test.each([
    ['another site', { origin: 'https://autre.example' }, 403],
    ['a page opened from a file', { origin: 'null' }, 403],
    ['another port of the same machine', { origin: 'http://localhost:9999' }, 403],
    ['a browser that says cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['our own page', { origin: 'http://localhost:4000', 'sec-fetch-site': 'same-origin' }, 200],
    ['software, which says nothing', {}, 200],
  ])('%s', async (_, headers, status) => {
    expect((await post(listTeams, '{}', headers as Record<string, string>)).status).toBe(status)
  })
})

describe('what a request carries', () => {
  test('JSON that says it is JSON, and nothing that a form could send', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
      expect((await post(listTeams, '{}', { 'content-type': type })).status).toBe(415)
    expect((await post(listTeams, '{"a":')).status).toBe(400)
  })

  test('two megabytes at most, counted as they come', async () => {
    const large = JSON.stringify({ name: 'x'.repeat(2_100_000) })
    expect((await post('/api/identity.createTeam', large)).status).toBe(413)
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(500_000).fill(32))
      },
    })
    expect((await post('/api/identity.createTeam', stream)).status).toBe(413)
    expect((await post('/api/auth/sign-in/email', large)).status).toBe(413)
  })

  test('what is wrong is told in French, field by field', async () => {
    const answer = await post('/api/identity.createTeam', '{"name":5}', { 'idempotency-key': randomUUID() })
    expect(await answer.json()).toMatchObject({
      issues: [{ path: 'name', message: expect.stringContaining('attendu') }],
    })
  })

  test('a change without its idempotency key, or with one that served otherwise, is refused', async () => {
    const without = await post('/api/identity.createTeam', '{"name":"A"}', { 'idempotency-key': 'x' })
    expect(await without.json()).toMatchObject({ error: 'invalid', issues: [{ path: 'idempotency-key' }] })
    const key = { 'idempotency-key': randomUUID() }
    expect((await post('/api/identity.createTeam', '{"name":"Une"}', key)).status).toBe(200)
    expect((await post('/api/identity.createTeam', '{"name":"Autre"}', key)).status).toBe(400)
    const { rows } = await t.owner.query(`select name from team where name in ('Une', 'Autre')`)
    expect(rows).toEqual([{ name: 'Une' }])
  })

  test('an unknown endpoint, another method and a caller nobody knows', async () => {
    expect((await post('/api/identity.unknown', '{}')).status).toBe(404)
    expect((await t.app.request(listTeams)).status).toBe(404)
    expect((await post(listTeams, '{}', { authorization: 'Bearer nonsense' })).status).toBe(401)
  })
})

describe('files', () => {
  const send = (fileName: string, key: string = randomUUID()) =>
    t.send(
      contract.imports.start,
      {},
      {
        as: 'rent-officer',
        key,
        upload: { fileName, content: 'Bail;Loyer\n1;2\n', contentType: 'text/csv' },
      },
    )
  const kept = async () => Number((await t.owner.query('select count(*) from stored_file')).rows[0].count)

  test('a file name never leads out of the store', async () => {
    for (const fileName of [
      '../../etc/passwd',
      '..\\..\\x.csv',
      '/etc/passwd',
      'a\u0000b.csv',
      '%2e%2e%2fx.csv',
    ])
      expect((await send(fileName)).status).toBe(200)
    expect(await kept()).toBe(5)
    const { rows } = await t.owner.query('select storage_key, file_name from stored_file')
    for (const { storage_key, file_name } of rows) {
      expect(storage_key).toMatch(/^[0-9a-f-]{36}\/[0-9a-f]{2}\/[0-9a-f-]{36}$/)
      expect([...file_name].some((sign) => '/\\\u0000'.includes(sign))).toBe(false)
    }
    const top = await readdir(join(t.house.config.home)).catch(() => [])
    expect(top.filter((name) => name !== 'files')).toEqual([])
    expect(() => t.house.files.read('../../../etc/passwd')).toThrow('not a storage key')
  })

  test('a file whose command was refused, or already done, is not kept', async () => {
    const before = await kept()
    const key = randomUUID()
    const first = await (await send('une-fois.csv', key)).json()
    expect(await (await send('une-fois.csv', key)).json()).toEqual(first)
    expect(await kept()).toBe(before + 1)
    const refused = await t.send(
      contract.imports.start,
      {},
      {
        as: 'rent-officer',
        upload: { fileName: 'image.xlsx', content: new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]) },
      },
    )
    expect(refused.status).toBe(409)
    expect(await kept()).toBe(before + 1)
    const onDisk = await readdir(join(t.house.config.home, 'files'), { recursive: true, withFileTypes: true })
    expect(onDisk.filter((entry) => entry.isFile())).toHaveLength(before + 1)
  })

  test('the static files are those of the application, nothing above', async () => {
    for (const path of [
      '/../package.json',
      '/..%2fpackage.json',
      '/%2e%2e/package.json',
      '/assets/../../package.json',
    ]) {
      const response = await t.app.request(path)
      expect(await response.text(), path).not.toContain('"dependencies"')
    }
  })
})

test('every answer carries the headers that keep a browser safe', async () => {
  for (const response of [
    await t.app.request('/api/session'),
    await t.app.request('/api'),
    await post(listTeams, '{}'),
  ]) {
    const header = (name: string) => response.headers.get(name) ?? ''
    expect(header('content-security-policy')).toContain("default-src 'self'")
    expect(header('content-security-policy')).toContain("script-src 'self'")
    expect(header('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(header('x-content-type-options')).toBe('nosniff')
    expect(header('x-frame-options')).toBe('DENY')
    expect(header('referrer-policy')).toBe('same-origin')
    expect(header('cache-control')).toBe('no-store')
  }
})

test('a script that a new version took away is missing, not a page; and carries what only a script needs', async () => {
  const response = await t.app.request('/assets/gone-with-the-last-version.js')
  expect(response.status).toBe(404)
  expect(response.headers.get('content-type')).not.toContain('html')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('content-security-policy')).toBeNull()
})

test('the log of a journey tells endpoints and durations, and no person', async () => {
  lines.length = 0
  const person = {
    email: 'secrete.personne@palier.example',
    name: 'Secrète Personne',
    password: 'motdepasse-tres-secret',
  }
  await ensureAccount(t.auth, person)
  const browser = openBrowser(t)
  await browser.signIn(person.email, 'un mauvais mot de passe')
  await browser.signIn('inconnue.personne@palier.example', person.password)
  await browser.signIn(person.email, person.password)
  await browser.post('/api/auth/request-password-reset', { email: person.email, redirectTo: '/x' })
  const invited = {
    email: 'invitee.secrete@palier.example',
    name: 'Invitée Secrète',
    role: 'volunteer',
    teamId: null,
  }
  await post('/api/identity.inviteMember', JSON.stringify(invited))
  await post('/api/identity.listMembers', '{"search":"Secrète"}')
  await post('/api/households.search', '{"text":"Secrète"}')
  await t.owner.query('alter table team rename to team_away')
  expect((await post('/api/identity.createTeam', '{"name":"Équipe Secrète"}')).status).toBe(500)
  await t.owner.query('alter table team_away rename to team')
  const log = lines.join('')
  expect(log).toContain('identity.inviteMember')
  expect(log).toContain('defect')
  expect(log).not.toMatch(/secr[eè]te|personne@|palier\.example|motdepasse|palier_[0-9a-f]{8}|Bearer/i)
})
