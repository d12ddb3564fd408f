import { contract } from '#contract/index.ts'
import { recogniseFileColumns } from '#domain/imports/file-fields.ts'
import { guessColumns } from '#server/imports/guess-columns.ts'
import { describeInspection, inspectFile } from '#server/imports/inspect-file.ts'
import { UnreadableFile } from '#server/imports/unreadable-file.ts'
import { readSheets } from '#server/imports/xlsx-sheets.ts'
import { useCase } from '#server/use-case.ts'
import { findImport } from './store.ts'

export const previewImport = useCase(contract.imports.preview, async (context, request) => {
  const { house, refuse } = context
  const row = await findImport(context, request.importId)
  if (!row) return refuse('unknown-record')
  try {
    const path = house.files.localPath(row.storage_key)
    const inspection = await inspectFile(path, request.format, request.findsHeader)
    const { format } = inspection
    const guess = request.target ? undefined : await guessColumns(context, inspection)
    const target = request.target ?? guess?.target ?? 'tenancies'
    const columns =
      request.columns ??
      (guess?.target ? guess.columns : recogniseFileColumns(target, inspection.headers).columns)
    const sheets = format.kind === 'xlsx' ? (await readSheets(path)).sheets : []
    return { ...describeInspection(inspection, target, columns), target, format, columns, sheets }
  } catch (error) {
    if (error instanceof UnreadableFile)
      return refuse(error.reason, error.line === undefined ? undefined : { line: error.line })
    throw error
  }
})
