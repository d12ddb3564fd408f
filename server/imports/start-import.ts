import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { isComplete } from '#domain/imports/columns.ts'
import { importTargets } from '#domain/imports/fields.ts'
import { recogniseFile, recogniseFileColumns } from '#domain/imports/file-fields.ts'
import { inspectFile } from '#server/imports/inspect-file.ts'
import { recogniseFormat } from '#server/imports/recognise-format.ts'
import { UnreadableFile } from '#server/imports/unreadable-file.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { findMapping, lastSource } from './store.ts'

const usualSource = 'bailleur'

export const startImport = useCase(contract.imports.start, async (context) => {
  const { tx, actor, house, upload, refuse } = context
  const path = house.files.localPath(upload.storageKey)
  try {
    const inspection = await inspectFile(path, await recogniseFormat(path), true)
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
    return refuse(error.reason)
  }
})

type Located = Parameters<typeof findMapping>[0]

/** What a person chose for the same headers, else what the headers say. */
const guessColumns = async (
  located: Located,
  { headers, fingerprint }: { headers: string[]; fingerprint: string },
) => {
  const remembered = await findMapping(located, fingerprint)
  const known = importTargets.find((target) => target === remembered?.target)
  if (remembered && known)
    return { target: known, source: remembered.source, columns: remembered.columns as Record<string, number> }
  const target = recogniseFile(headers)
  const mapping = target && recogniseFileColumns(target, headers)
  return {
    target: mapping && isComplete(target, mapping) ? target : undefined,
    source: (await lastSource(located)) ?? usualSource,
    columns: mapping?.columns ?? {},
  }
}
