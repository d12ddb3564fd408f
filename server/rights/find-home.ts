import { sql } from 'kysely'
import type { HomeRent } from '#domain/rights/facts.ts'
import type { Tx } from '#server/db.ts'
import { findCommuneOfAddress } from '#server/territories/find-commune.ts'
import type { Acting } from '#server/use-case.ts'

type Address = { town: string | null; postCode: string | null }
type Row = HomeRent & Address & { householdId: string; areaSquareDecimetres: number | null }
type FoundCommune = { communeCode: string; regionCode: string | null; name: string }
export type FoundHome = {
  tenancy: HomeRent
  areaSquareDecimetres: number | null
  commune: FoundCommune | null
}
/** Communes by address, asked for once however many homes stand there. */
export type KnownCommunes = Map<string, FoundCommune | null>

type Reading = Pick<Acting, 'tx' | 'today'> & { actor: { organisationId: string } }

/** The home let to the household today, with its commune when it is sure; null without a tenancy. */
export const findHome = async (reading: Reading, householdId: string): Promise<FoundHome | null> =>
  (await findHomes(reading, [householdId], new Map())).get(householdId) ?? null

/** The home of each household that has a tenancy today. */
export const findHomes = async (
  { tx, actor, today }: Reading,
  householdIds: readonly string[],
  known: KnownCommunes,
): Promise<Map<string, FoundHome>> => {
  const { rows } = await sql<Row>`
    select distinct on (t.household_id) t.household_id as "householdId", t.rent_cents as "rentCents",
      t.charges_cents as "chargesCents", t.benefit_cents as "benefitCents", t.rls_cents as "rlsCents",
      d.area_square_decimetres as "areaSquareDecimetres", b.town, b.post_code as "postCode"
    from tenancy t
    join dwelling d on (d.organisation_id, d.id) = (t.organisation_id, t.dwelling_id)
    join building b on (b.organisation_id, b.id) = (d.organisation_id, d.building_id)
    where t.organisation_id = ${actor.organisationId} and t.household_id = any(${householdIds}::uuid[])
      and t.started_on <= ${today} and (t.ended_on is null or t.ended_on >= ${today})
    order by t.household_id, t.started_on desc, t.id`.execute(tx)
  const homes = new Map<string, FoundHome>()
  for (const { householdId, areaSquareDecimetres, town, postCode, ...tenancy } of rows)
    homes.set(householdId, {
      tenancy,
      areaSquareDecimetres,
      commune: await communeOf(tx, { town, postCode }, known),
    })
  return homes
}

const communeOf = async (tx: Tx, address: Address, known: KnownCommunes): Promise<FoundCommune | null> => {
  const key = `${address.postCode}/${address.town}`
  const found = known.get(key)
  if (found !== undefined) return found
  const commune = (await findCommuneOfAddress(tx, address)) ?? null
  known.set(key, commune)
  return commune
}
