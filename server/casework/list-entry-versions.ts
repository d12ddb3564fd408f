import { contract } from '#contract/index.ts'
import { textOf } from '#server/casework/entry-text.ts'
import { findEntry, listVersionRows } from '#server/casework/log-store.ts'
import { useCase } from '#server/use-case.ts'

export const listEntryVersions = useCase(
  contract.casework.listEntryVersions,
  async (context, { householdId, entryId }) => {
    const entry = await findEntry(context, householdId, entryId)
    if (!entry) return context.refuse('unknown-record')
    const rows = await listVersionRows(context, entryId)
    return {
      rows: rows.map((row) => ({
        ...textOf(row),
        version: row.version,
        happenedOn: row.happened_on,
        writtenAt: row.written_at.toISOString(),
      })),
    }
  },
)
