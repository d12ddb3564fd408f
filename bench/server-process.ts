import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'

/** Palier as it is run: a process of its own, HTTP and jobs together. */
export type ServerProcess = {
  url: string
  /** From the command to the line that says it is ready. */
  readyMs: number
  /** The most memory the process held since the last `forgetPeak`; null where the system does not tell. */
  peakMegabytes(): Promise<number | null>
  forgetPeak(): Promise<void>
  stop(): Promise<void>
}

export const startServer = async (environment: Record<string, string>): Promise<ServerProcess> => {
  const startedAt = performance.now()
  const options = (await readFile(new URL('../script/node-options', import.meta.url), 'utf8')).trim()
  const main = new URL('../server/main.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [...options.split(' '), main], {
    env: { ...process.env, LOG_LEVEL: 'error', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await untilReady(child)
  return {
    url,
    readyMs: performance.now() - startedAt,
    peakMegabytes: () => readPeak(child.pid),
    forgetPeak: () => writeFile(`/proc/${child.pid}/clear_refs`, '5').catch(() => undefined),
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

const untilReady = async (child: ChildProcess): Promise<string> => {
  if (!child.stdout) throw new Error('the server has no output')
  const lines = createInterface({ input: child.stdout })
  for await (const line of lines) {
    const url = line.match(/Palier est prêt : (\S+)/)?.[1]
    if (!url) continue
    // What it says from now on are errors: they are worth seeing.
    child.stdout.on('data', (chunk) => /"level":50/.test(String(chunk)) && process.stderr.write(chunk))
    return url
  }
  throw new Error('the server ended before it was ready')
}

const readPeak = async (pid: number | undefined): Promise<number | null> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = status.match(/VmHWM:\s+(\d+) kB/)?.[1]
  return kilobytes ? Math.round(Number(kilobytes) / 1024) : null
}
