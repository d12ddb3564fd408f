import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { StatementDetail, StatementEntry, StatementKind } from '#domain/sepa/camt.ts'
import { entryKeys, likenessOf, recogniseMovements } from '#domain/sepa/same-movement.ts'

const detail = (changed: Partial<StatementDetail>): StatementDetail => ({
  endToEndId: null,
  mandateReference: null,
  cents: null,
  counterparty: null,
  counterpartyIban: null,
  returnReason: null,
  label: null,
  ...changed,
})
const entry = (changed: Partial<StatementEntry> = {}): StatementEntry => ({
  bookedOn: '2026-12-07',
  valueOn: null,
  cents: 10_000,
  bankReference: null,
  batchId: null,
  messageId: null,
  operation: null,
  isReversal: false,
  label: null,
  details: [],
  ...changed,
})
const withRef = entry({ bankReference: 'R1' })
const durand = entry({ details: [detail({ counterparty: 'M. DURAND', label: 'Loyer' })] })
const written = entry({ label: 'm durand loyer' })
const referenced = entry({ details: [detail({ endToEndId: 'P1a' })] })
const told = (one: StatementEntry, kind: StatementKind = 'camt.053', statement = 'S1') => ({
  entry: one,
  kind,
  statement,
})
const notice = (one: StatementEntry) => told(one, 'camt.054', 'N1')

describe('Two movements of one account', () => {
  test.each([
    [
      'the same reference of the bank',
      notice(withRef),
      told(entry({ bankReference: 'R1', label: 'x' })),
      'same',
    ],
    ['other references of the bank', told(withRef), told(entry({ bankReference: 'R2' })), 'different'],
    [
      'the bank numbers anew, the parties’ reference is one',
      notice({ ...referenced, bankReference: 'N9' }),
      told({ ...referenced, bankReference: 'R1' }),
      'probable',
    ],
    [
      'the same reference of the parties',
      notice(referenced),
      told({ ...referenced, bankReference: 'R1' }),
      'same',
    ],
    [
      'other references of the parties',
      told(referenced),
      told(entry({ details: [detail({ endToEndId: 'P1b' })] })),
      'different',
    ],
    ['the same text, told otherwise', notice(durand), told(written), 'same'],
    [
      'the same text, numbered in the statement only',
      notice(durand),
      told({ ...written, bankReference: 'R1' }),
      'same',
    ],
    [
      'the same text in two statements, one numbered',
      told(durand, 'camt.053', 'S2'),
      told({ ...durand, bankReference: 'R1' }),
      'probable',
    ],
    ['another text', notice(durand), told(entry({ label: 'PETIT' })), 'probable'],
    ['nothing but the day and the amount', notice(entry()), told(entry()), 'probable'],
    ['nothing, but the very statement again', told(entry()), told(entry()), 'same'],
    ['another amount', told(entry({ cents: -10_000 })), told(entry()), 'different'],
    ['another day', told(entry({ bookedOn: '2026-12-08' })), told(entry()), 'different'],
  ] as const)('%s', (_, a, b, likeness) => {
    expect(likenessOf(a, b)).toBe(likeness)
    expect(likenessOf(b, a)).toBe(likeness)
  })
})

const known = (id: string, one: StatementEntry, kind: StatementKind = 'camt.054') => ({
  ...told(one, kind, 'N1'),
  id,
})

describe('The movements of a file that the account has', () => {
  it('each answers for one: two alike in the file, one known, the second is new', () => {
    const file = { ...told(durand), entries: [durand, durand] }
    expect(recogniseMovements(file, [known('a', durand)])).toEqual([
      { outcome: 'known' },
      { outcome: 'new', twinId: null },
    ])
  })

  it('takes the surest first: what looks alike is no twin of what is told again', () => {
    const petit = entry({ label: 'PETIT' })
    const file = { ...told(durand), entries: [petit, durand] }
    expect(recogniseMovements(file, [known('a', durand), known('b', entry())])).toEqual([
      { outcome: 'new', twinId: 'b' },
      { outcome: 'known' },
    ])
  })

  it('told twice, a file adds nothing, whatever is in it', () => {
    const one = fc.record({
      cents: fc.constantFrom(100, -100, 250),
      bankReference: fc.constantFrom(null, 'R1', 'R2'),
      label: fc.constantFrom(null, 'PETIT', 'DURAND'),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (parts) => {
        const entries = parts.map((part) => entry(part))
        const again = entries.map((each, index) => ({ ...told(each), id: `${index}` }))
        expect(recogniseMovements({ ...told(entry()), entries }, again)).toEqual(
          entries.map(() => ({ outcome: 'known' })),
        )
        expect(new Set(entryKeys(entries)).size).toBe(entries.length)
      }),
    )
  })
})
