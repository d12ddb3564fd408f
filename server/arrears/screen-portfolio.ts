import { sql } from 'kysely'
import { readGround, screenTenancies } from '#server/arrears/screen-tenancies.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { requestFollowing } from '#server/plans/follow-plans.ts'
import { startWork } from '#server/work/start-work.ts'
import { openWork, type WorkProgress } from '#server/work/work-progress.ts'

/** Large enough for the sum to be a run through the index, small enough to see the progress and to lose little. */
const batchSize = 20_000
const firstId = '00000000-0000-0000-0000-000000000000'

type Cursor = { after: string; done: number; owing: number }

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

const screenAll = async (house: House, organisationId: string, work: WorkProgress, signal: AbortSignal) => {
  const total = await inOrganisation(house.database, organisationId, (tx) =>
    countTenancies(tx, organisationId),
  )
  let cursor = (work.cursor as Cursor | null) ?? { after: firstId, done: 0, owing: 0 }
  for (;;) {
    if (await work.isCancelled()) return work.cancelled()
    // Stopped by the end of the process: the job is given again and goes on from its cursor.
    signal.throwIfAborted()
    const next = await screenBatch(house, organisationId, work, cursor)
    if (!next) {
      await inOrganisation(house.database, organisationId, (tx) => requestFollowing(tx, organisationId))
      return work.finish({ tenancies: cursor.done, owing: cursor.owing })
    }
    cursor = next
    await work.report(cursor.done, total, 'Repérage des impayés')
  }
}

const screenBatch = (house: House, organisationId: string, work: WorkProgress, cursor: Cursor) =>
  inOrganisation(house.database, organisationId, async (tx): Promise<Cursor | undefined> => {
    const range = await findRange(tx, organisationId, cursor.after)
    if (!range) return undefined
    const context = { tx, actor: { organisationId }, now: house.clock.now() }
    const ground = await readGround(context, house.clock.today())
    const owing = await screenTenancies(context, { after: cursor.after, upTo: range.upTo }, ground)
    const next = { after: range.upTo, done: cursor.done + range.count, owing: cursor.owing + owing }
    await work.moveCursor(tx, next)
    return next
  })

const findRange = async (tx: Tx, organisationId: string, after: string) => {
  const { rows } = await sql<{ upTo: string | null; count: number }>`
    select max(id::text) as "upTo", count(*)::int as count from (
      select id from tenancy where organisation_id = ${organisationId} and id > ${after}
      order by id limit ${batchSize}) batch`.execute(tx)
  const row = rows[0]
  return row?.upTo ? { upTo: row.upTo, count: row.count } : undefined
}

const countTenancies = async (tx: Tx, organisationId: string) => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from tenancy
    where organisation_id = ${organisationId}`.execute(tx)
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
