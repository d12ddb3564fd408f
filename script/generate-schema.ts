import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '#server/embedded-postgres.ts'
import { migrate } from '#server/migrate.ts'

/**
 * Writes `db/schema.ts` from a freshly migrated database. With `--check`, only compares: the checked-in types must be
 * what the migrations make.
 */
const target = new URL('../db/schema.ts', import.meta.url)
const root = new URL('..', import.meta.url).pathname
const folder = await mkdtemp(join(tmpdir(), 'palier-schema-'))
await chmod(folder, 0o755)
const postgres = await startEmbeddedPostgres(folder)
try {
  await migrate(postgres.url)
  const out = join(folder, 'schema.ts')
  execFileSync(
    process.execPath,
    [
      join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      '--dialect=postgres',
      `--url=${postgres.url}`,
      `--out-file=${out}`,
      '--default-schema=public',
      '--include-pattern=public.*',
      '--exclude-pattern=public.palier_migration',
      '--numeric-parser=number',
      '--type-mapping={"date":"PlainDate","int8":"number"}',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const generated = (await readFile(out, 'utf8')).replace(
    'import type { ColumnType } from "kysely";',
    "import type { PlainDate } from '#domain/plain-date.ts'\nimport type { ColumnType } from 'kysely'",
  )
  if (!process.argv.includes('--check')) await writeFile(target, generated)
  else if ((await readFile(target, 'utf8').catch(() => '')) !== generated) {
    console.error('db/schema.ts is not what the migrations make: run `npm run generate`')
    process.exitCode = 1
  }
} finally {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
