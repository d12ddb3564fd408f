import { afterAll, beforeAll, expect, it } from 'vitest'
import { contract } from '#contract/index.ts'
import { makeHome } from '#server/programmes/household-for-tests.ts'
import { readEligibilityFacts } from '#server/programmes/read-eligibility-facts.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const noteIncome = async (householdId: string, rfrCents: number, noticeYear = 2026) => {
  const income = { noticeYear, incomeYear: noticeYear - 1, rfrCents, occupants: 3 }
  const { status } = await t.call(contract.budget.addTaxIncome, {
    ...{ householdId, source: 'document-seen', ...income },
  })
  expect(status).toBe(200)
}
const classOf = async (householdId: string, role: 'coordinator' | 'project-officer' = 'coordinator') =>
  (await t.asMember(role, (context) => readEligibilityFacts(context, householdId)))['income-class']

/** Handbook of money §6.1: three persons out of Île-de-France, 30 540 € in 2026. */
it.each([
  [3_054_000, 'very-low'],
  [3_054_100, 'low'],
])('a household of three in Metz whose tax income is %i cents is of class %s', async (rfrCents, value) => {
  const householdId = await makeHousehold(t.owner, t.here)
  await makeHome(t, householdId)
  await noteIncome(householdId, rfrCents)
  expect(await classOf(householdId)).toEqual({
    ...{ value, asOf: '2026-11-22', from: 'revenu fiscal de référence de 2025, avis de 2026' },
  })
  expect(await classOf(householdId, 'project-officer')).toBeUndefined()
})

it('an old notice, or a home that is not known, leaves the class to a person', async () => {
  const old = await makeHousehold(t.owner, t.here)
  await makeHome(t, old)
  await noteIncome(old, 3_000_000, 2024)
  expect(await classOf(old)).toBeUndefined()
  const homeless = await makeHousehold(t.owner, t.here)
  await noteIncome(homeless, 3_000_000)
  expect(await classOf(homeless)).toBeUndefined()
})
