import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { fixedClock } from '#server/clock.ts'
import { followPlans } from '#server/plans/follow-plans.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeReferent } from '#tests/make-household.ts'
import {
  addEntries,
  makeAccount,
  type TestAccount,
  type TestEntry,
  workedDebt,
} from './household-for-tests.ts'

const { plans } = contract
let t: TestHouse
let account: TestAccount
let planId: string

const on = (day: string) => {
  t.house.clock = fixedClock(`${day}T09:00:00Z`)
}
const follow = () => followPlans.run(t.house, { organisationId: t.here.id }, new AbortController().signal)
const ofPlan = () => ({ householdId: account.householdId, planId })
const view = async () => (await t.call(plans.getPlan, ofPlan())).body
const record = (
  kind: 'signed-by-tenant' | 'signed-by-landlord' | 'frozen' | 'declared-lapsed',
  day: string,
) => t.call(plans.recordEvent, { ...ofPlan(), kind, on: day as '2026-11-22', note: null })
const tasks = async () => {
  const { rows } = await t.owner.query(
    'select kind, title, due_on::text as due, closed_at is not null as closed from task where household_id = $1 order by created_at, kind',
    [account.householdId],
  )
  return rows as { kind: string; title: string; due: string; closed: boolean }[]
}
const open = async () => (await tasks()).filter(({ closed }) => !closed).map(({ kind }) => kind)
const acts = async () => {
  const { rows } = await t.owner.query('select act from journal where subject_id = $1 order by id', [planId])
  return rows.map(({ act }) => act as string)
}

const december: TestEntry[] = [
  ['2026-12-01', 'rent-call', 45_000],
  ['2026-12-05', 'payment', -50_132],
]
const january: TestEntry[] = [
  ['2027-01-01', 'rent-call', 45_000],
  ['2027-01-04', 'payment', -45_000],
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
  await record('signed-by-tenant', '2026-11-22')
  await record('signed-by-landlord', '2026-11-22')
})

describe('a plan that runs', () => {
  test('is kept when the rent and the instalment are paid: nothing is told', async () => {
    await addEntries(t.owner, account, december)
    on('2026-12-20')
    await follow()
    expect(await view()).toMatchObject({ state: 'active', paidCents: 5_132, nextDueOn: '2027-01-05' })
    expect(await open()).toEqual([])
  })

  test('is missed once the grace is over, and the referent is told that day, once', async () => {
    await addEntries(t.owner, account, [...december, ...january])
    on('2027-01-15')
    await follow()
    expect((await view()).instalments[1]).toMatchObject({ state: 'late', paidCents: 0 })
    expect(await open()).toEqual([])
    on('2027-01-16')
    await follow()
    await follow()
    expect(await view()).toMatchObject({ state: 'missed', breachedOn: '2027-01-16', overdueCents: 5_132 })
    expect(await tasks()).toEqual([
      {
        kind: 'plan-instalment-missed',
        title: 'La mensualité du 05/01/2027 n’est pas payée : appeler le ménage',
        due: '2027-01-16',
        closed: false,
      },
    ])
    expect((await acts()).filter((act) => act === 'repayment-plan-missed')).toHaveLength(1)
  })

  test('breaks the procedure it had its place in, once, and leaves alone who was never reported', async () => {
    const breaches = async () =>
      (
        await t.owner.query(
          `select e.happened_on::text as on, s.stage from arrears_event e
           join arrears_state s using (organisation_id, tenancy_id)
           where e.tenancy_id = $1 and e.kind = 'plan-breached'`,
          [account.tenancyId],
        )
      ).rows
    await addEntries(t.owner, account, [...december, ...january])
    on('2027-01-16')
    await follow()
    expect(await breaches()).toEqual([])
    await t.owner.query('delete from plan_course where plan_id = $1', [planId])
    await t.owner.query(
      `insert into arrears_event (organisation_id, id, tenancy_id, household_id, kind, happened_on)
       select $1, gen_random_uuid(), $2, $3, e.kind, e.day
       from (values ('reported-to-payer', date '2026-10-15'), ('plan-approved', '2026-11-22')) e(kind, day)`,
      [account.organisationId, account.tenancyId, account.householdId],
    )
    await follow()
    await follow()
    expect(await breaches()).toEqual([{ on: '2027-01-16', stage: 'breached' }])
    const { rows } = await t.owner.query(
      "select after->>'kind' as kind from journal where household_id = $1 and act = 'arrears-event-recorded'",
      [account.householdId],
    )
    expect(rows).toEqual([{ kind: 'plan-breached' }])
  })

  test('is put right by a payment imported late: the miss never was', async () => {
    await addEntries(t.owner, account, [...december, ...january])
    on('2027-01-20')
    await follow()
    await addEntries(t.owner, account, [['2027-01-08', 'payment', -5_132]])
    await follow()
    expect(await view()).toMatchObject({ state: 'active', missedCount: 0 })
    expect(await open()).toEqual([])
    const { rows } = await t.owner.query('select state, breached_on from plan_course where plan_id = $1', [
      planId,
    ])
    expect(rows).toEqual([{ state: 'active', breached_on: null }])
  })

  test('is broken again when the payment comes back unpaid', async () => {
    await addEntries(t.owner, account, december)
    on('2026-12-20')
    await follow()
    await addEntries(t.owner, account, [['2026-12-22', 'payment-rejected', 50_132]])
    on('2026-12-23')
    await follow()
    expect(await view()).toMatchObject({ state: 'missed', paidCents: 0, rentMissedSince: '2026-12-01' })
    expect(await open()).toEqual(['plan-instalment-missed'])
  })

  test('lapses when two instalments stand missed, which replaces the first alert', async () => {
    await addEntries(t.owner, account, [
      ['2026-12-01', 'rent-call', 45_000],
      ['2026-12-04', 'payment', -45_000],
      ...january,
    ])
    on('2026-12-18')
    await follow()
    expect(await open()).toEqual(['plan-instalment-missed'])
    on('2027-01-16')
    await follow()
    expect(await view()).toMatchObject({ state: 'lapsed', stateSince: '2027-01-16' })
    expect(await open()).toEqual(['plan-lapsed'])
  })

  test('paid off, is told and closed', async () => {
    await addEntries(t.owner, account, [...december, ['2026-12-10', 'payment', -224_621]])
    on('2026-12-11')
    await follow()
    expect(await view()).toMatchObject({
      state: 'paid-off',
      remainingCents: 0,
      notRenegotiable: expect.stringContaining('terminé'),
    })
    expect(await open()).toEqual(['plan-cleared'])
    expect(await acts()).toContain('repayment-plan-paid-off')
  })

  test('is checked every six months', async () => {
    const paid = Array.from({ length: 6 }, (_, index): TestEntry[] => {
      const month = index === 0 ? '2026-12' : `2027-0${index}`
      return [
        [`${month}-01`, 'rent-call', 45_000],
        [`${month}-05`, 'payment', -50_132],
      ]
    })
    await addEntries(t.owner, account, paid.flat())
    on('2027-05-10')
    await follow()
    expect(await tasks()).toMatchObject([{ kind: 'plan-check', due: '2027-05-24', closed: false }])
  })

  test('frozen by over-indebtedness, is no longer followed', async () => {
    await record('frozen', '2026-11-22')
    on('2027-03-01')
    await follow()
    expect((await view()).state).toBe('frozen')
    expect(await open()).toEqual([])
  })
})

