import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type ServerType, serve } from '@hono/node-server'
import type { Hono } from 'hono'
import pg from 'pg'
import { createApp } from '#server/app.ts'
import { checkDatabase, slowSearchNotice } from '#server/check-database.ts'
import { systemClock } from '#server/clock.ts'
import type { Config } from '#server/config.ts'
import { openDatabase } from '#server/db.ts'
import { loadDemo } from '#server/demo/load-demo.ts'
import { startEmbeddedPostgres } from '#server/embedded-postgres.ts'
import type { House } from '#server/house.ts'
import { createAuth } from '#server/identity/auth.ts'
import { prepareFirstAccess } from '#server/identity/first-access.ts'
import { providerProblem } from '#server/identity/provider-problem.ts'
import { startJobs } from '#server/jobs.ts'
import { createLog } from '#server/log.ts'
import { migrate } from '#server/migrate.ts'
import { createFileStore } from '#server/outside/files.ts'
import { createMailer } from '#server/outside/mail.ts'
import { createSmsSender } from '#server/outside/sms.ts'
import { jobs, nightly } from '#server/use-cases.ts'

export type Running = {
  url: string
  house: House
  demoLoaded: boolean
  firstAccessUrl: string | undefined
  stop(): Promise<void>
}
export type Parts = {
  http: boolean
  jobs: boolean
  clock?: House['clock']
  /** Told what takes a while. */
  tell?: (line: string) => void
}

/** Starts what is asked, in the order that each needs the one before; `stop` undoes it in reverse. */
export const start = async (config: Config, parts: Parts): Promise<Running> => {
  const undo: (() => Promise<unknown>)[] = []
  const stop = async () => {
    while (undo.length > 0) await undo.pop()?.()
  }
  try {
    await mkdir(config.home, { recursive: true, mode: 0o755 })
    if (config.databaseUrl) await checkDatabase(config.databaseUrl)
    const ownerUrl = config.databaseUrl ?? (await embedded(config, undo))
    await migrate(ownerUrl)
    const notice = config.databaseUrl && (await slowSearchNotice(config.databaseUrl))
    if (notice) parts.tell?.(notice)
    const database = openDatabase(ownerUrl)
    undo.push(() => database.pool.end())
    const port = config.port
    const url = (config.url ?? `http://localhost:${port}`).replace(/\/$/, '')
    const secret = config.secret ?? (await keepSecret(join(config.home, 'secret')))
    const mailer = createMailer(config.smtp, database.pool)
    const house: House = {
      config,
      log: createLog(config.logLevel),
      clock: parts.clock ?? systemClock,
      database,
      files: createFileStore(join(config.home, 'files')),
      mailer,
      sms: createSmsSender(config.sms, database.pool),
      url,
      secret,
    }
    const { auth, close } = createAuth({
      databaseUrl: ownerUrl,
      url,
      secret,
      mailer,
      oidc: config.oidc,
      log: house.log,
    })
    undo.push(close)
    if (config.oidc && parts.http)
      providerProblem(config.oidc).then((problem) => problem && parts.tell?.(problem))
    const demoLoaded = config.demo
      ? await withOwner(ownerUrl, (owner) => loadDemo(house, auth, owner, parts.tell))
      : false
    const firstAccessUrl =
      parts.http && !config.demo
        ? await withOwner(ownerUrl, (owner) => prepareFirstAccess(owner, url))
        : undefined
    if (parts.jobs) {
      const runner = await startJobs(house, ownerUrl, jobs, nightly)
      undo.push(() => runner.stop())
    }
    if (!parts.http) return { url, house, demoLoaded, firstAccessUrl, stop }
    const server = await listen(createApp(house, auth, parts.jobs), config)
    undo.push(() => closeServer(server))
    const bound = (server.address() as AddressInfo).port
    return { url: config.url ? url : `http://localhost:${bound}`, house, demoLoaded, firstAccessUrl, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const embedded = async (config: Config, undo: (() => Promise<unknown>)[]): Promise<string> => {
  const postgres = await startEmbeddedPostgres(join(config.home, 'postgres'))
  undo.push(() => postgres.stop())
  return postgres.url
}

const withOwner = async <T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> => {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

const keepSecret = async (path: string): Promise<string> => {
  const kept = await readFile(path, 'utf8').catch(() => undefined)
  if (kept) return kept.trim()
  const secret = randomBytes(32).toString('base64url')
  await writeFile(path, secret, { mode: 0o600 })
  return secret
}

const listen = (app: Hono, config: Config): Promise<ServerType> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, () =>
      resolve(server),
    )
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Le port ${config.port} est déjà pris : choisissez-en un autre avec PORT=…`)
          : error,
      ),
    )
  })

/**
 * No request is cut: the server stops accepting, then waits for those under way. A browser keeps its connection open
 * after its answer, so the idle ones are closed again and again until none is left.
 */
const closeServer = (server: ServerType) =>
  new Promise<void>((resolve) => {
    const closeIdle = () => {
      if ('closeIdleConnections' in server) server.closeIdleConnections()
    }
    const sweep = setInterval(closeIdle, 100)
    server.close(() => {
      clearInterval(sweep)
      resolve()
    })
    closeIdle()
  })
