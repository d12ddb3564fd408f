import { sql } from 'kysely'
import { type Batch, keepBatch, listRanges, readBatch } from '#server/arrears/screening-batch.ts'
import { closeRound, openRound, type ScreeningRound } from '#server/arrears/screening-round.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { requestFollowing } from '#server/plans/follow-plans.ts'
import { startWork } from '#server/work/start-work.ts'
import { openWork, type WorkProgress } from '#server/work/work-progress.ts'

type Cursor = { after: string; done: number; judgedWith: string }
const firstId = '00000000-0000-0000-0000-000000000000'

/**
 * Screens every tenancy of the organisation. Killed, it goes on from its last batch; run twice, it changes nothing. Asked
 * for without a piece of work, it makes one that people can watch.
 */
export const screenPortfolio = job<{ workId?: string }>(
  'arrears.screen-portfolio',
  async (house, { organisationId, workId }, signal) => {
    if (workId === undefined) {
      await inOrganisation(house.database, organisationId, (tx) => requestScreening(tx, { organisationId }))
      return
    }
    const work = await openWork(house, { organisationId, workId })
    if (work) await screenAll(house, organisationId, work, signal)
  },
)

/** Batches being read while another is judged and written: one for each core of a small machine. */
const readAhead = 2

const screenAll = async (house: House, organisationId: string, work: WorkProgress, signal: AbortSignal) => {
  const { total, ranges, round, from } = await inOrganisation(house.database, organisationId, async (tx) => {
    const opened = await openRound(tx, organisationId, house.clock.today())
    const start = whereToGoOn(work.cursor as Cursor | null, opened)
    return {
      total: await countTenancies(tx, organisationId),
      ranges: await listRanges(tx, organisationId, start.after),
      round: opened,
      from: start,
    }
  })
  let cursor = from
  const batches: Promise<Batch>[] = []
  const readNext = () => {
    const range = ranges.shift()
    if (range) batches.push(readBatch(house, organisationId, range, round))
  }
  for (let index = 0; index < readAhead; index += 1) readNext()
  try {
    for (;;) {
      // Stopped by the end of the process: the job is given again and goes on from its cursor.
      signal.throwIfAborted()
      const batch = await batches.shift()
      if (await work.isCancelled()) return await work.cancelled()
      if (!batch) break
      readNext()
      cursor = await writeBatch(house, organisationId, work, cursor, batch)
      await work.report(cursor.done, total, 'Repérage des impayés')
    }
  } finally {
    await Promise.allSettled(batches)
  }
  await inOrganisation(house.database, organisationId, async (tx) => {
    await closeRound(tx, organisationId, round, house.clock.now())
    await requestFollowing(tx, organisationId)
    await work.finish({ tenancies: cursor.done, owing: await countOwing(tx, organisationId) }, tx)
  })
}

/** What was judged before midnight, or before an update, is judged again: a round judges everything with the same. */
const whereToGoOn = (cursor: Cursor | null, { judgedWith }: ScreeningRound): Cursor =>
  cursor?.judgedWith === judgedWith ? cursor : { after: firstId, done: 0, judgedWith }

const writeBatch = (
  house: House,
  organisationId: string,
  work: WorkProgress,
  cursor: Cursor,
  batch: Batch,
): Promise<Cursor> =>
  inOrganisation(house.database, organisationId, async (tx) => {
    await keepBatch({ tx, actor: { organisationId }, now: house.clock.now() }, batch)
    const next = { ...cursor, after: batch.range.upTo, done: cursor.done + batch.range.count }
    await work.moveCursor(tx, next)
    return next
  })

const countTenancies = async (tx: Tx, organisationId: string) => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from tenancy
    where organisation_id = ${organisationId}`.execute(tx)
  return rows[0]?.count ?? 0
}

const countOwing = async (tx: Tx, organisationId: string) => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from arrears_state
    where organisation_id = ${organisationId} and debt_cents > 0`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Asks for a screening; one that waits already is enough. */
export const requestScreening = async (
  tx: Tx,
  actor: { organisationId: string; membershipId?: string },
): Promise<string> => {
  const { organisationId } = actor
  const running = await tx
    .selectFrom('work')
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', 'screening')
    .where('state', '=', 'queued')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (running) return running.id
  const workId = await startWork(tx, actor, 'screening')
  await enqueue(tx, screenPortfolio, { organisationId, workId }, { queue: `screening ${organisationId}` })
  return workId
}

/** In the quiet of the night, for what changes without anything being imported: three months that run out, a date that passes. */
export const nightlyScreening: Nightly = {
  name: 'screen-portfolio',
  at: '30 2 * * *',
  enqueueFor: async (tx, organisationId) => {
    await requestScreening(tx, { organisationId })
  },
}
