import { sql } from 'kysely'
import type { HomeRent } from '#domain/rights/facts.ts'
import { findCommuneOfAddress } from '#server/territories/find-commune.ts'
import type { Acting } from '#server/use-case.ts'

type Row = HomeRent & { areaSquareDecimetres: number | null; town: string | null; postCode: string | null }
export type FoundHome = {
  tenancy: HomeRent
  areaSquareDecimetres: number | null
  commune: { communeCode: string; regionCode: string | null; name: string } | null
}

/** The home let to the household today, with its commune when it is sure; null without a tenancy. */
export const findHome = async (
  { tx, actor, today }: Pick<Acting, 'tx' | 'actor' | 'today'>,
  householdId: string,
): Promise<FoundHome | null> => {
  const { rows } = await sql<Row>`
    select t.rent_cents as "rentCents", t.charges_cents as "chargesCents", t.benefit_cents as "benefitCents",
      t.rls_cents as "rlsCents", d.area_square_decimetres as "areaSquareDecimetres", b.town, b.post_code as "postCode"
    from tenancy t
    join dwelling d on (d.organisation_id, d.id) = (t.organisation_id, t.dwelling_id)
    join building b on (b.organisation_id, b.id) = (d.organisation_id, d.building_id)
    where t.organisation_id = ${actor.organisationId} and t.household_id = ${householdId}
      and t.started_on <= ${today} and (t.ended_on is null or t.ended_on >= ${today})
    order by t.started_on desc, t.id
    limit 1`.execute(tx)
  const [row] = rows
  if (!row) return null
  const { areaSquareDecimetres, town, postCode, ...tenancy } = row
  const commune = await findCommuneOfAddress(tx, { town, postCode })
  return { tenancy, areaSquareDecimetres, commune: commune ?? null }
}
