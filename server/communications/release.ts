import { contract } from '#contract/index.ts'
import type { MessageState } from '#domain/communications/kinds.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { requestCancel } from '#server/work/request-cancel.ts'
import { countMessages, findBatch, holdBatch, type StoredBatch } from './batch-store.ts'
import { readableCompartments } from './compartments.ts'
import { quietUntil } from './quiet-until.ts'
import { startSending } from './sending.ts'

const { communications } = contract

const hold = (context: Acting, batchId: string) =>
  holdBatch(context, batchId, readableCompartments(context.actor.role))

const release = useCase(communications.release, async (context, { batchId, version }) => {
  const { refuse } = context
  const batch = await hold(context, batchId)
  if (!batch) return refuse('unknown-record')
  if (batch.state !== 'rehearsed') return refuse('already-released')
  if (batch.version !== version) return refuse('stale-version', { version: batch.version })
  if ((await moveMessages(context, batchId, 'planned', 'queued')) === 0) return refuse('nobody')
  const workId = await launch(context, batch, { isFirst: true })
  await record(context, {
    act: 'messages-released',
    subject: { kind: 'message-batch', id: batchId },
    after: { name: batch.name, channel: batch.channel },
  })
  return { workId }
})

/** What waits leaves now, or when the quiet hours end. */
const launch = async (
  context: Acting,
  { batchId, channel }: StoredBatch,
  { isFirst }: { isFirst: boolean },
): Promise<string> => {
  const { tx, actor, now } = context
  const heldUntil = await quietUntil(context, channel)
  const workId = await startSending(tx, actor, batchId, heldUntil)
  const released = { released_by: actor.membershipId, released_at: now }
  await tx
    .updateTable('message_batch')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', batchId)
    .set((eb) => ({
      ...(isFirst ? released : {}),
      state: 'released',
      work_id: workId,
      held_until: heldUntil,
      ended_at: null,
      version: eb('version', '+', 1),
    }))
    .execute()
  return workId
}

const moveMessages = async (
  { tx, actor }: Acting,
  batchId: string,
  from: MessageState,
  to: MessageState,
): Promise<number> => {
  const moved = await tx
    .updateTable('message')
    .where('organisation_id', '=', actor.organisationId)
    .where('batch_id', '=', batchId)
    .where('state', '=', from)
    .set({ state: to, ...(to === 'queued' ? { attempts: 0, problem: null } : {}) })
    .executeTakeFirst()
  return Number(moved.numUpdatedRows)
}

const cancel = useCase(communications.cancel, async (context, { batchId }) => {
  const { tx, actor, now, refuse } = context
  const batch = await hold(context, batchId)
  if (!batch) return refuse('unknown-record')
  if (batch.state === 'done' || batch.state === 'cancelled') return refuse('already-ended')
  const cancelled =
    (await moveMessages(context, batchId, 'planned', 'cancelled')) +
    (await moveMessages(context, batchId, 'queued', 'cancelled'))
  if (batch.workId) await requestCancel(context, batch.workId)
  await tx
    .updateTable('message_batch')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', batchId)
    .set((eb) => ({ state: 'cancelled', held_until: null, ended_at: now, version: eb('version', '+', 1) }))
    .execute()
  await record(context, {
    act: 'messages-cancelled',
    subject: { kind: 'message-batch', id: batchId },
    after: { name: batch.name, cancelled },
  })
  return { cancelled }
})

const excludeRecipient = useCase(communications.excludeRecipient, async (context, { batchId, messageId }) => {
  const { tx, actor, refuse } = context
  const batch = await hold(context, batchId)
  if (!batch) return refuse('unknown-record')
  if (batch.state !== 'rehearsed') return refuse('already-released')
  const changed = await tx
    .updateTable('message')
    .where('organisation_id', '=', actor.organisationId)
    .where('batch_id', '=', batchId)
    .where('id', '=', messageId)
    .where('state', '=', 'planned')
    .set({ state: 'skipped', skip_reason: 'removed-by-hand' })
    .returning('household_id')
    .executeTakeFirst()
  if (!changed) return refuse('unknown-record')
  await record(context, {
    act: 'message-recipient-removed',
    subject: { kind: 'message', id: messageId },
    householdId: changed.household_id,
  })
  return {}
})

const settleUncertain = useCase(
  communications.settleUncertain,
  async (context, { batchId, messageId, hasLeft }) => {
    const { tx, actor, now, refuse } = context
    const batch = await hold(context, batchId)
    if (!batch) return refuse('unknown-record')
    const outcome = hasLeft
      ? { state: 'sent', sent_at: now, problem: null }
      : { state: 'queued', attempts: 0, problem: null }
    const changed = await tx
      .updateTable('message')
      .where('organisation_id', '=', actor.organisationId)
      .where('batch_id', '=', batchId)
      .where('id', '=', messageId)
      .where('state', '=', 'uncertain')
      .set(outcome)
      .returning('household_id')
      .executeTakeFirst()
    if (!changed) return refuse('not-uncertain')
    if (!hasLeft) await launch(context, batch, { isFirst: false })
    await record(context, {
      act: 'message-settled',
      subject: { kind: 'message', id: messageId },
      householdId: changed.household_id,
      after: { hasLeft },
    })
    return {}
  },
)

const retryFailed = useCase(communications.retryFailed, async (context, { batchId }) => {
  const { refuse } = context
  const batch = await hold(context, batchId)
  if (!batch) return refuse('unknown-record')
  if (batch.state !== 'done' || (await moveMessages(context, batchId, 'failed', 'queued')) === 0)
    return refuse('none-failed')
  const workId = await launch(context, batch, { isFirst: false })
  await record(context, {
    act: 'messages-retried',
    subject: { kind: 'message-batch', id: batchId },
    after: { name: batch.name },
  })
  return { workId }
})

const markPosted = useCase(communications.markPosted, async (context, { batchId, version, on }) => {
  const { tx, actor, today, refuse } = context
  const batch = await hold(context, batchId)
  if (!batch) return refuse('unknown-record')
  if (batch.version !== version) return refuse('stale-version', { version: batch.version })
  if (batch.channel !== 'letter' || batch.state !== 'done') return refuse('not-letters')
  if (on > today) return refuse('future-day')
  await tx
    .updateTable('message_batch')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', batchId)
    .set((eb) => ({ posted_on: on, version: eb('version', '+', 1) }))
    .execute()
  await record(context, {
    act: 'letters-posted',
    subject: { kind: 'message-batch', id: batchId },
    after: { name: batch.name, on },
  })
  return { version: batch.version + 1 }
})

/** Where a batch stands, for the screens. */
export const viewBatch = async (context: Acting, batch: StoredBatch) => {
  const { createdAt, releasedAt, heldUntil, endedAt, ...kept } = batch
  const wouldWait = batch.state === 'rehearsed' ? await quietUntil(context, batch.channel) : null
  return {
    ...kept,
    createdAt: createdAt.toISOString(),
    releasedAt: releasedAt?.toISOString() ?? null,
    heldUntil: heldUntil?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    wouldWaitUntil: wouldWait?.toISOString() ?? null,
    ...(await countMessages(context, batch.batchId)),
  }
}

/** A batch the caller may read; undefined otherwise. */
export const readBatch = (context: Acting, batchId: string) =>
  findBatch(context, batchId, readableCompartments(context.actor.role))

export const releaseUseCases = [release, cancel, excludeRecipient, settleUncertain, retryFailed, markPosted]
