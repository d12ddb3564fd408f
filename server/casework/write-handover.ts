import { randomUUIDv7 } from 'node:crypto'
import type { Audience } from '#domain/casework/kinds.ts'
import { insertEntry } from '#server/casework/log-store.ts'
import { traceOf } from '#server/casework/write-entry.ts'
import { record } from '#server/journal.ts'
import type { Acting } from '#server/use-case.ts'

/** The word passed on when a measure changes hands: a note of the social side, for those its author names. */
export const writeHandover = async (
  context: Acting,
  { householdId, audience, body }: { householdId: string; audience: Audience; body: string },
): Promise<void> => {
  const id = randomUUIDv7()
  const words = {
    audience,
    compartment: 'social' as const,
    happenedOn: context.today,
    channel: null,
    outcome: null,
    place: null,
    present: [],
  }
  await insertEntry(context, { id, householdId, kind: 'note', body, ...words })
  await record(context, {
    act: 'note-written',
    subject: { kind: 'log-entry', id },
    householdId,
    after: traceOf(words),
  })
}
