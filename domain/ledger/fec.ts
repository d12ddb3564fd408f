import type { Cents } from '#domain/money.ts'
import { isPlainDate, type PlainDate } from '#domain/plain-date.ts'

/** The eighteen fields of the fichier des écritures comptables, in their order (LPF, art. A47 A-1). */
export const fecFields = [
  'JournalCode',
  'JournalLib',
  'EcritureNum',
  'EcritureDate',
  'CompteNum',
  'CompteLib',
  'CompAuxNum',
  'CompAuxLib',
  'PieceRef',
  'PieceDate',
  'EcritureLib',
  'Debit',
  'Credit',
  'EcritureLet',
  'DateLet',
  'ValidDate',
  'Montantdevise',
  'Idevise',
] as const

export type FecLine = {
  journalCode: string
  journalLabel: string
  number: string
  on: PlainDate
  accountCode: string
  accountLabel: string
  auxiliaryCode: string | null
  auxiliaryLabel: string | null
  piece: string
  pieceOn: PlainDate
  label: string
  /** Debit positive, credit negative. */
  cents: Cents
  validatedOn: PlainDate
}

export const fecHeader = `${fecFields.join('\t')}\r\n`

/** `123456789FEC20261231.txt`: the SIREN and the last day of the accounting year. */
export const fecFileName = (siren: string, closingOn: PlainDate): string =>
  `${siren}FEC${compact(closingOn)}.txt`

export const writeFecLine = (line: FecLine): string =>
  `${[
    line.journalCode,
    line.journalLabel,
    line.number,
    compact(line.on),
    line.accountCode,
    line.accountLabel,
    line.auxiliaryCode ?? '',
    line.auxiliaryLabel ?? '',
    line.piece,
    compact(line.pieceOn),
    line.label,
    decimal(Math.max(0, line.cents)),
    decimal(Math.max(0, -line.cents)),
    '',
    '',
    compact(line.validatedOn),
    '',
    '',
  ]
    .map(plain)
    .join('\t')}\r\n`

const compact = (day: PlainDate): string => day.replaceAll('-', '')

const decimal = (cents: Cents): string => `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`

/** A field holds neither the separator nor an end of line. */
const plain = (text: string): string => text.replace(/[\t\r\n|]+/g, ' ').trim()

export type FecProblem = { line: number; field: (typeof fecFields)[number] | null; problem: string }

type Row = Record<(typeof fecFields)[number], string>
type Transaction = { firstLine: number; balance: bigint; date: string; key: string }

export type FecChecker = { read(line: string): FecProblem[]; end(): FecProblem[] }

/**
 * What the tax office's own tool would refuse in a file, line by line (line 1 is the header). One pass, and no memory of
 * the lines: those of one transaction follow one another.
 */
export const fecChecker = (): FecChecker => {
  let number = 0
  let isReadable = true
  let current: Transaction | undefined
  const lastNumbers = new Map<string, number>()
  const enter = (row: Row): FecProblem[] => {
    const key = `${row.JournalCode}/${row.EcritureNum}`
    if (current?.key === key) return []
    const problems = checkBalance(current)
    const last = lastNumbers.get(row.JournalCode)
    if (last !== undefined && !(Number(row.EcritureNum) > last))
      problems.push({
        line: number,
        field: 'EcritureNum',
        problem: `Le numéro ${row.EcritureNum} ne suit pas le précédent du journal.`,
      })
    lastNumbers.set(row.JournalCode, Number(row.EcritureNum))
    current = { firstLine: number, balance: 0n, date: row.EcritureDate, key }
    return problems
  }
  const weigh = (row: Row): FecProblem[] => {
    if (!current) return []
    current.balance += centsOf(row.Debit) - centsOf(row.Credit)
    return row.EcritureDate === current.date
      ? []
      : [{ line: number, field: 'EcritureDate', problem: `Deux dates dans l’écriture ${current.key}.` }]
  }
  return {
    read(text) {
      number += 1
      if (number === 1) {
        isReadable = text === fecFields.join('\t')
        return isReadable ? [] : [{ line: 1, field: null, problem: wrongHeader }]
      }
      if (!isReadable) return []
      const values = text.split('\t')
      if (values.length !== fecFields.length)
        return [
          { line: number, field: null, problem: `${values.length} champs au lieu de ${fecFields.length}.` },
        ]
      const row = Object.fromEntries(fecFields.map((field, index) => [field, values[index] ?? ''])) as Row
      return [...checkRow(row, number), ...enter(row), ...weigh(row)]
    },
    end: () =>
      number === 0 ? [{ line: 1, field: null, problem: 'Le fichier est vide.' }] : checkBalance(current),
  }
}

const wrongHeader = 'L’en-tête n’est pas celui des dix-huit champs de l’article A47 A-1.'

const checkBalance = (transaction: Transaction | undefined): FecProblem[] =>
  transaction === undefined || transaction.balance === 0n
    ? []
    : [
        {
          line: transaction.firstLine,
          field: null,
          problem: `L’écriture ${transaction.key} n’est pas équilibrée.`,
        },
      ]

const required = [
  'JournalCode',
  'JournalLib',
  'EcritureNum',
  'EcritureDate',
  'CompteNum',
  'CompteLib',
  'PieceRef',
  'PieceDate',
  'EcritureLib',
  'ValidDate',
] as const
const dates = ['EcritureDate', 'PieceDate', 'DateLet', 'ValidDate'] as const
const amount = /^\d{1,15},\d{2}$/

function* checkRow(row: Row, line: number): Generator<FecProblem> {
  for (const field of required) if (row[field] === '') yield { line, field, problem: `${field} est vide.` }
  for (const field of dates)
    if (row[field] !== '' && !isCompactDate(row[field]))
      yield { line, field, problem: `« ${row[field]} » n’est pas une date AAAAMMJJ.` }
  if (!/^\d{3}/.test(row.CompteNum))
    yield { line, field: 'CompteNum', problem: 'Un compte commence par trois chiffres du plan comptable.' }
  for (const field of ['Debit', 'Credit'] as const)
    if (!amount.test(row[field]))
      yield { line, field, problem: `« ${row[field]} » n’est pas un montant à deux décimales et virgule.` }
  if ((row.CompAuxNum === '') !== (row.CompAuxLib === ''))
    yield { line, field: 'CompAuxNum', problem: 'Un compte auxiliaire va avec son libellé.' }
}

const isCompactDate = (text: string): boolean =>
  /^\d{8}$/.test(text) && isPlainDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)

const centsOf = (text: string): bigint => (amount.test(text) ? BigInt(text.replace(',', '')) : 0n)
