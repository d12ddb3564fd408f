import { sql } from 'kysely'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { tellMeasures } from '#server/measures/tell-measures.ts'

const batchSize = 500

/**
 * Draws again the measures that change today without any new fact, and raises their tasks the same day. Each batch is
 * its own transaction and moves `changes_on` past today: cut short or run twice, it ends the same.
 */
export const followMeasures = job('measures.follow', async (house, { organisationId }, signal) => {
  let followed = batchSize
  while (followed === batchSize) {
    signal.throwIfAborted()
    followed = await followBatch(house, organisationId)
  }
  await addTallies(house, organisationId)
})

/** Adds the differences of the day together; those written meanwhile stay beside. */
const addTallies = (house: House, organisationId: string): Promise<unknown> =>
  inOrganisation(house.database, organisationId, (tx) =>
    sql`with gone as (
        delete from measure_tally where organisation_id = ${organisationId} returning *
      )
      insert into measure_tally (organisation_id, id, status, programme_id, phase, lead_id, delta)
      select organisation_id, gen_random_uuid(), status, programme_id, phase, lead_id, sum(delta)
      from gone group by 1, 3, 4, 5, 6 having sum(delta) <> 0`.execute(tx),
  )

export const requestMeasureFollowing = (tx: Tx, organisationId: string): Promise<void> =>
  enqueue(tx, followMeasures, { organisationId }, { key: `measures.follow/${organisationId}` })

export const nightlyMeasures: Nightly = {
  name: 'follow-measures',
  at: '50 3 * * *',
  enqueueFor: requestMeasureFollowing,
}

const followBatch = (house: House, organisationId: string): Promise<number> =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const today = house.clock.today()
    const due = await tx
      .selectFrom('measure_standing')
      .where('organisation_id', '=', organisationId)
      .where('changes_on', '<=', today)
      .select('measure_id')
      .orderBy('changes_on')
      .limit(batchSize)
      .execute()
    await tellMeasures(
      { tx, actor: { organisationId }, today, now: house.clock.now() },
      due.map(({ measure_id }) => measure_id),
    )
    return due.length
  })
