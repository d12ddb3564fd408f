import type { Running } from '#server/start.ts'

/** Waits for Ctrl-C or a polite kill, then stops: requests answered, jobs finished or given back, database closed. */
export const runUntilStopped = (running: Running): Promise<void> =>
  new Promise((resolve) => {
    let stopping = false
    const stop = () => {
      if (stopping) return
      stopping = true
      running.stop().then(resolve, () => {
        process.exitCode = 1
        resolve()
      })
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
