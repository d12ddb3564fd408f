import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from '#db/schema.ts'

/** Days stay days and amounts stay exact: a `date` is its text, an `int8` a safe integer or an error. */
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.DATE, (text) => text)
types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error('int8 beyond the safe integers')
  return value
})
types.setTypeParser(pg.types.builtins.NUMERIC, (text) => Number(text))

export type Tx = Transaction<DB>
export type Database = { kysely: Kysely<DB>; pool: pg.Pool }

/** The application's pool: it works as `palier_app`, which owns nothing and cannot bypass the policies. */
export const openDatabase = (url: string, max = 12): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    // What is read often is in memory, and the rest on a disk that does not turn: a look-up by key costs what it costs there.
    options: '-c role=palier_app -c timezone=Europe/Paris -c statement_timeout=0 -c random_page_cost=1.1',
    idleTimeoutMillis: 30_000,
  })
  // An idle connection that breaks (server restarted) is replaced at the next use: nothing to do, nothing to crash for.
  pool.on('error', () => undefined)
  // One that breaks at work fails its query; unheard, its own error would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return { kysely: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }), pool }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** `SET` takes no placeholder, so the identifier is checked before it is written in. */
export const setOrganisation = (organisationId: string): string => {
  if (!uuid.test(organisationId)) throw new Error('not an organisation identifier')
  return `set local palier.organisation = '${organisationId}'`
}

/** A transaction that sees the rows of one organisation. */
export const inOrganisation = async <T>(
  database: Database,
  organisationId: string,
  work: (tx: Tx) => Promise<T>,
  mode: 'read only' | 'read write' = 'read write',
): Promise<T> =>
  database.kysely
    .transaction()
    .setAccessMode(mode)
    .execute(async (tx) => {
      await sql.raw(setOrganisation(organisationId)).execute(tx)
      return work(tx)
    })

/** The same on a bare client, for `COPY` streams and cursors. */
export const withOrganisationClient = async <T>(
  database: Database,
  organisationId: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> => {
  const client = await database.pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    await client.query(setOrganisation(organisationId))
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((cause: Error) => {
      broken = cause
    })
    throw error
  } finally {
    client.release(broken)
  }
}
