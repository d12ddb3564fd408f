import { randomUUIDv7 } from 'node:crypto'
import { Readable } from 'node:stream'
import { record } from '#server/journal.ts'
import type { Acting } from '#server/use-case.ts'
import { type DocumentFacts, insertDocument, traceOf } from './store.ts'

type Made = DocumentFacts & {
  householdId: string
  fileName: string
  contentType: string
  content: Uint8Array
}

/**
 * Puts a document that Palier made (an agreement, a letter) in the household's file, and tells its identifiers. The
 * file is written at once; should the transaction be undone, nothing refers to it any more.
 */
export const keepDocument = async (
  context: Acting,
  { content, fileName, contentType, householdId, ...facts }: Made,
): Promise<{ documentId: string; storedFileId: string }> => {
  const { tx, actor, house, now } = context
  const stored = await house.files.write(actor.organisationId, Readable.from([content]), content.length)
  const storedFileId = randomUUIDv7()
  await tx
    .insertInto('stored_file')
    .values({
      organisation_id: actor.organisationId,
      id: storedFileId,
      storage_key: stored.storageKey,
      file_name: fileName,
      content_type: contentType,
      size_bytes: stored.sizeBytes,
      sha256: stored.sha256,
      stored_by: actor.membershipId,
      stored_at: now,
    })
    .execute()
  const documentId = randomUUIDv7()
  await insertDocument(context, { id: documentId, householdId, storedFileId, ...facts })
  await record(context, {
    act: 'document-added',
    subject: { kind: 'document', id: documentId },
    householdId,
    after: traceOf(facts),
  })
  return { documentId, storedFileId }
}
