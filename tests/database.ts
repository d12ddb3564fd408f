import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { legalParameters } from '#domain/parameters.ts'
import { migrate, readMigrations } from '#server/migrate.ts'

const at = (serverUrl: string, database: string): string => {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

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
    const all = (await readMigrations()).map(({ sha256 }) => sha256).join() + JSON.stringify(legalParameters)
    const name = `palier_template_${createHash('sha256').update(all).digest('hex').slice(0, 12)}`
    await client.query('select pg_advisory_lock(727002)')
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (found.rowCount === 0) {
      const draft = `${name}_${randomBytes(3).toString('hex')}`
      await client.query(`create database ${draft}`)
      await migrate(at(serverUrl, draft))
      await client.query(`alter database ${draft} rename to ${name}`)
    }
    return name
  })

/** A database of one's own, dropped by `drop`. */
export const cloneDatabase = async (
  serverUrl: string,
  template: string,
): Promise<{ url: string; drop(): Promise<void> }> => {
  const name = `palier_test_${randomBytes(6).toString('hex')}`
  await onServer(serverUrl, async (client) => {
    await client.query('select pg_advisory_lock(727003)')
    await client.query(`create database ${name} template ${template} strategy file_copy`)
  })
  return {
    url: at(serverUrl, name),
    drop: () =>
      onServer(serverUrl, (client) => client.query(`drop database if exists ${name} with (force)`)).then(
        () => undefined,
      ),
  }
}
