import { contract } from '#contract/index.ts'
import { decideCompartment } from '#domain/casework/compartments.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { textOf, wordsIn } from '#server/casework/entry-text.ts'
import { correctEntryRow, type EntryRow, findEntryForUpdate } from '#server/casework/log-store.ts'
import { traceOf } from '#server/casework/write-entry.ts'
import { record } from '#server/journal.ts'
import { followContact } from '#server/measures/follow-contact.ts'
import { useCase } from '#server/use-case.ts'

export const correctEntry = useCase(contract.casework.correctEntry, async (context, sent) => {
  const { actor, today, refuse } = context
  const { householdId, entryId } = sent
  const entry = await findEntryForUpdate(context, householdId, entryId)
  if (!entry) return refuse('unknown-record')
  if (entry.author_id !== actor.membershipId) return refuse('only-author')
  if (entry.withdrawn_at) return refuse('already-withdrawn')
  if (entry.version !== sent.version) return refuse('stale-version', currentOf(entry))
  const compartment = decideCompartment(actor.role, sent.compartment)
  if (!compartment) return refuse('compartment-not-yours')
  const contact = entry.kind === 'contact' ? sent.contact : undefined
  if (contact && contact.happenedOn > today) return refuse('dated-later')
  const before = wordsIn(entry)
  const words = { ...before, ...contact, audience: sent.audience, compartment, body: sent.body }
  await correctEntryRow(context, entry, words)
  await record(context, {
    act: 'entry-corrected',
    subject: { kind: 'log-entry', id: entryId },
    householdId,
    before: traceOf(before),
    after: traceOf(words),
  })
  if (entry.kind === 'contact') await followContact(context, householdId)
  return { version: entry.version + 1 }
})

const currentOf = (entry: EntryRow) => ({
  version: entry.version,
  happenedOn: entry.happened_on as PlainDate,
  ...textOf(entry),
})
