import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { loanParameters } from '#domain/legal-parameters/loans.ts'
import { loanRules } from '#domain/loans/rules.ts'
import { readParameters } from '#domain/parameters.ts'
import { addDays, addMonths, type PlainDate } from '#domain/plain-date.ts'
import { fixedClock } from '#server/clock.ts'
import type { House } from '#server/house.ts'
import { advancePlainLoans } from '#server/loans/advance-plain-loans.ts'
import { recordCollectedPayments, rejectCollectedPayments } from '#server/loans/collected-payments.ts'
import { makeLoan, openLoanOf, signMandate } from '#server/loans/loan-for-tests.ts'
import { readLoans } from '#server/loans/loan-store.ts'
import { advanceBatch, followLoans, replayBatch } from '#server/loans/nightly.ts'
import { refreshFinancings } from '#server/loans/refresh-financings.ts'
import { drawStanding } from '#server/loans/standing.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse('2026-01-02T09:00:00Z')
})
afterAll(() => t.close())

const rules = loanRules(readParameters(loanParameters, '2026-01-02'))
const onDay = (today: PlainDate): House => ({ ...t.house, clock: fixedClock(`${today}T04:00:00Z`) })
const run = (today: PlainDate) =>
  followLoans.run(onDay(today), { organisationId: t.here.id }, new AbortController().signal)

/** Numbers that look like chance, and are the same each time. */
const dice = (seed: number) => {
  let state = seed
  return (most: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * most)
  }
}

const columns = `financing_id, status, due_cents, late_cents, bucket, oldest_unpaid_on, time_bar_on, time_bar_alert,
  suggested_level, next_due_on, next_due_cents, is_plain, oldest_row, next_row, fallen_cents, settled_cents, changes_on`

test('what SQL writes at night is what the replay says, day after day, over two years and a half', async () => {
  const roll = dice(11)
  const ids: string[] = []
  const start: PlainDate = '2026-01-02'
  for (let rank = 0; rank < 40; rank += 1) {
    const firstDueOn = addDays('2026-01-05', roll(40))
    const cents = 30_000 + roll(90_000)
    const made = await makeLoan(t, { cents, months: 3 + roll(12), firstDueOn, lentOn: start })
    ids.push(made.financingId)
    if (rank % 2 === 0) await signMandate(t, made.householdId)
  }
  const database = t.house.database
  const paid = await t.owner.query('select count(*)::int as n from collection')
  expect(paid.rows[0].n).toBe(0)
  await t.inHere((tx) => refreshFinancings(tx, t.here.id, ids, start))
  let moved = 0
  let today = start
  while (today < '2028-06-30') {
    today = addDays(today, today < '2026-12-01' ? 1 + (roll(8) === 0 ? 2 : 0) : 1 + roll(9))
    if (roll(6) === 0) await payOne(ids[roll(ids.length)] ?? '', today, 5_000 + roll(20_000))
    for (let done = 1; done > 0; ) {
      done = (
        await t.inHere((tx) => advancePlainLoans({ tx, organisationId: t.here.id, rules, today, limit: 17 }))
      ).moved
      moved += done
    }
    while ((await replayBatch(onDay(today), t.here.id)) > 0);
    await expectPictures(ids, today)
  }
  expect(moved).toBeGreaterThan(300)
  expect(database).toBeDefined()
}, 180_000)

const payOne = async (financingId: string, on: PlainDate, cents: number) => {
  const { version } = await openLoanOf(t, financingId)
  // The house's own day is the first: what is dated later is written as the night would find it.
  await t.owner.query(
    `insert into loan_payment (organisation_id, id, financing_id, on_date, cents, means, recorded_at)
     values ($1, gen_random_uuid(), $2, $3, $4, 'cheque', now())`,
    [t.here.id, financingId, on, cents],
  )
  await t.inHere((tx) => refreshFinancings(tx, t.here.id, [financingId], on))
  expect(version).toBeGreaterThan(0)
}

const expectPictures = async (ids: readonly string[], today: PlainDate) => {
  const records = await t.inHere((tx) => readLoans(tx, t.here.id, ids))
  const { rows } = await t.inHere(async (tx) =>
    tx
      .selectFrom('financing_standing')
      .selectAll()
      .where('financing_id', 'in', ids)
      .execute()
      .then((all) => ({ rows: all })),
  )
  const byId = new Map(rows.map((row) => [row.financing_id, row]))
  for (const record of records) {
    const { standing } = drawStanding(
      record,
      { repaidCents: 0, lostCents: 0, recoveredCents: 0 },
      rules,
      today,
    )
    expect(byId.get(record.financingId), `${record.number} on ${today}`).toMatchObject({
      status: standing.status,
      due_cents: standing.dueCents,
      late_cents: standing.lateCents,
      bucket: standing.bucket,
      oldest_unpaid_on: standing.oldestUnpaidOn,
      time_bar_on: standing.timeBarOn,
      time_bar_alert: standing.timeBarAlert,
      suggested_level: standing.suggestedLevel,
      next_due_on: standing.nextDueOn,
      next_due_cents: standing.nextDueCents,
      is_plain: standing.place.isPlain,
      oldest_row: standing.place.oldestRow,
      next_row: standing.place.nextRow,
      fallen_cents: standing.place.fallenCents,
      settled_cents: standing.place.settledCents,
      changes_on: standing.changesOn,
    })
  }
}

