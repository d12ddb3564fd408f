import { sql } from 'kysely'
import type { AssessmentGround } from '#domain/arrears/assess-tenancy.ts'
import { readOwingAccounts, type ScreenedAccount } from '#server/arrears/read-accounts.ts'
import { keepFindings, readGround } from '#server/arrears/screen-tenancies.ts'
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
  let ahead = readBatch(house, organisationId, cursor.after)
  try {
    for (;;) {
      // Stopped by the end of the process: the job is given again and goes on from its cursor.
      signal.throwIfAborted()
      const batch = await ahead
      if (await work.isCancelled()) return await work.cancelled()
      if (!batch) break
      // The database reads the next batch while this one is judged and written.
      ahead = readBatch(house, organisationId, batch.scope.upTo)
      cursor = await writeBatch(house, organisationId, work, cursor, batch)
      await work.report(cursor.done, total, 'Repérage des impayés')
    }
  } finally {
    await ahead.catch(() => undefined)
  }
  await inOrganisation(house.database, organisationId, (tx) => requestFollowing(tx, organisationId))
  await work.finish({ tenancies: cursor.done, owing: cursor.owing })
}

type Batch = {
  scope: { after: string; upTo: string }
  count: number
  ground: AssessmentGround
  accounts: ScreenedAccount[]
}

const readBatch = (house: House, organisationId: string, after: string): Promise<Batch | undefined> => {
  const reading = inOrganisation(
    house.database,
    organisationId,
    async (tx): Promise<Batch | undefined> => {
      const range = await findRange(tx, organisationId, after)
      if (!range) return undefined
      const scope = { after, upTo: range.upTo }
      const ground = await readGround({ tx, actor: { organisationId } }, house.clock.today())
      const accounts = await readOwingAccounts(tx, organisationId, scope, ground)
      return { scope, count: range.count, ground, accounts }
    },
    'read only',
  )
  // It may fail while the batch before it is written: it is told when its turn comes.
  reading.catch(() => undefined)
  return reading
}

const writeBatch = (
  house: House,
  organisationId: string,
  work: WorkProgress,
  cursor: Cursor,
  { scope, count, ground, accounts }: Batch,
): Promise<Cursor> =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const context = { tx, actor: { organisationId }, now: house.clock.now() }
    const owing = await keepFindings(context, scope, accounts, ground)
    const next = { after: scope.upTo, done: cursor.done + count, owing: cursor.owing + owing }
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
