import type { ImportField } from '#domain/imports/fields.ts'
import { problemMessage } from '#domain/imports/problem-message.ts'
import {
  type Cell,
  type Reading,
  readAmountCell,
  readBoolean,
  readDateCell,
  readInteger,
  readPhone,
  readRecipient,
  readReference,
  readSide,
  readText,
  type ValueProblem,
} from '#domain/imports/readers.ts'

/** What is wrong with a line, for the person who will mend the file. */
export type LineProblem = { column: string; value: string; reason: string }
export type Understood<T> = { line: T; problems?: undefined } | { problems: LineProblem[]; line?: undefined }

export type Layout = {
  headers: readonly string[]
  columns: Readonly<Record<string, number>>
  /** Spreadsheets of old Macintoshes count days from 1904. */
  startsIn1904?: boolean
}

/** Reads the cells of one line, gathering what is wrong. */
export type CellReading = {
  text(key: string): string | null
  reference(key: string): string | null
  date(key: string): ReturnType<typeof readDateCell>['value'] | null
  amount(key: string): number | null
  integer(key: string): number | null
  boolean(key: string): boolean | null
  phone(key: string): string | null
  side(key: string): ReturnType<typeof readSide>['value'] | null
  recipient(key: string): ReturnType<typeof readRecipient>['value'] | null
  /** The value, or a problem told on its column. */
  required<T>(key: string, value: T | null): T | null
  reject(key: string, reason: string): void
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

  const cellOf = (key: string): Cell => {
    const column = columns[key]
    return column === undefined ? undefined : cells[column]
  }
  const columnName = (key: string): string => {
    const column = columns[key]
    return (column === undefined ? undefined : headers[column]) || labels.get(key) || key
  }
  const tell = (key: string, problem: ValueProblem) => {
    const value = cellOf(key)
    const name = columnName(key)
    const told = problemMessage(problem, name, value)
    problems.push({ column: name, value: shown(value), reason: told })
  }
  const take = <T>(key: string, read: (cell: Cell) => Reading<T>): T | null => {
    const cell = cellOf(key)
    if (cell === undefined || cell === null || cell === '') return null
    const reading = read(cell)
    if (reading.problem === undefined) return reading.value
    tell(key, reading.problem)
    return null
  }
  const dateOf = (cell: Cell) =>
    readDate(layout.startsIn1904 && typeof cell === 'number' ? cell + daysFrom1900To1904 : cell)

  const reading: CellReading = {
    text: (key) => take(key, readText),
    reference: (key) => take(key, readReference),
    date: (key) => take(key, dateOf),
    amount: (key) => take(key, readAmount),
    integer: (key) => take(key, readInteger),
    boolean: (key) => take(key, readBoolean),
    // A number one cannot dial is no reason to lose the line it stands on.
    phone: (key) => readPhone(cellOf(key)).value ?? null,
    side: (key) => take(key, readSide),
    recipient: (key) => take(key, readRecipient),
    required(key, value) {
      const alreadyTold = problems.some(({ column }) => column === columnName(key))
      if (value === null && !alreadyTold) tell(key, 'missing')
      return value
    },
    reject(key, reason) {
      problems.push({ column: columnName(key), value: shown(cellOf(key)), reason })
    },
  }
  return <T>(line: readonly Cell[], understand: (reading: CellReading) => T | null): Understood<T> => {
    cells = line
    if (problems.length > 0) problems = []
    const understood = understand(reading)
    return problems.length > 0 || understood === null ? { problems } : { line: understood }
  }
}

const mostShown = 80
const shown = (value: Cell): string =>
  String(value ?? '')
    .replace(/\p{Cc}/gu, '·')
    .slice(0, mostShown)