const collectionsOf = async (financingId: string) => {
  const { rows } = await t.owner.query<{ id: string; due_on: string; cents: string; state: string }>(
    `select id, due_on::text, cents, state from collection where financing_id = $1 order by due_on`,
    [financingId],
  )
  return rows
}

test('a due date processed twice, or cut short, is processed once', async () => {
  const loan = await makeLoan(t, { firstDueOn: '2026-01-15', lentOn: '2026-01-02' })
  await signMandate(t, loan.householdId)
  await t.inHere((tx) => refreshFinancings(tx, t.here.id, [loan.financingId], '2026-01-02'))
  expect((await collectionsOf(loan.financingId)).map((row) => row.due_on)).toEqual(['2026-01-15'])
  const stopped = new AbortController()
  stopped.abort()
  await expect(
    followLoans.run(onDay('2026-02-15'), { organisationId: t.here.id }, stopped.signal),
  ).rejects.toThrow()
  await Promise.all([run('2026-01-15'), run('2026-01-15')])
  await advanceBatch(onDay('2026-01-15'), t.here.id)
  expect((await collectionsOf(loan.financingId)).map((row) => row.due_on)).toEqual([
    '2026-01-15',
    '2026-02-15',
  ])
  await run('2026-02-15')
  await run('2026-02-15')
  expect(await collectionsOf(loan.financingId)).toHaveLength(3)
})

test('collected, presented, refused by the bank: one payment, taken back once', async () => {
  const loan = await makeLoan(t, { firstDueOn: '2026-01-15', lentOn: '2026-01-02' })
  await signMandate(t, loan.householdId)
  const acting = async <T>(today: PlainDate, work: Parameters<typeof t.asMember<T>>[1]) =>
    t.asMember('finance-officer', (context) => work({ ...context, today }))
  await t.inHere((tx) => refreshFinancings(tx, t.here.id, [loan.financingId], '2026-01-02'))
  const [collection] = await collectionsOf(loan.financingId)
  const collected = { collectionId: collection?.id ?? '', attempt: 1, collectOn: '2026-01-15' } as const
  const record = () => acting('2026-01-10', (context) => recordCollectedPayments(context, [collected]))
  expect([await record(), await record()]).toEqual([1, 0])
  await run('2026-01-15')
  await run('2026-01-16')
  const picture = async () => {
    const { rows } = await t.owner.query(
      `select ${columns} from financing_standing where financing_id = $1`,
      [loan.financingId],
    )
    return rows[0]
  }
  expect(await picture()).toMatchObject({ late_cents: '0', settled_cents: '10000', status: 'repaying' })
  const returned = { ...collected, on: '2026-01-19', reason: 'insufficient-funds' } as const
  const reject = () => acting('2026-01-19', (context) => rejectCollectedPayments(context, [returned]))
  expect([await reject(), await reject()]).toEqual([[loan.financingId], []])
  expect(await picture()).toMatchObject({ late_cents: '10000', status: 'in-arrears' })
  expect((await collectionsOf(loan.financingId))[0]?.state).toBe('presented')
})

test('who follows the household is told once of a late loan; the task closes when it is paid', async () => {
  const loan = await makeLoan(t, { firstDueOn: '2026-01-15', lentOn: '2026-01-02' })
  for (const day of ['2026-01-15', '2026-01-16', '2026-01-20', '2026-02-15'] as const) await run(day)
  const tasks = async () => {
    const { rows } = await t.owner.query('select kind, title, closed_at from task where household_id = $1', [
      loan.householdId,
    ])
    return rows
  }
  expect(await tasks()).toMatchObject([{ kind: 'loan-late', closed_at: null }])
  await payOne(loan.financingId, '2026-02-20', 20_000)
  await t.owner.query(`update financing_standing set changes_on = '2026-02-21' where financing_id = $1`, [
    loan.financingId,
  ])
  await t.owner.query(`update financing_standing set is_plain = false where financing_id = $1`, [
    loan.financingId,
  ])
  await run('2026-02-21')
  expect((await tasks())[0]?.closed_at).not.toBeNull()
})

test('frozen: what waited is withdrawn, and waits again after', async () => {
  const loan = await makeLoan(t, { firstDueOn: addMonths('2026-01-15', 1), lentOn: '2026-01-02' })
  await signMandate(t, loan.householdId)
  await t.inHere((tx) => refreshFinancings(tx, t.here.id, [loan.financingId], '2026-01-02'))
  const tell = async (kind: 'loan-frozen' | 'loan-unfrozen') =>
    t.call(
      contract.loans.recordFact,
      {
        financingId: loan.financingId,
        version: (await openLoanOf(t, loan.financingId)).version,
        fact: { kind, on: '2026-01-02' },
      },
      { as: 'finance-officer' },
    )
  expect((await tell('loan-frozen')).status).toBe(200)
  expect((await collectionsOf(loan.financingId)).map(({ state }) => state)).toEqual(['withdrawn'])
  expect((await tell('loan-unfrozen')).status).toBe(200)
  expect((await collectionsOf(loan.financingId)).map(({ state }) => state)).toEqual(['to-present'])
})
