import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Runs every check, then every test; nothing stops the ones after it, so that one run tells all that is wrong. With
 * names as arguments, only those. The last line is `N passed, N failed`.
 */
type Counts = { passed: number; failed: number }
type Check = { name: string; run: () => Promise<Counts> }

const folder = await mkdtemp(join(tmpdir(), 'palier-checks-'))
const bin = (name: string) => `node_modules/.bin/${name}`

const execute = (
  command: string,
  args: string[],
  environment: Record<string, string> = {},
): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...environment } })
    child.on('error', () => resolve(127))
    child.on('exit', (code) => resolve(code ?? 1))
  })

const command = (name: string, program: string, ...args: string[]): Check => ({
  name,
  run: async () =>
    (await execute(program, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 },
})

/** A runner that dies before it reports counts as one failure more than what it reported. */
const tests = (project: string): Check => ({
  name: `tests:${project}`,
  run: async () => {
    const report = join(folder, `${project}.json`)
    const code = await execute(process.execPath, [
      'node_modules/vitest/vitest.mjs',
      'run',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ])
    const read = await readFile(report, 'utf8').then(JSON.parse, () => ({}))
    const passed: number = read.numPassedTests ?? 0
    const failed: number = read.numFailedTests ?? 0
    const died = passed === 0 || (code !== 0 && failed === 0)
    return { passed, failed: failed + (died ? 1 : 0) }
  },
})

const checks: Check[] = [
  command('format, lint and rooms', bin('biome'), 'ci', '--error-on-warnings', '.'),
  ...['domain', 'contract', 'server', 'web'].map((room) => command(`types:${room}`, bin('tsc'), '-p', room)),
  command('dead code', bin('knip')),
  command('generated types', process.execPath, 'script/generate-schema.ts', '--check'),
  command('web build', process.execPath, 'node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'),
  tests('domain'),
  tests('server'),
  tests('e2e'),
]

const wanted = process.argv.slice(2)
const total: Counts = { passed: 0, failed: 0 }
const failures: string[] = []
for (const { name, run } of checks) {
  if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue
  const startedAt = performance.now()
  console.log(`\n▸ ${name}`)
  const { passed, failed } = await run()
  total.passed += passed
  total.failed += failed
  if (failed > 0) failures.push(name)
  console.log(
    `  ${name}: ${passed} passed, ${failed} failed (${Math.round((performance.now() - startedAt) / 1000)} s)`,
  )
}
await rm(folder, { recursive: true, force: true })
if (failures.length > 0) console.log(`\nÀ corriger : ${failures.join(', ')}`)
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
