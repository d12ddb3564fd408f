import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'

const { tenancies } = contract
let t: TestHouse
let householdId: string
let tenancyId: string

type Entry = [day: string, kind: string, cents: number, externalId: string, revision?: number, label?: string]

const entries: Entry[] = [
  ['2026-08-01', 'rent-call', 50_000, 'E1'],
  ['2026-08-05', 'benefit', -20_000, 'E2'],
  ['2026-08-10', 'payment', -30_000, 'E3'],
  ['2026-09-01', 'rent-call', 50_000, 'E4'],
  ['2026-09-05', 'benefit', -20_000, 'E5'],
  ['2026-09-12', 'payment', -10_000, 'E6'],
  ['2026-09-12', 'payment', 10_000, 'E6', 1],
  ['2026-09-12', 'payment', -15_000, 'E6', 2, '=HYPERLINK("http://x")'],
  ['2026-11-01', 'rent-call', 50_000, 'E7'],
  ['2026-12-01', 'rent-call', 50_000, 'E8'],
]

beforeAll(async () => {
  t = await openTestHouse()
  householdId = await makeHousehold(t.owner, t.here)
  tenancyId = randomUUIDv7()
  await t.owner.query(
    `with b as (insert into building (organisation_id, id, source, external_id, name, street, post_code, town)
       values ($1, gen_random_uuid(), 'essai', 'B1', 'Les Tilleuls', '12 rue Victor Hugo', '63000', 'Riom') returning *),
     d as (insert into dwelling (organisation_id, id, building_id, source, external_id, kind)
       select $1, gen_random_uuid(), b.id, 'essai', 'D1', 'flat' from b returning *)
     insert into tenancy (organisation_id, id, source, external_id, dwelling_id, household_id, started_on, ended_on, rent_cents)
       select $1::uuid, $3::uuid, 'essai', 'L-1/A', d.id, $2::uuid, '2024-01-01'::date, null::date, 50000 from d
       union all select $1::uuid, gen_random_uuid(), 'essai', 'L-0', d.id, $2::uuid, '2010-01-01'::date, '2023-12-31'::date, 40000 from d`,
    [t.here.id, householdId, tenancyId],
  )
  for (const [day, kind, cents, externalId, revision = 0, label = null] of entries)
    await t.owner.query(
      `insert into rent_entry (organisation_id, tenancy_id, entry_on, amount_cents, kind, revision, source, external_id, label)
       values ($1, $2, $3, $4, $5, $6, 'essai', $7, $8)`,
      [t.here.id, tenancyId, day, cents, kind, revision, externalId, label],
    )
})
afterAll(() => t.close())

test('the tenancies of a household, the present one first, with the balance of today', async () => {
  const { body } = await t.call(tenancies.listOfHousehold, { householdId })
  expect(body.rows).toMatchObject([
    { number: 'L-1/A', balanceCents: 65_000, dwelling: { kind: 'flat' }, building: { town: 'Riom' } },
    { number: 'L-0', endedOn: '2023-12-31', balanceCents: 0 },
  ])
})

test('the months of the account, an empty one included, add up to the balance', async () => {
  const { body } = await t.call(tenancies.drawLedger, { householdId, tenancyId })
  expect(body.months).toEqual([
    {
      month: '2026-08-01',
      calledCents: 50_000,
      paidCents: 30_000,
      aidCents: 20_000,
      otherCents: 0,
      balanceCents: 0,
    },
    {
      month: '2026-09-01',
      calledCents: 50_000,
      paidCents: 15_000,
      aidCents: 20_000,
      otherCents: 0,
      balanceCents: 15_000,
    },
    { month: '2026-10-01', calledCents: 0, paidCents: 0, aidCents: 0, otherCents: 0, balanceCents: 15_000 },
    {
      month: '2026-11-01',
      calledCents: 50_000,
      paidCents: 0,
      aidCents: 0,
      otherCents: 0,
      balanceCents: 65_000,
    },
  ])
})

test('the lines, newest first, page after page, each with the balance after it', async () => {
  const first = await t.call(tenancies.listEntries, { householdId, tenancyId, limit: 6 })
  const second = await t.call(tenancies.listEntries, {
    householdId,
    tenancyId,
    limit: 6,
    after: first.body.next ?? '',
  })
  const lines = [...first.body.rows, ...second.body.rows]
  expect(lines.map(({ id }) => id.slice(6))).toEqual([
    'E8/0',
    'E7/0',
    'E6/2',
    'E6/1',
    'E6/0',
    'E5/0',
    'E4/0',
    'E3/0',
    'E2/0',
    'E1/0',
  ])
  expect(lines.map(({ balanceCents }) => balanceCents)).toEqual([
    115_000, 65_000, 15_000, 30_000, 20_000, 30_000, 50_000, 0, 30_000, 50_000,
  ])
  expect(first.body.total).toEqual({ count: 10, exact: true })
  expect(second.body.next).toBeNull()
})

test('a corrected line shows as its reversal and its new wording', async () => {
  const { body } = await t.call(tenancies.listEntries, { householdId, tenancyId, kinds: ['payment'] })
  expect(body.rows.map(({ correction, amountCents }) => [correction, amountCents])).toEqual([
    ['corrected', -15_000],
    ['reversal', 10_000],
    ['reversed', -10_000],
    ['none', -30_000],
  ])
})

test('a filter leaves the balances those of the whole account', async () => {
  const { body } = await t.call(tenancies.listEntries, {
    householdId,
    tenancyId,
    kinds: ['rent-call'],
    from: '2026-09-01',
    to: '2026-11-30',
  })
  expect(body.rows.map(({ entryOn, balanceCents }) => [entryOn, balanceCents])).toEqual([
    ['2026-11-01', 65_000],
    ['2026-09-01', 50_000],
  ])
  expect(body.total.count).toBe(2)
})

test('the CSV holds every line, and no formula', async () => {
  const response = await t.send(tenancies.exportEntries, { householdId, tenancyId })
  expect(response.headers.get('content-disposition')).toContain('compte-L-1-A.csv')
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const lines = new TextDecoder().decode(bytes).trim().split('\r\n')
  expect(lines).toHaveLength(11)
  expect(lines[1]).toBe('01/12/2026;Appel de loyer;;500,00;;1150,00;')
  expect(lines[3]).toBe('12/09/2026;Paiement;"\'=HYPERLINK(""http://x"")";;150,00;150,00;rectifiée')
})

test('a tenancy of another household or organisation is not found', async () => {
  const other = await makeHousehold(t.owner, t.here)
  for (const endpoint of [tenancies.drawLedger, tenancies.listEntries]) {
    const { body } = await t.call(endpoint, { householdId: other, tenancyId })
    expect(body).toMatchObject({ reason: 'unknown-record' })
    expect((await t.call(endpoint, { householdId, tenancyId }, { in: t.elsewhere })).status).toBe(403)
  }
  expect((await t.send(tenancies.exportEntries, { householdId: other, tenancyId })).status).toBe(409)
})

test('a forged place in the list starts at its beginning, never an error', async () => {
  const after = Buffer.from('["31/02",1,2,"x"]').toString('base64url')
  const { status, body } = await t.call(tenancies.listEntries, { householdId, tenancyId, after })
  expect(status).toBe(200)
  expect(body.rows).toHaveLength(10)
})
