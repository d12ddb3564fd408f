import type { Caller } from '#bench/caller.ts'
import type { Place } from '#bench/place.ts'
import { arrears } from '#contract/arrears.ts'

/** A whole screening that writes every state anew, from the moment the job takes it to its end. */
export const screenAnew = async ({ owner }: Place, caller: Caller): Promise<number> => {
  await owner.query('truncate arrears_state')
  const { workId } = await caller.call(arrears.startScreening, {})
  await caller.wait(workId)
  const { rows } = await owner.query(
    'select extract(epoch from ended_at - started_at)::float * 1000 as ms from work where id = $1',
    [workId],
  )
  return rows[0].ms
}

/** What every tenant owes, by a bare sum of the same ledger. */
export const sumBare = async ({ owner, organisationId }: Place): Promise<number> => {
  const started = performance.now()
  await owner.query(
    `select count(*) from (select tenancy_id, sum(amount_cents) from rent_entry
     where organisation_id = $1 group by tenancy_id) account`,
    [organisationId],
  )
  return performance.now() - started
}
