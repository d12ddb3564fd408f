import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { type PostgresSeat, preparePostgresSeat } from '#server/postgres-seat.ts'

const exec = promisify(execFile)

/** `wasRunning`: Palier, or what outlived it, had already started it. */
export type RunningPostgres = { url: string; wasRunning: boolean; stop(): Promise<void> }

/**
 * The real PostgreSQL, in a folder of Palier's own, on a free port of the loopback. It is started apart from Palier's
 * own process group, so that Ctrl-C in a terminal lets Palier finish its requests before the database closes.
 */
export const startEmbeddedPostgres = async (
  folder: string,
  settings: readonly string[] = [],
): Promise<RunningPostgres> => {
  const seat = await preparePostgresSeat(folder)
  const cluster = join(seat.folder, 'cluster')
  const password = await keepPassword(join(seat.folder, 'password'))
  const url = (port: number, database = 'palier') =>
    `postgres://palier_owner:${password}@127.0.0.1:${port}/${database}`
  const survivor = await findSurvivor(cluster, url)
  if (survivor) return survivor
  if (!(await exists(join(cluster, 'PG_VERSION')))) await initialise(seat, cluster, password)
  const port = await freePort()
  const child = launch(seat, cluster, port, settings)
  await untilReady(child, url(port, 'postgres'), seat.folder)
  await ensureDatabase(url(port, 'postgres'))
  return { url: url(port), wasRunning: false, stop: () => stopProcess(Number(child.pid)) }
}

const initialise = async (seat: PostgresSeat, cluster: string, password: string) => {
  const secret = join(seat.folder, `initdb-${randomBytes(4).toString('hex')}`)
  await rm(cluster, { recursive: true, force: true })
  await mkdir(cluster, { mode: 0o700 })
  await writeFile(secret, password, { mode: 0o600 })
  await seat.give(cluster)
  await seat.give(secret)
  try {
    await exec(
      seat.initdb,
      [
        `--pgdata=${cluster}`,
        '--username=palier_owner',
        '--auth=scram-sha-256',
        `--pwfile=${secret}`,
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      { ...seat.identity, cwd: seat.folder, env: { ...process.env, LC_ALL: 'C' } },
    )
  } catch (error) {
    await rm(cluster, { recursive: true, force: true })
    throw new Error(`PostgreSQL n’a pas pu préparer ${cluster} : ${(error as Error).message}`, {
      cause: error,
    })
  } finally {
    await rm(secret, { force: true })
  }
}

const launch = (
  seat: PostgresSeat,
  cluster: string,
  port: number,
  settings: readonly string[],
): ChildProcess => {
  const flags = ['listen_addresses=127.0.0.1', `unix_socket_directories=`, 'max_connections=60', ...settings]
  const child = spawn(
    seat.postgres,
    ['-D', cluster, '-p', String(port), ...flags.flatMap((flag) => ['-c', flag])],
    {
      ...seat.identity,
      cwd: seat.folder,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    },
  )
  child.unref()
  return child
}

const untilReady = async (child: ChildProcess, url: string, folder: string) => {
  const log: string[] = []
  child.stderr?.on('data', (chunk) => {
    log.push(String(chunk))
    if (log.length > 50) log.shift()
  })
  const deadline = performance.now() + 60_000
  while (performance.now() < deadline) {
    if (child.exitCode !== null) break
    if (await answers(url)) {
      // Nobody reads the log of a server that runs well; it must not fill a pipe nor hold this process.
      ;(child.stderr as { unref?: () => void } | null)?.unref?.()
      return
    }
    await setTimeout(30)
  }
  throw new Error(`PostgreSQL n’a pas démarré dans ${folder} :\n${log.join('').slice(-2000).trim()}`)
}

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

const ensureDatabase = async (url: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const found = await client.query("select from pg_database where datname = 'palier'")
  if (found.rowCount === 0) await client.query('create database palier')
  await client.end()
}

/** When Palier was killed, its PostgreSQL may have outlived it: it is taken over rather than started twice. */
const findSurvivor = async (
  cluster: string,
  url: (port: number) => string,
): Promise<RunningPostgres | undefined> => {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!pid || !port || !isAlive(pid) || !(await answers(url(port)))) return undefined
  return { url: url(port), wasRunning: true, stop: () => stopProcess(pid) }
}

/** SIGINT is PostgreSQL's fast shutdown: sessions are ended, data is safe. */
const stopProcess = async (pid: number) => {
  if (isAlive(pid)) process.kill(pid, 'SIGINT')
  while (isAlive(pid)) await setTimeout(20)
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const keepPassword = async (path: string): Promise<string> => {
  const kept = await readFile(path, 'utf8').catch(() => undefined)
  if (kept) return kept.trim()
  const password = randomBytes(24).toString('hex')
  await writeFile(path, password, { mode: 0o600 })
  await chmod(path, 0o600)
  return password
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
