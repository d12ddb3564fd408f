import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import type { TestHouse } from '#tests/house.ts'

export const addClermont = (t: TestHouse) =>
  t.owner.query(
    `insert into commune (code, name, post_codes, departement_code, region_code)
     values ('63113', 'Clermont-Ferrand', array['63000'], '63', '84') on conflict do nothing`,
  )

export const makeFile = async (t: TestHouse, lastName = 'Auger'): Promise<string> => {
  const person = { lastName, firstName: 'Rose' }
  return (await t.call(contract.households.create, { person }, { as: 'social-worker' })).body.householdId
}

/** A home let in Clermont-Ferrand, 430 euros without its charges, with fifty euros of aid. */
export const letHome = async (t: TestHouse, householdId: string, rlsCents = 0): Promise<void> => {
  const [buildingId, dwellingId, tenancyId] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()]
  await t.owner.query(
    `insert into building (organisation_id, id, source, external_id, name, post_code, town)
     values ($1, $2::uuid, 'test', $2::text, 'Les Tilleuls', '63000', 'Clermont-Ferrand')`,
    [t.here.id, buildingId],
  )
  await t.owner.query(
    `insert into dwelling (organisation_id, id, building_id, source, external_id, area_square_decimetres)
     values ($1, $2::uuid, $3, 'test', $2::text, 4500)`,
    [t.here.id, dwellingId, buildingId],
  )
  await t.owner.query(
    `insert into tenancy (organisation_id, id, source, external_id, dwelling_id, household_id, started_on, rent_cents,
       charges_cents, rls_cents, benefit_cents) values ($1, $2::uuid, 'test', $2::text, $3, $4, '2024-01-01', 43000, 6000, $5, 5000)`,
    [t.here.id, tenancyId, dwellingId, householdId, rlsCents],
  )
}

export const writeSituation = (t: TestHouse, householdId: string, wagesCents = 0) =>
  t.call(
    contract.budget.addSnapshot,
    {
      householdId,
      content: {
        onDate: '2026-11-01',
        members: [{ bornOn: '1980-05-01' }],
        resources: wagesCents ? [{ kind: 'wages', amountCents: wagesCents, every: 'month' }] : [],
        charges: [{ kind: 'rent', amountCents: 43_000, every: 'month' }],
      },
    },
    { as: 'rights-adviser' },
  )
