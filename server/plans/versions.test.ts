import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { fixedClock } from '#server/clock.ts'
import { followPlans } from '#server/plans/follow-plans.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeReferent } from '#tests/make-household.ts'
import {
  addBudget,
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
const refused = (reason: string) => ({ status: 409, body: { reason } })
const recordPlan = (kind: Sent<typeof plans.recordEvent>['kind'], day: string) =>
  t.call(plans.recordEvent, { ...ofPlan(), kind, on: day as '2026-11-22', note: null })
const again = async (change: Partial<Sent<typeof plans.renegotiate>> = {}) =>
  t.call(plans.renegotiate, {
    ...ofPlan(),
    version: (await view()).version,
    reason: 'Perte d’emploi',
    firstDueOn: '2027-02-05',
    count: 60,
    ...change,
  })
const note = (kind: Sent<typeof plans.recordVersionEvent>['kind'], day: string, scheduleNumber = 2) =>
  t.call(plans.recordVersionEvent, { ...ofPlan(), scheduleNumber, kind, on: day as '2026-11-22', note: null })
const acts = async () => {
  const { rows } = await t.owner.query('select act from journal where subject_id = $1 order by id', [planId])
  return rows.map(({ act }) => act as string)
}
const openTasks = async () => {
  const { rows } = await t.owner.query(
    'select kind from task where household_id = $1 and closed_at is null order by kind',
    [account.householdId],
  )
  return rows.map(({ kind }) => kind as string)
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
const startPlan = async (change: { benefit?: number; amount?: number } = {}) => {
  on('2026-11-22')
  account = await makeAccount(t.owner, t.here, change)
  await addEntries(t.owner, account, workedDebt)
  await makeReferent(t.owner, t.here.members['social-worker'], account.householdId)
  const { body } = await t.call(plans.proposePlan, {
    ...account,
    debtOn: '2026-11-22',
    debtCents: 184_753,
    offer: {
      amountCents: change.amount ?? 184_753,
      firstDueOn: '2026-12-05',
      by: { kind: 'count', count: 36, rounding: 'half-up' },
      paymentPriority: 'current-rent-first',
    },
  })
  planId = body.planId
  await recordPlan('signed-by-tenant', '2026-11-22')
  await recordPlan('signed-by-landlord', '2026-11-22')
}
beforeEach(() => startPlan())

describe('renegotiated', () => {
  test('is a version to sign: until then the one before it runs, and its misses are told', async () => {
    await addEntries(t.owner, account, [...december, ...january])
    on('2027-01-12')
    expect(await again()).toEqual({ status: 200, body: { scheduleNumber: 2 } })
    const plan = await view()
    expect(plan).toMatchObject({ scheduleNumber: 1, pendingNumber: 2, state: 'active' })
    expect(plan.instalments).toHaveLength(36)
    expect(plan.schedules.map(({ number, reason, state }) => [number, reason, state])).toEqual([
      [1, 'Plan initial', 'in-force'],
      [2, 'Perte d’emploi', 'proposed'],
    ])
    expect(plan.schedules[1]?.changes).toEqual(
      [
        { label: 'Mensualités restant à payer', before: '35', after: '60' },
        { label: 'Montant d’une mensualité', before: '51,33 €', after: '29,94 €' },
        { label: 'Dernière mensualité', before: '51,33 €', after: '29,75 €' },
        { label: 'Prochaine échéance', before: '05/01/2027', after: '05/02/2027' },
        { label: 'Dernière échéance', before: '05/11/2029', after: '05/01/2032' },
      ].map((change) => ({
        ...change,
        before: change.before.replace(' €', '\u00a0€'),
        after: change.after.replace(' €', '\u00a0€'),
      })),
    )
    on('2027-01-16')
    await follow()
    expect(await view()).toMatchObject({ state: 'missed', missedCount: 1 })
    expect(await openTasks()).toEqual(['plan-instalment-missed'])
  })

  test('comes into force once both have signed, with what was paid frozen and the rest spread', async () => {
    await addEntries(t.owner, account, [...december, ...january])
    on('2027-01-20')
    await again()
    expect(await note('signed-by-landlord', '2027-01-20')).toMatchObject(refused('not-permitted'))
    expect(await note('signed-by-tenant', '2027-01-21')).toMatchObject(refused('in-the-future'))
    expect(await note('signed-by-tenant', '2027-01-19')).toMatchObject(refused('before-plan'))
    expect((await note('signed-by-tenant', '2027-01-20')).body).toEqual({ state: 'signed-by-tenant' })
    expect(await note('signed-by-tenant', '2027-01-20')).toMatchObject(refused('not-permitted'))
    expect((await note('signed-by-landlord', '2027-01-20')).body).toEqual({ state: 'in-force' })
    const plan = await view()
    expect(plan).toMatchObject({ scheduleNumber: 2, pendingNumber: null, state: 'active' })
    expect(plan.instalments[0]).toMatchObject({ dueOn: '2026-12-05', amountCents: 5_132, state: 'kept' })
    expect(plan.instalments).toHaveLength(61)
    expect(plan.instalments.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(184_753)
    expect(plan.schedules.map(({ state }) => state)).toEqual(['superseded', 'in-force'])
    await follow()
    expect(await openTasks()).toEqual([])
    expect((await acts()).filter((act) => act.includes('version'))).toEqual([
      'repayment-plan-version-signed-by-tenant',
      'repayment-plan-version-signed-by-landlord',
    ])
  })

  test('waits for the paying body too when an aid is in payment', async () => {
    await startPlan({ benefit: 20_000 })
    await recordPlan('submitted-to-payer', '2026-11-22')
    await recordPlan('approved', '2026-11-22')
    on('2026-12-02')
    await again({ firstDueOn: '2027-01-05' })
    await note('signed-by-tenant', '2026-12-02')
    expect((await note('signed-by-landlord', '2026-12-02')).body).toEqual({ state: 'signed-by-landlord' })
    expect((await note('submitted-to-payer', '2026-12-02')).body).toEqual({ state: 'submitted-to-payer' })
    expect(await view()).toMatchObject({ scheduleNumber: 1, state: 'active' })
    expect((await note('rejected', '2026-12-02')).body).toEqual({ state: 'rejected' })
    await again({ firstDueOn: '2027-01-05' })
    for (const kind of ['signed-by-tenant', 'signed-by-landlord', 'submitted-to-payer'] as const)
      await note(kind, '2026-12-02', 3)
    expect((await note('approved', '2026-12-02', 3)).body).toEqual({ state: 'in-force' })
    expect((await view()).schedules.map(({ state }) => state)).toEqual(['superseded', 'rejected', 'in-force'])
  })

  test('can be withdrawn, and only one version waits at a time', async () => {
    await again()
    expect(await again()).toMatchObject(refused('version-pending'))
    expect((await view()).notRenegotiable).toMatch('attend déjà')
    expect((await note('withdrawn', '2026-11-22')).body).toEqual({ state: 'withdrawn' })
    expect(await again()).toEqual({ status: 200, body: { scheduleNumber: 3 } })
  })

  test('is signed on paper, kept in the file, and printed with what changes', async () => {
    await addEntries(t.owner, account, december)
    on('2027-01-20')
    await again()
    const download = await t.send(plans.downloadAgreement, ofPlan(), { as: 'social-worker' })
    expect(download.headers.get('content-type')).toBe('application/pdf')
    expect(decodeURIComponent(download.headers.get('content-disposition') ?? '')).toContain('renégocié')
    const keep = () =>
      t.send(
        plans.keepSignedAgreement,
        { ...ofPlan(), signedByTenantOn: '2027-01-20', signedByLandlordOn: '2027-01-20' },
        { as: 'social-worker', upload: { fileName: 'plan.pdf', content: '%PDF-1.7 signé' } },
      )
    expect(await (await keep()).json()).toEqual({ state: 'in-force' })
    expect(await (await keep()).json()).toMatchObject({ reason: 'not-permitted' })
    const { rows } = await t.owner.query('select title from document where household_id = $1', [
      account.householdId,
    ])
    expect(rows).toEqual([{ title: 'Plan d’apurement, version 2 signée, du 20/01/2027' }])
    expect((await view()).schedules[1]?.events.map(({ hasFile }) => hasFile)).toEqual([true, true])
  })

  test('tells the procedure that a breached plan is agreed again', async () => {
    await addEntries(t.owner, account, [...december, ...january])
    await t.owner.query(
      `insert into arrears_event (organisation_id, id, tenancy_id, household_id, kind, happened_on)
       select $1, gen_random_uuid(), $2, $3, e.kind, e.day
       from (values ('reported-to-payer', date '2026-10-15'), ('plan-approved', '2026-11-22')) e(kind, day)`,
      [account.organisationId, account.tenancyId, account.householdId],
    )
    on('2027-01-16')
    await follow()
    const stage = async () => {
      const { rows } = await t.owner.query('select stage from arrears_state where tenancy_id = $1', [
        account.tenancyId,
      ])
      return rows[0]?.stage
    }
    expect(await stage()).toBe('breached')
    await again()
    await note('signed-by-tenant', '2027-01-16')
    await note('signed-by-landlord', '2027-01-16')
    expect(await stage()).toBe('plan-active')
  })

  test('is refused when the plan changed, is not in force, is over, when too long, or above means', async () => {
    expect(await again({ version: 2 })).toMatchObject({
      ...refused('stale-version'),
      body: { details: { version: 3 } },
    })
    expect(await again({ firstDueOn: '2026-11-21' })).toMatchObject(refused('first-due-date-in-the-past'))
    expect(await again({ count: 85 })).toMatchObject(refused('too-many-instalments'))
    await addBudget(t.owner, account, t.here.members['social-worker'].membershipId, 2_000)
    expect(await again()).toMatchObject(refused('instalment-above-means'))
    await recordPlan('frozen', '2026-11-22')
    expect(await again()).toMatchObject(refused('plan-over'))
    await startPlan({ benefit: 20_000 })
    expect(await again()).toMatchObject(refused('not-in-force'))
  })

  test('is never signed once the plan is over, nor found from another plan or organisation', async () => {
    await again()
    const stranger = await makeAccount(t.owner, t.elsewhere)
    const fact = {
      planId,
      scheduleNumber: 2,
      kind: 'signed-by-tenant',
      on: '2026-11-22',
      note: null,
    } as const
    const asked = { ...fact, householdId: stranger.householdId }
    expect(await t.call(plans.recordVersionEvent, asked, { in: t.elsewhere })).toMatchObject(
      refused('unknown-record'),
    )
    expect(await note('signed-by-tenant', '2026-11-22', 7)).toMatchObject(refused('unknown-record'))
    expect(await note('withdrawn', '2026-11-22', 1)).toMatchObject(refused('not-permitted'))
    await recordPlan('frozen', '2026-11-22')
    expect(await note('signed-by-tenant', '2026-11-22')).toMatchObject(refused('not-permitted'))
  })
})

describe('a write-off in the ledger of a running plan', () => {
  test('takes the last instalments: the month’s amount stays, the plan ends sooner, and says why', async () => {
    await addEntries(t.owner, account, [...december, ['2026-12-15', 'write-off', -100_000]])
    on('2026-12-20')
    const plan = await view()
    expect(plan).toMatchObject({
      state: 'active',
      paidCents: 5_132,
      writtenOffCents: 100_000,
      remainingCents: 79_621,
      nextDueOn: '2027-01-05',
    })
    expect(plan.instalments[1]).toMatchObject({ amountCents: 5_132, writtenOffCents: 0, state: 'upcoming' })
    expect(plan.instalments.at(-1)).toMatchObject({ state: 'written-off', writtenOffCents: 5_133 })
    expect(plan.remainingExplained.formula).toMatch('une remise réduit')
    expect(plan.remainingExplained.inputs).toContainEqual({
      label: 'Montant effacé',
      kind: 'cents',
      value: 100_000,
    })
    const { body } = await t.call(plans.openSupport, { householdId: account.householdId })
    expect(body.plans[0]).toMatchObject({ writtenOffCents: 100_000, remainingCents: 79_621 })
  })

  test('of the whole debt closes the plan, and the referent is told', async () => {
    await addEntries(t.owner, account, [...december, ['2026-12-15', 'write-off', -179_621]])
    on('2026-12-16')
    await follow()
    expect(await view()).toMatchObject({ state: 'paid-off', stateSince: '2026-12-15', remainingCents: 0 })
    expect(await openTasks()).toEqual(['plan-cleared'])
  })

  test('taken back, brings the plan back', async () => {
    await addEntries(t.owner, account, [
      ...december,
      ['2026-12-15', 'write-off', -179_621],
      ['2026-12-18', 'write-off', 179_621],
    ])
    on('2026-12-19')
    expect(await view()).toMatchObject({ state: 'active', writtenOffCents: 0, remainingCents: 179_621 })
  })

  test('first lessens what the plan leaves out of the debt', async () => {
    await startPlan({ amount: 100_000 })
    await addEntries(t.owner, account, [['2026-12-15', 'write-off', -90_000]])
    on('2026-12-16')
    expect(await view()).toMatchObject({ writtenOffCents: 5_247, remainingCents: 94_753 })
  })

  test('is counted once by a version renegotiated after it', async () => {
    await addEntries(t.owner, account, [...december, ['2026-12-15', 'write-off', -100_000]])
    on('2026-12-20')
    await again({ firstDueOn: '2027-01-05', count: 10 })
    await note('signed-by-tenant', '2026-12-20')
    await note('signed-by-landlord', '2026-12-20')
    const plan = await view()
    expect(plan).toMatchObject({ paidCents: 5_132, remainingCents: 79_621, writtenOffCents: 0 })
    expect(plan.instalments).toHaveLength(11)
  })
})

test('a tenancy tells its balance and the debt a plan may spread, with the reason between them', async () => {
  await t.owner.query(
    `insert into parameter_override (state, organisation_id, id, key, value, valid_from, reason, set_by)
     values ('in-force', $1, gen_random_uuid(), 'arrears.due-delay-days', 10, '2016-09-01', 'essai', $2)`,
    [t.here.id, t.here.members['social-worker'].membershipId],
  )
  const fresh = await makeAccount(t.owner, t.here)
  await addEntries(t.owner, fresh, [...workedDebt, ['2026-12-01', 'rent-call', 45_000]])
  on('2026-12-05')
  const { body } = await t.call(plans.openSupport, { householdId: fresh.householdId })
  expect(body.tenancies).toMatchObject([
    { debtCents: 184_753, balanceCents: 229_753, debtExplained: { label: 'Dette à ce jour' } },
  ])
  expect(body.tenancies[0]?.debtExplained.inputs).toContainEqual({
    label: 'Appels qui ne sont pas encore dus',
    kind: 'cents',
    value: 45_000,
  })
})
