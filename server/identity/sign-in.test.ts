import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ensureAccount } from '#server/identity/accounts.ts'
import { openBrowser } from '#tests/browser.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
const person = { email: 'nora.test@palier.example', name: 'Nora Test', password: 'une phrase assez longue' }
const code = 'Un bon mot de passe 2026'

beforeAll(async () => {
  t = await openTestHouse()
  await ensureAccount(t.auth, person)
})
afterAll(() => t.close())
beforeEach(async () => {
  await t.owner.query('delete from identity."rateLimit"')
})

const whoAmI = async (browser: ReturnType<typeof openBrowser>) =>
  ((await browser.get('/api/session')).body.person as { email: string } | null)?.email ?? null

describe('signing in with a password', () => {
  test('the right one opens a session, signing out closes it', async () => {
    const browser = openBrowser(t)
    expect(await whoAmI(browser)).toBeNull()
    expect((await browser.signIn(person.email, person.password)).status).toBe(200)
    expect(await whoAmI(browser)).toBe(person.email)
    const cookie = new Map(browser.cookies)
    expect((await browser.post('/api/auth/sign-out')).status).toBe(200)
    expect(await whoAmI(browser)).toBeNull()
    for (const [name, value] of cookie) browser.cookies.set(name, value)
    expect(await whoAmI(browser), 'the former cookie is worth nothing').toBeNull()
  })

  test('a wrong one and an unknown address get the same answer', async () => {
    const browser = openBrowser(t)
    const wrong = await browser.signIn(person.email, 'pas le bon mot de passe')
    const unknown = await browser.signIn('personne@palier.example', 'pas le bon mot de passe')
    expect([wrong.status, wrong.body]).toEqual([unknown.status, unknown.body])
    expect(wrong.status).toBe(401)
  })

  test('nobody signs up by themselves', async () => {
    const browser = openBrowser(t)
    const { status } = await browser.post('/api/auth/sign-up/email', {
      email: 'intrus@palier.example',
      name: 'Intrus',
      password: person.password,
    })
    expect(status).toBe(400)
    const { rowCount } = await t.owner.query(
      `select from identity."user" where email = 'intrus@palier.example'`,
    )
    expect(rowCount).toBe(0)
  })

  test('after ten tries in a minute, the next is turned away, whatever address the caller writes', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 12; i++) {
      const browser = openBrowser(t)
      const forged = { 'x-palier-address': `203.0.113.${i}`, 'x-forwarded-for': `203.0.113.${i}` }
      const attempt = { email: person.email, password: 'pas le bon mot de passe' }
      statuses.push((await browser.post('/api/auth/sign-in/email', attempt, forged)).status)
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429])
  })

  test('a request from another site is refused', async () => {
    const browser = openBrowser(t)
    await browser.signIn(person.email, person.password)
    const { status } = await browser.post('/api/auth/sign-out', {}, { origin: 'https://autre.example' })
    expect(status).toBe(403)
    expect(await whoAmI(browser)).toBe(person.email)
  })
})

test('sessions are listed, and each can be revoked from another', async () => {
  await t.owner.query('delete from identity."session"')
  const [office, phone] = [openBrowser(t), openBrowser(t)]
  await office.signIn(person.email, person.password)
  await phone.post('/api/auth/sign-in/email', { ...person }, { 'user-agent': 'Téléphone' })
  const listed = (await office.get('/api/auth/list-sessions')).body as unknown as {
    token: string
    userAgent: string
  }[]
  expect(listed).toHaveLength(2)
  const lost = listed.find(({ userAgent }) => userAgent === 'Téléphone')!
  expect((await office.post('/api/auth/revoke-session', { token: lost.token })).status).toBe(200)
  expect(await whoAmI(phone)).toBeNull()
  expect(await whoAmI(office)).toBe(person.email)
})

test('a forgotten password is chosen again from the link of the mail, once, and ends the other sessions', async () => {
  const before = openBrowser(t)
  await before.signIn(person.email, person.password)
  const browser = openBrowser(t)
  const asked = await browser.post('/api/auth/request-password-reset', {
    email: person.email,
    redirectTo: '/nouveau-mot-de-passe',
  })
  const unknown = await browser.post('/api/auth/request-password-reset', {
    email: 'personne@palier.example',
    redirectTo: '/nouveau-mot-de-passe',
  })
  expect([asked.status, unknown.status]).toEqual([200, 200])
  expect(unknown.body).toEqual(asked.body)
  const mails = t.mails.filter(({ subject }) => subject.includes('nouveau mot de passe'))
  expect(mails.map(({ to }) => to)).toEqual([person.email])
  const link = /http\S+/.exec(mails[0]!.text)![0]
  const opened = await browser.get(link)
  const page = new URL(opened.headers.get('location')!, t.house.url)
  expect(page.pathname).toBe('/nouveau-mot-de-passe')
  const token = page.searchParams.get('token')
  const short = await browser.post('/api/auth/reset-password', { token, newPassword: 'court' })
  expect([short.status, short.body.code]).toEqual([400, 'PASSWORD_TOO_SHORT'])
  expect((await browser.post('/api/auth/reset-password', { token, newPassword: code })).status).toBe(200)
  expect((await browser.post('/api/auth/reset-password', { token, newPassword: code })).status).toBe(400)
  expect(await whoAmI(before)).toBeNull()
  expect((await browser.signIn(person.email, person.password)).status).toBe(401)
  expect((await browser.signIn(person.email, code)).status).toBe(200)
  person.password = code
})

/** RFC 6238, as any authenticator computes it. */
const totp = (uri: string, at = Date.now()): string => {
  const secret = new URL(uri).searchParams.get('secret') as string
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = (digest.at(-1) as number) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
const fromBase32 = (text: string): Buffer => {
  const bits = [...text.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
}

test('a second factor: set up, then asked at each sign-in; a backup code serves once', async () => {
  const who = { email: 'deux.facteurs@palier.example', name: 'Deux Facteurs', password: person.password }
  await ensureAccount(t.auth, who)
  const browser = openBrowser(t)
  await browser.signIn(who.email, who.password)
  const enabled = await browser.post('/api/auth/two-factor/enable', { password: who.password })
  const { totpURI, backupCodes } = enabled.body as { totpURI: string; backupCodes: string[] }
  expect(new URL(totpURI).searchParams.get('issuer')).toBe('Palier')
  expect((await browser.post('/api/auth/two-factor/verify-totp', { code: totp(totpURI) })).status).toBe(200)
  const { twoFactorEnabled } = (await browser.get('/api/session')).body.person as Record<string, unknown>
  expect(twoFactorEnabled).toBe(true)

  const again = openBrowser(t)
  expect((await again.signIn(who.email, who.password)).body).toMatchObject({ twoFactorRedirect: true })
  expect(await whoAmI(again), 'the password alone opens nothing').toBeNull()
  const wrong = totp(totpURI) === '000000' ? '111111' : '000000'
  expect((await again.post('/api/auth/two-factor/verify-totp', { code: wrong })).status).toBe(401)
  expect(await whoAmI(again)).toBeNull()
  expect((await again.post('/api/auth/two-factor/verify-totp', { code: totp(totpURI) })).status).toBe(200)
  expect(await whoAmI(again)).toBe(who.email)

  const statuses: number[] = []
  for (let i = 0; i < 2; i++) {
    const lost = openBrowser(t)
    await lost.signIn(who.email, who.password)
    statuses.push(
      (await lost.post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] })).status,
    )
  }
  expect(statuses).toEqual([200, 401])
})
