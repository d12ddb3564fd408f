import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { findTaxIncome } from '#server/budget/find-tax-income.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { budget, households } = contract
let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const as = 'social-worker' as const
const makeFile = async () =>
  (await t.call(households.create, { person: { lastName: 'Revenu', firstName: 'Rose' } }, { as })).body
    .householdId

type Income = Omit<Sent<typeof budget.addTaxIncome>, 'householdId'>
const income2025: Income = {
  noticeYear: 2026,
  incomeYear: 2025,
  rfrCents: 2_800_000,
  occupants: 3,
  source: 'document-seen',
}
const dalo = { kind: 'dalo', fromOn: '2026-03-12', untilOn: null, source: 'document-seen' } as const

const find = (householdId: string, on: '2024-12-31' | '2025-12-31' | '2026-11-22') =>
  t.inHere((tx) => findTaxIncome(tx, t.here.id, householdId, on))

const journalOf = async (householdId: string) => {
  const { rows } = await t.owner.query(
    `select act, subject_kind, before, after from journal
     where household_id = $1 and subject_kind in ('tax-income', 'recognition') order by id`,
    [householdId],
  )
  return rows
}

test('a reference tax income is noted, and the one of a day is found with its years', async () => {
  const householdId = await makeFile()
  expect(await find(householdId, '2026-11-22')).toBeNull()
  const former: Income = { ...income2025, noticeYear: 2025, incomeYear: 2024, rfrCents: 2_500_000 }
  await t.call(budget.addTaxIncome, { householdId, ...income2025 }, { as })
  await t.call(budget.addTaxIncome, { householdId, ...former }, { as })
  const { rows } = (await t.call(budget.listTaxIncomes, { householdId }, { as })).body
  expect(rows).toMatchObject([
    { ...income2025, version: 1, recordedBy: 'Membre social-worker' },
    { incomeYear: 2024 },
  ])
  expect(await find(householdId, '2026-11-22')).toMatchObject({
    ...{ rfrCents: 2_800_000, occupants: 3, noticeYear: 2026, incomeYear: 2025 },
  })
  expect(await find(householdId, '2025-12-31')).toMatchObject({ rfrCents: 2_500_000, incomeYear: 2024 })
  expect(await find(householdId, '2024-12-31')).toBeNull()
  expect(await journalOf(householdId)).toMatchObject([
    { act: 'tax-income-noted', before: null, after: income2025 },
    { act: 'tax-income-noted', after: { incomeYear: 2024 } },
  ])
})

test('the same command sent twice notes one income', async () => {
  const householdId = await makeFile()
  const key = randomUUIDv7()
  const sent = { householdId, ...income2025 }
  const first = await t.call(budget.addTaxIncome, sent, { as, key })
  expect((await t.call(budget.addTaxIncome, sent, { as, key })).body).toEqual(first.body)
  const { rows } = await t.owner.query('select from tax_income where household_id = $1', [householdId])
  expect(rows).toHaveLength(1)
})

test('an income that cannot be is refused with its reason', async () => {
  const householdId = await makeFile()
  const add = async (change: Partial<Income>) =>
    (await t.call(budget.addTaxIncome, { householdId, ...income2025, ...change }, { as })).body
  expect(await add({ noticeYear: 2027 })).toMatchObject({ reason: 'in-the-future' })
  expect(await add({ incomeYear: 2026 })).toMatchObject({ reason: 'income-after-notice' })
  await add({})
  expect(await add({ rfrCents: 1 })).toMatchObject({ reason: 'already-noted' })
  for (const bad of [{ rfrCents: -1 }, { occupants: 0 }, { source: 'rumour' as 'document-seen' }])
    expect(await add(bad)).toMatchObject({ error: 'invalid' })
  const { rows } = await t.owner.query('select rfr_cents::int from tax_income where household_id = $1', [
    householdId,
  ])
  expect(rows).toEqual([{ rfr_cents: 2_800_000 }])
})

