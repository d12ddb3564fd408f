import { buffer } from 'node:stream/consumers'
import { contract } from '#contract/index.ts'
import { useCase } from '#server/use-case.ts'
import { findDocument, isViewable } from './store.ts'

export const openDocument = useCase(contract.documents.open, async (context, { householdId, documentId }) => {
  const document = await findDocument(context, householdId, documentId)
  if (!document) return context.refuse('unknown-record')
  if (document.removed_at) return context.refuse('was-removed')
  return {
    fileName: document.file_name,
    contentType: document.content_type,
    inline: isViewable(document.content_type),
    body: await buffer(context.house.files.read(document.storage_key)),
  }
})
