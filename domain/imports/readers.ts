import type { AmountProblem, Cents } from '#domain/money.ts'
import type { DateProblem, PlainDate } from '#domain/plain-date.ts'
import type { EntryKind } from '#domain/tenancies/kinds.ts'

export const valueProblems = [
  'missing',
  'too-long',
  'forbidden-characters',
  'not-a-number',
  'not-an-integer',
  'negative',
  'not-a-boolean',
  'not-a-phone',
  'unknown-ledger-kind',
  'unknown-recipient',
  'not-an-amount',
  'ambiguous-amount',
  'too-many-decimals',
  'too-large',
  'not-a-date',
  'two-digit-year',
  'no-such-day',
  'year-out-of-range',
] as const
export type ValueProblem = (typeof valueProblems)[number] | AmountProblem | DateProblem
export type Reading<T> = { value: T; problem?: undefined } | { problem: ValueProblem; value?: undefined }

/** A cell as a file gives it: XLSX cells are typed. */
export type Cell = string | number | boolean | null | undefined

export declare function readText(cell: Cell, maxLength?: number): Reading<string | null>
export declare function readInteger(cell: Cell): Reading<number | null>
export declare function readDateCell(cell: Cell): Reading<PlainDate | null>
export declare function readAmountCell(cell: Cell): Reading<Cents | null>
export declare function readBoolean(cell: Cell): Reading<boolean | null>
export declare function readPhone(cell: Cell): Reading<string | null>
export declare function recogniseLedgerKind(text: string): EntryKind | undefined
export declare function problemMessage(problem: ValueProblem, column: string, value: Cell): string
