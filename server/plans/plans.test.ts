import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { type CallOptions, openTestHouse, type TestHouse } from '#tests/house.ts'
import { addBudget, addEntries, makeAccount, type TestAccount, workedDebt } from './household-for-tests.ts'

const { plans } = contract
const today = '2026-11-22'
let t: TestHouse
let account: TestAccount

beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())
beforeEach(async () => {
  account = await makeAccount(t.owner, t.here)
  await addEntries(t.owner, account, workedDebt)
})

type Proposal = Sent<typeof plans.proposePlan>
type Change = Partial<Omit<Proposal, 'offer'>> & { offer?: Partial<Proposal['offer']> }
const worked = (change: Change = {}): Proposal => {
  const { householdId, tenancyId } = account
  const offer = {
    amountCents: 184_753,
    firstDueOn: '2026-12-05',
    by: { kind: 'count', count: 36, rounding: 'half-up' },
    paymentPriority: 'current-rent-first',
    ...change.offer,
  } as Proposal['offer']
  return { householdId, tenancyId, debtOn: today, debtCents: 184_753, ...change, offer }
}
const propose = (change?: Change, options?: CallOptions) =>
  t.call(plans.proposePlan, worked(change), { as: 'social-worker', ...options })
const refused = (reason: string) => ({ status: 409, body: { reason } })
const ofPlan = (planId: string) => ({ householdId: account.householdId, planId })
const view = async (planId: string) => (await t.call(plans.getPlan, ofPlan(planId))).body
const event = (planId: string, kind: Sent<typeof plans.recordEvent>['kind'], on = today) =>
  t.call(plans.recordEvent, { ...ofPlan(planId), kind, on, note: null }, { as: 'rent-officer' })
const countPlans = async () => {
  const { rows } = await t.owner.query(
    'select count(*)::int as n from repayment_plan where tenancy_id = $1',
    [account.tenancyId],
  )
  return rows[0].n
}

describe('the draft', () => {
  test('shows the debt at a date and the lines behind it', async () => {
    const { body } = await t.call(plans.openDraft, { ...account, debtOn: today }, { as: 'social-worker' })
    expect(body).toMatchObject({
      debtCents: 184_753,
      runningPlanId: null,
      currentRentResumed: true,
      benefitInPayment: false,
      meansKnown: 'none',
      means: null,
      linesLeftOut: 0,
    })
    expect(body.lines.map(({ balanceCents }) => balanceCents)).toEqual([
      184_753, 229_753, 184_753, 229_753, 184_753,
    ])
    expect(body.figures.map(({ key }) => key)).toContain('plan.default-count')
    const october = await t.call(
      plans.openDraft,
      { ...account, debtOn: '2026-10-03' },
      { as: 'social-worker' },
    )
    expect(october.body).toMatchObject({ debtCents: 229_753, currentRentResumed: false })
  })

  test('keeps the means of the household from rent staff, who only learn that they are known', async () => {
    await addBudget(t.owner, account, t.here.members['social-worker'].membershipId, 10_000)
    const ask = (as: 'social-worker' | 'rent-officer') =>
      t.call(plans.openDraft, { ...account, debtOn: today }, { as })
    expect((await ask('social-worker')).body).toMatchObject({
      meansKnown: 'shown',
      means: { monthlyMarginCents: 10_000, residualPerMonthCents: 40_000, unitsHundredths: 100 },
    })
    expect((await ask('rent-officer')).body).toMatchObject({ meansKnown: 'hidden', means: null })
  })
})

