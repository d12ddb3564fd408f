import type { Channel } from '#domain/communications/kinds.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { job } from '#server/jobs.ts'
import { openWork, type WorkProgress } from '#server/work/work-progress.ts'
import { quietUntil } from './quiet-until.ts'
import { finishLeftovers, type Sender, sendSlice } from './send-slice.ts'
import { enqueueSending, sending } from './sending.ts'

type Payload = { batchId: string; workId: string }

/**
 * Sends what a person released. Killed, it goes on: a letter and its file are written together, and what had left for
 * elsewhere without a word back is sent again under the same name, or shown to a person when that is not safe.
 */
export const sendBatch = job<Payload>(
  sending.name,
  async (house, { organisationId, batchId, workId }, signal) => {
    const work = await openWork(house, { organisationId, workId })
    if (!work) return
    const sender = await openSender(house, organisationId, batchId)
    if (!sender) return work.cancelled()
    const progress = await countAll(sender)
    await finishLeftovers(sender)
    for (;;) {
      signal.throwIfAborted()
      if (await work.isCancelled()) return work.cancelled()
      const until = await inSending(sender, (context) => quietUntil(context, sender.channel))
      if (until) return wait(sender, work, workId, { until, step: 'En attente de l’heure permise' })
      const slice = await sendSlice(sender)
      progress.done += slice.settled
      await work.report(progress.done, progress.total, steps[sender.channel])
      const isStuck = sender.triedIds.size > 0 && slice.settled === 0
      if (isStuck) return wait(sender, work, workId, tryLater(house.clock.now()))
      if (slice.taken === 0) return finish(sender, work)
    }
  },
)

const pauseMs = 5 * 60_000
const tryLater = (now: Date) => ({
  until: new Date(now.getTime() + pauseMs),
  step: 'Le service d’envoi ne répond pas : nouvel essai dans cinq minutes',
})

const steps: Readonly<Record<Channel, string>> = {
  letter: 'Mise en page des courriers',
  email: 'Envoi des courriels',
  sms: 'Envoi des SMS',
}

const openSender = (house: House, organisationId: string, batchId: string): Promise<Sender | undefined> =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const batch = await tx
      .selectFrom('message_batch as b')
      .innerJoin('membership as m', (join) =>
        join.onRef('m.organisation_id', '=', 'b.organisation_id').onRef('m.id', '=', 'b.released_by'),
      )
      .where('b.organisation_id', '=', organisationId)
      .where('b.id', '=', batchId)
      .where('b.state', '=', 'released')
      .select(['b.channel', 'b.template_id', 'm.name', 'm.id as membershipId'])
      .executeTakeFirst()
    if (!batch?.template_id) return undefined
    const { channel, template_id, name, membershipId } = batch
    return {
      house,
      organisationId,
      batchId,
      channel: channel as Channel,
      templateId: template_id,
      name,
      membershipId,
      triedIds: new Set(),
    }
  })

const inSending = <T>(
  { house, organisationId }: Sender,
  work: (context: { tx: Tx; actor: { organisationId: string }; now: Date }) => Promise<T>,
): Promise<T> =>
  inOrganisation(house.database, organisationId, (tx) =>
    work({ tx, actor: { organisationId }, now: house.clock.now() }),
  )

const countAll = ({ house, organisationId, batchId }: Sender) =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const row = await tx
      .selectFrom('message')
      .where('organisation_id', '=', organisationId)
      .where('batch_id', '=', batchId)
      .select((eb) => [
        eb.fn.countAll<number>().as('all'),
        eb.fn.countAll<number>().filterWhere('state', 'in', ['queued', 'sending']).as('left'),
      ])
      .executeTakeFirstOrThrow()
    return { done: row.all - row.left, total: row.all }
  })

const wait = async (
  sender: Sender,
  work: WorkProgress,
  workId: string,
  { until, step }: { until: Date; step: string },
): Promise<void> => {
  const { house, organisationId, batchId } = sender
  const { done, total } = await countAll(sender)
  await work.report(done, total, step)
  await inOrganisation(house.database, organisationId, async (tx) => {
    await tx
      .updateTable('message_batch')
      .where('organisation_id', '=', organisationId)
      .where('id', '=', batchId)
      .where('state', '=', 'released')
      .set({ held_until: until })
      .execute()
    await enqueueSending(tx, { organisationId, batchId, workId }, until)
  })
}

const finish = (sender: Sender, work: WorkProgress): Promise<void> => {
  const { house, organisationId, batchId } = sender
  return inOrganisation(house.database, organisationId, async (tx) => {
    const rows = await tx
      .selectFrom('message')
      .where('organisation_id', '=', organisationId)
      .where('batch_id', '=', batchId)
      .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute()
    await tx
      .updateTable('message_batch')
      .where('organisation_id', '=', organisationId)
      .where('id', '=', batchId)
      .where('state', '=', 'released')
      .set((eb) => ({
        state: 'done',
        held_until: null,
        ended_at: house.clock.now(),
        version: eb('version', '+', 1),
      }))
      .execute()
    await work.finish(Object.fromEntries(rows.map(({ state, count }) => [state, count])), tx)
  })
}
