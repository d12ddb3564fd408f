import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { readProcedureLaw } from '#server/procedures/read-law.ts'
import { refreshProcedures } from '#server/procedures/refresh.ts'

const batchSize = 1000
const firstId = '00000000-0000-0000-0000-000000000000'

/**
 * Draws again the procedures that time alone changes today: a silence, a truce. Each batch is its own transaction and
 * moves `changes_on` past today: cut short or run twice, it ends the same.
 */
export const followProcedures = job('procedures.follow', async (house, { organisationId }, signal) => {
  let drawn = batchSize
  while (drawn === batchSize) {
    signal.throwIfAborted()
    drawn = await followBatch(house, organisationId)
  }
})

export const nightlyProcedures: Nightly = {
  name: 'follow-procedures',
  at: '5 0 * * *',
  enqueueFor: (tx, organisationId) =>
    enqueue(tx, followProcedures, { organisationId }, { key: `procedures.follow/${organisationId}` }),
}

const followBatch = (house: House, organisationId: string): Promise<number> =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const today = house.clock.today()
    const due = await tx
      .selectFrom('procedure_standing')
      .where('organisation_id', '=', organisationId)
      .where('changes_on', '<=', today)
      .select('procedure_id')
      .orderBy('changes_on')
      .orderBy('procedure_id')
      .limit(batchSize)
      .execute()
    const ids = await holdFree(
      tx,
      organisationId,
      due.map(({ procedure_id }) => procedure_id),
    )
    await refreshProcedures({ tx, actor: { organisationId }, today, now: house.clock.now() }, ids)
    return due.length
  })

/** Those that nobody is writing on: whoever is draws them again as well. Waiting for them could wait in a ring. */
const holdFree = async (tx: Tx, organisationId: string, ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return []
  const held = await tx
    .selectFrom('procedure')
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', ids)
    .select('id')
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute()
  return held.map(({ id }) => id)
}

/** Draws every procedure again: a figure of the law or a public holiday changed. */
export const redrawProcedures = job('procedures.redraw', async (house, { organisationId }, signal) => {
  let after: string | undefined = firstId
  while (after !== undefined) {
    signal.throwIfAborted()
    after = await redrawBatch(house, organisationId, after)
  }
})

export const requestProcedureRedraw = (tx: Tx, organisationId: string): Promise<void> =>
  enqueue(tx, redrawProcedures, { organisationId }, { key: `procedures.redraw/${organisationId}` })

const redrawBatch = (house: House, organisationId: string, after: string): Promise<string | undefined> =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const rows = await tx
      .selectFrom('procedure')
      .where('organisation_id', '=', organisationId)
      .where('id', '>', after)
      .where('cancelled_at', 'is', null)
      .select('id')
      .orderBy('id')
      .limit(batchSize)
      .execute()
    const context = { tx, actor: { organisationId }, today: house.clock.today(), now: house.clock.now() }
    const ids = rows.map(({ id }) => id)
    const held = await holdFree(tx, organisationId, ids)
    await refreshProcedures(context, held, await readProcedureLaw(context))
    return ids.at(-1)
  })
