import type { DocumentKind } from '#domain/casework/kinds.ts'
import type { Acting } from '#server/use-case.ts'
import { documentsOf } from './store.ts'

const shownDocuments = 500

/** The documents of a household that the reader may open, the latest first: to join one to a file. */
export const listReadableDocuments = async (
  { tx, actor, today }: Pick<Acting, 'tx' | 'actor' | 'today'>,
  householdId: string,
): Promise<{ id: string; title: string; kind: DocumentKind }[]> => {
  const rows = await documentsOf(tx, { actor, today }, householdId)
    .where('d.removed_at', 'is', null)
    .orderBy('d.added_at', 'desc')
    .limit(shownDocuments)
    .execute()
  return rows.map(({ id, title, kind }) => ({ id, title, kind: kind as DocumentKind }))
}
