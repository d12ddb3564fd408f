import { FileFormat, Report } from '#contract/imports.ts'
import type { ImportTarget } from '#domain/imports/fields.ts'
import { importTargets } from '#domain/imports/fields.ts'
import type { Layout } from '#domain/imports/read-cells.ts'
import type { Tx } from '#server/db.ts'

/** An import as its background work needs it. */
export type ImportRecord = {
  organisationId: string
  id: string
  target: ImportTarget
  source: string
  format: FileFormat
  layout: Layout
  storageKey: string
  sizeBytes: number
  startedBy: string
  rehearsal: Rehearsal | null
}

/** What a rehearsal leaves: its report, and how many lines stand ready for the application. */
export type Rehearsal = { report: Report; lastLine: number; stagedLines: number }

export const getImportRecord = async (
  tx: Tx,
  organisationId: string,
  importId: string,
): Promise<ImportRecord> => {
  const row = await tx
    .selectFrom('portfolio_import as i')
    .innerJoin('stored_file as f', (join) =>
      join.onRef('f.organisation_id', '=', 'i.organisation_id').onRef('f.id', '=', 'i.file_id'),
    )
    .where('i.organisation_id', '=', organisationId)
    .where('i.id', '=', importId)
    .selectAll('i')
    .select(['f.storage_key', 'f.size_bytes'])
    .executeTakeFirstOrThrow()
  const target = importTargets.find((one) => one === row.target)
  if (!target) throw new Error('an import without a target has no work to do')
  const format = FileFormat.parse(row.format)
  return {
    organisationId,
    id: row.id,
    target,
    source: row.source,
    format,
    layout: {
      headers: row.headers,
      columns: row.columns as Record<string, number>,
      startsIn1904: format.kind === 'xlsx' && format.startsIn1904,
    },
    storageKey: row.storage_key,
    sizeBytes: row.size_bytes,
    startedBy: row.started_by,
    rehearsal: readRehearsal(row.rehearsal),
  }
}

export const readRehearsal = (kept: unknown): Rehearsal | null => {
  if (kept === null || kept === undefined) return null
  const { report, lastLine, stagedLines } = kept as Rehearsal
  return { report: Report.parse(report), lastLine, stagedLines }
}
