import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ensureAccount } from '#server/identity/accounts.ts'
import { createAuth } from '#server/identity/auth.ts'
import { openBrowser } from '#tests/browser.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
const person = { email: 'secrets@palier.example', name: 'Secrets Test', password: 'une phrase assez longue' }
beforeAll(async () => {
  t = await openTestHouse()
  await ensureAccount(t.auth, person)
})
afterAll(() => t.close())
beforeEach(async () => {
  await t.owner.query('delete from identity."rateLimit"')
})

const resetRequest = (headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', origin: t.house.url, ...headers },
  body: JSON.stringify({ email: person.email, redirectTo: '/nouveau-mot-de-passe' }),
})

describe('what a copy of the database would give away', () => {
  const everything = async (table: string) =>
    JSON.stringify((await t.owner.query(`select * from identity."${table}"`)).rows)

  test('no link that chooses a password', async () => {
    await t.app.request('/api/auth/request-password-reset', resetRequest())
    const link = /reset-password\/([^?\s]+)/.exec(t.mails.at(-1)!.text)![1]!
    expect(link.length).toBeGreaterThan(16)
    expect(await everything('verification')).not.toContain(link)
  })

  test('no password, no second factor, no backup code', async () => {
    const browser = openBrowser(t)
    await browser.signIn(person.email, person.password)
    const enabled = await browser.post('/api/auth/two-factor/enable', { password: person.password })
    const { totpURI, backupCodes } = enabled.body as { totpURI: string; backupCodes: string[] }
    expect(backupCodes.length).toBeGreaterThan(5)
    const kept = await everything('twoFactor')
    for (const secret of [new URL(totpURI).searchParams.get('secret')!, ...backupCodes])
      expect(kept).not.toContain(secret)
    expect(await everything('account')).not.toContain(person.password)
  })

  test('no session: a cookie needs the signature that only the server makes', async () => {
    const browser = openBrowser(t)
    await browser.signIn(person.email, person.password)
    const { rows } = await t.owner.query('select token from identity."session" limit 1')
    const [name] = [...browser.cookies.keys()].filter((key) => key.includes('session_token'))
    const thief = openBrowser(t)
    for (const forged of [rows[0].token, `${rows[0].token}.${'A'.repeat(43)}%3D`]) {
      thief.cookies.set(name!, forged)
      expect((await thief.get('/api/session')).body.person).toBeNull()
    }
  })
})

test('the cookie of a session is out of reach of scripts, of other sites, and of plain HTTP where there is TLS', async () => {
  const cookieAt = async (url: string) => {
    const { auth, close } = createAuth({ ...t.house, databaseUrl: t.databaseUrl, url, oidc: undefined })
    const response = await auth.handler(
      new Request(`${url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ email: person.email, password: person.password }),
      }),
    )
    await close()
    return response.headers.getSetCookie().find((line) => line.includes('session_token'))!
  }
  const secure = await cookieAt('https://palier.example')
  expect(secure).toMatch(/^__Secure-palier\./)
  for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Secure']) expect(secure).toContain(flag)
  expect(await cookieAt('http://localhost:4000')).toContain('HttpOnly')
})

describe('asking for a new password', () => {
  const withMailer = async (
    send: () => Promise<void>,
    work: (ask: () => Promise<number>) => Promise<void>,
  ) => {
    const mailer = { kind: 'smtp' as const, send }
    const { auth, close } = createAuth({ ...t.house, databaseUrl: t.databaseUrl, mailer, oidc: undefined })
    const ask = async () =>
      (await auth.handler(new Request(`${t.house.url}/api/auth/request-password-reset`, resetRequest())))
        .status
    await work(ask)
    await close()
  }

  test('is answered before the mail leaves: the delay tells nobody that the account exists', async () => {
    let sent = false
    await withMailer(
      async () => {
        await setTimeout(400)
        sent = true
      },
      async (ask) => {
        expect([await ask(), sent]).toEqual([200, false])
      },
    )
    expect(sent, 'closing waits for the mail under way').toBe(true)
  })

  test('gets the same answer when the mail server is away', async () => {
    await withMailer(
      async () => {
        throw Object.assign(new Error('no'), { code: 'ECONNREFUSED' })
      },
      async (ask) => expect(await ask()).toBe(200),
    )
  })

  test('is limited, whatever address the caller writes', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 7; i++)
      statuses.push(
        (
          await t.app.request(
            '/api/auth/request-password-reset',
            resetRequest({ 'x-forwarded-for': `203.0.113.${i}`, 'x-palier-address': `203.0.113.${i}` }),
          )
        ).status,
      )
    expect(statuses).toEqual([...Array(5).fill(200), 429, 429])
  })
})

test('links of invitations are tried sixty times a minute at most', async () => {
  const browser = openBrowser(t)
  const statuses = new Map<number, number>()
  for (let i = 0; i < 65; i++) {
    const { status } = await browser.post('/api/invitation/read', { token: 'nonsense' })
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  expect(Object.fromEntries(statuses)).toEqual({ 404: 60, 429: 5 })
})
