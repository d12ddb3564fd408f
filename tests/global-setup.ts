import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '#server/embedded-postgres.ts'
import { makeTemplate } from '#tests/database.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A server where tests may create databases, and the migrated template to clone. */
    postgres: { serverUrl: string; template: string }
  }
}

/** One PostgreSQL for the whole run (or the one named by PALIER_TEST_POSTGRES), one migrated template. */
const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const given = process.env.PALIER_TEST_POSTGRES
  if (given) {
    project.provide('postgres', { serverUrl: given, template: await makeTemplate(given) })
    return async () => undefined
  }
  const folder = await mkdtemp(join(tmpdir(), 'palier-test-'))
  await chmod(folder, 0o755)
  const postgres = await startEmbeddedPostgres(folder, [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
  ])
  project.provide('postgres', { serverUrl: postgres.url, template: await makeTemplate(postgres.url) })
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

// biome-ignore lint/style/noDefaultExport: vitest calls the default export of a global set-up.
export default setup
