import type { Tx } from '#server/db.ts'
import { enqueue } from '#server/jobs.ts'
import { startWork } from '#server/work/start-work.ts'

export const sending = { name: 'communications.send-batch' }

type Asked = { organisationId: string; batchId: string; workId: string }

/** One run at a time for a batch: two would each think that what the other is sending was left by the dead. */
export const enqueueSending = (tx: Tx, asked: Asked, runAt?: Date | null): Promise<void> =>
  enqueue(tx, sending, asked, {
    key: `${sending.name}/${asked.batchId}`,
    queue: `messages/${asked.batchId}`,
    ...(runAt ? { runAt } : {}),
  })

/** Begins the work people watch, and asks for the sending; held until the quiet hours end. */
export const startSending = async (
  tx: Tx,
  actor: { organisationId: string; membershipId: string },
  batchId: string,
  heldUntil: Date | null,
): Promise<string> => {
  const workId = await startWork(tx, actor, 'letters')
  await enqueueSending(tx, { organisationId: actor.organisationId, batchId, workId }, heldUntil)
  return workId
}
