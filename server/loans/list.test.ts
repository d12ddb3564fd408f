import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { makeLoan } from '#server/loans/loan-for-tests.ts'
import { refreshFinancings } from '#server/loans/refresh-financings.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { loans } = contract
const officer = { as: 'finance-officer' } as const
let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse('2026-04-20T09:00:00Z')
  const ids: string[] = []
  for (const firstDueOn of ['2026-01-05', '2026-01-06', '2026-03-05', '2026-04-05', '2026-06-05'] as const)
    ids.push((await makeLoan(t, { firstDueOn })).financingId)
  await t.inHere((tx) => refreshFinancings(tx, t.here.id, ids, '2026-04-20'))
})
afterAll(() => t.close())

test('the list pages, filters and counts; an auditor reads it without names', async () => {
  const all = await t.call(loans.list, { scope: 'all', limit: 3 }, officer)
  expect(all.body.rows).toHaveLength(3)
  const second = await t.call(loans.list, { scope: 'all', limit: 3, after: all.body.next ?? '' }, officer)
  expect(second.body.rows[0]?.financingId).not.toBe(all.body.rows[2]?.financingId)
  const late = await t.call(loans.list, { scope: 'late', sort: 'late', bucket: 'over-90' }, officer)
  expect(late.body.rows.every(({ bucket }) => bucket === 'over-90')).toBe(true)
  expect(late.body.total).toEqual({ count: late.body.rows.length, exact: true })
  const lateness = await t.call(loans.lateness, {}, officer)
  const over90 = lateness.body.rows.find(({ bucket }) => bucket === 'over-90')
  expect(over90?.count).toBe(late.body.rows.length)
  const audited = await t.call(loans.list, { scope: 'all' }, { as: 'auditor' })
  expect(audited.body.rows.every(({ householdLabel }) => householdLabel === null)).toBe(true)
  // The page of a loan holds the file of a household: the list does not open on it.
  const financingId = audited.body.rows[0]?.financingId ?? ''
  const opened = await t.call(loans.open, { financingId }, { as: 'auditor' })
  expect(opened).toMatchObject({ status: 403, body: { error: 'forbidden' } })
  expect((await t.call(loans.open, { financingId }, officer)).status).toBe(200)
  const file = await t.send(loans.export, { scope: 'late', sort: 'late', format: 'csv' }, officer)
  expect((await file.text()).split('\r\n').length).toBeGreaterThan(late.body.rows.length)
})

test('another organisation finds nothing', async () => {
  const { financingId } = await makeLoan(t)
  const elsewhere = { as: 'finance-officer', in: t.elsewhere } as const
  expect((await t.call(loans.open, { financingId }, elsewhere)).body).toMatchObject({
    reason: 'unknown-record',
  })
  const ask = { financingId, version: 1, on: '2026-04-10', cents: 100, means: 'cash' } as const
  expect((await t.call(loans.recordPayment, ask, elsewhere)).body).toMatchObject({ reason: 'unknown-record' })
})
