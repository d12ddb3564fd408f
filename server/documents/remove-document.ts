import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { findDocumentForUpdate, removeDocumentRow } from './store.ts'

/** Hidden, with its reason, and kept. By its author, or by a coordinator who may read it. */
export const removeDocument = useCase(
  contract.documents.remove,
  async (context, { householdId, documentId, version, reason }) => {
    const { actor, refuse } = context
    const document = await findDocumentForUpdate(context, householdId, documentId)
    if (!document) return refuse('unknown-record')
    if (document.author_id !== actor.membershipId && actor.role !== 'coordinator')
      return refuse('only-author')
    if (document.removed_at) return refuse('already-removed')
    if (document.version !== version) return refuse('stale-version', { version: document.version })
    await record(context, {
      act: 'document-removed',
      subject: { kind: 'document', id: documentId },
      householdId,
    })
    return { version: await removeDocumentRow(context, document, reason) }
  },
)
