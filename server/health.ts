import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import type { House } from '#server/house.ts'

export const version: string = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
).version

/** `GET /healthz`: the version, the database, the last migration and the job queue, in one small answer. */
export const healthRoutes = (house: House, jobsRun: boolean): Hono => {
  const routes = new Hono()
  routes.get('/healthz', async (c) => {
    try {
      const { rows } = await house.database.pool.query<{
        server: string
        migration: string
        queued: number
        failed: number
      }>(
        `select current_setting('server_version') as server,
          (select max(name) from palier_migration) as migration,
          (select count(*)::int from graphile_worker.jobs where attempts < max_attempts) as queued,
          (select count(*)::int from graphile_worker.jobs where attempts >= max_attempts) as failed`,
      )
      const [row] = rows
      return c.json({
        status: 'ok',
        version,
        database: { status: 'ok', server: row?.server },
        migration: row?.migration,
        jobs: { running: jobsRun, queued: row?.queued, failed: row?.failed },
      })
    } catch {
      return c.json({ status: 'unavailable', version, database: { status: 'unreachable' } }, 503)
    }
  })
  return routes
}
