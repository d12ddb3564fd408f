import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { ConfigMistake, readConfig } from '#server/config.ts'
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

describe('a PostgreSQL of one’s own', () => {
  const role = `ordinary_${randomBytes(4).toString('hex')}`
  const password = randomBytes(12).toString('hex')
  const asAdmin = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: inject('postgres').serverUrl })
    await client.connect()
    return work(client).finally(() => client.end())
  }
  const urlOf = (user: string, secret: string) =>
    Object.assign(new URL(database.url), { username: user, password: secret, pathname: `/${role}` }).href
  const startOn = (url: string, tell?: (line: string) => void) =>
    start(readConfig({ PALIER_HOME: home, DATABASE_URL: url, PORT: String(port), LOG_LEVEL: 'silent' }), {
      http: true,
      jobs: true,
      ...(tell ? { tell } : {}),
    })

  beforeAll(() =>
    asAdmin(async (client) => {
      await client.query(`create role ${role} login password '${password}'`)
      await client.query(`create database ${role}`)
    }),
  )
  afterAll(() =>
    asAdmin(async (client) => {
      await client.query(`drop database ${role} with (force)`)
      await client.query(`revoke palier_app from ${role} cascade`)
      await client.query(`drop role ${role}`)
    }),
  )

  test('a role without the rights is told which, before anything is written', async () => {
    const refusal = await startOn(urlOf(role, password)).catch((error: Error) => error)
    expect(refusal).toBeInstanceOf(ConfigMistake)
    expect((refusal as Error).message).toContain(`ALTER DATABASE "${role}" OWNER TO "${role}";`)
    expect((refusal as Error).message).toContain(`GRANT palier_app TO "${role}" WITH ADMIN OPTION;`)
    expect((refusal as Error).message).not.toContain(password)
  })

  test('given those rights and no more, Palier loads its demo, serves, and says what is slower', async () => {
    await asAdmin(async (client) => {
      await client.query(`alter database ${role} owner to ${role}`)
      await client.query(`grant palier_app to ${role} with admin option`)
    })
    const told: string[] = []
    const running = await startOn(urlOf(role, password), (line) => told.push(line))
    try {
      expect(running.demoLoaded).toBe(true)
      expect((await fetch(`${running.url}/healthz`)).status).toBe(200)
      expect(told.join('\n')).toContain('ALTER FUNCTION public.similarity_op(text, text) LEAKPROOF;')
    } finally {
      await running.stop()
    }
  }, 120_000)

  test.each([
    ['a wrong password', () => urlOf(role, 'nonsense'), 'nom ou mot de passe refusé'],
    [
      'a database that does not exist',
      () => urlOf(role, password).replace(/\w+$/, 'nulle_part'),
      'base inexistante',
    ],
    ['nobody listening', () => 'postgres://a:b@127.0.0.1:1/c', 'rien n’écoute à cette adresse'],
  ])('%s is told in one line, without the password', async (_, url, words) => {
    const refusal = await startOn(url()).catch((error: Error) => error)
    expect(refusal).toBeInstanceOf(ConfigMistake)
    expect((refusal as Error).message).toContain(words)
    expect((refusal as Error).message).not.toContain(password)
  })
})

describe('stopping', () => {
  test('a request under way is answered; new ones are not accepted; the stop does not linger', async () => {
    const running = await startHere()
    await fetch(`${running.url}/api/session`)
    const slow = postSlowly(running.url)
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

  test('Ctrl-C in the terminal: the process answers what it had begun, then ends well', async () => {
    const child = spawn(process.execPath, ['server/main.ts'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        PALIER_HOME: home,
        DATABASE_URL: database.url,
        PALIER_DEMO: 'off',
        PORT: String(port),
        LOG_LEVEL: 'silent',
      },
    })
    const exited = once(child, 'exit')
    await untilSaid(child, 'Palier est prêt')
    const slow = postSlowly(`http://localhost:${port}`)
    await setTimeout(150)
    child.kill('SIGINT')
    expect((await slow).status).toBe(404)
    expect(await exited).toEqual([0, null])
  })

  const untilSaid = async ({ stdout }: { stdout: Readable }, words: string) => {
    let said = ''
    for await (const chunk of stdout.iterator({ destroyOnReturn: false })) {
      said += chunk
      if (said.includes(words)) return stdout.resume()
    }
    throw new Error(`ended before « ${words} »: ${said}`)
  }

  const postSlowly = (url: string) =>
    fetch(`${url}/api/invitation/read`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: slowBody(),
      duplex: 'half',
    } as RequestInit)

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
