import { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsv, splitPlain } from '#server/imports/csv-rows.ts'
import type { Row } from '#server/imports/row.ts'

const cell = fc.stringMatching(/^[a-zé0-9 ,.'-]{0,8}$/)
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 })

const read = async (text: string, bytesPerChunk: number): Promise<Row[]> => {
  const bytes = Buffer.from(text)
  const chunks = Array.from({ length: Math.ceil(bytes.length / bytesPerChunk) }, (_, at) =>
    bytes.subarray(at * bytesPerChunk, (at + 1) * bytesPerChunk),
  )
  const rows: Row[] = []
  for await (const batch of readCsv(Readable.from(chunks), { encoding: 'utf-8', delimiter: ';' }))
    rows.push(...batch.rows)
  return rows
}

test('the fast splitter and csv-parse read the same rows where there is no quote', () => {
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, ending) => {
      const text = rows.map((cells) => cells.join(';')).join(ending)
      const options = { delimiter: ';', relax_column_count: true, skip_empty_lines: true }
      expect(splitPlain(text, ';', 0).map(({ cells }) => cells)).toEqual(parse(text, options))
    }),
  )
})

test('a file cut anywhere reads the same, quotes or not, and lines keep their number', async () => {
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), fc.boolean(), async (rows, size, quotes) => {
      const text = rows.map((cells) => cells.map((one) => (quotes ? `"${one}"` : one)).join(';')).join('\n')
      expect(await read(text, size)).toEqual(rows.map((cells, at) => ({ line: at + 1, cells })))
    }),
    { numRuns: 60 },
  )
})

test('quotes keep separators, line ends and doubled quotes; quoting may begin late in the file', async () => {
  const text = 'a;b\n1;2\n"x;y";"say ""hi"""\n"two\nlines";z\n'
  expect((await read(text, 7)).map(({ cells }) => cells)).toEqual([
    ['a', 'b'],
    ['1', '2'],
    ['x;y', 'say "hi"'],
    ['two\nlines', 'z'],
  ])
})
