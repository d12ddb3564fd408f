import { ConfigMistake, readConfig } from '#server/config.ts'
import { runUntilStopped } from '#server/run-until-stopped.ts'
import { start } from '#server/start.ts'

try {
  const running = await start(readConfig(process.env), { http: false, jobs: true })
  await runUntilStopped(running)
} catch (error) {
  process.stderr.write(`${error instanceof ConfigMistake ? error.message : (error as Error).stack}\n`)
  process.exitCode = 1
}
