import { createHash } from 'node:crypto'
import type { FileFormat, Reading } from '#contract/imports.ts'
import { isComplete } from '#domain/imports/columns.ts'
import { lineDescriber } from '#domain/imports/describe-line.ts'
import { type ImportTarget, importTargets } from '#domain/imports/fields.ts'
import { layoutOf, recogniseFileColumns } from '#domain/imports/file-fields.ts'
import type { Cell } from '#domain/imports/readers.ts'
import { isBlank, maxColumns, type Row } from '#server/imports/row.ts'
import { readTable } from '#server/imports/table-rows.ts'
import { UnreadableFile } from '#server/imports/unreadable-file.ts'

const rowsLookedAt = 60
const linesShown = 8

/** The first rows of a file. Throws `UnreadableFile` when there is nothing to read, or far too wide. */
const readFirstRows = async (path: string, format: FileFormat): Promise<Row[]> => {
  const rows: Row[] = []
  for await (const batch of readTable(path, format)) {
    for (const row of batch.rows) if (!isBlank(row.cells)) rows.push(row)
    if (rows.length >= rowsLookedAt) break
  }
  if (rows.some(({ cells }) => cells.length > maxColumns)) throw new UnreadableFile('too-many-columns')
  return rows.slice(0, rowsLookedAt)
}

const headerText = (cell: Cell): string =>
  String(cell ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120)

/** Exports often open with a title and a date: the headers are the line whose cells are best recognised. */
const findHeaderLine = (rows: readonly Row[]): number => {
  const scored = rows.slice(0, 15).map(({ line, cells }) => {
    const headers = cells.map(headerText)
    const placed = importTargets.map(
      (target) => Object.keys(recogniseFileColumns(target, headers).columns).length,
    )
    return { line, score: Math.max(...placed) }
  })
  const best = scored.toSorted((a, b) => b.score - a.score)[0]
  return best && best.score > 1 ? best.line : (rows[0]?.line ?? 1)
}

export type Inspection = { format: FileFormat; headers: string[]; fingerprint: string; rows: Row[] }

export const inspectFile = async (
  path: string,
  format: FileFormat,
  findsHeader: boolean,
): Promise<Inspection> => {
  const rows = await readFirstRows(path, format)
  if (rows.length === 0) throw new UnreadableFile('empty-file')
  const headerLine = findsHeader ? findHeaderLine(rows) : format.headerLine
  const header = rows.find(({ line }) => line === headerLine)
  if (!header) throw new UnreadableFile('header-not-found')
  const below = rows.filter(({ line }) => line > headerLine)
  if (below.length === 0) throw new UnreadableFile('empty-file')
  const headers = header.cells.map(headerText)
  const fingerprint = createHash('sha256').update(layoutOf(headers)).digest('hex')
  return { format: { ...format, headerLine }, headers, fingerprint, rows: below }
}

/** The first lines as these columns make them understood. */
export const describeInspection = (
  { headers, rows, format }: Inspection,
  target: ImportTarget,
  columns: Readonly<Record<string, number>>,
): Reading => {
  const startsIn1904 = format.kind === 'xlsx' && format.startsIn1904
  const describe = lineDescriber(target, { headers, columns, startsIn1904 })
  const { missing, doubtful } = recogniseFileColumns(target, headers)
  return {
    headers,
    lines: rows.slice(0, linesShown).map(({ line, cells }) => ({
      line,
      cells: headers.map((_, column) => headerText(cells[column])),
      ...describe(cells),
    })),
    missing: missing.filter((key) => !(key in columns)),
    doubtful: doubtful.filter((key) => key in columns),
    notes: [...notesOn(target, columns), ...unusedColumns(headers, columns)],
  }
}

const unusedColumns = (headers: readonly string[], columns: Readonly<Record<string, number>>): string[] => {
  const used = new Set(Object.values(columns))
  const unused = headers.filter((header, column) => header !== '' && !used.has(column))
  if (unused.length === 0) return []
  return [
    `Colonnes du fichier qui ne sont pas reprises : ${unused.map((header) => `« ${header} »`).join(', ')}.`,
  ]
}

const notesOn = (target: ImportTarget, columns: Readonly<Record<string, number>>): string[] => {
  const notes: string[] = []
  const complete = isComplete(target, { columns, missing: [], unknown: [], doubtful: [] })
  if (!complete) notes.push('Il faut une colonne de montant, ou une colonne de débit et une de crédit.')
  if (target === 'ledger' && !('entryRef' in columns))
    notes.push(
      'Aucune colonne n’identifie chaque écriture : un identifiant est déduit du bail, de la date, de la nature, du montant et du libellé. Une écriture corrigée par votre logiciel apparaîtra alors comme une nouvelle écriture.',
    )
  if (target === 'occupants' && !('personRef' in columns))
    notes.push(
      'Aucune colonne n’identifie chaque personne : elle est reconnue par son bail, son nom, son prénom et sa date de naissance.',
    )
  if (target === 'tenancies' && !('dwellingRef' in columns))
    notes.push('Aucune colonne n’identifie le logement : chaque nouveau bail aura le sien.')
  return notes
}
