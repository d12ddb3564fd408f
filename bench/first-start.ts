import { execFile } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type PageWeight, weighFirstPages } from '#bench/first-page.ts'
import { count, type Measure, seconds } from '#bench/report.ts'
import { startServer } from '#bench/server-process.ts'

type FirstStart = { firstMs: number; secondMs: number; pages: PageWeight[] }

const vite = new URL('../node_modules/vite/bin/vite.js', import.meta.url).pathname
const root = new URL('..', import.meta.url).pathname

/** A fresh data folder: PostgreSQL prepared, tables made, the demo loaded. Then the same folder again. */
export const startTwice = async (): Promise<FirstStart> => {
  const folder = await mkdtemp(join(tmpdir(), 'palier-bench-start-'))
  const web = join(folder, 'web')
  try {
    await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', web, '--logLevel', 'error'], {
      cwd: root,
    })
    const environment = {
      PALIER_HOME: join(folder, 'home'),
      PALIER_WEB: web,
      PALIER_DEMO: 'on',
      DATABASE_URL: '',
      PORT: String(randomInt(20_000, 60_000)),
    }
    const first = await startServer(environment)
    await first.stop()
    const second = await startServer(environment)
    const pages = await weighFirstPages(second.url)
    await second.stop()
    return { firstMs: first.readyMs, secondMs: second.readyMs, pages }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export const startMeasures = ({ firstMs, secondMs, pages }: FirstStart): Measure[] => [
  { what: 'Premier démarrage', value: seconds(firstMs), aim: '< 15 s', met: firstMs < 15_000 },
  { what: 'Deuxième démarrage', value: seconds(secondMs), aim: '< 3 s', met: secondMs < 3_000 },
  ...pages.map(({ page, kilobytes, requests }) => ({
    what: `Première page : ${page} (${requests} requêtes)`,
    value: `${count(kilobytes)} ko`,
    aim: '< 250 ko',
    met: kilobytes < 250,
  })),
]
