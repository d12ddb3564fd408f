import { randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '#server/embedded-postgres.ts'
import { migrate } from '#server/migrate.ts'
import { hashToken } from '#server/session.ts'

/** A PostgreSQL of the bench's own with Palier's usual settings, a migrated database, one organisation and its callers. */
export type Place = {
  folder: string
  url: string
  organisationId: string
  /** The owner's connection: it sees every row and may `COPY`. */
  owner: pg.Client
  /** An access token for each concurrent user. */
  tokens: string[]
  /** The same tables, still empty, on the same server: where the bare `COPY` goes. */
  bare: pg.Client
  close(): Promise<void>
}

const concurrentUsers = 16

const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

export const openPlace = async (): Promise<Place> => {
  const folder = await mkdtemp(join(tmpdir(), 'palier-bench-'))
  await chmod(folder, 0o755)
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'))
  await migrate(postgres.url)
  const first = await connect(postgres.url)
  const { organisationId, tokens } = await makeOrganisation(first)
  await first.end()
  const bareUrl = postgres.url.replace(/\/palier$/, '/bare')
  const administrator = await connect(postgres.url.replace(/\/palier$/, '/postgres'))
  await administrator.query('create database bare template palier')
  await administrator.end()
  const owner = await connect(postgres.url)
  const bare = await connect(bareUrl)
  return {
    folder,
    url: postgres.url,
    organisationId,
    owner,
    bare,
    tokens,
    async close() {
      await owner.end()
      await bare.end()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const makeOrganisation = async (owner: pg.Client) => {
  const organisationId = randomUUIDv7()
  await owner.query(
    `insert into organisation (id, slug, name, kind) values ($1, 'banc', 'Banc d’essai', 'landlord')`,
    [organisationId],
  )
  const tokens: string[] = []
  for (let rank = 0; rank < concurrentUsers; rank++)
    tokens.push(await makeCaller(owner, organisationId, rank))
  return { organisationId, tokens }
}

const makeCaller = async (owner: pg.Client, organisationId: string, rank: number): Promise<string> => {
  const [membershipId, userId] = [randomUUIDv7(), randomUUID()]
  const email = `banc.${rank}@exemple.example`
  const token = `palier_${organisationId}_${randomBytes(32).toString('base64url')}`
  await owner.query(
    `insert into identity."user" (id, name, email, "emailVerified") values ($1, $2, $2, true)`,
    [userId, email],
  )
  await owner.query(
    `insert into membership (organisation_id, id, user_id, name, email, role) values ($1, $2, $3, $4, $4, 'coordinator')`,
    [organisationId, membershipId, userId, email],
  )
  await owner.query(
    `insert into access_token (organisation_id, id, membership_id, name, role, token_hash, expires_at)
     values ($1, $2, $3, 'banc', 'coordinator', $4, '2100-01-01')`,
    [organisationId, randomUUIDv7(), membershipId, hashToken(token)],
  )
  return token
}
