import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assessTenancy } from '#domain/arrears/assess-tenancy.ts'
import { type AccountTerms, type LedgerEntry, replayLedger } from '#domain/arrears/ledger.ts'
import { rankInDay } from '#domain/arrears/ledger-order.ts'
import { addDays, compareDates, type PlainDate } from '#domain/plain-date.ts'
import { entryKinds } from '#domain/tenancies/kinds.ts'
import {
  insertAccounts,
  insertEntries,
  type TestTenancy,
  unpaidMonths,
} from '#server/arrears/portfolio-for-tests.ts'
import { addArrearsEvent } from '#server/arrears/record-event.ts'
import { requestScreening, screenPortfolio } from '#server/arrears/screen-portfolio.ts'
import { readGround } from '#server/arrears/screen-tenancies.ts'
import { screenTenancy } from '#server/arrears/screen-tenancy.ts'
import { type Batch, keepBatch, readBatch } from '#server/arrears/screening-batch.ts'
import { openRound } from '#server/arrears/screening-round.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const today = '2026-11-22'
const screen = async () => {
  const workId = await t.inHere((tx) => requestScreening(tx, { organisationId: t.here.id }))
  await screenPortfolio.run(t.house, { organisationId: t.here.id, workId }, new AbortController().signal)
  return workId
}
const stateOf = (tenancyId: string) =>
  t.inHere((tx) =>
    tx.selectFrom('arrears_state').where('tenancy_id', '=', tenancyId).selectAll().executeTakeFirst(),
  )

const randomEntries: fc.Arbitrary<LedgerEntry[]> = fc
  .array(
    fc.record({
      // Around the day too: what is dated tomorrow is not owed today.
      on: fc.integer({ min: -420, max: 3 }).map((offset) => addDays(today, offset)),
      kind: fc.constantFrom(...entryKinds),
      amountCents: fc.oneof(
        fc.integer({ min: -60_000, max: 60_000 }),
        fc.constantFrom(32_000, -32_000, 45_000, 64_000),
      ),
    }),
    { maxLength: 24 },
  )
  .map((entries) => entries.filter((entry) => entry.amountCents !== 0))
const randomTerms: fc.Arbitrary<AccountTerms> = fc.record({
  rentCents: fc.integer({ min: 0, max: 80_000 }),
  chargesCents: fc.integer({ min: 0, max: 15_000 }),
  rlsCents: fc.integer({ min: 0, max: 6_000 }),
  benefitCents: fc.integer({ min: 0, max: 40_000 }),
  benefitPaidTo: fc.constantFrom('landlord', 'tenant', 'none'),
})

test('the screening of any portfolio finds, tenancy by tenancy, what the rule of one account says', async () => {
  const accounts = fc
    .sample(fc.record({ terms: randomTerms, entries: randomEntries }), { numRuns: 600, seed: 21 })
    .map(({ terms, entries }) => ({ ...terms, terms, entries }))
  const tenancies = await insertAccounts(t.owner, t.here.id, accounts)
  await screen()
  const ground = await t.asMember('coordinator', (context) => readGround(context, today))
  let owing = 0
  for (const [index, { terms, entries }] of accounts.entries()) {
    const inOrder = entries
      .filter(({ on }) => on <= today)
      .toSorted(
        (a, b) =>
          compareDates(a.on, b.on) || rankInDay(a.kind, a.amountCents) - rankInDay(b.kind, b.amountCents),
      )
    const position = replayLedger(terms, ground.rules, inOrder, today)
    const row = await stateOf(tenancies[index]?.tenancyId ?? '')
    if (position.overdueCents === 0) {
      expect(row).toBeUndefined()
      continue
    }
    owing += 1
    const {
      a,
      b,
      change,
      case: walked,
      urgency,
      reportDue,
    } = assessTenancy({ terms, position, events: [], hasReferent: false }, ground)
    expect(row).toMatchObject({
      balance_cents: position.balanceCents,
      debt_cents: position.overdueCents,
      months_owed_tenths: position.monthsOwedTenths,
      trend_six_months_cents: position.trendSixMonthsCents,
      current_rent_resumed: position.currentRentResumed,
      first_default_on: position.firstDefaultOn,
      constituted_on_a: position.constitutedOnA,
      constituted_on_b: position.constitutedOnB,
      last_payment_on: position.lastPaymentOn,
      is_arrears_a: a.isArrears,
      is_arrears_b: b.isArrears,
      regime_change: change,
      stage: walked.stage,
      report_due_on: reportDue?.dueOn ?? null,
      urgency_score: urgency.score,
      urgency_reason: urgency.reason,
    })
  }
  expect(owing).toBeGreaterThan(150)
}, 120_000)

