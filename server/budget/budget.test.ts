import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { budget, households } = contract
let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const as = 'social-worker' as const
type Content = Sent<typeof budget.addSnapshot>['content']

const makeFile = async () =>
  (
    await t.call(
      households.create,
      { person: { lastName: 'Situation', firstName: 'Sam', birthOn: '1990-01-01' } },
      { as },
    )
  ).body

/** Household B of the handbook, §4.4 and §5.2: single parent, two children. */
const householdB: Content = {
  onDate: '2026-11-01',
  comment: 'Vu les trois derniers bulletins.',
  members: [{ bornOn: '1990-01-01' }, { bornOn: '2018-05-01' }, { bornOn: '2020-05-01' }],
  resources: [
    { kind: 'wages', amountCents: 175_000, every: 'month', proofSeen: true },
    { kind: 'housing-benefit', amountCents: 46_900, every: 'month' },
  ],
  charges: [
    { kind: 'rent', amountCents: 62_000, every: 'month' },
    { kind: 'recoverable-charges', amountCents: 11_000, every: 'month' },
    { kind: 'electricity', amountCents: 9_500, every: 'month' },
    { kind: 'other-fixed', amountCents: 216_000, every: 'year' },
  ],
}

test('a situation is kept as it was written and gives the figures of the handbook', async () => {
  const { householdId } = await makeFile()
  const { body } = await t.call(budget.addSnapshot, { householdId, content: householdB }, { as })
  const situation = await t.call(budget.openSituation, { householdId }, { as })
  expect(situation.body.snapshots).toMatchObject([
    { ...householdB, id: body.id, version: 1, createdBy: 'Membre social-worker' },
  ])
  expect(situation.body.members).toMatchObject([{ name: 'Sam Situation', bornOn: '1990-01-01' }])
  expect(situation.body.figures.map(({ key }) => key)).toContain('seizable.share-1')

  const assessed = await t.call(budget.assess, { householdId, snapshotId: body.id }, { as })
  expect(assessed.body).toMatchObject({
    incomeCents: 175_000,
    resourcesCents: 221_900,
    unitsHundredths: 160,
    residualPerMonthCents: 121_400,
    residualPerPersonPerDayCents: 1349,
    residualPerUnitPerDayCents: 2529,
  })
  const rate = (variant: string) => assessed.body.effortRates.find((one) => one.variant === variant)
  expect(rate('allocation-2011')?.rateBasisPoints).toBe(1491)
  expect(rate('energy-inclusive')).toMatchObject({ rateBasisPoints: 2034, isAboveThreshold: false })
})

test('the figures are those of the organisation when it has its own', async () => {
  const { householdId } = await makeFile()
  const { body } = await t.call(budget.addSnapshot, { householdId, content: householdB }, { as })
  await t.owner.query(
    `insert into parameter_override (state, organisation_id, id, key, valid_from, value, reason, set_by)
     values ('in-force', $1, $2, 'effort.energy-inclusive', '2026-01-01', 2000, 'Charte locale', $3)`,
    [t.here.id, randomUUIDv7(), t.here.members.administrator.membershipId],
  )
  const { body: assessed } = await t.call(budget.assess, { householdId, snapshotId: body.id }, { as })
  expect(assessed.effortRates.find((one) => one.variant === 'energy-inclusive')).toMatchObject({
    thresholdBasisPoints: 2000,
    isAboveThreshold: true,
  })
})

test('two people edit the same situation: the second is told, and reads what the first wrote', async () => {
  const { householdId } = await makeFile()
  const { id } = (await t.call(budget.addSnapshot, { householdId, content: householdB }, { as })).body
  const edit = { householdId, snapshotId: id, version: 1 }
  const first = { ...householdB, comment: 'Le premier' }
  const second = { ...householdB, comment: 'Le second' }
  expect((await t.call(budget.editSnapshot, { ...edit, content: first }, { as })).body).toEqual({
    version: 2,
  })
  const refused = await t.call(budget.editSnapshot, { ...edit, content: second })
  expect(refused).toMatchObject({
    status: 409,
    body: {
      reason: 'stale-version',
      details: { comment: 'Le premier', version: 2, changedBy: 'Membre social-worker' },
    },
  })
  expect((await t.call(budget.editSnapshot, { ...edit, version: 2, content: second })).status).toBe(200)
  const { rows } = await t.owner.query('select comment, version from budget_snapshot where id = $1', [id])
  expect(rows).toEqual([{ comment: 'Le second', version: 3 }])
  const lines = await t.owner.query('select count(*)::int from budget_line where snapshot_id = $1', [id])
  expect(lines.rows).toEqual([{ count: 6 }])
})

