import type { Cell } from '#domain/imports/readers.ts'

/** `line` is the line of the file, or the row of the sheet, as the user finds it again. */
export type Row = { line: number; cells: Cell[] }
/** Rows come in batches, for the sake of speed; `doneBytes` tells how far in the file they reach. */
export type RowBatch = { rows: Row[]; doneBytes: number }

export const maxColumns = 300

export const isBlank = (cells: readonly Cell[]): boolean =>
  cells.every((cell) => cell === null || cell === undefined || cell === '')