test('a threshold reached on 25 September is to be reported by 25 November, and the team is told', async () => {
  const [tenancy] = await insertAccounts(t.owner, t.here.id, [
    {
      label: 'Benali Nadia',
      number: 'B-1042',
      entries: [
        ...unpaidMonths('2026-08', '2026-09'),
        { on: '2026-09-01', kind: 'payment', amountCents: -2_000 },
        { on: '2026-09-25', kind: 'fee', amountCents: 2_000 },
      ],
    },
  ])
  await screen()
  expect(await stateOf(tenancy?.tenancyId ?? '')).toMatchObject({
    debt_cents: 64_000,
    threshold_a_cents: 64_000,
    is_arrears_a: true,
    is_arrears_b: true,
    months_owed_tenths: 20,
    first_default_on: '2026-08-01',
    constituted_on: '2026-09-25',
    report_due_on: '2026-11-25',
    stage: 'constituted',
    urgency_rule: 'report-soon',
  })
  const tasks = async () =>
    (await t.owner.query('select kind, due_on from task where household_id = $1', [tenancy?.householdId]))
      .rows
  expect(await tasks()).toEqual([{ kind: 'report-by', due_on: expect.anything() }])
  await screen()
  expect(await tasks()).toHaveLength(1)
})

test('the rent of the month owes nothing until it is due, and keeps nobody on the worklist', async () => {
  const { membershipId } = t.here.members.coordinator
  await t.owner.query(
    `insert into parameter_override (state, organisation_id, id, key, value, valid_from, reason, set_by)
     values ('in-force', $1, gen_random_uuid(), 'arrears.due-delay-days', 10, '2020-01-01', 'Appels datés du 1er, dus le 11', $2)`,
    [t.here.id, membershipId],
  )
  const dueIn = (days: number) => addDays(today, days - 10)
  const rent = (on: PlainDate): LedgerEntry[] => [
    { on, kind: 'rent-call', amountCents: 52_000 },
    { on, kind: 'benefit', amountCents: -20_000 },
  ]
  const [waiting, late, older] = await insertAccounts(t.owner, t.here.id, [
    { entries: rent(dueIn(1)) },
    { entries: rent(dueIn(0)) },
    { entries: [{ on: '2026-07-01', kind: 'fee', amountCents: 5_000 }, ...rent(dueIn(1))] },
  ])
  await screen()
  expect(await stateOf(waiting?.tenancyId ?? '')).toBeUndefined()
  expect(await stateOf(late?.tenancyId ?? '')).toMatchObject({ debt_cents: 32_000, first_default_on: today })
  expect(await stateOf(older?.tenancyId ?? '')).toMatchObject({
    balance_cents: 37_000,
    debt_cents: 5_000,
    first_default_on: '2026-07-01',
  })
  await t.owner.query("delete from parameter_override where key = 'arrears.due-delay-days'")
  await screen()
  expect(await stateOf(waiting?.tenancyId ?? '')).toMatchObject({ debt_cents: 32_000 })
})

test('who pays everything leaves the worklist, and a portfolio that did not change is not written again', async () => {
  const [tenancy] = await insertAccounts(t.owner, t.here.id, [{ entries: unpaidMonths('2026-10') }])
  const id = tenancy?.tenancyId ?? ''
  await screen()
  expect(await stateOf(id)).toMatchObject({ stage: 'late', debt_cents: 32_000 })
  const versions = async () =>
    (await t.owner.query('select array_agg(xmin::text order by tenancy_id) as rows from arrears_state')).rows
  const before = await versions()
  await screen()
  expect(await versions()).toEqual(before)
  await insertEntries(t.owner, t.here.id, [
    { tenancyId: id, on: '2026-11-20', kind: 'payment', amountCents: -32_000 },
  ])
  await screen()
  expect(await stateOf(id)).toBeUndefined()
})

test('a screening that was stopped goes on from its last batch', async () => {
  const workId = await t.inHere((tx) => requestScreening(tx, { organisationId: t.here.id }))
  const stopped = AbortSignal.abort()
  await expect(screenPortfolio.run(t.house, { organisationId: t.here.id, workId }, stopped)).rejects.toThrow()
  await screenPortfolio.run(t.house, { organisationId: t.here.id, workId }, new AbortController().signal)
  const { rows } = await t.owner.query('select state, result from work where id = $1', [workId])
  const { rows: tenancies } = await t.owner.query(
    'select count(*)::int as count from tenancy where organisation_id = $1',
    [t.here.id],
  )
  expect(rows[0]).toMatchObject({ state: 'done', result: { tenancies: tenancies[0].count } })
})

const everyone = {
  after: '00000000-0000-0000-0000-000000000000',
  upTo: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  count: 0,
}
const readAll = async () => {
  const round = await t.inHere((tx) => openRound(tx, t.here.id, today))
  return readBatch(t.house, t.here.id, everyone, round)
}
const keep = (batch: Batch) =>
  t.inHere((tx) => keepBatch({ tx, actor: { organisationId: t.here.id }, now: t.house.clock.now() }, batch))

