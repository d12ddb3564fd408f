import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { TestHouse } from '#tests/house.ts'

type Month = { on: PlainDate; rent: number; energy?: number; aid?: number; wages: number }

/** What the household pays and earns in a month, in cents. */
export const writeBudget = async (
  t: TestHouse,
  householdId: string,
  { on, rent, energy, aid = 0, wages }: Month,
): Promise<void> => {
  const line = <Kind extends string>(kind: Kind, amountCents: number) => ({
    kind,
    amountCents,
    every: 'month' as const,
  })
  const { status } = await t.call(contract.budget.addSnapshot, {
    householdId,
    content: {
      onDate: on,
      members: [{ name: 'Martine' }],
      resources: [line('wages', wages), line('housing-benefit', aid)],
      charges: [line('rent', rent), ...(energy === undefined ? [] : [line('electricity', energy)])],
    },
  })
  if (status !== 200) throw new Error('the budget was refused')
}

/** A tenancy since 2015 in a home of the stock. */
export const makeHome = async (
  t: TestHouse,
  householdId: string,
  { town = 'Metz', kind = 'flat' } = {},
): Promise<void> => {
  const [building, dwelling] = [randomUUIDv7(), randomUUIDv7()]
  await t.owner.query(
    `insert into building (organisation_id, id, source, external_id, name, street, post_code, town)
     values ($1, $2::uuid, 'x', $2::text, 'x', 'x', '57000', $3)`,
    [t.here.id, building, town],
  )
  await t.owner.query(
    `insert into dwelling (organisation_id, id, building_id, source, external_id, kind)
     values ($1, $2::uuid, $3, 'x', $2::text, $4)`,
    [t.here.id, dwelling, building, kind],
  )
  await t.owner.query(
    `insert into tenancy (organisation_id, id, source, external_id, dwelling_id, household_id, started_on)
     values ($1, $2::uuid, 'x', $2::text, $3, $4, '2015-01-01')`,
    [t.here.id, randomUUIDv7(), dwelling, householdId],
  )
}

export const addPerson = async (
  t: TestHouse,
  householdId: string,
  { vulnerabilities = [], leftOn = null }: { vulnerabilities?: string[]; leftOn?: PlainDate | null } = {},
): Promise<void> => {
  const id = randomUUIDv7()
  await t.owner.query(
    `insert into person (organisation_id, id, last_name, vulnerabilities) values ($1, $2, 'Durand', $3)`,
    [t.here.id, id, vulnerabilities],
  )
  await t.owner.query(
    `insert into household_member (organisation_id, household_id, person_id, joined_on, left_on, member_role)
     values ($1, $2, $3, '2015-01-01', $4, 'leaseholder')`,
    [t.here.id, householdId, id, leftOn],
  )
}

export const addOccupancy = async (t: TestHouse, householdId: string, kind: string): Promise<void> => {
  await t.owner.query(
    `insert into occupancy (organisation_id, id, household_id, kind, place, started_on)
     values ($1, $2, $3, $4, 'Metz', '2015-01-01')`,
    [t.here.id, randomUUIDv7(), householdId, kind],
  )
}
