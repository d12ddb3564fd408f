import { sql } from 'kysely'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

export type Home = {
  tenancyId: string
  number: string
  address: string
  startedOn: PlainDate
  endedOn: PlainDate | null
  balanceCents: number
}

type Reading = { tx: Tx; actor: { organisationId: string }; today: PlainDate }

/** The tenancies of a household as the header of its file says them, the present one first. */
export const listHomes = async ({ tx, actor, today }: Reading, householdId: string): Promise<Home[]> => {
  const { rows } = await sql<Home>`
    select t.id as "tenancyId", t.external_id as number, t.started_on as "startedOn", t.ended_on as "endedOn",
      concat_ws(', ', coalesce(b.street, b.name), nullif(concat_ws(' ', b.post_code, b.town), '')) as address,
      (select coalesce(sum(e.amount_cents), 0)::bigint from rent_entry e
        where e.organisation_id = t.organisation_id and e.tenancy_id = t.id and e.entry_on <= ${today}) as "balanceCents"
    from tenancy t
    join dwelling d on (d.organisation_id, d.id) = (t.organisation_id, t.dwelling_id)
    join building b on (b.organisation_id, b.id) = (d.organisation_id, d.building_id)
    where t.organisation_id = ${actor.organisationId} and t.household_id = ${householdId}
    order by (t.ended_on is null or t.ended_on >= ${today}) desc, t.started_on desc, t.id`.execute(tx)
  return rows
}
