import { randomUUIDv7 } from 'node:crypto'
import { storeMadeFile } from '#server/documents/store-made-file.ts'
import { record } from '#server/journal.ts'
import type { Acting } from '#server/use-case.ts'
import { type DocumentFacts, insertDocument, traceOf } from './store.ts'

type Made = DocumentFacts & {
  householdId: string
  fileName: string
  contentType: string
  content: Uint8Array
}

/** Puts a document that Palier made (an agreement, a letter) in the household's file, and tells its identifiers. */
export const keepDocument = async (
  context: Acting,
  { content, fileName, contentType, householdId, ...facts }: Made,
): Promise<{ documentId: string; storedFileId: string }> => {
  const storedFileId = await storeMadeFile(context, { content, fileName, contentType })
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
