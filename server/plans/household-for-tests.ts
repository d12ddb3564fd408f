import { randomUUIDv7 } from 'node:crypto'
import type pg from 'pg'
import type { EntryKind } from '#domain/tenancies/kinds.ts'
import type { TestOrganisation } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'

export type TestAccount = { householdId: string; tenancyId: string; organisationId: string }
type Terms = { rent?: number; benefit?: number }

/** A household in a home, with nothing on its account yet. */
export const makeAccount = async (
  owner: pg.Client,
  organisation: TestOrganisation,
  { rent = 45_000, benefit = 0 }: Terms = {},
): Promise<TestAccount> => {
  const organisationId = organisation.id
  const householdId = await makeHousehold(owner, organisation)
  const ids = {
    building: randomUUIDv7(),
    dwelling: randomUUIDv7(),
    tenancy: randomUUIDv7(),
    person: randomUUIDv7(),
  }
  await owner.query(
    `insert into building (organisation_id, id, source, external_id, name, street, post_code, town)
     values ($1, $2::uuid, 'x', $2::text, 'Tilleuls', '12 rue des Tilleuls', '63000', 'Clermont-Ferrand')`,
    [organisationId, ids.building],
  )
  await owner.query(
    `insert into dwelling (organisation_id, id, building_id, source, external_id) values ($1, $2::uuid, $3, 'x', $2::text)`,
    [organisationId, ids.dwelling, ids.building],
  )
  await owner.query(
    `insert into tenancy (organisation_id, id, source, external_id, dwelling_id, household_id, started_on, rent_cents,
       benefit_cents, benefit_paid_to, benefit_payer)
     values ($1, $2::uuid, 'x', 'L-' || $2::text, $3, $4, '2020-01-01', $5, $6, $7, $8)`,
    [
      organisationId,
      ids.tenancy,
      ids.dwelling,
      householdId,
      rent,
      benefit,
      benefit > 0 ? 'landlord' : 'none',
      benefit > 0 ? 'caf' : null,
    ],
  )
  await owner.query(
    `insert into person (organisation_id, id, civility, first_name, last_name) values ($1, $2, 'Mme', 'Martine', 'Durand')`,
    [organisationId, ids.person],
  )
  await owner.query(
    `insert into household_member (organisation_id, household_id, person_id, joined_on, member_role)
     values ($1, $2, $3, '2020-01-01', 'leaseholder')`,
    [organisationId, householdId, ids.person],
  )
  return { householdId, tenancyId: ids.tenancy, organisationId }
}

export type TestEntry = [on: string, kind: EntryKind, amountCents: number]

export const addEntries = async (owner: pg.Client, account: TestAccount, entries: readonly TestEntry[]) => {
  for (const [on, kind, cents] of entries)
    await owner.query(
      `insert into rent_entry (organisation_id, tenancy_id, entry_on, amount_cents, kind, source, external_id)
       values ($1, $2, $3, $4, $5, 'x', $6)`,
      [account.organisationId, account.tenancyId, on, cents, kind, randomUUIDv7()],
    )
}

/** The worked debt of the handbook (§1.4): 1 847,53 €, the rent of the last two months paid. */
export const workedDebt: readonly TestEntry[] = [
  ['2026-09-01', 'opening-balance', 184_753],
  ['2026-10-01', 'rent-call', 45_000],
  ['2026-10-05', 'payment', -45_000],
  ['2026-11-01', 'rent-call', 45_000],
  ['2026-11-05', 'payment', -45_000],
]

/** A single adult whose income leaves `margin` each month once rent and food are paid. */
export const addBudget = async (
  owner: pg.Client,
  { organisationId, householdId }: TestAccount,
  membershipId: string,
  margin: number,
) => {
  const id = randomUUIDv7()
  await owner.query(
    `insert into budget_snapshot (organisation_id, id, household_id, on_date, created_by, changed_by)
     values ($1, $2, $3, '2026-11-20', $4, $4)`,
    [organisationId, id, householdId, membershipId],
  )
  await owner.query('insert into budget_member (organisation_id, snapshot_id, position) values ($1, $2, 0)', [
    organisationId,
    id,
  ])
  const lines = [
    ['resource', 'wages', 75_000 + margin],
    ['charge', 'rent', 45_000],
    ['charge', 'food', 30_000],
  ] as const
  for (const [position, [side, kind, cents]] of lines.entries())
    await owner.query(
      `insert into budget_line (organisation_id, snapshot_id, side, position, kind, amount_cents, every)
       values ($1, $2, $3, $4, $5, $6, 'month')`,
      [organisationId, id, side, position, kind, cents],
    )
}
