import { createServer as createHttpServer } from 'node:http'
import { createServer, type Socket } from 'node:net'
import { Events, type MutableToken, OAuth2Server } from 'oauth2-mock-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ensureAccount } from '#server/identity/accounts.ts'
import { createAuth } from '#server/identity/auth.ts'
import { providerProblem } from '#server/identity/provider-problem.ts'
import { openBrowser } from '#tests/browser.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const port = 4175
const mutePort = 4174
const issuer = `http://localhost:${port}`
const person = { email: 'agent@palier.example', name: 'Agent Test', password: 'une phrase assez longue' }

/** A small provider, which signs what it is told about whoever comes. */
const provider = new OAuth2Server()
let claims: Record<string, unknown> = {}
provider.service.on(Events.BeforeTokenSigning, (token: MutableToken) => {
  Object.assign(token.payload, claims)
})
provider.service.on(Events.BeforeUserinfo, (response: { body: unknown }) => {
  response.body = claims
})

let t: TestHouse
beforeAll(async () => {
  await provider.issuer.keys.generate('RS256')
  t = await openTestHouse(undefined, {
    environment: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'palier', OIDC_CLIENT_SECRET: 'secret' },
  })
  await ensureAccount(t.auth, person)
})
afterAll(async () => {
  if (provider.listening) await provider.stop()
  await t.close()
})
beforeEach(async () => {
  await t.owner.query('delete from identity."rateLimit"')
})

const startSignIn = (browser: ReturnType<typeof openBrowser>) =>
  browser.post('/api/auth/sign-in/social', {
    provider: 'oidc',
    callbackURL: '/',
    errorCallbackURL: '/connexion?error=oidc',
    disableRedirect: true,
  })

/** Goes to the provider, which sends back at once, then to wherever Palier sends. */
const signInAs = async (who: Record<string, unknown>) => {
  const browser = openBrowser(t)
  const started = await startSignIn(browser)
  expect(started.status).toBe(200)
  const authorise = new URL(started.body.url as string)
  claims = { ...who, nonce: authorise.searchParams.get('nonce') ?? undefined }
  const back = await fetch(authorise, { redirect: 'manual' })
  const landed = await browser.get(back.headers.get('location') as string)
  const session = (await browser.get('/api/session')).body as { person: { email: string } | null }
  return { authorise, landed: landed.headers.get('location'), email: session.person?.email ?? null }
}
const accounts = async () =>
  (
    await t.owner.query(
      `select u.email, a."accountId" as subject from identity.account a join identity."user" u on u.id = a."userId"
       where a."providerId" = 'oidc' order by 1`,
    )
  ).rows

describe('while the provider is away', () => {
  test('Palier starts, passwords work, and its button says no without breaking', async () => {
    const browser = openBrowser(t)
    expect((await browser.signIn(person.email, person.password)).status).toBe(200)
    const { status } = await startSignIn(openBrowser(t))
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect((await browser.get('/api/session')).body.oidcLabel).toBe('Se connecter avec ProConnect')
  })
})

describe('while the provider accepts and never answers', () => {
  test('no page waits for it beyond a few seconds, and whoever starts Palier is told', async () => {
    const held: Socket[] = []
    const mute = createServer((socket) => void held.push(socket)).listen(mutePort)
    const provider = { issuer: `http://localhost:${mutePort}`, clientId: 'palier', clientSecret: 'secret' }
    const { auth, close } = createAuth({
      ...t.house,
      databaseUrl: t.databaseUrl,
      oidc: { ...provider, label: '' },
    })
    try {
      const since = performance.now()
      const [session, problem] = await Promise.all([
        auth.api.getSession({ headers: new Headers() }),
        providerProblem({ ...provider, label: '' }),
      ])
      expect(session).toBeNull()
      expect(problem).toContain(`localhost:${mutePort} n’a pas répondu en 5 s`)
      expect(performance.now() - since).toBeLessThan(8_000)
    } finally {
      for (const socket of held) socket.destroy()
      mute.close()
      await close()
    }
  })

  test.each([
    ['nobody there', undefined, 'est injoignable'],
    ['a page that is no description', '<html>', 'ne donne pas de description OpenID Connect lisible'],
    ['a description without its addresses', '{"issuer":"http://a.example"}', 'ne donne pas de description'],
  ])('%s is told as such', async (_, body, words) => {
    const server = createHttpServer((_request, response) => response.end(body))
    if (body !== undefined) await new Promise<void>((resolve) => server.listen(mutePort, resolve))
    const issuer = `http://localhost:${mutePort}`
    const problem = await providerProblem({ issuer, clientId: 'palier', clientSecret: 'secret', label: '' })
    expect(problem).toContain(words)
    server.closeAllConnections()
    server.close()
  })
})

describe('once it is back', () => {
  beforeAll(() => provider.start(port, 'localhost'))

  test('a person whose address it has verified signs in to the account they already have', async () => {
    const { authorise, landed, email } = await signInAs({
      sub: 'agent-1',
      email: person.email,
      email_verified: true,
    })
    expect(authorise.searchParams.get('code_challenge_method')).toBe('S256')
    expect(authorise.searchParams.get('state')).toMatch(/.{16,}/)
    expect(landed).toMatch(/\/$/)
    expect(email).toBe(person.email)
    expect(await accounts()).toEqual([{ email: person.email, subject: 'agent-1' }])
  })

  test('later, the subject is enough: a change of address at the provider changes nothing here', async () => {
    const moved = { sub: 'agent-1', email: 'agent.nouveau@palier.example', email_verified: true }
    expect((await signInAs(moved)).email).toBe(person.email)
  })

  test('an unknown person is refused on a page that says so, and no account is made', async () => {
    const unknown = { sub: 'agent-2', email: 'inconnu@palier.example', email_verified: true }
    const { landed, email } = await signInAs(unknown)
    expect(landed).toContain('/connexion?error=')
    expect(email).toBeNull()
    const { rowCount } = await t.owner.query('select from identity."user" where email = $1', [unknown.email])
    expect(rowCount).toBe(0)
  })

  test('an address the provider has not verified opens nobody’s account', async () => {
    const other = { email: 'autre@palier.example', name: 'Autre', password: person.password }
    await ensureAccount(t.auth, other)
    for (const email_verified of [false, undefined]) {
      const { landed, email } = await signInAs({ sub: 'agent-3', email: other.email, email_verified })
      expect(landed).toContain('/connexion?error=')
      expect(email).toBeNull()
    }
    expect((await accounts()).map(({ subject }) => subject)).toEqual(['agent-1'])
  })

  test('an answer that was not asked for opens nothing', async () => {
    const browser = openBrowser(t)
    const landed = await browser.get('/api/auth/callback/oidc?code=volé&state=inventé')
    expect(landed.status).toBe(302)
    expect(((await browser.get('/api/session')).body as { person: unknown }).person).toBeNull()
  })
})
