import { contract } from '#contract/index.ts'
import { countUpTo } from '#server/casework/count-up-to.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { useCase } from '#server/use-case.ts'
import { afterPlace, documentsOf, documentView } from './store.ts'

export const listDocuments = useCase(
  contract.documents.list,
  async ({ tx, actor, today }, { householdId, kind, withRemoved, after, limit }) => {
    let found = documentsOf(tx, { actor, today }, householdId)
    if (kind) found = found.where('d.kind', '=', kind)
    if (!withRemoved) found = found.where('d.removed_at', 'is', null)
    const rows = await found
      .where(afterPlace(decodeKey(after, 2)))
      .orderBy('d.added_at', 'desc')
      .orderBy('d.id', 'desc')
      .limit(limit + 1)
      .execute()
    const page = cutPage(rows, limit, (row) => encodeKey(row.added_at.toISOString(), row.id))
    return {
      rows: page.rows.map((row) => documentView(row, actor.membershipId)),
      next: page.next,
      total: await countUpTo(tx, found),
    }
  },
)
