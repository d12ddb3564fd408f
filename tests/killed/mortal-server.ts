import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A server that is killed without a word, and started again on the same database. */
export type MortalServer = {
  url: string
  /** `SIGKILL`: nothing is closed, nothing is rolled back but by the database. */
  kill(): Promise<void>
}

export const openMortalServers = async (databaseUrl: string) => {
  const home = await mkdtemp(join(tmpdir(), 'palier-killed-'))
  const alive = new Set<ChildProcess>()
  return {
    async start(): Promise<MortalServer> {
      const child = spawn(process.execPath, [new URL('./serve.ts', import.meta.url).pathname], {
        env: {
          ...process.env,
          DATABASE_URL: databaseUrl,
          PALIER_HOME: home,
          PALIER_DEMO: 'off',
          PORT: '0',
          LOG_LEVEL: 'silent',
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      alive.add(child)
      const ended = once(child, 'exit')
      const url = await untilReady(child)
      return {
        url,
        async kill() {
          child.kill('SIGKILL')
          await ended
          alive.delete(child)
        },
      }
    },
    async close() {
      for (const child of alive) child.kill('SIGKILL')
      await rm(home, { recursive: true, force: true })
    },
  }
}

const untilReady = async (child: ChildProcess): Promise<string> => {
  if (!child.stdout) throw new Error('the server has no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const url = line.match(/^ready (\S+)$/)?.[1]
    if (url) return url
  }
  throw new Error('the server ended before it was ready')
}
