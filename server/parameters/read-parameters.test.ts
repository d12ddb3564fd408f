import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { legalParameters } from '#domain/parameters.ts'
import { holidaysAround } from '#server/parameters/holidays.ts'
import { listLegalParameters, readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { writeLegalParameters } from '#server/parameters/write-legal-parameters.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const inOrder = (all: readonly { key: string; validFrom: string }[]) =>
  all.toSorted((a, b) => `${a.key} ${a.validFrom}`.localeCompare(`${b.key} ${b.validFrom}`))

test('the table says what Palier ships, and writing it again changes nothing', async () => {
  const written = await t.asMember('administrator', listLegalParameters)
  expect(inOrder(written)).toEqual(inOrder(legalParameters))
  const versions = 'select array_agg(xmin::text order by key, valid_from) as rows from legal_parameter'
  const before = await t.owner.query(versions)
  await writeLegalParameters(t.owner)
  expect((await t.owner.query(versions)).rows).toEqual(before.rows)
})

test('a figure that Palier no longer ships leaves the table', async () => {
  await t.owner.query(`insert into legal_parameter
    values ('ancien.seuil', '2020-01-01', null, 'Ancien seuil', 1, 'count', 'aucun', '2020-01-01', 'verified')`)
  await writeLegalParameters(t.owner)
  const { rowCount } = await t.owner.query("select from legal_parameter where key = 'ancien.seuil'")
  expect(rowCount).toBe(0)
})

test('an organisation reads its own value, another one the value of the law', async () => {
  const { organisationId, membershipId } = t.here.members.administrator
  await t.owner.query(
    `insert into parameter_override (state, organisation_id, id, key, valid_from, value, reason, set_by)
     values ('in-force', $1, $2, 'plan.default-count', '2026-06-01', 24, 'Protocole local', $3)`,
    [organisationId, randomUUIDv7(), membershipId],
  )
  const read = (actor: { organisationId: string }, day: '2026-05-31' | '2026-06-01') =>
    t.inHere((tx) => readOrganisationParameters({ tx, actor }, day))
  const before = await read(t.here.members.coordinator, '2026-05-31')
  const after = await read(t.here.members.coordinator, '2026-06-01')
  const elsewhere = await read(t.elsewhere.members.coordinator, '2026-06-01')
  expect([before, after, elsewhere].map((one) => one.read('plan.default-count'))).toEqual([36, 24, 36])
  expect(after.used()[0]).toMatchObject({
    confidence: 'own-decision',
    legalRef: expect.stringContaining('Protocole local'),
  })
})

test('the public holidays of the years around a day are known', () => {
  const holidays = holidaysAround('2026-11-22')
  for (const day of [
    '2026-12-25',
    '2027-01-01',
    '2027-03-29',
    '2027-05-06',
    '2027-05-17',
    '2026-07-14',
    '2029-11-11',
  ])
    expect(holidays.has(day as '2026-12-25'), day).toBe(true)
  for (const day of ['2026-12-24', '2027-03-26'] as const) expect(holidays.has(day), day).toBe(false)
})
