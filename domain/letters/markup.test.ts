import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Block, type Inline, parseLetter, parseLine } from '#domain/letters/markup.ts'

const textOf = (content: Inline[]) => content.map((part) => ('text' in part ? part.text : '')).join('')

describe('the little language of letters', () => {
  test('a blank line parts two paragraphs and a line end is kept', () => {
    expect(parseLetter('Bonjour,\nvous\n\nMerci').blocks).toEqual([
      {
        kind: 'paragraph',
        content: [{ kind: 'text', text: 'Bonjour,' }, { kind: 'break' }, { kind: 'text', text: 'vous' }],
      },
      { kind: 'paragraph', content: [{ kind: 'text', text: 'Merci' }] },
    ])
  })

  test('headings, lists and numbered lists', () => {
    expect(parseLetter('# Titre\n- un\n- deux\n1. trois').blocks.map((block: Block) => block.kind)).toEqual([
      'heading',
      'list',
      'list',
    ])
  })

  test('a field is known by its French name, whatever the case and the apostrophe', () => {
    const { blocks, fields } = parseLetter("**{Règle d'arrondi}** et {mensualité}")
    expect(fields).toEqual(['règle d’arrondi', 'mensualité'])
    expect(blocks[0]).toMatchObject({
      content: [{ kind: 'field', isBold: true }, { text: ' et ' }, { isBold: false }],
    })
  })

  test('an unknown field is told and stays text', () => {
    expect(parseLetter('{salaire}')).toMatchObject({
      unknownFields: ['salaire'],
      blocks: [{ content: [{ kind: 'text', text: '{salaire}' }] }],
    })
  })

  test('the schedule is a table only alone on its line', () => {
    expect(parseLetter('{échéancier}').blocks).toEqual([{ kind: 'table', field: 'échéancier' }])
    expect(parseLetter('voir {échéancier}').blocks[0]?.kind).toBe('paragraph')
  })

  test('two stars left open are only two stars', () => {
    expect(textOf(parseLine('a **b').content)).toBe('a **b')
    expect(parseLine('a **b** c').content).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'bold', text: 'b' },
      { kind: 'text', text: ' c' },
    ])
  })

  test('whatever is typed, a line without marks comes out as it was', () => {
    const plain = fc.string({ unit: 'grapheme' }).filter((text) => !/[*{}\n\r]/.test(text))
    fc.assert(fc.property(plain, (text) => textOf(parseLine(text).content) === text.normalize('NFC')))
  })

  test('whatever is typed, reading never fails', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        (text) => parseLetter(text).blocks.length >= 0,
      ),
    )
  })
})
