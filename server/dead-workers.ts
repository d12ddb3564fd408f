import pg from 'pg'
import type { Log } from '#server/log.ts'

/**
 * The job library keeps the jobs of a killed process locked for four hours. So each worker holds an advisory lock for as
 * long as its process lives: a job whose worker holds none is given back within seconds.
 */
export type WorkerWatch = { claim(workerId: string): void; stop(): Promise<void> }

const lockSpace = 727_010
const sweepEveryMs = 5_000

const releaseDead = `with holders as (
    select locked_by as id from graphile_worker._private_jobs where locked_at < now() - interval '5 seconds'
    union select locked_by from graphile_worker._private_job_queues where locked_at < now() - interval '5 seconds'
  ), dead as (
    select coalesce(array_agg(id), '{}') as ids from holders where id is not null and id <> all ($1::text[]) and not exists (
      select from pg_locks k
      where k.locktype = 'advisory' and k.classid = ${lockSpace} and k.objsubid = 2
        and k.database = (select oid from pg_database where datname = current_database())
        and k.objid::bigint = (hashtext(id)::bigint & 4294967295))
  )
  select graphile_worker.force_unlock_workers(ids) from dead where cardinality(ids) > 0`

export const watchWorkers = async (ownerUrl: string, log: Log): Promise<WorkerWatch> => {
  const claimed = new Set<string>()
  let stopped = false
  let client = await connect()

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString: ownerUrl })
    fresh.on('error', () => undefined)
    await fresh.connect()
    for (const id of claimed) await lock(fresh, id)
    return fresh
  }
  const lock = (on: pg.Client, id: string) =>
    on.query('select pg_advisory_lock($1, hashtext($2))', [lockSpace, id])

  const sweep = async () => {
    try {
      // This process's own workers live, whatever became of the connection that says so to the others.
      await client.query(releaseDead, [[...claimed]])
    } catch {
      await client.end().catch(() => undefined)
      if (!stopped) client = await connect()
    }
  }
  let sweeping = Promise.resolve()
  const timer = setInterval(() => {
    sweeping = sweep().catch((error: Error) =>
      log.warn({ err: { message: error.message } }, 'workers not watched'),
    )
  }, sweepEveryMs)
  await sweep()
  return {
    claim(workerId) {
      claimed.add(workerId)
      lock(client, workerId).catch(() => undefined)
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await sweeping
      await client.end().catch(() => undefined)
    },
  }
}
