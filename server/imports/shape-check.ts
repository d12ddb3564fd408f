import type { Cell } from '#domain/imports/readers.ts'
import type { ImportRecord } from '#server/imports/import-record.ts'
import { repeatsHeaders, tooManyCells } from '#server/imports/reasons.ts'
import { isBlank } from '#server/imports/row.ts'

export type Told = { column: string | null; value: string | null; reason: string }

/** What is wrong with a line before any of its cells is read: it would be understood, but of other columns. */
export const shapeCheck = ({
  layout: { headers },
  format,
}: Pick<ImportRecord, 'layout' | 'format'>): ((cells: readonly Cell[]) => Told | undefined) => {
  const titled = headers.flatMap((header, column) => (header === '' ? [] : [column]))
  const repeats = (cells: readonly Cell[]) =>
    titled.length > 1 && titled.every((column) => sameTitle(cells[column], headers[column]))
  return (cells) => {
    // A sheet may carry remarks beside its table; in a CSV, one cell too many shifts those that follow.
    if (format.kind === 'csv' && cells.length > headers.length && !isBlank(cells.slice(headers.length))) {
      const value = String(cells.slice(headers.length).find((cell) => !isBlank([cell])))
      return { column: null, value: value.slice(0, 80), reason: tooManyCells(cells.length, headers.length) }
    }
    const [first] = titled
    if (first === undefined || !sameTitle(cells[first], headers[first])) return undefined
    return repeats(cells) ? { column: null, value: String(cells[first]), reason: repeatsHeaders } : undefined
  }
}

const sameTitle = (cell: Cell, header: string | undefined): boolean =>
  cell !== null && cell !== undefined && cell !== '' && String(cell).replace(/\s+/g, ' ').trim() === header
