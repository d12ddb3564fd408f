import { EventEmitter } from 'node:events'
import { Logger, run, type Task, type WorkerEvents } from 'graphile-worker'
import { sql } from 'kysely'
import pg from 'pg'
import { inOrganisation, type Tx } from '#server/db.ts'
import { watchWorkers } from '#server/dead-workers.ts'
import type { House } from '#server/house.ts'

/**
 * A job is a use case run by the system for one organisation: keyed, idempotent, resumable. It is enqueued by SQL in
 * the transaction of the act that asks for it, so that it exists if and only if the act does.
 */
export type Job<P> = {
  name: string
  run: (house: House, payload: P & { organisationId: string }, signal: AbortSignal) => Promise<void>
}

export const job = <P>(name: string, run: Job<P>['run']): Job<P> => ({ name, run })

export type EnqueueOptions = {
  /** A job with the same key that has not started yet is replaced. */
  key?: string
  runAt?: Date
  queue?: string
  maxAttempts?: number
}

export const enqueue = async <P extends object>(
  tx: Tx,
  { name }: Pick<Job<P>, 'name'>,
  payload: P & { organisationId: string },
  { key, runAt, queue, maxAttempts = 8 }: EnqueueOptions = {},
): Promise<void> => {
  await sql`select graphile_worker.add_job(${name}::text, ${JSON.stringify(payload)}::json,
    queue_name => ${queue ?? null}::text, run_at => ${runAt ?? null}::timestamptz,
    max_attempts => ${maxAttempts}::int, job_key => ${key ?? null}::text)`.execute(tx)
}

/** Something that each organisation does every night. */
export type Nightly = {
  name: string
  at: string
  enqueueFor: (tx: Tx, organisationId: string) => Promise<void>
}

// biome-ignore lint/suspicious/noExplicitAny: payloads differ from job to job; each job checks its own.
export type AnyJob = Job<any>

/** `stop` waits for the jobs under way and closes every connection: the database may be stopped next. */
export type RunningJobs = { stop(): Promise<void> }

export const startJobs = async (
  house: House,
  ownerUrl: string,
  jobs: readonly AnyJob[],
  nightly: readonly Nightly[],
): Promise<RunningJobs> => {
  const taskList: Record<string, Task> = {}
  for (const { name, run: work } of jobs)
    taskList[name] = async (payload, helpers) => {
      const startedAt = performance.now()
      await work(
        house,
        payload as { organisationId: string },
        helpers.abortSignal ?? new AbortController().signal,
      )
      house.log.info({ job: name, ms: Math.round(performance.now() - startedAt) }, 'job done')
    }
  for (const { name, enqueueFor } of nightly)
    taskList[`nightly:${name}`] = async () => {
      const { rows } = await house.database.pool.query<{ id: string }>(
        'select id from organisation order by id',
      )
      for (const { id } of rows) await inOrganisation(house.database, id, (tx) => enqueueFor(tx, id))
    }
  const watch = await watchWorkers(ownerUrl, house.log)
  const events: WorkerEvents = new EventEmitter()
  // A job is locked by the pool that took it, not by one of its workers.
  events.on('pool:create', ({ workerPool }) => watch.claim(workerPool.id))
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 4 })
  // An idle connection that breaks is replaced at the next use, as in the application's pool.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const runner = await run({
    pgPool: pool,
    events,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2000,
    taskList,
    crontab: nightly.map(({ name, at }) => `${at} nightly:${name} ?jobKey=nightly:${name}`).join('\n') || ' ',
    logger: quietLogger(house),
  })
  return {
    async stop() {
      await runner.stop()
      await watch.stop()
      await pool.end()
    },
  }
}

const quietLogger = (house: House) =>
  new Logger(() => (level, message, meta) => {
    if (level === 'error') house.log.error({ job: meta?.['job'] && 'job' }, message)
  })
