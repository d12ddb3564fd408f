import type { ImportField } from '#domain/imports/fields.ts'
import { leftOutMessage, problemMessage } from '#domain/imports/problem-message.ts'
import {
  type Cell,
  longestText,
  type Reading,
  readAmountCell,
  readDateCell,
  readPhone,
  readRecipient,
  readReference,
  readSide,
  readText,
  type ValueProblem,
} from '#domain/imports/readers.ts'

/** What is wrong with a line, for the person who will mend the file. */
export type LineProblem = { column: string; value: string; reason: string }
/** A line understood, with what of it could not be kept; or a line that cannot be. */
export type Understood<T> =
  | { line: T; warnings?: LineProblem[]; problems?: undefined }
  | { problems: LineProblem[]; line?: undefined; warnings?: undefined }

export type Layout = {
  headers: readonly string[]
  columns: Readonly<Record<string, number>>
  /** Spreadsheets of old Macintoshes count days from 1904. */
  startsIn1904?: boolean
}

/**
 * Reads the cells of one line, gathering what is wrong. What identifies a line, its amounts and its periods must be
 * read, or the line is rejected; texts, numbers to call and what only describes are left out, and told.
 */
export type CellReading = {
  text(key: string): string | null
  reference(key: string): string | null
  date(key: string): ReturnType<typeof readDateCell>['value'] | null
  amount(key: string): number | null
  phone(key: string): string | null
  /** What this reader understands of the cell; null, and a warning, when it understands nothing. */
  optional<T>(key: string, read: (cell: Cell) => Reading<T>): T | null
  optionalDate(key: string): ReturnType<typeof readDateCell>['value'] | null
  requiredText(key: string): string | null
  side(key: string): ReturnType<typeof readSide>['value'] | null
  recipient(key: string): ReturnType<typeof readRecipient>['value'] | null
  /** The value, or a problem told on its column. */
  required<T>(key: string, value: T | null): T | null
  reject(key: string, reason: string): void
  /** Keeps the line, and tells what of it is not kept. */
  warn(key: string, problem: ValueProblem): void
}

const daysFrom1900To1904 = 1462
const mostRemembered = 20_000

/** Dates, rents and labels come back again and again: reading them once is most of the speed of an import. */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size >= mostRemembered) known.clear()
    const result = read(text)
    known.set(text, result)
    return result
  }
}

const byText = <T>(read: (cell: Cell) => Reading<T>) => {
  const remembered = remembering<Reading<T>>(read)
  return (cell: Cell) => (typeof cell === 'string' ? remembered(cell) : read(cell))
}

/** Prepares the reading of a file: the answer reads one line after the other. */
export function cellReader(fields: readonly ImportField[], layout: Layout) {
  const labels = new Map(fields.map(({ key, label }) => [key, label]))
  const { columns, headers } = layout
  const readDate = byText(readDateCell)
  const readAmount = byText(readAmountCell)
  let cells: readonly Cell[] = []
  let problems: LineProblem[] = []
  let warnings: LineProblem[] = []

  const cellOf = (key: string): Cell => {
    const column = columns[key]
    return column === undefined ? undefined : cells[column]
  }
  const columnName = (key: string): string => {
    const column = columns[key]
    return (column === undefined ? undefined : headers[column]) || labels.get(key) || key
  }
  const told = (key: string, reason: string): LineProblem => ({
    column: columnName(key),
    value: shown(cellOf(key)),
    reason,
  })
  const tell = (key: string, problem: ValueProblem) =>
    problems.push(told(key, problemMessage(problem, columnName(key), cellOf(key))))
  const warn = (key: string, problem: ValueProblem) =>
    void warnings.push(told(key, leftOutMessage(problem, columnName(key), cellOf(key))))
  const take = <T>(key: string, read: (cell: Cell) => Reading<T>): T | null => {
    const cell = cellOf(key)
    if (cell === undefined || cell === null || cell === '') return null
    const reading = read(cell)
    if (reading.problem === undefined) return reading.value
    tell(key, reading.problem)
    return null
  }
  const takeOrLeave = <T>(key: string, read: (cell: Cell) => Reading<T>): T | null => {
    const cell = cellOf(key)
    if (cell === undefined || cell === null || cell === '') return null
    const reading = read(cell)
    if (reading.problem === undefined) return reading.value
    warn(key, reading.problem)
    return null
  }
  // A text too long is told, and cut rather than left out.
  const cutText = (key: string): string | null =>
    readText(cellOf(key)).problem === 'too-long'
      ? String(cellOf(key)).replace(/\s+/g, ' ').trim().slice(0, longestText)
      : null
  const dateOf = (cell: Cell) =>
    readDate(layout.startsIn1904 && typeof cell === 'number' ? cell + daysFrom1900To1904 : cell)

  const reading: CellReading = {
    text: (key) => takeOrLeave(key, readText) ?? cutText(key),
    reference: (key) => take(key, readReference),
    date: (key) => take(key, dateOf),
    amount: (key) => take(key, readAmount),
    // A number one cannot dial is no reason to lose the line it stands on.
    phone: (key) => takeOrLeave(key, readPhone),
    optional: takeOrLeave,
    optionalDate: (key) => takeOrLeave(key, dateOf),
    requiredText: (key) => reading.required(key, take(key, readText)),
    side: (key) => take(key, readSide),
    recipient: (key) => take(key, readRecipient),
    required(key, value) {
      const alreadyTold = problems.some(({ column }) => column === columnName(key))
      if (value === null && !alreadyTold) tell(key, 'missing')
      return value
    },
    reject: (key, reason) => void problems.push(told(key, reason)),
    warn,
  }
  return <T>(line: readonly Cell[], understand: (reading: CellReading) => T | null): Understood<T> => {
    cells = line
    if (problems.length > 0) problems = []
    if (warnings.length > 0) warnings = []
    const understood = understand(reading)
    if (problems.length > 0 || understood === null) return { problems }
    return warnings.length > 0 ? { line: understood, warnings } : { line: understood }
  }
}

const mostShown = 80
const shown = (value: Cell): string =>
  String(value ?? '')
    .replace(/\p{Cc}/gu, '·')
    .slice(0, mostShown)
