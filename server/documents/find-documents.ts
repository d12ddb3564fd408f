import type { Acting } from '#server/use-case.ts'
import { documentsOf } from './store.ts'

/** The title of each of these documents that the reader may open. */
export const findDocumentTitles = async (
  { tx, actor, today }: Pick<Acting, 'tx' | 'actor' | 'today'>,
  householdId: string,
  documentIds: readonly string[],
): Promise<Map<string, string>> => {
  if (documentIds.length === 0) return new Map()
  const rows = await documentsOf(tx, { actor, today }, householdId)
    .where('d.id', 'in', [...new Set(documentIds)])
    .where('d.removed_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.id, row.title]))
}

/** The documents of a household that the reader may open, the newest first. */
export const listHouseholdDocuments = (
  { tx, actor, today }: Pick<Acting, 'tx' | 'actor' | 'today'>,
  householdId: string,
) =>
  documentsOf(tx, { actor, today }, householdId)
    .where('d.removed_at', 'is', null)
    .orderBy('d.added_at', 'desc')
    .limit(500)
    .execute()