test('a fact recorded while a screening has read and not yet written is not written over', async () => {
  const [known, fresh, paid] = await insertAccounts(t.owner, t.here.id, [
    { entries: unpaidMonths('2026-08', '2026-09') },
    { entries: unpaidMonths('2026-08', '2026-09') },
    { entries: unpaidMonths('2026-10') },
  ])
  if (!known || !fresh || !paid) throw new Error('three accounts')
  const judgeAgain = ({ tenancyId }: TestTenancy) =>
    t.asMember('coordinator', (context) => screenTenancy(context, tenancyId))
  await judgeAgain(known)
  await judgeAgain(paid)
  const batch = await readAll()
  for (const { tenancyId, householdId } of [known, fresh])
    await t.asMember('coordinator', (context) =>
      addArrearsEvent(context, { tenancyId, householdId, kind: 'reported-to-payer', on: today }),
    )
  await insertEntries(t.owner, t.here.id, [
    { tenancyId: paid.tenancyId, on: today, kind: 'payment', amountCents: -32_000 },
  ])
  await judgeAgain(paid)
  await keep(batch)
  expect(await stateOf(known.tenancyId)).toMatchObject({ stage: 'reported' })
  expect(await stateOf(fresh.tenancyId)).toMatchObject({ stage: 'reported' })
  expect(await stateOf(paid.tenancyId)).toBeUndefined()
})

test('a debt found by someone else since a screening read does not lose its state', async () => {
  const [tenancy] = await insertAccounts(t.owner, t.here.id, [{ entries: unpaidMonths('2026-10') }])
  const id = tenancy?.tenancyId ?? ''
  await screen()
  await insertEntries(t.owner, t.here.id, [
    { tenancyId: id, on: '2026-11-20', kind: 'payment', amountCents: -32_000 },
  ])
  const batch = await readAll()
  expect(batch.found.toForget.map(({ tenancyId }) => tenancyId)).toContain(id)
  await insertEntries(t.owner, t.here.id, [
    { tenancyId: id, on: '2026-11-21', kind: 'payment-rejected', amountCents: 32_000 },
  ])
  await t.asMember('coordinator', (context) => screenTenancy(context, id))
  await keep(batch)
  expect(await stateOf(id)).toMatchObject({ debt_cents: 32_000 })
})

test('on the same day with the same figures, only what changed is judged again', async () => {
  const accounts = await insertAccounts(t.owner, t.here.id, [
    { entries: unpaidMonths('2026-10') },
    { entries: unpaidMonths('2026-10') },
    { entries: unpaidMonths('2026-10') },
    { entries: unpaidMonths('2026-10') },
  ])
  const ids = accounts.map(({ tenancyId }) => tenancyId)
  await screen()
  const judged = async () => (await readAll()).found.accounts.map(({ tenancyId }) => tenancyId)
  // An account with a recorded fact is always judged again.
  const before = await judged()
  expect(before.filter((id) => ids.includes(id))).toEqual([])
  const [paying, moved, renamed] = ids
  await insertEntries(t.owner, t.here.id, [
    { tenancyId: paying ?? '', on: '2026-11-20', kind: 'payment', amountCents: -2_000 },
  ])
  await t.owner.query('update tenancy set rent_cents = 44000, version = version + 1 where id = $1', [moved])
  await t.owner.query("update household set label = 'Nouveau nom' where id = $1", [accounts[2]?.householdId])
  expect((await judged()).filter((id) => ids.includes(id)).sort()).toEqual([paying, moved, renamed].sort())
  await screen()
  expect(await stateOf(paying ?? '')).toMatchObject({ debt_cents: 30_000 })
  expect(await stateOf(renamed ?? '')).toMatchObject({ household_label: 'Nouveau nom' })
  const everything = await t.inHere((tx) => openRound(tx, t.here.id, addDays(today, 1)))
  expect(everything.judgedBefore).toBe(false)
  await t.owner.query(
    `insert into parameter_override (state, organisation_id, id, key, value, valid_from, reason, set_by)
     values ('in-force', $1, gen_random_uuid(), 'arrears.b.debt-limit', 50000, '2027-01-01', 'Essai', $2)`,
    [t.here.id, t.here.members.coordinator.membershipId],
  )
  expect(await t.inHere((tx) => openRound(tx, t.here.id, today))).toMatchObject({ judgedBefore: false })
})

test('a screening stopped on another day, or by an update, begins again', async () => {
  const workId = await t.inHere((tx) => requestScreening(tx, { organisationId: t.here.id }))
  const before = { after: everyone.upTo, done: 1, judgedWith: 'la veille' }
  await t.owner.query('update work set cursor = $2 where id = $1', [workId, JSON.stringify(before)])
  await screenPortfolio.run(t.house, { organisationId: t.here.id, workId }, new AbortController().signal)
  const { rows } = await t.owner.query(
    `select (result->>'tenancies')::int as judged, (select count(*)::int from tenancy where organisation_id = $2) as known
     from work where id = $1`,
    [workId, t.here.id],
  )
  expect(rows[0].judged).toBe(rows[0].known)
})
