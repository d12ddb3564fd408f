import type { FileFormat } from '#contract/imports.ts'
import { inspectFile } from '#server/imports/inspect-file.ts'
import { recogniseFormat } from '#server/imports/recognise-format.ts'
import { UnreadableFile } from '#server/imports/unreadable-file.ts'
import { readSheets } from '#server/imports/xlsx-sheets.ts'
import { findMappingsOfSheets, type Located } from './store.ts'

/** How a file is read: of a workbook, the sheet chosen the last time for the same headers, else the first with lines. */
export const proposeFormat = async (located: Located, path: string): Promise<FileFormat> => {
  const format = await recogniseFormat(path)
  if (format.kind === 'csv') return format
  const filled = (await readSheets(path)).sheets.filter(({ isEmpty }) => !isEmpty)
  if (filled.length < 2) return format
  const mappings = await findMappingsOfSheets(
    located,
    filled.map(({ name }) => name),
  )
  for (const { fingerprint, sheet_name } of mappings) {
    const sheet = filled.find(({ name }) => name === sheet_name)
    if (!sheet) continue
    const chosen = { ...format, sheetPath: sheet.path, sheetName: sheet.name }
    if ((await fingerprintOf(path, chosen)) === fingerprint) return chosen
  }
  return format
}

const fingerprintOf = async (path: string, format: FileFormat): Promise<string | undefined> => {
  try {
    return (await inspectFile(path, format, true)).fingerprint
  } catch (error) {
    if (error instanceof UnreadableFile) return undefined
    throw error
  }
}
