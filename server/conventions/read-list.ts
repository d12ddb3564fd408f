import type { ImportLayout } from '#domain/conventions/import-columns.ts'
import { importColumns, layoutOf, neededColumns } from '#domain/conventions/import-columns.ts'
import { type ConventionLine, type LineProblem, readConventionLine } from '#domain/conventions/read-line.ts'
import type { Cell } from '#domain/imports/readers.ts'
import { recogniseFormat } from '#server/imports/recognise-format.ts'
import { isBlank, maxColumns, type Row } from '#server/imports/row.ts'
import { readTable } from '#server/imports/table-rows.ts'
import { UnreadableFile } from '#server/imports/unreadable-file.ts'

export type ReadLineOfList = { at: number } & (
  | { line: ConventionLine; problems?: undefined }
  | { problems: LineProblem[]; line?: undefined }
)
export type ReadList = { lines: ReadLineOfList[]; unusedColumns: string[] }

/** More than any organisation has: a list is read whole, in memory. */
export const mostLines = 5_000
const rowsOfTitles = 15

/** Reads a list of conventions. Throws `UnreadableFile` when nothing can be read of it. */
export const readConventionList = async (
  path: string,
): Promise<ReadList | 'columns-missing' | 'too-many-lines'> => {
  const rows = await readRows(path)
  if (rows.length === 0) throw new UnreadableFile('empty-file')
  const header = findHeader(rows)
  const layout = layoutOf(header.headers)
  if (neededColumns.some((column) => layout[column] === undefined)) return 'columns-missing'
  const below = rows.filter(({ line }) => line > header.line)
  if (below.length === 0) throw new UnreadableFile('empty-file')
  if (below.length > mostLines) return 'too-many-lines'
  const used = new Set(Object.values(layout))
  return {
    lines: rejectDoubles(below.map((row) => readRow(layout, header.headers.length, row))),
    unusedColumns: header.headers.filter((title, column) => title !== '' && !used.has(column)),
  }
}

const readRows = async (path: string): Promise<Row[]> => {
  const rows: Row[] = []
  for await (const batch of readTable(path, await recogniseFormat(path))) {
    for (const row of batch.rows) {
      if (row.cells.length > maxColumns) throw new UnreadableFile('too-many-columns')
      if (!isBlank(row.cells)) rows.push(row)
    }
    if (rows.length > mostLines + rowsOfTitles) break
  }
  return rows
}

/** Lists often open with a title and a date: the headers are the line whose cells are best recognised. */
const findHeader = (rows: readonly Row[]): { line: number; headers: string[] } => {
  const scored = rows.slice(0, rowsOfTitles).map(({ line, cells }) => {
    const headers = cells.map(titleOf)
    return { line, headers, score: Object.keys(layoutOf(headers)).length }
  })
  const best = scored.toSorted((a, b) => b.score - a.score)[0]
  return best ?? { line: 0, headers: importColumns.map(() => '') }
}

const titleOf = (cell: Cell): string =>
  String(cell ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120)

const readRow = (layout: ImportLayout, width: number, { line: at, cells }: Row): ReadLineOfList => {
  if (cells.length > width && !isBlank(cells.slice(width))) {
    const reason = `La ligne a ${cells.length} cellules pour ${width} colonnes : un séparateur est sans doute de trop.`
    return { at, problems: [{ column: '', value: null, reason }] }
  }
  return { at, ...readConventionLine(layout, cells) }
}

/** A reference stands once in a list: the second line is a mistake, or another convention under the same name. */
const rejectDoubles = (lines: readonly ReadLineOfList[]): ReadLineOfList[] => {
  const seen = new Map<string, number>()
  return lines.map((one) => {
    if (!one.line) return one
    const first = seen.get(one.line.reference)
    if (first === undefined) {
      seen.set(one.line.reference, one.at)
      return one
    }
    const reason = `Référence : déjà à la ligne ${first} de cette liste.`
    return { at: one.at, problems: [{ column: 'Référence', value: one.line.reference, reason }] }
  })
}
