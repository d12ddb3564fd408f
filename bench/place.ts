import { randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
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
  /** The same tables, still empty, in another database of the same server, for as long as the work needs them. */
  withBare<T>(work: (bare: pg.Client) => Promise<T>): Promise<T>
  /** What an earlier bench in the same folder left to know. */
  recall<T>(what: string): Promise<T | undefined>
  keep(what: string, value: unknown): Promise<void>
  close(): Promise<void>
}

const concurrentUsers = 16

const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

/** In a folder that is named, what is loaded stays for the next bench; else nothing stays. */
export const openPlace = async (named?: string): Promise<Place> => {
  const folder = named ?? (await mkdtemp(join(tmpdir(), 'palier-bench-')))
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
  const recall: Place['recall'] = async (what) => {
    const kept = await readFile(join(folder, `${what}.json`), 'utf8').catch(() => undefined)
    return kept === undefined ? undefined : JSON.parse(kept)
  }
  const keep: Place['keep'] = (what, value) => writeFile(join(folder, `${what}.json`), JSON.stringify(value))
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'))
  await migrate(postgres.url)
  const owner = await connect(postgres.url)
  const known = (await recall<Callers>('callers')) ?? (await makeOrganisation(owner))
  await keep('callers', known)
  return {
    folder,
    url: postgres.url,
    ...known,
    owner,
    withBare: (work) => withBare(postgres.url, known.organisationId, work),
    recall,
    keep,
    async close() {
      await owner.end()
      await postgres.stop()
      if (named === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

const withBare = async <T>(
  url: string,
  organisationId: string,
  work: (bare: pg.Client) => Promise<T>,
): Promise<T> => {
  const administrator = await connect(url.replace(/\/palier$/, '/postgres'))
  try {
    await administrator.query('drop database if exists bare')
    await administrator.query('create database bare')
    const bareUrl = url.replace(/\/palier$/, '/bare')
    await migrate(bareUrl)
    const bare = await connect(bareUrl)
    await insertOrganisation(bare, organisationId)
    try {
      return await work(bare)
    } finally {
      await bare.end()
      await administrator.query('drop database bare')
    }
  } finally {
    await administrator.end()
  }
}

type Callers = Pick<Place, 'organisationId' | 'tokens'>

const makeOrganisation = async (owner: pg.Client): Promise<Callers> => {
  const organisationId = randomUUIDv7()
  await insertOrganisation(owner, organisationId)
  const tokens: string[] = []
  for (let rank = 0; rank < concurrentUsers; rank++)
    tokens.push(await makeCaller(owner, organisationId, rank))
  return { organisationId, tokens }
}

const insertOrganisation = (owner: pg.Client, organisationId: string) =>
  owner.query(
    `insert into organisation (id, slug, name, kind) values ($1, 'banc', 'Banc d’essai', 'landlord')`,
    [organisationId],
  )

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

/** What an act asks for afterwards (screening, plans, duplicates) must not weigh on the next measure. */
export const untilIdle = async ({ owner }: Place): Promise<void> => {
  for (;;) {
    const { rows } = await owner.query(
      'select count(*)::int as left from graphile_worker.jobs where run_at <= now() and attempts < max_attempts',
    )
    if (rows[0].left === 0) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
