import { isLetterField, type LetterField } from '#domain/letters/fields.ts'
import { type Block, type Inline, parseLetter, parseLine } from '#domain/letters/markup.ts'
import type { LetterWording } from '#server/letters/default-templates.ts'
import type { LetterPage, LetterTable, PageBlock, PageInline } from '#server/letters/typeset-letter.ts'

export type LetterValues = Partial<Record<LetterField, string>>
export type LetterTables = Partial<Record<LetterField, LetterTable>>
export type Envelope = Pick<LetterPage, 'author' | 'sender' | 'recipient' | 'dateline'>

export type ComposedLetter = {
  page: LetterPage
  text: string
  missingFields: LetterField[]
  unknownFields: string[]
}

/** A value that is not known leaves room to write it by hand. */
const blank = '……………………'

/** Puts the values in the wording. An empty value (a sentence that does not apply) disappears with its paragraph. */
export const composeLetter = (
  wording: LetterWording,
  envelope: Envelope,
  values: LetterValues,
  tables: LetterTables = {},
): ComposedLetter => {
  const subject = parseLine(wording.subject)
  const body = parseLetter(wording.body)
  const missing = new Set<LetterField>()
  const inline = (content: readonly Inline[]) => content.map((part) => fill(part, values, missing))
  const blocks = body.blocks.flatMap((block): PageBlock[] => fillBlock(block, inline, tables, missing))
  const title = plain(inline(subject.content)).replace(/\s+/g, ' ').trim()
  return {
    page: { ...envelope, title, blocks },
    text: [title, ...blocks.map(textOfBlock)].join('\n\n'),
    missingFields: [...missing].filter(isLetterField),
    unknownFields: [...new Set([...subject.unknownFields, ...body.unknownFields])],
  }
}

const fill = (part: Inline, values: LetterValues, missing: Set<LetterField>): PageInline => {
  if (part.kind !== 'field') return part
  const value = values[part.field]
  if (value === undefined) missing.add(part.field)
  return { kind: part.isBold ? 'bold' : 'text', text: value === undefined ? blank : unbroken(value) }
}

/** A date, an amount or a telephone number stays on one line. */
const unbroken = (value: string): string =>
  /\d/.test(value) && value.length <= 20 ? value.replaceAll(' ', '\u00a0') : value

const fillBlock = (
  block: Block,
  inline: (content: readonly Inline[]) => PageInline[],
  tables: LetterTables,
  missing: Set<LetterField>,
): PageBlock[] => {
  switch (block.kind) {
    case 'table': {
      const table = tables[block.field]
      if (!table) missing.add(block.field)
      if (table?.rows.length === 0) return []
      return [
        table ? { kind: 'table', ...table } : { kind: 'paragraph', content: [{ kind: 'text', text: blank }] },
      ]
    }
    case 'list':
      return [{ kind: 'list', numbered: block.isNumbered, items: block.items.map(inline) }]
    default: {
      const content = inline(block.content)
      if (plain(content).trim() === '') return []
      return block.kind === 'paragraph'
        ? paragraphsOf(content).map((part) => ({ kind: 'paragraph', content: part }))
        : [{ kind: block.kind, content }]
    }
  }
}

/** A value written over several lines keeps them: a blank line parts two paragraphs. */
const paragraphsOf = (content: readonly PageInline[]): PageInline[][] => {
  const paragraphs: PageInline[][] = [[]]
  for (const part of content) {
    if (part.kind === 'break') {
      paragraphs.at(-1)?.push(part)
      continue
    }
    for (const [index, text] of part.text.split(/\r?\n[ \t]*\r?\n\s*/).entries()) {
      if (index > 0) paragraphs.push([])
      paragraphs.at(-1)?.push(...linesOf(part.kind, text))
    }
  }
  return paragraphs.filter((paragraph) => plain(paragraph).trim() !== '')
}

const linesOf = (kind: 'text' | 'bold', text: string): PageInline[] =>
  text
    .split(/\r?\n/)
    .flatMap((line, index): PageInline[] => [
      ...(index > 0 ? [{ kind: 'break' } as const] : []),
      { kind, text: line },
    ])

const plain = (content: readonly PageInline[]): string =>
  content.map((part) => (part.kind === 'break' ? '\n' : part.text)).join('')

const textOfBlock = (block: PageBlock): string => {
  switch (block.kind) {
    case 'list':
      return block.items
        .map((item, index) => `${block.numbered ? `${index + 1}.` : '-'} ${plain(item)}`)
        .join('\n')
    case 'table':
      return [block.columns.map(({ label }) => label), ...block.rows].map((row) => row.join(' | ')).join('\n')
    default:
      return plain(block.content)
  }
}
