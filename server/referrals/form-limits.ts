import { createHmac, randomUUIDv7 } from 'node:crypto'
import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'

type Here = { tx: Tx; organisationId: string }

const perAddressAndHour = 6
const usualBits = 16
/** Each of these steps, in requests of the last hour, doubles the work twice. */
const crowdSteps = [20, 60, 200]

/** Tells addresses apart for a day without keeping them. */
export const markOfAddress = (house: House, address: string): Buffer =>
  createHmac('sha256', house.secret).update(`form address\n${house.clock.today()}\n${address}`).digest()

const withinTheHour = sql<SqlBool>`at > now() - interval '1 hour'`

export const isAddressTired = async ({ tx, organisationId }: Here, mark: Buffer): Promise<boolean> => {
  const { used } = await tx
    .selectFrom('public_form_use')
    .where('organisation_id', '=', organisationId)
    .where('address_mark', '=', mark)
    .where(withinTheHour)
    .select(sql<number>`count(*)::int`.as('used'))
    .executeTakeFirstOrThrow()
  return used >= perAddressAndHour
}

export const noteUse = async ({ tx, organisationId }: Here, mark: Buffer): Promise<void> => {
  await tx
    .deleteFrom('public_form_use')
    .where('organisation_id', '=', organisationId)
    .where(sql<SqlBool>`at < now() - interval '1 day'`)
    .execute()
  await tx
    .insertInto('public_form_use')
    .values({ organisation_id: organisationId, id: randomUUIDv7(), address_mark: mark, at: sql`now()` })
    .execute()
}

/** The more requests come, the more work is asked of each browser. */
export const difficultyNow = async ({ tx, organisationId }: Here): Promise<number> => {
  const { used } = await tx
    .selectFrom('public_form_use')
    .where('organisation_id', '=', organisationId)
    .where(withinTheHour)
    .select(sql<number>`count(*)::int`.as('used'))
    .executeTakeFirstOrThrow()
  return usualBits + 2 * crowdSteps.filter((step) => used >= step).length
}
