import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const openings = async (householdId: string) =>
  (
    await t.owner.query(
      `select m.role, count(*)::int as lines from journal j join membership m on m.id = j.membership_id
       where j.household_id = $1 and j.act = 'household-opened' group by 1 order by 1`,
      [householdId],
    )
  ).rows

test('a file opened several times at the same instant is one visit, for each of those who open it', async () => {
  const householdId = await makeHousehold(t.owner, t.here)
  const roles = ['coordinator', 'rent-officer'] as const
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, number) =>
      t.call(contract.households.open, { householdId }, { as: roles[number % 2]! }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
  expect(await openings(householdId)).toEqual([
    { role: 'coordinator', lines: 1 },
    { role: 'rent-officer', lines: 1 },
  ])
})
