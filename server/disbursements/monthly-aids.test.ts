import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'
import { fixedClock } from '#server/clock.ts'
import { prepareMonthlyAids } from '#server/disbursements/prepare-monthly-aids.ts'
import {
  coordinator,
  euros,
  makeHouseholdPayee,
  makeProject,
  movementsOf,
  officer,
  type Project,
  passed,
} from '#server/disbursements/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const { disbursements } = contract
const night = (on: PlainDate) =>
  prepareMonthlyAids.run(
    { ...t.house, clock: fixedClock(`${on}T03:00:00Z`) },
    { organisationId: t.here.id },
    new AbortController().signal,
  )
const monthsOf = async (financingId: string): Promise<string[]> => {
  const { rows } = await t.owner.query(
    `select for_month::text as month from payment_order where financing_id = $1
     and state not in ('cancelled', 'rejected') order by for_month`,
    [financingId],
  )
  return rows.map(({ month }) => month)
}
const makeAid = async (project: Project, months = 6, payeeId?: string) => {
  const financingId = await project.grant('recurring-aid', months * 150, { months })
  return { financingId, payeeId: payeeId ?? (await makeHouseholdPayee(t, project.householdId)) }
}
const plan = (financingId: string, payeeId: string, firstMonth: PlainDate) =>
  t.call(disbursements.planMonthlyAid, { financingId, payeeId, firstMonth, execution: 'bank-file' }, officer)

describe('150 € a month', () => {
  test('one order a month, prepared by night; a night run twice prepares nothing twice', async () => {
    const { financingId, payeeId } = await makeAid(await makeProject(t))
    passed(await plan(financingId, payeeId, '2026-10-15'))
    expect((await plan(financingId, payeeId, '2026-10-15')).body).toMatchObject({ reason: 'already-planned' })
    expect(await monthsOf(financingId)).toEqual(['2026-10-01', '2026-11-01'])
    await Promise.all([night('2026-12-01'), night('2026-12-01')])
    await night('2026-12-01')
    expect(await monthsOf(financingId)).toEqual(['2026-10-01', '2026-11-01', '2026-12-01'])
    await night('2027-09-01')
    expect(await monthsOf(financingId)).toHaveLength(6)
    const { rows } = await t.owner.query(
      'select sum(cents)::int as cents, min(prepared_by::text) as by from payment_order where financing_id = $1',
      [financingId],
    )
    expect(rows).toEqual([{ cents: euros(900), by: null }])
    const waiting = await t.owner.query(
      "select count(*)::int as count from task where kind = 'payment-to-release'",
    )
    expect(waiting.rows[0].count).toBeGreaterThan(0)
  })

  test('the seventh month in a row is refused, whatever aid pays it', async () => {
    const project = await makeProject(t)
    const { financingId, payeeId } = await makeAid(project)
    passed(await plan(financingId, payeeId, '2026-06-01'))
    expect(await monthsOf(financingId)).toHaveLength(6)
    const next = await makeAid(project, 2, payeeId)
    expect((await plan(next.financingId, payeeId, '2026-12-01')).body).toMatchObject({
      reason: 'too-many-months',
    })
    passed(await plan(next.financingId, payeeId, '2027-01-01'))
    const tooLong = await makeAid(await makeProject(t), 7)
    expect((await plan(tooLong.financingId, tooLong.payeeId, '2026-11-01')).body).toMatchObject({
      reason: 'too-many-months',
    })
  })

  test('an event stops it: what was not begun is cancelled and goes back to the envelope', async () => {
    const { financingId, payeeId } = await makeAid(await makeProject(t))
    passed(await plan(financingId, payeeId, '2026-09-01'))
    const stop = (on: PlainDate) =>
      t.call(disbursements.stopMonthlyAid, { financingId, on, reason: 'situation-improved' }, officer)
    expect((await stop('2026-11-23')).body).toMatchObject({ reason: 'in-the-future' })
    expect(passed(await stop('2026-10-10'))).toEqual({ releasedCents: euros(600) })
    expect((await stop('2026-10-10')).body).toMatchObject({ reason: 'already-stopped' })
    await night('2027-01-01')
    expect(await monthsOf(financingId)).toEqual(['2026-09-01', '2026-10-01'])
    expect(await movementsOf(t, financingId)).toEqual({
      commitment: euros(900),
      'commitment-release': -euros(600),
    })
  })

  test('a month already paid after the event keeps it from being stopped before', async () => {
    const { financingId, payeeId } = await makeAid(await makeProject(t))
    passed(await plan(financingId, payeeId, '2026-11-01'))
    const { rows } = await t.owner.query('select id from payment_order where financing_id = $1', [
      financingId,
    ])
    const orderIds = [rows[0].id]
    passed(await t.call(disbursements.release, { orderIds }, officer))
    await t.asMember('finance-officer', async (context) => {
      const { markIssued } = await import('#server/disbursements/payment-orders.ts')
      await markIssued(context, orderIds, t.here.id)
    })
    expect(
      (
        await t.call(
          disbursements.stopMonthlyAid,
          { financingId, on: '2026-10-31', reason: 'death' },
          officer,
        )
      ).body,
    ).toMatchObject({ reason: 'already-left' })
  })

  test('each financing is paid its own way, never far back', async () => {
    const project = await makeProject(t)
    const loan = await project.grant('loan', 1_000, { months: 10 })
    const { financingId, payeeId } = await makeAid(project)
    expect((await plan(loan, payeeId, '2026-11-01')).body).toMatchObject({ reason: 'not-for-this-kind' })
    expect((await plan(financingId, payeeId, addMonths('2026-09-01', -4))).body).toMatchObject({
      reason: 'too-early',
    })
    expect((await plan(financingId, t.here.id, '2026-11-01')).body).toMatchObject({ reason: 'unknown-payee' })
    expect((await t.call(disbursements.close, { financingId }, coordinator)).status).toBe(403)
  })
})
