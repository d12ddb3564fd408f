import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { guessColumns } from '#server/imports/guess-columns.ts'
import { inspectFile } from '#server/imports/inspect-file.ts'
import { proposeFormat } from '#server/imports/propose-format.ts'
import { UnreadableFile } from '#server/imports/unreadable-file.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

export const startImport = useCase(contract.imports.start, async (context) => {
  const { tx, actor, house, upload, refuse } = context
  const path = house.files.localPath(upload.storageKey)
  try {
    const inspection = await inspectFile(path, await proposeFormat(context, path), true)
    const guess = await guessColumns(context, inspection)
    const id = randomUUIDv7()
    await tx
      .insertInto('portfolio_import')
      .values({
        organisation_id: actor.organisationId,
        id,
        file_id: upload.id,
        target: guess.target ?? null,
        source: guess.source,
        format: JSON.stringify(inspection.format),
        headers: inspection.headers,
        columns: JSON.stringify(guess.columns),
        fingerprint: inspection.fingerprint,
        started_by: actor.membershipId,
      })
      .execute()
    await record(context, {
      act: 'import-started',
      subject: { kind: 'import', id },
      after: { fileName: upload.fileName },
    })
    return { importId: id }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    await house.files.remove(upload.storageKey)
    return refuse(error.reason, error.line === undefined ? undefined : { line: error.line })
  }
})
