import { contract } from '#contract/index.ts'
import { recogniseFileColumns } from '#domain/imports/file-fields.ts'
import { describeInspection, inspectFile } from '#server/imports/inspect-file.ts'
import { UnreadableFile } from '#server/imports/unreadable-file.ts'
import { useCase } from '#server/use-case.ts'
import { findImport } from './store.ts'

export const previewImport = useCase(contract.imports.preview, async (context, request) => {
  const { house, refuse } = context
  const row = await findImport(context, request.importId)
  if (!row) return refuse('unknown-record')
  try {
    const inspection = await inspectFile(house.files.localPath(row.storage_key), request.format, false)
    const columns = request.columns ?? recogniseFileColumns(request.target, inspection.headers).columns
    return { ...describeInspection(inspection, request.target, columns), columns }
  } catch (error) {
    if (error instanceof UnreadableFile) return refuse(error.reason)
    throw error
  }
})