describe('proposing the worked plan of 1 847,53 €', () => {
  test('gives 35 × 51,32 € and 1 × 51,33 €, kept as rows and journaled', async () => {
    const { status, body } = await propose()
    expect(status).toBe(200)
    const { rows } = await t.owner.query(
      'select number, due_on::text, amount_cents::int from plan_instalment where plan_id = $1 order by number',
      [body.planId],
    )
    expect(rows).toHaveLength(36)
    expect(rows.slice(0, 35).every((row) => row.amount_cents === 5_132)).toBe(true)
    expect(rows.at(-1)).toEqual({ number: 36, due_on: '2029-11-05', amount_cents: 5_133 })
    const plan = await view(body.planId)
    expect(plan).toMatchObject({
      state: 'proposed',
      debtCents: 184_753,
      remainingCents: 184_753,
      permittedEvents: ['signed-by-tenant', 'replaced'],
      warnings: ['means-unknown'],
    })
    const journal = await t.owner.query('select act, household_id from journal where subject_id = $1', [
      body.planId,
    ])
    expect(journal.rows).toEqual([{ act: 'repayment-plan-proposed', household_id: account.householdId }])
  })

  test('sent twice is done once, with the same answer', async () => {
    const key = randomUUID()
    const first = await propose({}, { key })
    expect(await propose({}, { key })).toEqual(first)
    expect(await countPlans()).toBe(1)
  })

  test('by two people at once makes one plan', async () => {
    const answers = await Promise.all([propose(), propose({}, { as: 'rent-officer' })])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)).toMatchObject(refused('plan-already-running'))
    expect(await countPlans()).toBe(1)
  })

  test('by the default thirty-sixths, or by an amount each month', async () => {
    const byDefault = await propose({ offer: { by: { kind: 'default-36' } } })
    expect((await view(byDefault.body.planId)).instalments[0]?.amountCents).toBe(5_132)
    account = await makeAccount(t.owner, t.here)
    await addEntries(t.owner, account, workedDebt)
    const byAmount = await propose({ offer: { by: { kind: 'instalment', instalmentCents: 10_000 } } })
    const { instalments } = await view(byAmount.body.planId)
    expect(instalments).toHaveLength(19)
    expect(instalments.at(-1)?.amountCents).toBe(4_753)
  })

  test('from the 31st, falls on the last day of shorter months', async () => {
    const { body } = await propose({ offer: { firstDueOn: '2026-12-31' } })
    const { instalments } = await view(body.planId)
    expect(instalments.slice(0, 4).map(({ dueOn }) => dueOn)).toEqual([
      '2026-12-31',
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
    ])
  })
})

describe('a plan is refused', () => {
  const cases: [string, Change][] = [
    ['debt-date-in-future', { debtOn: '2026-11-23' }],
    ['debt-changed', { debtCents: 184_752 }],
    ['amount-not-positive', { offer: { amountCents: 0 } }],
    ['amount-above-debt', { offer: { amountCents: 184_754 } }],
    ['first-due-date-in-the-past', { offer: { firstDueOn: '2026-11-21' } }],
    ['first-due-date-too-far', { offer: { firstDueOn: '2027-02-23' } }],
    ['too-many-instalments', { offer: { by: { kind: 'count', count: 85, rounding: 'half-up' } } }],
    [
      'instalment-below-one-euro',
      { offer: { amountCents: 500, by: { kind: 'count', count: 10, rounding: 'floor' } } },
    ],
  ]
  for (const [reason, change] of cases)
    test(reason, async () => {
      expect(await propose(change)).toMatchObject(refused(reason))
      expect(await countPlans()).toBe(0)
    })

  test('without a debt', async () => {
    await addEntries(t.owner, account, [['2026-11-20', 'payment', -184_753]])
    expect(await propose({ debtCents: 0 })).toMatchObject(refused('no-debt'))
  })

  test('above means, even when rent staff who see no budget propose it', async () => {
    await addBudget(t.owner, account, t.here.members['social-worker'].membershipId, 5_000)
    expect(await propose({}, { as: 'rent-officer' })).toMatchObject(refused('instalment-above-means'))
  })

  test('once over-indebtedness froze the debt', async () => {
    await t.owner.query(
      `insert into arrears_event (organisation_id, id, tenancy_id, household_id, kind, happened_on)
       values ($1, $2, $3, $4, 'overindebtedness-admissible', '2026-11-02')`,
      [account.organisationId, randomUUID(), account.tenancyId, account.householdId],
    )
    expect(await propose()).toMatchObject(refused('overindebtedness-freeze'))
  })

  test('for a tenancy of another household, or from another organisation', async () => {
    const other = await makeAccount(t.owner, t.here)
    expect(await propose({ householdId: other.householdId })).toMatchObject(refused('unknown-record'))
    expect((await propose({}, { in: t.elsewhere })).status).toBe(403)
  })

  test('with words that are no amounts and no days', async () => {
    const answer = await t.send(
      plans.proposePlan,
      { ...worked(), debtOn: '31/02/2026' },
      { as: 'social-worker' },
    )
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ issues: [{ path: 'debtOn' }] })
  })
})

