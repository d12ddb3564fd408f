import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { HouseholdRow } from '#contract/households.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { countRows } from '#server/count-rows.ts'
import type { Tx } from '#server/db.ts'

type Reading = { tx: Tx; organisationId: string; today: PlainDate }

/** What a list says of each household, in the order of the identifiers given. */
export const describeHouseholds = async (
  { tx, organisationId, today }: Reading,
  ids: readonly string[],
): Promise<HouseholdRow[]> => {
  if (ids.length === 0) return []
  const { rows } = await sql<HouseholdRow>`
    select h.id as "householdId", h.label, home.address, home.number as "tenancyNumber", reach.phone,
      coalesce(follow.names, '{}') as referents
    from unnest(${ids}::uuid[]) with ordinality asked(id, place)
    join household h on h.organisation_id = ${organisationId} and h.id = asked.id
    left join lateral (
      select concat_ws(' ', concat_ws(', ', b.street, nullif(concat_ws(' ', b.post_code, b.town), ''))) as address,
        t.external_id as number
      from tenancy t
      join dwelling d on (d.organisation_id, d.id) = (t.organisation_id, t.dwelling_id)
      join building b on (b.organisation_id, b.id) = (d.organisation_id, d.building_id)
      where t.organisation_id = h.organisation_id and t.household_id = h.id
      order by (t.ended_on is null or t.ended_on >= ${today}) desc, t.started_on desc, t.id limit 1) home on true
    left join lateral (
      select p.phone from household_member m
      join person p on (p.organisation_id, p.id) = (m.organisation_id, m.person_id)
      where m.organisation_id = h.organisation_id and m.household_id = h.id and m.left_on is null
        and p.phone is not null
      order by m.member_role = 'leaseholder' desc, m.joined_on, p.id limit 1) reach on true
    left join lateral (
      select array_agg(m.name order by r.kind, m.name) as names from household_referent r
      join membership m on (m.organisation_id, m.id) = (r.organisation_id, r.membership_id)
      where r.organisation_id = h.organisation_id and r.household_id = h.id
        and r.from_on <= ${today} and (r.until_on is null or r.until_on >= ${today})) follow on true
    order by asked.place`.execute(tx)
  return rows
}

export type ListKey = { label: string; id: string }

/** Identifiers of a page of households, by name. */
export const listByLabel = async (
  { tx, organisationId }: Reading,
  conditions: RawBuilder<SqlBool>,
  after: ListKey | undefined,
  limit: number,
): Promise<ListKey[]> => {
  const from = after ? sql`and (h.label, h.id) > (${after.label}, ${after.id}::uuid)` : sql``
  const { rows } = await sql<ListKey>`
    select h.label, h.id from household h
    where h.organisation_id = ${organisationId} and h.merged_into_id is null and ${conditions} ${from}
    order by h.label, h.id limit ${limit}`.execute(tx)
  return rows
}

export const countHouseholds = ({ tx, organisationId }: Reading, conditions: RawBuilder<SqlBool>) =>
  countRows(
    tx,
    (limit) => sql`(select from household h
      where h.organisation_id = ${organisationId} and h.merged_into_id is null and ${conditions} limit ${limit})`,
  )
