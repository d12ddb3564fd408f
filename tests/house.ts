import { randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import pg from 'pg'
import { inject } from 'vitest'
import type { Endpoint, Output, Sent } from '#contract/endpoint.ts'
import { type Role, roles } from '#domain/access.ts'
import { contextOf } from '#server/api/run-use-case.ts'
import { createApp } from '#server/app.ts'
import { fixedClock } from '#server/clock.ts'
import { readConfig } from '#server/config.ts'
import { inOrganisation, openDatabase, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { type Auth, createAuth } from '#server/identity/auth.ts'
import { createLog, type Log } from '#server/log.ts'
import { createFileStore } from '#server/outside/files.ts'
import type { Mail } from '#server/outside/mail.ts'
import type { Sms } from '#server/outside/sms.ts'
import { hashToken } from '#server/session.ts'
import type { Actor, Context } from '#server/use-case.ts'
import { cloneDatabase } from '#tests/database.ts'

export type TestMember = Actor & { token: string }
export type TestOrganisation = { id: string; slug: string; members: Record<Role, TestMember>; teamId: string }
export type Answer<B = unknown> = { status: number; body: B }

export type TestHouse = {
  house: House
  auth: Auth
  app: Hono
  /** A connection that sees everything, for the assertions. */
  owner: pg.Client
  databaseUrl: string
  mails: Mail[]
  texts: Sms[]
  here: TestOrganisation
  elsewhere: TestOrganisation
  /** Calls an endpoint over HTTP as a role of `here` (or of the organisation given). */
  call<E extends Endpoint>(endpoint: E, input: Sent<E>, options?: CallOptions): Promise<Answer<Output<E>>>
  /** The bare response of a download or an upload. */
  send(endpoint: Endpoint, input: unknown, options?: CallOptions): Promise<Response>
  inHere<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** The context a use case would get, for the functions below the endpoints. */
  asMember<T>(role: Role, work: (context: Context) => Promise<T>): Promise<T>
  close(): Promise<void>
}
export type CallOptions = {
  as?: Role
  in?: TestOrganisation
  key?: string
  upload?: { fileName: string; content: Uint8Array | string; contentType?: string }
}

/** A whole Palier on a database of its own, on a fixed day, with a member of each role in two organisations. */
export const openTestHouse = async (
  at = '2026-11-22T09:00:00Z',
  { environment = {}, log }: { environment?: Record<string, string>; log?: Log } = {},
): Promise<TestHouse> => {
  const { serverUrl, template } = inject('postgres')
  const { url: databaseUrl, adminUrl, drop } = await cloneDatabase(serverUrl, template)
  const home = await mkdtemp(join(tmpdir(), 'palier-house-'))
  const owner = new pg.Client({ connectionString: adminUrl })
  await owner.connect()
  const mails: Mail[] = []
  const mailer = { kind: 'mailbox' as const, send: async (mail: Mail) => void mails.push(mail) }
  const texts: Sms[] = []
  const sms = {
    kind: 'mailbox' as const,
    async send(text: Sms) {
      texts.push(text)
      return { outcome: 'accepted' as const, providerId: null }
    },
  }
  const url = 'http://localhost:4000'
  const secret = randomBytes(32).toString('hex')
  const database = openDatabase(databaseUrl, 6)
  const house: House = {
    config: readConfig({
      PALIER_HOME: home,
      PALIER_DEMO: 'off',
      LOG_LEVEL: 'silent',
      DATABASE_URL: databaseUrl,
      ...environment,
    }),
    log: log ?? createLog(process.env.TEST_LOG ?? 'silent'),
    clock: fixedClock(at),
    database,
    files: createFileStore(join(home, 'files')),
    mailer,
    sms,
    url,
    secret,
  }
  const { auth, close: closeAuth } = createAuth({
    databaseUrl,
    url,
    secret,
    mailer,
    oidc: house.config.oidc,
    log: house.log,
  })
  const app = createApp(house, auth, false)
  const here = await makeOrganisation(owner, 'ici')
  const elsewhere = await makeOrganisation(owner, 'ailleurs')
  const send: TestHouse['send'] = async (endpoint, input, options = {}) =>
    app.request(...requestFor(endpoint, input, here, options))
  return {
    house,
    auth,
    app,
    owner,
    databaseUrl,
    mails,
    texts,
    here,
    elsewhere,
    send,
    async call(endpoint, input, options) {
      const response = await send(endpoint, input, options)
      return { status: response.status, body: (await response.json()) as Output<typeof endpoint> }
    },
    inHere: (work) => inOrganisation(database, here.id, work),
    asMember: (role, work) =>
      inOrganisation(database, here.id, (tx) => work(contextOf(house, tx, here.members[role]))),
    async close() {
      await closeAuth()
      await database.pool.end()
      await owner.end()
      await drop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

const requestFor = (endpoint: Endpoint, input: unknown, here: TestOrganisation, options: CallOptions) => {
  const { as = 'coordinator', in: organisation = here, key = randomUUID(), upload } = options
  const headers: Record<string, string> = {
    authorization: `Bearer ${organisation.members[as].token}`,
    'idempotency-key': key,
    'content-type': upload?.contentType ?? (upload ? 'application/octet-stream' : 'application/json'),
  }
  if (upload) {
    headers['palier-file-name'] = encodeURIComponent(upload.fileName)
    headers['palier-input'] = encodeURIComponent(JSON.stringify(input))
  }
  const body = upload ? upload.content : JSON.stringify(input)
  return [`/api/${endpoint.name}`, { method: 'POST', headers, body } as RequestInit] as const
}

const makeOrganisation = async (owner: pg.Client, slug: string): Promise<TestOrganisation> => {
  const id = randomUUIDv7()
  const teamId = randomUUIDv7()
  await owner.query("insert into organisation (id, slug, name, kind) values ($1, $2, $2, 'landlord')", [
    id,
    slug,
  ])
  await owner.query("insert into team (organisation_id, id, name) values ($1, $2, 'Équipe')", [id, teamId])
  const members = {} as Record<Role, TestMember>
  for (const role of roles) members[role] = await makeMember(owner, id, teamId, role)
  return { id, slug, members, teamId }
}

const makeMember = async (
  owner: pg.Client,
  organisationId: string,
  teamId: string,
  role: Role,
): Promise<TestMember> => {
  const membershipId = randomUUIDv7()
  const userId = randomUUID()
  const token = `palier_${organisationId}_${randomBytes(32).toString('base64url')}`
  await owner.query(
    `insert into identity."user" (id, name, email, "emailVerified") values ($1, $2, $3, true)`,
    [userId, `Membre ${role}`, `${role}.${organisationId}@test.example`],
  )
  await owner.query(
    'insert into membership (organisation_id, id, user_id, name, email, role, team_id) values ($1, $2, $3, $4, $5, $6, $7)',
    [
      organisationId,
      membershipId,
      userId,
      `Membre ${role}`,
      `${role}.${organisationId}@test.example`,
      role,
      teamId,
    ],
  )
  await owner.query(
    `insert into access_token (organisation_id, id, membership_id, name, role, token_hash, expires_at)
     values ($1, $2, $3, 'essai', $4, $5, '2100-01-01')`,
    [organisationId, randomUUIDv7(), membershipId, role, hashToken(token)],
  )
  return { organisationId, membershipId, userId, name: `Membre ${role}`, role, teamId, token }
}
