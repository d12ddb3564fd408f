import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { addEntries, makeAccount, workedDebt } from '#server/plans/household-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { arrears } = contract
let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

test('an impayé is read as a line: its facts, who noted them, what was struck, what comes', async () => {
  const account = await makeAccount(t.owner, t.here)
  await addEntries(t.owner, account, workedDebt)
  const { householdId, tenancyId } = account
  const told = { householdId, tenancyId, kind: 'reported-to-payer', on: '2026-11-10' } as const
  const { body: mistaken } = await t.call(arrears.recordEvent, { ...told, on: '2026-11-02' })
  await t.call(arrears.cancelEvent, { householdId, eventId: mistaken.eventId, reason: 'Mauvais jour' })
  await t.call(arrears.recordEvent, { ...told, note: 'Par le portail' })
  const { status, body } = await t.call(arrears.openLines, { householdId }, { as: 'rent-officer' })
  expect([status, body.lines.length]).toEqual([200, 1])
  const [line] = body.lines
  expect(line).toMatchObject({
    state: 'reported',
    stateLabel: 'Signalé à la CAF ou à la MSA',
    tenancy: { tenancyId },
  })
  expect(line?.steps.map(({ on, event, cancelled }) => [on, event, cancelled?.reason ?? null])).toEqual([
    ['2026-09-01', 'rent-unpaid', null],
    ['2026-09-01', 'threshold-reached', null],
    ['2026-11-02', 'reported-to-payer', 'Mauvais jour'],
    ['2026-11-10', 'reported-to-payer', null],
  ])
  expect(line?.steps.at(-1)).toMatchObject({ details: [{ label: 'Note', value: 'Par le portail' }] })
  expect(line?.deadlines).toMatchObject([
    { label: 'Pas d’assignation avant', sense: 'not-before', dueOn: '2027-01-11', status: 'open' },
  ])
  expect(line?.next.map(({ event }) => event)).toContain('file-returned-to-landlord')
})

test('a home that never owed has no line, and another organisation may not ask', async () => {
  const quiet = await makeAccount(t.owner, t.here)
  expect((await t.call(arrears.openLines, { householdId: quiet.householdId })).body.lines).toEqual([])
  const owing = await makeAccount(t.owner, t.here)
  await addEntries(t.owner, owing, workedDebt)
  const { status } = await t.call(arrears.openLines, { householdId: owing.householdId }, { in: t.elsewhere })
  expect(status).toBe(403)
})
