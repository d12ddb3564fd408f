import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { isComplete } from '#domain/imports/columns.ts'
import type { ImportTarget } from '#domain/imports/fields.ts'
import { fileFields, recogniseFileColumns } from '#domain/imports/file-fields.ts'
import { inspectFile } from '#server/imports/inspect-file.ts'
import { refusalToChange } from '#server/imports/refusal-to-change.ts'
import { UnreadableFile } from '#server/imports/unreadable-file.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { findImport, findImportForUpdate, rememberMapping, viewOf } from './store.ts'

export const chooseColumns = useCase(contract.imports.chooseColumns, async (context, chosen) => {
  const { tx, actor, house, refuse } = context
  const row = await findImportForUpdate(context, chosen.importId)
  if (!row) return refuse('unknown-record')
  if (row.version !== chosen.version) return refuse('stale-version', await viewOf(context, row))
  const busy = await refusalToChange(context, row)
  if (busy) return refuse(busy)
  try {
    const path = house.files.localPath(row.storage_key)
    const { format, headers, fingerprint } = await inspectFile(path, chosen.format, false)
    const problem = problemOf(chosen, headers)
    if (problem) return refuse(problem)
    const { target, source, columns } = chosen
    await tx
      .updateTable('portfolio_import')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', row.id)
      .set({
        target,
        source,
        columns: JSON.stringify(columns),
        format: JSON.stringify(format),
        headers,
        fingerprint,
        columns_chosen_at: sql`now()`,
        rehearsal: null,
        rehearsal_work_id: null,
        application_work_id: null,
        version: row.version + 1,
      })
      .execute()
    const sheetName = format.kind === 'xlsx' ? format.sheetName : null
    await rememberMapping(context, {
      fingerprint,
      target,
      source,
      columns,
      sheetName,
      chosenBy: actor.membershipId,
    })
    await record(context, {
      act: 'import-columns-chosen',
      subject: { kind: 'import', id: row.id },
      after: { target, source },
    })
    return viewOf(context, (await findImport(context, row.id)) ?? row)
  } catch (error) {
    if (error instanceof UnreadableFile)
      return refuse(error.reason, error.line === undefined ? undefined : { line: error.line })
    throw error
  }
})

type Chosen = { target: ImportTarget; columns: Readonly<Record<string, number>> }

const problemOf = ({ target, columns }: Chosen, headers: readonly string[]) => {
  const known = new Set(fileFields[target].map(({ key }) => key))
  const places = Object.values(columns)
  if (Object.keys(columns).some((key) => !known.has(key)) || places.some((place) => place >= headers.length))
    return 'unknown-column'
  if (new Set(places).size !== places.length) return 'column-used-twice'
  const missing = recogniseFileColumns(target, []).missing.filter((key) => !(key in columns))
  return isComplete(target, { columns, missing, unknown: [], doubtful: [] }) ? undefined : 'missing-columns'
}
