import { randomUUIDv7 } from 'node:crypto'
import type { z } from 'zod'
import type { contract } from '#contract/index.ts'
import { decideCompartment } from '#domain/casework/compartments.ts'
import type { Audience } from '#domain/casework/kinds.ts'
import { type EntryWords, insertEntry } from '#server/casework/log-store.ts'
import { closeTaskRow, findTaskForUpdate, insertTask } from '#server/casework/task-store.ts'
import { record } from '#server/journal.ts'
import type { Acting } from '#server/use-case.ts'

type Whole = z.output<(typeof contract.casework.writeNote)['input']>
type Sent = Pick<Whole, 'householdId' | 'audience' | 'body'> & Partial<Whole>
type Written = { entryId: string; taskId: string | null }
type Told = Omit<EntryWords, 'compartment' | 'body' | 'audience'> & { kind: 'contact' | 'note' }

/**
 * What a contact and a note have in common: the text, its readers, the task it answers, the step that follows. Tells
 * the reason when it may not be written.
 */
export const writeEntry = async (
  context: Acting,
  sent: Sent,
  { kind, ...told }: Told,
): Promise<Written | 'compartment-not-yours' | 'unknown-record'> => {
  const compartment = decideCompartment(context.actor.role, sent.compartment)
  if (!compartment) return 'compartment-not-yours'
  const { householdId, audience, body, closesTaskId, next } = sent
  const task = closesTaskId ? await findTaskForUpdate(context, closesTaskId) : undefined
  if (closesTaskId && task?.household_id !== householdId) return 'unknown-record'
  const entryId = randomUUIDv7()
  await insertEntry(context, { id: entryId, householdId, kind, audience, compartment, body, ...told })
  if (task && !task.closed_at) await closeTaskRow(context, task, 'done')
  const taskId = next
    ? await insertTask(context, { ...next, householdId, assigneeId: context.actor.membershipId, compartment })
    : null
  await record(context, {
    act: `${kind}-written`,
    subject: { kind: 'log-entry', id: entryId },
    householdId,
    after: traceOf({ ...told, audience, compartment }),
  })
  return { entryId, taskId }
}

type Trace = Pick<EntryWords, 'compartment' | 'happenedOn' | 'channel' | 'outcome'> & { audience: Audience }

/** What the journal keeps of an entry: never its words, nor who was present. */
export const traceOf = ({ audience, compartment, happenedOn, channel, outcome }: Trace) => ({
  audience,
  compartment,
  happenedOn,
  channel,
  outcome,
})