describe('the agreement', () => {
  test('comes into force once both have signed', async () => {
    const { planId } = (await propose()).body
    expect(await event(planId, 'signed-by-landlord')).toMatchObject(refused('not-permitted'))
    expect(await event(planId, 'signed-by-tenant', '2026-11-23')).toMatchObject(refused('in-the-future'))
    expect(await event(planId, 'signed-by-tenant', '2026-11-21')).toMatchObject(refused('before-plan'))
    expect((await event(planId, 'signed-by-tenant')).body).toEqual({ state: 'signed-by-tenant' })
    expect(await event(planId, 'signed-by-tenant')).toMatchObject(refused('not-permitted'))
    expect((await event(planId, 'signed-by-landlord')).body).toEqual({ state: 'active' })
    const plan = await view(planId)
    expect(plan.checks.map(({ dueOn }) => dueOn).slice(0, 2)).toEqual(['2027-05-24', '2027-11-22'])
    expect(plan.permittedEvents).toEqual(['replaced', 'frozen'])
  })

  test('waits for the paying body when an aid is in payment', async () => {
    account = await makeAccount(t.owner, t.here, { benefit: 20_000 })
    await addEntries(t.owner, account, workedDebt)
    const { planId } = (await propose()).body
    expect((await view(planId)).warnings).toContain('payer-approval-needed')
    await event(planId, 'signed-by-tenant')
    expect((await event(planId, 'signed-by-landlord')).body).toEqual({ state: 'signed-by-landlord' })
    expect((await event(planId, 'submitted-to-payer')).body).toEqual({ state: 'submitted-to-payer' })
    expect((await event(planId, 'approved')).body).toEqual({ state: 'active' })
  })

  test('abandoned before it is signed, leaves room for another', async () => {
    const { planId } = (await propose()).body
    expect((await event(planId, 'replaced')).body).toEqual({ state: 'replaced' })
    expect((await propose()).status).toBe(200)
  })

  test('is an accessible PDF in plain French with its schedule, and its letter', async () => {
    const { planId } = (await propose()).body
    for (const endpoint of [plans.downloadAgreement, plans.downloadLetter]) {
      const answer = await t.send(endpoint, ofPlan(planId), { as: 'social-worker' })
      expect(answer.headers.get('content-type')).toBe('application/pdf')
      const pdf = Buffer.from(await answer.arrayBuffer()).toString('latin1')
      expect(pdf).toMatch(/\/MarkInfo\s*<<\s*\/Marked true/)
      expect(pdf).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/)
    }
    // A download is journaled when its transaction ends, just after its last byte.
    const countDownloads = async () => {
      const { rows } = await t.owner.query(
        "select count(*)::int as n from journal where act = 'file-downloaded' and household_id = $1",
        [account.householdId],
      )
      return rows[0].n
    }
    await expect.poll(countDownloads).toBe(2)
  })

  test('signed on paper is kept in the file, and its signatures noted', async () => {
    const { planId } = (await propose()).body
    const keep = (content: string) =>
      t.send(
        plans.keepSignedAgreement,
        { ...ofPlan(planId), signedByTenantOn: today, signedByLandlordOn: today },
        { as: 'social-worker', upload: { fileName: 'plan.pdf', content } },
      )
    expect(await (await keep('<html>')).json()).toMatchObject({ reason: 'not-a-document' })
    expect(await (await keep('%PDF-1.7 signé')).json()).toEqual({ state: 'active' })
    expect(await (await keep('%PDF-1.7 encore')).json()).toMatchObject({ reason: 'not-permitted' })
    const { rows } = await t.owner.query(
      `select d.kind, d.title, f.size_bytes::int as size from document d
       join stored_file f on (f.organisation_id, f.id) = (d.organisation_id, d.stored_file_id) where d.household_id = $1`,
      [account.householdId],
    )
    expect(rows).toEqual([{ kind: 'agreement', title: 'Plan d’apurement signé du 22/11/2026', size: 15 }])
    expect((await view(planId)).events.filter(({ hasFile }) => hasFile)).toHaveLength(2)
  })
})

test('nothing of a plan is found from another organisation, nor under another household', async () => {
  const { planId } = (await propose()).body
  const other = await makeAccount(t.owner, t.here)
  const stranger = await makeAccount(t.owner, t.elsewhere)
  const inputs = { reason: 'x', firstDueOn: '2026-12-05', count: 3, version: 1 }
  const here = { householdId: other.householdId, planId }
  const there = { householdId: stranger.householdId, planId }
  expect(await t.call(plans.getPlan, here)).toMatchObject(refused('unknown-record'))
  expect(await t.call(plans.getPlan, there, { in: t.elsewhere })).toMatchObject(refused('unknown-record'))
  expect(await t.call(plans.renegotiate, { ...there, ...inputs }, { in: t.elsewhere })).toMatchObject(
    refused('unknown-record'),
  )
  const fact = { kind: 'signed-by-tenant', on: today, note: null } as const
  expect(await t.call(plans.recordEvent, { ...there, ...fact }, { in: t.elsewhere })).toMatchObject(
    refused('unknown-record'),
  )
  const download = await t.send(plans.downloadAgreement, there, { in: t.elsewhere })
  expect(await download.json()).toMatchObject({ reason: 'unknown-record' })
  expect((await t.call(plans.getPlan, ofPlan(planId), { in: t.elsewhere })).status).toBe(403)
})
