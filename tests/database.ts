import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { legalParameters } from '#domain/parameters.ts'
import { migrate, readMigrations } from '#server/migrate.ts'
import { readTerritoryEdition } from '#server/territories/write-communes.ts'

const at = (serverUrl: string, database: string): string => {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

/**
 * Who owns the databases under test: the server's own user or, named by PALIER_TEST_OWNER (`name:password`), an ordinary
 * role like the one that a provider of PostgreSQL gives.
 */
const [ownerName, ownerPassword = ''] = process.env.PALIER_TEST_OWNER?.split(':') ?? []

const asOwner = (serverUrl: string, database: string): string => {
  const url = new URL(at(serverUrl, database))
  if (ownerName) Object.assign(url, { username: ownerName, password: ownerPassword })
  return url.href
}
const ownedBy = ownerName ? `owner ${pg.escapeIdentifier(ownerName)}` : ''

const onServer = async <T>(serverUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: at(serverUrl, 'postgres') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A migrated, empty database, named after what it holds: made once, then cloned in milliseconds. */
export const makeTemplate = (serverUrl: string): Promise<string> =>
  onServer(serverUrl, async (client) => {
    const all =
      (await readMigrations()).map(({ sha256 }) => sha256).join() +
      JSON.stringify(legalParameters) +
      (await readTerritoryEdition()) +
      ownedBy
    const name = `palier_template_${createHash('sha256').update(all).digest('hex').slice(0, 12)}`
    await client.query('select pg_advisory_lock(727002)')
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (found.rowCount === 0) {
      const draft = `${name}_${randomBytes(3).toString('hex')}`
      await client.query(`create database ${draft} ${ownedBy}`)
      await migrate(asOwner(serverUrl, draft))
      await client.query(`alter database ${draft} rename to ${name}`)
    }
    return name
  })

/** A database of one's own, dropped by `drop`. `adminUrl` sees every row, whoever owns the database. */
export const cloneDatabase = async (
  serverUrl: string,
  template: string,
): Promise<{ url: string; adminUrl: string; drop(): Promise<void> }> => {
  const name = `palier_test_${randomBytes(6).toString('hex')}`
  await onServer(serverUrl, async (client) => {
    await client.query('select pg_advisory_lock(727003)')
    await client.query(`create database ${name} template ${template} strategy file_copy ${ownedBy}`)
  })
  return {
    url: asOwner(serverUrl, name),
    adminUrl: at(serverUrl, name),
    drop: () =>
      onServer(serverUrl, (client) => client.query(`drop database if exists ${name} with (force)`)).then(
        () => undefined,
      ),
  }
}
