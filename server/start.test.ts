import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { readConfig } from '#server/config.ts'
import { job, startJobs } from '#server/jobs.ts'
import { type Running, start } from '#server/start.ts'
import { cloneDatabase } from '#tests/database.ts'

let home: string
let database: Awaited<ReturnType<typeof cloneDatabase>>
const port = 4176

beforeAll(async () => {
  const { serverUrl, template } = inject('postgres')
  home = await mkdtemp(join(tmpdir(), 'palier-start-'))
  database = await cloneDatabase(serverUrl, template)
})
afterAll(async () => {
  await database.drop()
  await rm(home, { recursive: true, force: true })
})

const startHere = (jobs = false): Promise<Running> =>
  start(
    readConfig({
      PALIER_HOME: home,
      DATABASE_URL: database.url,
      PALIER_DEMO: 'off',
      PORT: String(port),
      LOG_LEVEL: 'silent',
    }),
    { http: true, jobs },
  )

describe('a fresh installation without the demo', () => {
  test('tells its health and a link for the first organisation, then stops and starts again', async () => {
    const running = await startHere()
    try {
      const health = await (await fetch(`${running.url}/healthz`)).json()
      expect(health).toMatchObject({
        status: 'ok',
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        database: { status: 'ok', server: expect.stringMatching(/^\d+/) },
        migration: expect.stringMatching(/^\d{4}-.+\.sql$/),
        jobs: { running: false, queued: expect.any(Number), failed: 0 },
      })
      expect(running.firstAccessUrl).toMatch(/^http:\/\/localhost:4176\/premier-acces\/[\w-]{43}$/)
      const page = await fetch(running.firstAccessUrl as string)
      expect([page.status, await page.text()]).toEqual([
        200,
        expect.stringContaining('Première organisation'),
      ])
    } finally {
      await running.stop()
    }
    const again = await startHere()
    await again.stop()
  })

  test('a port already taken is told plainly, and what was opened is closed', async () => {
    const running = await startHere()
    await expect(startHere()).rejects.toThrow('Le port 4176 est déjà pris')
    await running.stop()
  })
})

describe('stopping', () => {
  test('a request under way is answered; new ones are not accepted; the stop does not linger', async () => {
    const running = await startHere()
    await fetch(`${running.url}/api/session`)
    const slow = fetch(`${running.url}/api/invitation/read`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: slowBody(),
      duplex: 'half',
    } as RequestInit)
    await setTimeout(150)
    const stopped = running.stop()
    await setTimeout(100)
    await expect(fetch(`${running.url}/healthz`)).rejects.toThrow()
    expect((await slow).status).toBe(404)
    const since = performance.now()
    await stopped
    expect(performance.now() - since).toBeLessThan(1500)
  })

  const slowBody = () =>
    new ReadableStream({
      async start(controller) {
        const words = new TextEncoder().encode('{"token":"nonsense"}')
        controller.enqueue(words.slice(0, 5))
        await setTimeout(700)
        controller.enqueue(words.slice(5))
        controller.close()
      },
    })

  test('a job under way finishes; one that waits is kept for the next start', async () => {
    const running = await startHere()
    const steps: string[] = []
    const slow = job<{ name: string }>('slow-test-job', async (_house, { name }) => {
      steps.push(`${name} started`)
      await setTimeout(500)
      steps.push(`${name} done`)
    })
    const add = (name: string, runAt: string) =>
      running.house.database.pool.query(
        `select graphile_worker.add_job('slow-test-job', $1::json, run_at => now() + $2::interval)`,
        [JSON.stringify({ name, organisationId: '00000000-0000-4000-8000-000000000000' }), runAt],
      )
    await add('first', '0')
    await add('later', '1 hour')
    const runner = await startJobs(running.house, database.url, [slow], [])
    while (steps.length === 0) await setTimeout(20)
    await runner.stop()
    expect(steps).toEqual(['first started', 'first done'])
    const { rows } = await running.house.database.pool.query(
      `select payload->>'name' as name, attempts, locked_at from graphile_worker._private_jobs where payload->>'name' is not null`,
    )
    expect(rows).toEqual([{ name: 'later', attempts: 0, locked_at: null }])
    await running.stop()
  })
})