test('an income is corrected on the version read, then withdrawn with its reason', async () => {
  const householdId = await makeFile()
  const { id: taxIncomeId } = (await t.call(budget.addTaxIncome, { householdId, ...income2025 }, { as })).body
  const edit = { householdId, taxIncomeId, ...income2025, rfrCents: 3_000_000 }
  expect((await t.call(budget.editTaxIncome, { ...edit, version: 1 }, { as })).body).toEqual({ version: 2 })
  expect((await t.call(budget.editTaxIncome, { ...edit, version: 1 }, { as })).body).toMatchObject({
    ...{ reason: 'stale-version', details: { version: 2, rfrCents: 3_000_000 } },
  })
  const withdraw = { householdId, taxIncomeId, reason: 'Autre ménage' }
  expect((await t.call(budget.withdrawTaxIncome, { ...withdraw, version: 1 }, { as })).body).toMatchObject({
    reason: 'stale-version',
  })
  expect((await t.call(budget.withdrawTaxIncome, { ...withdraw, version: 2 }, { as })).status).toBe(200)
  expect(await find(householdId, '2026-11-22')).toBeNull()
  expect((await t.call(budget.withdrawTaxIncome, { ...withdraw, version: 3 }, { as })).body).toMatchObject({
    reason: 'unknown-record',
  })
  // Withdrawn, the year may be noted again.
  expect((await t.call(budget.addTaxIncome, { householdId, ...income2025 }, { as })).status).toBe(200)
  const { rows } = await t.owner.query(
    'select withdrawn_reason from tax_income where household_id = $1 order by id',
    [householdId],
  )
  expect(rows).toEqual([{ withdrawn_reason: 'Autre ménage' }, { withdrawn_reason: null }])
})

test('a recognised situation is noted, ended, and withdrawn', async () => {
  const householdId = await makeFile()
  const { id: recognitionId } = (await t.call(budget.addRecognition, { householdId, ...dalo }, { as })).body
  const ended = { householdId, recognitionId, ...dalo, untilOn: '2026-10-01' as const }
  expect((await t.call(budget.editRecognition, { ...ended, version: 1 }, { as })).body).toEqual({
    version: 2,
  })
  expect((await t.call(budget.editRecognition, { ...ended, version: 1 }, { as })).body).toMatchObject({
    ...{ reason: 'stale-version', details: { untilOn: '2026-10-01' } },
  })
  expect((await t.call(budget.listRecognitions, { householdId }, { as })).body.rows).toMatchObject([
    { ...dalo, untilOn: '2026-10-01', version: 2, recordedBy: 'Membre social-worker' },
  ])
  const withdraw = { householdId, recognitionId, reason: 'Erreur de dossier' }
  expect((await t.call(budget.withdrawRecognition, { ...withdraw, version: 1 }, { as })).body).toMatchObject({
    reason: 'stale-version',
  })
  expect((await t.call(budget.withdrawRecognition, { ...withdraw, version: 2 }, { as })).status).toBe(200)
  expect((await t.call(budget.listRecognitions, { householdId }, { as })).body.rows).toEqual([])
  expect((await journalOf(householdId)).map(({ act }) => act)).toEqual([
    'recognition-noted',
    'recognition-corrected',
    'recognition-withdrawn',
  ])
})

test('a situation that cannot be is refused with its reason', async () => {
  const householdId = await makeFile()
  type Asked = Omit<Sent<typeof budget.addRecognition>, 'householdId'>
  const add = async (change: Partial<Asked>) =>
    (await t.call(budget.addRecognition, { householdId, ...dalo, ...change }, { as })).body
  expect(await add({ fromOn: '2027-01-01' })).toMatchObject({ reason: 'in-the-future' })
  expect(await add({ untilOn: '2026-01-01' })).toMatchObject({ reason: 'ends-before-start' })
  await add({})
  expect(await add({ fromOn: '2026-05-01' })).toMatchObject({ reason: 'already-noted' })
  await add({ kind: 'private-employee' })
  expect(await add({ kind: 'no-private-employee' })).toMatchObject({ reason: 'contrary' })
  const { rows } = await t.owner.query('select kind from recognition where household_id = $1 order by id', [
    householdId,
  ])
  expect(rows).toEqual([{ kind: 'dalo' }, { kind: 'private-employee' }])
})

test('rent staff, volunteers and other organisations read none of it', async () => {
  const householdId = await makeFile()
  const { id } = (await t.call(budget.addTaxIncome, { householdId, ...income2025 }, { as })).body
  const noted = (await t.call(budget.addRecognition, { householdId, ...dalo }, { as })).body
  for (const role of ['rent-officer', 'volunteer', 'finance-officer', 'administrator'] as const) {
    expect((await t.call(budget.listTaxIncomes, { householdId }, { as: role })).status, role).toBe(403)
    expect((await t.call(budget.listRecognitions, { householdId }, { as: role })).status, role).toBe(403)
  }
  expect((await t.call(budget.listTaxIncomes, { householdId }, { in: t.elsewhere })).status).toBe(403)
  const other = await makeFile()
  const wrong = { householdId: other, version: 1, reason: 'Erreur' }
  expect((await t.call(budget.withdrawTaxIncome, { ...wrong, taxIncomeId: id }, { as })).body).toMatchObject({
    reason: 'unknown-record',
  })
  const recognition = { ...wrong, recognitionId: noted.id }
  expect((await t.call(budget.withdrawRecognition, recognition, { as })).body).toMatchObject({
    reason: 'unknown-record',
  })
})
