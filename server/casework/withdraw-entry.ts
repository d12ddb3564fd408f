import { contract } from '#contract/index.ts'
import { findEntryForUpdate, withdrawEntryRow } from '#server/casework/log-store.ts'
import { record } from '#server/journal.ts'
import { followContact } from '#server/measures/follow-contact.ts'
import { useCase } from '#server/use-case.ts'

/** By its author, or by a coordinator who may read it: an entry written in the wrong file cannot wait. */
export const withdrawEntry = useCase(
  contract.casework.withdrawEntry,
  async (context, { householdId, entryId, version, reason }) => {
    const { actor, refuse } = context
    const entry = await findEntryForUpdate(context, householdId, entryId)
    if (!entry) return refuse('unknown-record')
    if (entry.author_id !== actor.membershipId && actor.role !== 'coordinator') return refuse('only-author')
    if (entry.withdrawn_at) return refuse('already-withdrawn')
    if (entry.version !== version) return refuse('stale-version', { version: entry.version })
    await withdrawEntryRow(context, entry, reason)
    await record(context, {
      act: 'entry-withdrawn',
      subject: { kind: 'log-entry', id: entryId },
      householdId,
    })
    if (entry.kind === 'contact') await followContact(context, householdId)
    return { version: version + 1 }
  },
)
