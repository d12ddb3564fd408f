import { SaxesParser } from 'saxes'
import type { FileFormat } from '#contract/imports.ts'
import type { Cell } from '#domain/imports/readers.ts'
import { maxColumns, type Row, type RowBatch } from '#server/imports/row.ts'
import { UnreadableFile } from '#server/imports/unreadable-file.ts'
import { openPackage, type Package } from '#server/imports/xlsx-package.ts'

type WorkbookFormat = Pick<Extract<FileFormat, { kind: 'xlsx' }>, 'sheetPath'>

/** The rows of one sheet, as its XML streams by. */
export async function* readWorkbook(path: string, { sheetPath }: WorkbookFormat): AsyncGenerator<RowBatch> {
  const workbook = await openPackage(path)
  try {
    const strings = await readSharedStrings(workbook)
    const sheet = new SheetReader(strings)
    let doneBytes = 0
    const share = workbook.compressedShare(sheetPath)
    for await (const chunk of workbook.read(sheetPath)) {
      doneBytes += chunk.length
      sheet.write(chunk)
      const rows = sheet.take()
      if (rows.length > 0) yield { rows, doneBytes: Math.round(doneBytes * share) }
    }
    sheet.end()
  } finally {
    workbook.close()
  }
}

/** Element names without their prefix: some software writes `<x:row>`. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Listens to a part of a workbook as it streams by. */
export const watch = (on: {
  open?: (name: string, attributes: Record<string, string>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}) => {
  const parser = new SaxesParser({ position: false })
  parser.on('error', () => {
    throw new UnreadableFile('broken-workbook')
  })
  // A document type could declare entities that grow without end; no spreadsheet has one.
  parser.on('doctype', () => {
    throw new UnreadableFile('broken-workbook')
  })
  parser.on('opentag', (tag) => on.open?.(localName(tag.name), tag.attributes as Record<string, string>))
  parser.on('text', (text) => on.text?.(text))
  parser.on('closetag', (tag) => on.close?.(localName(tag.name)))
  return parser
}

// Texts of a workbook are held once each and looked up by number, so they must fit in memory.
const mostSharedCharacters = 60_000_000
const mostSharedStrings = 1_500_000

const readSharedStrings = async (workbook: Package): Promise<string[]> => {
  const strings: string[] = []
  const path = workbook.find('xl/sharedStrings.xml')
  if (!path) return strings
  let characters = 0
  let current = ''
  let inText = false
  let inPhonetic = false
  const parser = watch({
    open(name) {
      if (name === 'si') current = ''
      else if (name === 't') inText = true
      else if (name === 'rPh') inPhonetic = true
    },
    text(text) {
      if (inText && !inPhonetic) current += text
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'si') {
        characters += current.length
        if (characters > mostSharedCharacters || strings.length >= mostSharedStrings)
          throw new UnreadableFile('workbook-too-large')
        strings.push(current)
      }
    },
  })
  for await (const chunk of workbook.read(path)) parser.write(chunk)
  parser.close()
  return strings
}

/** Turns the XML of a sheet into rows, handed over by `take`. */
class SheetReader {
  readonly #strings: readonly string[]
  readonly #parser: { write(text: string): unknown; close(): unknown }
  #rows: Row[] = []
  #line = 0
  #cells: Cell[] = []
  #column = -1
  #type = 'n'
  #value = ''
  #reading = false

  constructor(strings: readonly string[]) {
    this.#strings = strings
    this.#parser = watch({
      open: (name, attributes) => this.#open(name, attributes),
      text: (text) => {
        if (this.#reading) this.#value += text
      },
      close: (name) => this.#close(name),
    })
  }

  write(chunk: string): void {
    this.#parser.write(chunk)
  }

  end(): void {
    this.#parser.close()
  }

  take(): Row[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  #open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') {
      this.#line = lineAfter(this.#line, attributes['r'])
      this.#cells = []
      this.#column = -1
    } else if (name === 'c') {
      this.#column = columnOf(attributes['r']) ?? this.#column + 1
      if (this.#column >= maxColumns) throw new UnreadableFile('too-many-columns')
      this.#type = attributes['t'] ?? 'n'
      this.#value = ''
    } else if (name === 'v' || name === 't') this.#reading = true
  }

  #close(name: string): void {
    if (name === 'v' || name === 't') this.#reading = false
    else if (name === 'c') {
      while (this.#cells.length < this.#column) this.#cells.push(null)
      this.#cells[this.#column] = this.#cell()
    } else if (name === 'row' && this.#cells.length > 0)
      this.#rows.push({ line: this.#line, cells: this.#cells })
  }

  #cell(): Cell {
    const text = this.#value
    if (text === '') return null
    if (this.#type === 's') return this.#strings[Number(text)] ?? null
    if (this.#type === 'b') return text === '1'
    return this.#type === 'n' ? Number(text) : text
  }
}

/** `BC12` is the column 54. */
const columnOf = (reference: string | undefined): number | undefined => {
  if (!reference) return undefined
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}

const mostLines = 1_048_576

/** Rows follow one another downwards: what was read is found again by its line. */
const lineAfter = (last: number, written: string | undefined): number => {
  const line = written === undefined ? last + 1 : Number(written)
  if (!Number.isInteger(line) || line <= last || line > mostLines) throw new UnreadableFile('broken-workbook')
  return line
}
