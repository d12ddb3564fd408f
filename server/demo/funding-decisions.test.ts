import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#domain/plain-date.ts'
import { tellDecisions } from '#server/demo/funding-decisions.ts'
import { openTeller, type Staff } from '#server/demo/teller.ts'
import { makeApplication, today } from '#server/offers/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const fileOn = async (daysAgo: number, rank: number) => {
  const made = await makeApplication(t, {
    cents: rank % 4 === 0 ? 280_000 : 600_000 + rank * 100,
    field: rank % 5 === 2 ? 'social-housing-sale' : 'energy-precarity',
    ...(rank === 6 ? { kind: 'microcredit' as const, cents: 300_000, months: 36 } : {}),
    product: { documents: ['identity', 'quotes'] },
  })
  const filedOn = addDays(today, -daysAgo)
  await t.owner.query('update application set filed_on = $2 where id = $1', [made.applicationId, filedOn])
  await t.owner.query('update application_event set on_date = $2 where application_id = $1', [
    made.applicationId,
    filedOn,
  ])
  await t.owner.query(
    "update application_standing set status = 'filed', filed_on = $2 where application_id = $1",
    [made.applicationId, filedOn],
  )
}

test('the files of the demo are decided month after month, and each outcome is told', async () => {
  for (let rank = 0; rank < 24; rank++) await fileOn(400 - rank * 17, rank)
  const { members } = t.here
  const staff: Staff = new Map([
    ['bruno.leroy', members['project-officer']],
    ['marc.delorme', members['finance-officer']],
    ['ines.caron', { ...members.coordinator, ...members.administrator, role: 'finance-officer' as const }],
    ['helene.roy', members.coordinator],
  ])
  await t.owner.query("update membership set role = 'finance-officer' where id = $1", [
    members.administrator.membershipId,
  ])
  await t.inHere((tx) => tellDecisions(openTeller(t.house, tx, t.here.id, staff)))
  const count = async (text: string) =>
    Object.fromEntries((await t.owner.query(text)).rows.map(({ key, count: total }) => [key, Number(total)]))
  const statuses = await count('select status as key, count(*) from application_standing group by 1')
  for (const status of ['granted', 'refused', 'filed', 'adjourned', 'abandoned'])
    expect(statuses[status], status).toBeGreaterThan(0)
  const stages = await count('select stage as key, count(*) from offer_standing group by 1')
  expect(stages['open']).toBeGreaterThan(3)
  const sittings = await count(
    "select case when signed_at is null then 'open' else 'signed' end as key, count(*) from sitting group by 1",
  )
  expect(sittings['signed']).toBeGreaterThan(5)
}, 120_000)
