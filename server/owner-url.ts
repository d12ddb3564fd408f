import { join } from 'node:path'
import { checkDatabase } from '#server/check-database.ts'
import type { Config } from '#server/config.ts'
import { startEmbeddedPostgres } from '#server/embedded-postgres.ts'

/** Gives a command of `script/` the owner's address; an embedded PostgreSQL that was running is left running. */
export const withOwnerUrl = async <T>(config: Config, work: (ownerUrl: string) => Promise<T>): Promise<T> => {
  if (config.databaseUrl) {
    await checkDatabase(config.databaseUrl)
    return work(config.databaseUrl)
  }
  const postgres = await startEmbeddedPostgres(join(config.home, 'postgres'))
  try {
    return await work(postgres.url)
  } finally {
    if (!postgres.wasRunning) await postgres.stop()
  }
}
