import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { fixedClock } from '#server/clock.ts'
import { followPlans } from '#server/plans/follow-plans.ts'
import {
  addEntries,
  makeAccount,
  type TestAccount,
  type TestEntry,
  workedDebt,
} from '#server/plans/household-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeReferent } from '#tests/make-household.ts'
import { openProcedureIn, recordFacts, type TestProcedure, toHearing } from './procedure-for-tests.ts'

const { plans, procedures } = contract
let t: TestHouse
let account: TestAccount
let eviction: TestProcedure
let planId: string
const as = { as: 'coordinator' } as const

const on = (day: string) => {
  t.house.clock = fixedClock(`${day}T09:00:00Z`)
}
const follow = () => followPlans.run(t.house, { organisationId: t.here.id }, new AbortController().signal)
const view = async () => (await t.call(procedures.get, eviction, as)).body
const steps = async () =>
  (await view()).steps.map(({ event, raisedBy, cancelled }) => [event, raisedBy, cancelled !== null])
const tasks = async () => {
  const { rows } = await t.owner.query(
    "select due_on::text as due, link from task where household_id = $1 and kind = 'procedure-turn'",
    [account.householdId],
  )
  return rows
}
const paid: TestEntry[] = [
  ['2026-12-01', 'rent-call', 45_000],
  ['2026-12-05', 'payment', -50_132],
]

beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())
beforeEach(async () => {
  on('2026-11-22')
  account = await makeAccount(t.owner, t.here)
  await addEntries(t.owner, account, workedDebt)
  await makeReferent(t.owner, t.here.members['social-worker'], account.householdId)
  const { body } = await t.call(plans.proposePlan, {
    ...account,
    debtOn: '2026-11-22',
    debtCents: 184_753,
    offer: {
      amountCents: 184_753,
      firstDueOn: '2026-12-05',
      by: { kind: 'count', count: 36, rounding: 'half-up' },
      paymentPriority: 'current-rent-first',
    },
  })
  planId = body.planId
  for (const kind of ['signed-by-tenant', 'signed-by-landlord'] as const)
    await t.call(plans.recordEvent, {
      householdId: account.householdId,
      planId,
      kind,
      on: '2026-11-22',
      note: null,
    })
  eviction = await openProcedureIn(t, account, as)
  await recordFacts(
    t,
    eviction,
    [
      ...toHearing,
      [
        '2026-11-20',
        'payment-delays-granted',
        { months: 36, isClauseSuspended: true, askedBy: 'tenant', isRentResumed: true, canPay: true },
      ],
    ],
    as,
  )
  const { version } = await view()
  await t.call(procedures.followPlan, { ...eviction, version, planId }, as)
})

test('delays kept: every instalment paid, nothing changes', async () => {
  await addEntries(t.owner, account, paid)
  on('2026-12-20')
  await follow()
  expect((await view()).state).toBe('payment-delays')
  expect(await tasks()).toEqual([])
})

test('an instalment missed ends the suspension the day it is found, and whoever follows the household is told', async () => {
  await addEntries(t.owner, account, paid.slice(0, 1))
  on('2026-12-20')
  await follow()
  const line = await view()
  expect(line.state).toBe('clause-effective')
  expect(line.since).toBe('2026-12-12')
  expect((await steps()).at(-1)).toEqual(['suspension-lost', 'house', false])
  expect(line.next.find(({ event }) => event === 'command-to-quit')?.heldBackBy).toBeNull()
  expect(await tasks()).toEqual([
    { due: '2026-12-20', link: `menages/${account.householdId}/procedures/${eviction.procedureId}` },
  ])
  await follow()
  expect((await steps()).filter(([event]) => event === 'suspension-lost')).toHaveLength(1)
})

test('paid late, the suspension stays lost; found paid in time, it is given back and the step is struck', async () => {
  await addEntries(t.owner, account, paid.slice(0, 1))
  on('2026-12-20')
  await follow()
  await addEntries(t.owner, account, [['2026-12-19', 'payment', -50_132]])
  await follow()
  expect((await view()).state).toBe('clause-effective')

  await t.owner.query("delete from rent_entry where tenancy_id = $1 and entry_on = '2026-12-19'", [
    account.tenancyId,
  ])
  await follow()
  await addEntries(t.owner, account, paid.slice(1))
  await follow()
  expect((await view()).state).toBe('payment-delays')
  expect((await steps()).at(-1)).toEqual(['suspension-lost', 'house', true])
})

test('the whole debt paid as ordered: the clause is deemed never to have applied', async () => {
  await addEntries(t.owner, account, [
    ['2026-12-01', 'rent-call', 45_000],
    ['2026-12-05', 'payment', -45_000 - 184_753],
  ])
  on('2026-12-20')
  await follow()
  expect((await view()).state).toBe('clause-undone')
})

test('a plan already broken when it is designated ends the suspension at once', async () => {
  const { version } = await view()
  await t.call(procedures.followPlan, { ...eviction, version, planId: null }, as)
  await addEntries(t.owner, account, paid.slice(0, 1))
  on('2026-12-20')
  await follow()
  expect((await view()).state).toBe('payment-delays')
  await t.call(procedures.followPlan, { ...eviction, version: version + 1, planId }, as)
  expect((await view()).state).toBe('clause-effective')
})

test('only a plan of the household, on an eviction', async () => {
  const other = await makeAccount(t.owner, t.here)
  const theirs = await openProcedureIn(t, other, as)
  const answer = await t.call(procedures.followPlan, { ...theirs, version: 1, planId }, as)
  expect(answer.body).toMatchObject({ reason: 'unknown-record' })
  const ccapex = await openProcedureIn(
    t,
    { householdId: other.householdId, kind: 'ccapex', circumstances: { referredBy: 'landlord' } },
    as,
  )
  const refused = await t.call(procedures.followPlan, { ...ccapex, version: 1, planId: null }, as)
  expect(refused.body).toMatchObject({ reason: 'no-delays' })
})
