import type { Database } from '#server/db.ts'

// A file that is read from the database while its reader receives it holds a connection. The screens of everybody need
// connections too: only some files are read at a time, and none waits for a reader who does not read.

const mostAtOnce = 4
const longestWaitMs = 30_000

const open = new WeakMap<Database, number>()

/** Undefined when enough files are being read already; to be given back by calling it. */
export const takeExportSeat = (database: Database): (() => void) | undefined => {
  const taken = open.get(database) ?? 0
  if (taken >= mostAtOnce) return undefined
  open.set(database, taken + 1)
  return () => {
    open.set(database, (open.get(database) ?? 1) - 1)
  }
}

/** Hands a file over as its reader takes it. A reader that leaves, or waits too long, ends the reading. */
export const streamExport = async (
  body: AsyncIterable<Uint8Array | string>,
  writer: WritableStreamDefaultWriter<Uint8Array>,
  waitMs = longestWaitMs,
): Promise<void> => {
  const encoder = new TextEncoder()
  try {
    for await (const chunk of body)
      await inTime(writer.write(typeof chunk === 'string' ? encoder.encode(chunk) : chunk), waitMs)
    await inTime(writer.close(), waitMs)
  } catch (error) {
    writer.abort(error).catch(() => undefined)
  }
}

const inTime = async (written: Promise<void>, waitMs: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the reader of an export stopped reading')), waitMs)
  })
  try {
    await Promise.race([written, tooLate])
  } finally {
    clearTimeout(timer)
    // Once the reader is given up, what it was to be given fails too.
    written.catch(() => undefined)
  }
}
