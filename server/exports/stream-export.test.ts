import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Database } from '#server/db.ts'
import { streamExport, takeExportSeat } from '#server/exports/stream-export.ts'

async function* lines(count: number, onEnd: () => void) {
  try {
    for (let line = 0; line < count; line += 1) yield `ligne ${line}\n`
  } finally {
    onEnd()
  }
}

test('a reader who reads receives everything', async () => {
  const pipe = new TransformStream<Uint8Array, Uint8Array>()
  const sent = streamExport(
    lines(500, () => undefined),
    pipe.writable.getWriter(),
  )
  expect((await new Response(pipe.readable).text()).split('\n')).toHaveLength(501)
  await sent
})

test('a reader who stops reading ends the export, and with it what the export holds', async () => {
  const pipe = new TransformStream<Uint8Array, Uint8Array>()
  const reader = pipe.readable.getReader()
  let ended = false
  const sent = streamExport(
    lines(500, () => {
      ended = true
    }),
    pipe.writable.getWriter(),
    50,
  )
  expect((await reader.read()).done).toBe(false)
  await sent
  expect(ended).toBe(true)
  await expect(reader.read().then(() => reader.read())).rejects.toThrow('stopped reading')
  await setImmediate()
})

test('few files are read at a time, and each leaves its place', () => {
  const database = {} as Database
  const seats = [1, 2, 3, 4].map(() => takeExportSeat(database))
  expect(seats.every((seat) => seat !== undefined)).toBe(true)
  expect(takeExportSeat(database)).toBeUndefined()
  seats[0]?.()
  expect(takeExportSeat(database)).toBeDefined()
  expect(takeExportSeat({} as Database)).toBeDefined()
})
