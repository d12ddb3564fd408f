import type { Acting } from '#server/use-case.ts'
import { documentsOf } from './store.ts'

export type FoundProof = { fileId: string; documentId: string; title: string }

/** The documents behind some files kept as proofs, those that the reader may open. */
export const findProofs = async (
  { tx, actor, today }: Pick<Acting, 'tx' | 'actor' | 'today'>,
  householdId: string,
  fileIds: readonly string[],
): Promise<FoundProof[]> => {
  if (fileIds.length === 0) return []
  const rows = await documentsOf(tx, { actor, today }, householdId)
    .where('d.stored_file_id', 'in', [...new Set(fileIds)])
    .where('d.removed_at', 'is', null)
    .orderBy('d.added_at')
    .execute()
  return rows.map((row) => ({ fileId: row.stored_file_id, documentId: row.id, title: row.title }))
}