describe('the safety net of R.824-28', () => {
  const state = (paid: number, isDifficultSituation: boolean) =>
    t.call(plans.stateSafetyNet, {
      ...ofPlan(),
      paidLastMonthCents: paid,
      currentExpenseCents: 45_000,
      netExpenseCents: 30_000,
      isDifficultSituation,
    })

  test('holds on the current expense, or on half the net expense in a difficult situation', async () => {
    expect((await state(45_000, false)).body.isMaintained).toBe(true)
    expect((await state(15_000, true)).body.isMaintained).toBe(true)
    expect((await state(14_999, true)).body.isMaintained).toBe(false)
    expect((await state(44_999, false)).body.isMaintained).toBe(false)
    const { safetyNet } = await view()
    expect(safetyNet.statements.map(({ ground }) => ground)).toEqual([
      null,
      null,
      'half-net-and-difficult-situation',
      'pays-current-expense',
    ])
  })

  test('is decided by the paying body until 2026, by the CCAPEX from 2027', async () => {
    const { statementId } = (await state(45_000, false)).body
    const decide = (day: string, version = 1) =>
      t.call(plans.decideSafetyNet, {
        ...ofPlan(),
        statementId,
        version,
        on: day as '2026-11-22',
        outcome: 'maintained',
      })
    expect((await view()).safetyNet.decidedBy).toBe('caf')
    expect(await decide('2026-11-23')).toMatchObject({ status: 409, body: { reason: 'in-the-future' } })
    expect((await decide('2026-11-22')).status).toBe(200)
    expect(await decide('2026-11-22')).toMatchObject({ status: 409, body: { reason: 'stale-version' } })
    expect((await view()).safetyNet.statements[0]?.decision).toEqual({
      on: '2026-11-22',
      by: 'caf',
      outcome: 'maintained',
    })
    on('2027-01-01')
    expect((await view()).safetyNet.decidedBy).toBe('ccapex')
    await decide('2027-01-01', 2)
    expect((await view()).safetyNet.statements[0]?.decision?.by).toBe('ccapex')
  })

  test('refuses a net expense above the gross one, and a statement of another plan', async () => {
    const facts = {
      paidLastMonthCents: 0,
      currentExpenseCents: 10,
      netExpenseCents: 11,
      isDifficultSituation: false,
    }
    expect(await t.call(plans.stateSafetyNet, { ...ofPlan(), ...facts })).toMatchObject({
      body: { reason: 'net-above-gross' },
    })
    expect(
      await t.call(plans.decideSafetyNet, {
        ...ofPlan(),
        statementId: randomUUID(),
        version: 1,
        on: '2026-11-22',
        outcome: 'suspended',
      }),
    ).toMatchObject({ body: { reason: 'unknown-record' } })
  })
})
