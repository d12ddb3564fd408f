import { Readable } from 'node:stream'
import { type Info, parse } from 'csv-parse'
import type { FileFormat } from '#contract/imports.ts'
import type { Row, RowBatch } from '#server/imports/row.ts'
import { UnreadableFile } from '#server/imports/unreadable-file.ts'

export type CsvFormat = Pick<Extract<FileFormat, { kind: 'csv' }>, 'encoding' | 'delimiter'>

const longestLine = 1_000_000

/**
 * Lines without a quote are split here, some ten times faster than a parser walks them; from the first quote on, the
 * rest of the file goes through csv-parse. A property test holds the two equal.
 */
export async function* readCsv(
  content: Readable,
  { encoding, delimiter }: CsvFormat,
): AsyncGenerator<RowBatch> {
  const decoder = new TextDecoder(encoding)
  const chunks = content[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const decode = lineEnds(decoder)
  let line = 0
  let rest = ''
  let doneBytes = 0
  for (;;) {
    const { value, done } = await chunks.next()
    const text = rest + (done ? decode() : decode(value))
    if (!done) doneBytes += value.length
    const end = done ? text.length : text.lastIndexOf('\n') + 1
    const block = text.slice(0, end)
    if (block.includes('"') || (done && text.includes('"'))) {
      yield* readQuoted(restOf(text, done ? undefined : chunks, decode), delimiter, line, doneBytes)
      return
    }
    rest = text.slice(end)
    if (rest.length > longestLine) throw new UnreadableFile('line-too-long')
    if (block !== '') {
      const rows = splitPlain(block, delimiter, line)
      line += countLines(block)
      if (rows.length > 0) yield { rows, doneBytes }
    }
    if (done) return
  }
}

/** The rows of a text without quotes; lines without a character are skipped. */
export const splitPlain = (block: string, delimiter: string, before: number): Row[] => {
  const rows: Row[] = []
  let line = before
  let start = 0
  while (start < block.length) {
    let end = block.indexOf('\n', start)
    if (end === -1) end = block.length
    line++
    const last = end > start && block.charCodeAt(end - 1) === 13 ? end - 1 : end
    if (last > start) rows.push({ line, cells: block.slice(start, last).split(delimiter) })
    start = end + 1
  }
  return rows
}

const countLines = (block: string): number => {
  let count = 0
  for (let at = block.indexOf('\n'); at !== -1; at = block.indexOf('\n', at + 1)) count++
  return count
}

type Decode = (bytes?: Buffer) => string

/** Old Macintoshes end a line with a lone carriage return: the first bytes tell, and all others follow. */
const lineEnds = (decoder: TextDecoder): Decode => {
  let isMacintosh: boolean | undefined
  return (bytes) => {
    const text = bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
    if (isMacintosh === undefined && text !== '') isMacintosh = /\r[^\n]/.test(text) && !text.includes('\n')
    return isMacintosh ? text.replaceAll('\r', '\n') : text
  }
}

async function* restOf(text: string, chunks: AsyncIterator<Buffer> | undefined, decode: Decode) {
  yield text
  if (!chunks) return
  for (;;) {
    const { value, done } = await chunks.next()
    if (done) break
    yield decode(value)
  }
  yield decode()
}

type ParsedRecord = { record: string[]; info: Info }
const rowsPerBatch = 1000

async function* readQuoted(
  text: AsyncIterable<string>,
  delimiter: string,
  before: number,
  doneBytes: number,
): AsyncGenerator<RowBatch> {
  const parser = Readable.from(text).pipe(
    parse({
      delimiter,
      info: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n'],
      max_record_size: longestLine,
    }),
  )
  let rows: Row[] = []
  let last = before
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
      last = before + info.lines
      rows.push({ line: last, cells: record })
      if (rows.length < rowsPerBatch) continue
      yield { rows, doneBytes: doneBytes + info.bytes }
      rows = []
    }
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'CSV_QUOTE_NOT_CLOSED') throw new UnreadableFile('quote-not-closed', last + 1)
    if (code === 'CSV_MAX_RECORD_SIZE') throw new UnreadableFile('line-too-long', last + 1)
    throw error
  }
  if (rows.length > 0) yield { rows, doneBytes }
}
