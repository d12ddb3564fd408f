import { type LetterField, letterFieldRows, readLetterField } from '#domain/letters/fields.ts'

// The little language of letters: everything that is not one of its marks is text, so nothing a user types can become code.

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold'; text: string }
  | { kind: 'field'; field: LetterField; isBold: boolean }
  | { kind: 'break' }
export type Block =
  | { kind: 'heading'; content: Inline[] }
  | { kind: 'paragraph'; content: Inline[] }
  | { kind: 'list'; isNumbered: boolean; items: Inline[][] }
  | { kind: 'table'; field: LetterField }

export type ParsedLetter = { blocks: Block[]; fields: LetterField[]; unknownFields: string[] }

const bullet = /^\s*[-•]\s+(.*)$/
const numbered = /^\s*\d{1,2}[.)]\s+(.*)$/
const heading = /^#{1,3}\s+(.*)$/
const fieldAlone = /^\s*\{([^{}\n]{1,60})\}\s*$/

/** Reads `# Titre`, `- liste`, `1. liste`, `**gras**` and `{champ}`; a blank line parts two paragraphs, a line end is kept. */
export function parseLetter(source: string): ParsedLetter {
  const reading: Reading = { fields: new Set(), unknownFields: new Set() }
  const blocks: Block[] = []
  for (const line of source.normalize('NFC').split(/\r\n|\r|\n/)) addLine(blocks, line, reading)
  return {
    blocks: blocks.filter((block) => block.kind !== 'paragraph' || block.content.length > 0),
    fields: [...reading.fields],
    unknownFields: [...reading.unknownFields],
  }
}

/** The inline content of one line: a subject. */
export function parseLine(source: string): { content: Inline[]; unknownFields: string[] } {
  const reading: Reading = { fields: new Set(), unknownFields: new Set() }
  return { content: readInline(source.normalize('NFC'), reading), unknownFields: [...reading.unknownFields] }
}

type Reading = { fields: Set<LetterField>; unknownFields: Set<string> }

function addLine(blocks: Block[], line: string, reading: Reading): void {
  const last = blocks.at(-1)
  const table = tableOf(line, reading)
  if (table) blocks.push(table)
  else if (line.trim() === '') blocks.push({ kind: 'paragraph', content: [] })
  else if (heading.test(line))
    blocks.push({ kind: 'heading', content: readInline(heading.exec(line)?.[1] ?? '', reading) })
  else if (bullet.test(line) || numbered.test(line)) addItem(blocks, line, reading)
  else if (last?.kind === 'paragraph' && last.content.length > 0)
    last.content.push({ kind: 'break' }, ...readInline(line.trim(), reading))
  else blocks.push({ kind: 'paragraph', content: readInline(line.trim(), reading) })
}

function tableOf(line: string, reading: Reading): Block | undefined {
  const field = readLetterField(fieldAlone.exec(line)?.[1] ?? '')
  if (field === undefined || letterFieldRows[field].kind !== 'table') return undefined
  reading.fields.add(field)
  return { kind: 'table', field }
}

function addItem(blocks: Block[], line: string, reading: Reading): void {
  const isNumbered = numbered.test(line)
  const item = readInline((isNumbered ? numbered : bullet).exec(line)?.[1] ?? '', reading)
  const last = blocks.at(-1)
  if (last?.kind === 'list' && last.isNumbered === isNumbered) last.items.push(item)
  else blocks.push({ kind: 'list', isNumbered, items: [item] })
}

function readInline(line: string, reading: Reading): Inline[] {
  const parts = line.split('**')
  if (parts.length % 2 === 0) {
    // A mark never closed is only two stars.
    const unclosed = parts.pop() ?? ''
    parts.push(`${parts.pop() ?? ''}**${unclosed}`)
  }
  return parts.flatMap((part, index) => readFields(part, index % 2 === 1, reading))
}

function readFields(text: string, isBold: boolean, reading: Reading): Inline[] {
  return text.split(/(\{[^{}\n]{1,60}\})/).flatMap((part): Inline[] => {
    if (part === '') return []
    const written = /^\{(.*)\}$/.exec(part)?.[1]
    if (written === undefined) return [{ kind: isBold ? 'bold' : 'text', text: part }]
    const field = readLetterField(written)
    if (field === undefined) {
      reading.unknownFields.add(written.trim())
      return [{ kind: isBold ? 'bold' : 'text', text: part }]
    }
    reading.fields.add(field)
    return [{ kind: 'field', field, isBold }]
  })
}
