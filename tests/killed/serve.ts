import { fixedClock } from '#server/clock.ts'
import { readConfig } from '#server/config.ts'
import { start } from '#server/start.ts'

// Palier as a process of its own, on a day that stands still: something to kill.
const { PALIER_AT: at = '2026-11-22T09:00:00Z' } = process.env
const { url } = await start(readConfig(process.env), { http: true, jobs: true, clock: fixedClock(at) })
process.stdout.write(`ready ${url}\n`)
