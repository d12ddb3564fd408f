import type { BenefitRecipient } from '#domain/arrears/housing-expense.ts'
import { type AmountProblem, type Cents, readAmount } from '#domain/money.ts'
import { type DateProblem, fromExcelSerial, type PlainDate, readFrenchDate } from '#domain/plain-date.ts'

const cellProblems = [
  'missing',
  'too-long',
  'forbidden-characters',
  'not-an-integer',
  'not-a-phone',
  'not-an-email',
  'not-a-surface',
  'unknown-payer',
  'unknown-role',
  'formula-error',
  'unknown-ledger-kind',
  'unknown-side',
  'unknown-recipient',
] as const
type CellProblem = (typeof cellProblems)[number]
export type ValueProblem = CellProblem | AmountProblem | DateProblem

/** What a cell says; null when it is empty. */
export type Reading<T> =
  | { value: T | null; problem?: undefined }
  | { problem: ValueProblem; value?: undefined }

/** A cell as a file gives it: those of a spreadsheet are typed. */
export type Cell = string | number | boolean | null | undefined

const nothing = { value: null } as const

/** What software prints for no value. */
const blanks = new Set(['', '-', '--', 'null', 'nc', 'n/a', 'na', '#n/a', 'néant', 'neant', 'sans objet'])

function written(cell: Cell): string {
  const text = cell === null || cell === undefined ? '' : String(cell).trim()
  return blanks.has(text.toLowerCase()) ? '' : text
}

export const longestText = 200
/** What a spreadsheet shows where a formula failed, in French and in English. */
const formulaErrors = new Set([
  '#ref!',
  '#valeur!',
  '#value!',
  '#div/0!',
  '#nom?',
  '#name?',
  '#nombre!',
  '#num!',
  '#nul!',
  '#null!',
])

/** Text on one line, spaces made single; control characters are refused, for they hide a file misread. */
export function readText(cell: Cell, maxLength = longestText): Reading<string> {
  const text = written(cell).replace(/\s+/g, ' ')
  if (text === '') return nothing
  if (text.startsWith('#') && formulaErrors.has(text.toLowerCase())) return { problem: 'formula-error' }
  if (/[\p{Cc}\uFFFD]/u.test(text)) return { problem: 'forbidden-characters' }
  return text.length > maxLength ? { problem: 'too-long' } : { value: text }
}

/** A reference: a number that a spreadsheet typed (`1234`) is the same as the text, and `00123` keeps its zeros. */
export function readReference(cell: Cell): Reading<string> {
  return readText(cell, 64)
}

/** An integer; `T3`, `F3`, `Type 3` or `T3 bis` read 3, and a studio has one room. */
export function readInteger(cell: Cell): Reading<number> {
  const text = written(cell)
    .replace(/^studio$/i, '1')
    .replace(/^(t|f|p|type)\s*(?=\d)/i, '')
    .replace(/(?<=\d)\s*(bis|pi[eè]ces?|p)$/i, '')
  if (text === '') return nothing
  const digits = text.replace(/\s/g, '').replace(/[.,]0+$/, '')
  return /^-?\d{1,9}$/.test(digits) ? { value: Number(digits) } : { problem: 'not-an-integer' }
}

/** A date written in French or ISO, or the serial number of a spreadsheet. */
export function readDateCell(cell: Cell): Reading<PlainDate> {
  const text = written(cell)
  if (text === '') return nothing
  if (typeof cell === 'number') {
    const date = fromExcelSerial(cell)
    return date ? { value: date } : { problem: 'not-a-date' }
  }
  const reading = readFrenchDate(text)
  return reading.problem ? { problem: reading.problem } : { value: reading.date }
}

/** An amount in cents. The numbers of a spreadsheet are floats: the rest of their binary form is not taken for decimals. */
export function readAmountCell(cell: Cell): Reading<Cents> {
  const text = written(cell)
  if (text === '') return nothing
  const reading = typeof cell === 'number' ? readAmount(plainNumber(cell)) : readAmount(text)
  return reading.problem ? { problem: reading.problem } : { value: reading.cents }
}

function plainNumber(value: number): string {
  return Number.isFinite(value) && Math.abs(value) < 1e15 ? value.toFixed(5) : String(value)
}

