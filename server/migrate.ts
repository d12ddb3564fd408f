import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { runMigrations as migrateJobs } from 'graphile-worker'
import pg from 'pg'
import { writeLegalParameters } from '#server/parameters/write-legal-parameters.ts'
import { setJournalClock } from '#server/settings/journal-clock.ts'
import { writeCommunes } from '#server/territories/write-communes.ts'

const folder = new URL('../db/migrations/', import.meta.url)

export type Migration = { name: string; sql: string; sha256: string }

export const readMigrations = async (): Promise<Migration[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/**
 * Brings the database to the present, forward only, each file in its own transaction. Two servers that start together
 * wait for one another. A file changed after it ran is a defect, and stops the start.
 */
export const migrate = async (ownerUrl: string): Promise<{ applied: string[] }> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const applied: string[] = []
  try {
    await client.query('select pg_advisory_lock(727001)')
    await client.query(`create table if not exists palier_migration (
      name text primary key, sha256 text not null, applied_at timestamptz not null default now())`)
    const { rows } = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from palier_migration',
    )
    const done = new Map(rows.map((row) => [row.name, row.sha256]))
    for (const migration of await readMigrations()) {
      const before = done.get(migration.name)
      if (before === migration.sha256) continue
      if (before) throw new Error(`migration ${migration.name} was changed after it ran`)
      await apply(client, migration)
      applied.push(migration.name)
    }
    await migrateJobs({ connectionString: ownerUrl })
    await client.query(`grant usage on schema graphile_worker to palier_app;
      grant select, insert, update, delete on all tables in schema graphile_worker to palier_app;
      grant usage on all sequences in schema graphile_worker to palier_app;
      grant execute on all functions in schema graphile_worker to palier_app;
      grant select on palier_migration to palier_app`)
    await client.query(openJobQueue)
    await writeLegalParameters(client)
    await writeCommunes(client)
    await setJournalClock(client)
  } finally {
    await client.end()
  }
  return { applied }
}

/** The queue's library puts its tables under row-level security without a policy: the application could enqueue nothing. */
const openJobQueue = `do $$ declare queue_table regclass; begin
  for queue_table in select oid from pg_class
    where relnamespace = 'graphile_worker'::regnamespace and relkind in ('r', 'p') and relrowsecurity
  loop
    execute format('drop policy if exists palier_app_enqueues on %s', queue_table);
    execute format('create policy palier_app_enqueues on %s to palier_app using (true) with check (true)', queue_table);
  end loop;
end $$`

const apply = async (client: pg.Client, { name, sql, sha256 }: Migration) => {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into palier_migration (name, sha256) values ($1, $2)', [name, sha256])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error })
  }
}
