import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FecLine, fecChecker, fecFileName, fecHeader, writeFecLine } from '#domain/ledger/fec.ts'
import type { PlainDate } from '#domain/plain-date.ts'

const line = (over: Partial<FecLine> = {}): FecLine => ({
  journalCode: 'PR',
  journalLabel: 'Prêts',
  number: '1',
  on: '2026-12-01',
  accountCode: '274100',
  accountLabel: 'Prêts missions sociales',
  auxiliaryCode: 'D0001',
  auxiliaryLabel: 'DURAND Marie',
  piece: 'FAC-12',
  pieceOn: '2026-11-28',
  label: 'Décaissement',
  cents: 300_000,
  validatedOn: '2026-12-02',
  ...over,
})
const bank = (over: Partial<FecLine> = {}) =>
  line({
    accountCode: '512000',
    accountLabel: 'Banque',
    auxiliaryCode: null,
    auxiliaryLabel: null,
    cents: -300_000,
    ...over,
  })

const fileOf = (lines: readonly FecLine[]) => fecHeader + lines.map(writeFecLine).join('')
const problemsOf = (file: string) => {
  const checker = fecChecker()
  const lines = file === '' ? [] : file.replace(/\r\n$/, '').split('\r\n')
  return [...lines.flatMap((one) => checker.read(one)), ...checker.end()]
}

describe('the file of accounting entries', () => {
  test('writes the eighteen fields of the handbook’s example', () => {
    expect(writeFecLine(line())).toBe(
      'PR\tPrêts\t1\t20261201\t274100\tPrêts missions sociales\tD0001\tDURAND Marie\tFAC-12\t20261128\tDécaissement\t3000,00\t0,00\t\t\t20261202\t\t\r\n',
    )
    expect(writeFecLine(bank())).toContain(
      '\t512000\tBanque\t\t\tFAC-12\t20261128\tDécaissement\t0,00\t3000,00\t',
    )
    expect(fecFileName('123456789', '2026-12-31')).toBe('123456789FEC20261231.txt')
  })

  test('a label cannot break a line', () => {
    expect(writeFecLine(line({ label: 'a\tb\r\nc|d' })).split('\t')).toHaveLength(18)
    expect(problemsOf(fileOf([line({ label: 'a\tb\nc' }), bank()]))).toEqual([])
  })

  test('whatever balanced entries are written pass the check', () => {
    const amount = fc.integer({ min: 1, max: 10 ** 13 })
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 20 }), (amounts) => {
        const lines = amounts.flatMap((cents, index) => [
          line({ number: String(index + 1), cents }),
          bank({ number: String(index + 1), cents: -cents }),
        ])
        expect(problemsOf(fileOf(lines))).toEqual([])
      }),
    )
  })
})

describe('what the check finds', () => {
  const found = (lines: readonly FecLine[]) =>
    problemsOf(fileOf(lines)).map(({ line: at, field }) => [at, field])

  test('an empty file, another header, a line cut short', () => {
    expect(problemsOf('')).toEqual([{ line: 1, field: null, problem: 'Le fichier est vide.' }])
    expect(problemsOf('JournalCode;JournalLib\r\n')[0]?.problem).toContain('A47 A-1')
    expect(problemsOf(`${fecHeader}PR\tPrêts\r\n`)[0]).toEqual({
      line: 2,
      field: null,
      problem: '2 champs au lieu de 18.',
    })
  })

  test('an entry that does not balance, wherever it stands', () => {
    expect(found([line(), bank({ cents: -299_999 })])).toEqual([[2, null]])
    expect(found([line(), bank({ cents: -1 }), line({ number: '2' }), bank({ number: '2' })])).toEqual([
      [2, null],
    ])
  })

  test('an entry told in two places, or with two dates', () => {
    expect(found([line(), bank(), line({ number: '2' }), bank({ number: '2' }), line(), bank()])).toEqual([
      [6, 'EcritureNum'],
    ])
    expect(found([line(), bank({ on: '2026-12-02' })])).toEqual([[3, 'EcritureDate']])
  })

  test('a field left empty, a false date, an account that is none, an auxiliary without its name', () => {
    expect(found([line({ piece: '' }), bank()])).toEqual([[2, 'PieceRef']])
    expect(found([line({ pieceOn: '2026-02-31' as PlainDate }), bank()])).toEqual([[2, 'PieceDate']])
    expect(found([line({ accountCode: 'ABC' }), bank()])).toEqual([[2, 'CompteNum']])
    expect(found([line({ auxiliaryLabel: null }), bank()])).toEqual([[2, 'CompAuxNum']])
  })

  test('an amount with a point, or without cents', () => {
    const pointed = fileOf([line(), bank()]).replace('3000,00', '3000.00')
    expect(problemsOf(pointed).map(({ field }) => field)).toEqual(['Debit', null])
  })
})