const yes = new Set(['1', 'o', 'oui', 'y', 'yes', 'true', 'vrai', 'x', 'v'])
const no = new Set(['0', 'n', 'non', 'no', 'false', 'faux', 'f'])

/** A phone in its international form: `06 12 34 56 78` is `+33612345678`. A spreadsheet that dropped the first zero is understood. */
export function readPhone(cell: Cell): Reading<string> {
  const text = written(cell)
  if (text === '') return nothing
  const digits = text.replace(/\(0\)/, '').replace(/[\s.\-/()_]/g, '')
  if (/^0[1-9]\d{8}$/.test(digits)) return { value: `+33${digits.slice(1)}` }
  if (/^[1-9]\d{8}$/.test(digits)) return { value: `+33${digits}` }
  const international = digits.replace(/^00/, '+').replace(/^\+330/, '+33')
  return /^\+[1-9]\d{7,14}$/.test(international) ? { value: international } : { problem: 'not-a-phone' }
}

/** An address one can write to, as the household's file will accept it when somebody edits it. */
export function readEmail(cell: Cell): Reading<string> {
  const text = written(cell).replace(/^mailto:/i, '')
  if (text === '') return nothing
  const looksRight = /^[a-z0-9_+'-]+(\.[a-z0-9_+'-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i.test(
    text,
  )
  return looksRight && text.length <= longestText ? { value: text } : { problem: 'not-an-email' }
}

const largestSurface = 1_000_000

/** Square decimetres of a dwelling: `62,50` is 6 250. Beyond a hectare, a column was misread. */
export function readSurface(cell: Cell): Reading<number> {
  const reading = readAmountCell(typeof cell === 'string' ? cell.replace(/\s*m(²|2)$/i, '') : cell)
  if (reading.problem !== undefined) return { problem: 'not-a-surface' }
  const { value } = reading
  return value !== null && (value < 0 || value > largestSurface) ? { problem: 'not-a-surface' } : { value }
}

/** The body that pays the aid. */
export function readPayer(cell: Cell): Reading<'caf' | 'msa'> {
  const text = written(cell).replaceAll('.', '')
  if (text === '') return nothing
  if (/msa|mutualit. sociale/i.test(text)) return { value: 'msa' }
  return /caf|allocations familiales/i.test(text) ? { value: 'caf' } : { problem: 'unknown-payer' }
}

export type Side = 'debit' | 'credit'

/** `D`, `Débit`, `+` or `C`, `Crédit`, `-`. */
export function readSide(cell: Cell): Reading<Side> {
  const text = written(cell).toLowerCase() || String(cell ?? '').trim()
  if (text === '') return nothing
  if (['d', 'debit', 'débit', 'db', '+', 'doit'].includes(text)) return { value: 'debit' }
  return ['c', 'credit', 'crédit', 'cr', '-', 'avoir'].includes(text)
    ? { value: 'credit' }
    : { problem: 'unknown-side' }
}

/** Who receives the aid, from a yes or no (*tiers payant*) or from the name of the receiver. */
export function readRecipient(cell: Cell): Reading<BenefitRecipient> {
  const text = written(cell).toLowerCase()
  if (text === '') return nothing
  if (yes.has(text) || /bailleur|tiers|proprietaire|propriétaire/.test(text)) return { value: 'landlord' }
  if (no.has(text) || /locataire|allocataire|occupant/.test(text)) return { value: 'tenant' }
  return /aucun|sans|pas d/.test(text) ? { value: 'none' } : { problem: 'unknown-recipient' }
}

/** The cents owed (positive) or paid (negative) of a ledger line, from a debit and a credit, or an amount and its side. */
export function signedAmount(line: {
  amountCents?: Cents | null
  side?: Side | null
  debitCents?: Cents | null
  creditCents?: Cents | null
}): Cents | null {
  const { amountCents, side, debitCents, creditCents } = line
  const hasSides = typeof debitCents === 'number' || typeof creditCents === 'number'
  if (hasSides) return (debitCents ?? 0) - (creditCents ?? 0)
  if (typeof amountCents !== 'number') return null
  return side === 'credit' ? -amountCents || 0 : amountCents
}