test('what cannot be is refused with its reason', async () => {
  const { householdId } = await makeFile()
  const add = async (change: Partial<Content>) =>
    (await t.call(budget.addSnapshot, { householdId, content: { ...householdB, ...change } }, { as })).body
  expect(await add({ onDate: '2026-12-01' })).toMatchObject({ reason: 'in-the-future' })
  expect(await add({ members: [{ personId: randomUUIDv7() }] })).toMatchObject({ reason: 'unknown-person' })
  const charges = [{ kind: 'rent', amountCents: 1, every: 'month', proofFileId: randomUUIDv7() }] as const
  expect(await add({ charges: [...charges] })).toMatchObject({ reason: 'unknown-file' })
  for (const bad of [
    { charges: [{ kind: 'rent', amountCents: -1, every: 'month' as const }] as Content['charges'] },
    { charges: [{ kind: 'invented' as 'rent', amountCents: 1, every: 'month' as const }] },
    { members: [] },
  ])
    expect(await add(bad)).toMatchObject({ error: 'invalid' })
  const { rows } = await t.owner.query('select from budget_snapshot where household_id = $1', [householdId])
  expect(rows).toHaveLength(0)
})

test('the proof of a line leads to its document, for those who may open it', async () => {
  const { householdId } = await makeFile()
  const sent = await t.send(
    contract.documents.add,
    {
      householdId,
      kind: 'proof-of-resources',
      title: 'Bulletin de novembre',
      audience: 'team',
      compartment: 'social',
    },
    { as, upload: { fileName: 'bulletin.pdf', content: '%PDF-1.7 bulletin' } },
  )
  const { documentId } = (await sent.json()) as { documentId: string }
  const file = (await t.call(contract.documents.list, { householdId }, { as })).body.rows[0]?.fileId ?? null
  const resources: Content['resources'] = [
    { kind: 'wages', amountCents: 150_000, every: 'month', proofSeen: true, proofFileId: file },
  ]
  await t.call(budget.addSnapshot, { householdId, content: { ...householdB, resources } }, { as })
  const proofs = async () => (await t.call(budget.openSituation, { householdId }, { as })).body.proofs
  expect(await proofs()).toEqual([{ fileId: file, documentId, title: 'Bulletin de novembre' }])
  await t.call(contract.documents.remove, { householdId, documentId, version: 1, reason: 'erreur' }, { as })
  expect(await proofs()).toEqual([])
})

test('rent staff, volunteers and other organisations read none of it', async () => {
  const { householdId } = await makeFile()
  const { id } = (await t.call(budget.addSnapshot, { householdId, content: householdB }, { as })).body
  for (const role of ['rent-officer', 'volunteer', 'finance-officer', 'administrator'] as const)
    expect((await t.call(budget.openSituation, { householdId }, { as: role })).status, role).toBe(403)
  expect((await t.call(budget.openSituation, { householdId }, { in: t.elsewhere })).status).toBe(403)
  const other = await makeFile()
  const wrong = await t.call(budget.assess, { householdId: other.householdId, snapshotId: id }, { as })
  expect(wrong.body).toMatchObject({ reason: 'unknown-record' })
})

test('a situation of an empty household budget is assessed without dividing by nothing', async () => {
  const { householdId } = await makeFile()
  const content: Content = { onDate: '2026-11-01', members: [{}], resources: [], charges: [] }
  const { id } = (await t.call(budget.addSnapshot, { householdId, content }, { as })).body
  const { status, body } = await t.call(budget.assess, { householdId, snapshotId: id }, { as })
  expect(status).toBe(200)
  expect(body).toMatchObject({ capacityCents: 0, seizableCents: 0, residualPerMonthCents: 0 })
  expect(body.effortRates.every(({ rateBasisPoints }) => rateBasisPoints === null)).toBe(true)
})
