import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'
import { delimiters, type encodings, type FileFormat } from '#contract/imports.ts'
import { UnreadableFile } from '#server/imports/unreadable-file.ts'
import { readSheets } from '#server/imports/xlsx-sheets.ts'

const sampleBytes = 1 << 20

/** Tells how a file is to be read, from its bytes: its name says nothing one can trust. */
export const recogniseFormat = async (path: string): Promise<FileFormat> => {
  const sample = await readStart(path)
  if (sample.length === 0) throw new UnreadableFile('empty-file')
  if (sample.subarray(0, 1024).includes('%PDF-')) throw new UnreadableFile('pdf-file')
  if (startsWith(sample, [0xd0, 0xcf, 0x11, 0xe0])) throw new UnreadableFile('old-excel')
  if (startsWith(sample, [0x50, 0x4b, 0x03, 0x04])) return workbookFormat(path)
  const encoding = recogniseEncoding(sample)
  const text = new TextDecoder(encoding).decode(sample)
  if (text.includes('\0')) throw new UnreadableFile('not-a-table')
  // Some software gives the name of a workbook to a web page or to XML.
  if (/^\s*<(!doctype|html|table|\?xml|head|body|meta)\b/i.test(text)) throw new UnreadableFile('web-page')
  return { kind: 'csv', encoding, delimiter: recogniseDelimiter(text), headerLine: 1 }
}

const workbookFormat = async (path: string): Promise<FileFormat> => {
  const { sheets, startsIn1904 } = await readSheets(path)
  const first = sheets.find(({ isEmpty }) => !isEmpty) ?? sheets[0]
  if (!first) throw new UnreadableFile('broken-workbook')
  return { kind: 'xlsx', sheetPath: first.path, sheetName: first.name, startsIn1904, headerLine: 1 }
}

const readStart = async (path: string): Promise<Buffer> => {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const startsWith = (bytes: Buffer, start: readonly number[]) => start.every((byte, at) => bytes[at] === byte)

export const recogniseEncoding = (sample: Buffer): (typeof encodings)[number] => {
  if (startsWith(sample, [0xff, 0xfe])) return 'utf-16le'
  if (startsWith(sample, [0xfe, 0xff])) return 'utf-16be'
  const nulls = [0, 0]
  for (const [at, byte] of sample.subarray(0, 4000).entries())
    if (byte === 0) nulls[at % 2] = (nulls[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = nulls
  const many = Math.min(sample.length, 4000) / 5
  if (odd > many && even < odd / 10) return 'utf-16le'
  if (even > many && odd < even / 10) return 'utf-16be'
  return isUtf8(withoutCutCharacter(sample)) ? 'utf-8' : 'windows-1252'
}

/** The sample may end in the middle of a character. */
const withoutCutCharacter = (sample: Buffer): Buffer => {
  if (sample.length < sampleBytes) return sample
  let end = sample.length
  while (end > 0 && ((sample[end - 1] ?? 0) & 0xc0) === 0x80) end--
  return sample.subarray(0, Math.max(0, end - 1))
}

/** The separator that cuts the first lines most often, and alike. */
export const recogniseDelimiter = (text: string): (typeof delimiters)[number] => {
  const lines = text
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== '')
    .slice(0, 20)
    .map((line) => line.replace(/"[^"]*"/g, ''))
  const scored = delimiters.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
    const alike = counts.filter((count) => count === usual).length / Math.max(1, counts.length)
    return { delimiter, score: usual * alike }
  })
  return scored.toSorted((a, b) => b.score - a.score)[0]?.delimiter ?? ';'
}
