import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { readConfig } from '#server/config.ts'
import { start } from '#server/start.ts'
import { cloneDatabase } from '#tests/database.ts'
import openPostgres from '#tests/global-setup.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A database and a home where the demo is loaded, that each journey copies. */
    demo: { template: string; home: string }
  }
}

/** The demo is loaded once for all the journeys: each of them works on its own copy. */
const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const closePostgres = await openPostgres(project)
  const { serverUrl, template } = project.getProvidedContext().postgres
  const { url, drop } = await cloneDatabase(serverUrl, template)
  const home = await mkdtemp(join(tmpdir(), 'palier-demo-'))
  const config = readConfig({ DATABASE_URL: url, PALIER_HOME: home, LOG_LEVEL: 'error' })
  const loaded = await start(config, { http: false, jobs: false })
  await loaded.stop()
  project.provide('demo', { template: new URL(url).pathname.slice(1), home })
  return async () => {
    await drop()
    await rm(home, { recursive: true, force: true })
    await closePostgres()
  }
}

// biome-ignore lint/style/noDefaultExport: vitest calls the default export of a global set-up.
export default setup
