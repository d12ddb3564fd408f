import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { FieldValues } from '#domain/procedures/definition.ts'
import { fixedClock } from '#server/clock.ts'
import { addEntries, makeAccount, type TestAccount, workedDebt } from '#server/plans/household-for-tests.ts'
import { followProcedures } from '#server/procedures/draw-due.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { arrears, plans, procedures } = contract
let t: TestHouse
let account: TestAccount
let planId: string

const on = (day: PlainDate) => {
  t.house.clock = fixedClock(`${day}T09:00:00Z`)
}
type Line = { procedureId: string; version: number }
const open = async (
  kind: 'overindebtedness' | 'eviction' | 'cohesion-protocol',
  circumstances: FieldValues = {},
): Promise<Line> => {
  const { householdId, tenancyId } = account
  const { status, body } = await t.call(
    procedures.start,
    { householdId, kind, tenancyId, openedOn: '2026-01-05', circumstances },
    { as: 'social-worker' },
  )
  expect([status, body]).toEqual([200, { procedureId: expect.any(String), version: 1 }])
  return body
}
const tell = async (line: Line, event: string, day: PlainDate, detail: FieldValues = {}) => {
  const { body } = await t.call(
    procedures.recordFact,
    { ...line, householdId: account.householdId, event, on: day, detail },
    { as: 'social-worker' },
  )
  expect(body).toMatchObject({ factId: expect.any(String) })
  line.version = body.version
  return body
}
const cancel = async (line: Line, factId: string) => {
  const { status, body } = await t.call(
    procedures.cancelFact,
    { ...line, householdId: account.householdId, factId, reason: 'Erreur' },
    { as: 'social-worker' },
  )
  expect(status).toBe(200)
  line.version = body.version
}
const planState = async () => {
  const { body } = await t.call(plans.getPlan, { householdId: account.householdId, planId })
  return body.state
}
const stateOf = async ({ procedureId }: Line) => {
  const { rows } = await t.owner.query('select state from procedure_standing where procedure_id = $1', [
    procedureId,
  ])
  return rows[0]?.state
}
const tasks = async () => {
  const { rows } = await t.owner.query(
    `select title, compartment, closed_at is null as open from task where household_id = $1
       and origin_key ~ '^(ask|write)' order by created_at, title`,
    [account.householdId],
  )
  return rows
}
const arrearsEvents = async () => {
  const { rows } = await t.owner.query(
    `select kind, happened_on::text as day, cancelled_at is null as stands from arrears_event
     where household_id = $1 and kind = 'overindebtedness-admissible' order by id`,
    [account.householdId],
  )
  return rows
}
const isFrozen = async () => {
  const { body } = await t.call(plans.openDraft, {
    householdId: account.householdId,
    tenancyId: account.tenancyId,
    debtOn: '2026-11-22',
  })
  return body.isFrozenByOverindebtedness
}

beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())
beforeEach(async () => {
  on('2026-11-22')
  account = await makeAccount(t.owner, t.here)
  await addEntries(t.owner, account, workedDebt)
  const { householdId, tenancyId } = account
  for (const [kind, day] of [['reported-to-payer', '2026-11-01']] as const)
    await t.call(arrears.recordEvent, { householdId, tenancyId, kind, on: day, note: 'x' })
  const { body } = await t.call(plans.proposePlan, {
    householdId,
    tenancyId,
    debtOn: '2026-11-20',
    debtCents: 184_753,
    offer: {
      amountCents: 184_753,
      firstDueOn: '2026-12-05',
      by: { kind: 'count', count: 36, rounding: 'half-up' },
      paymentPriority: 'current-rent-first',
    },
  })
  planId = body.planId
  for (const kind of ['signed-by-tenant', 'signed-by-landlord'] as const)
    await t.call(plans.recordEvent, { householdId, planId, kind, on: '2026-11-22', note: null })
  on('2026-11-25')
})

describe('an admissible file', () => {
  test('freezes the plan, restores the aid, and all of it is undone with the fact', async () => {
    expect(await planState()).toBe('active')
    const line = await open('overindebtedness')
    await tell(line, 'filed', '2026-11-23')
    expect([await planState(), await isFrozen()]).toEqual(['active', false])
    const { factId } = await tell(line, 'admissible', '2026-11-24')
    expect([await planState(), await isFrozen()]).toEqual(['frozen', true])
    expect(await arrearsEvents()).toEqual([
      { kind: 'overindebtedness-admissible', day: '2026-11-24', stands: true },
    ])
    const { rows } = await t.owner.query('select state from plan_course where plan_id = $1', [planId])
    expect(rows).toEqual([{ state: 'frozen' }])
    await cancel(line, factId)
    expect([await planState(), await isFrozen()]).toEqual(['active', false])
    expect((await arrearsEvents()).map(({ stands }) => stands)).toEqual([false])
    // Told again, done again, once.
    await tell(line, 'admissible', '2026-11-24')
    expect(await planState()).toBe('frozen')
    const standing = await t.owner.query(
      'select kind from procedure_effect where procedure_id = $1 and undone_at is null order by kind',
      [line.procedureId],
    )
    expect(standing.rows.map(({ kind }) => kind)).toEqual(['aid-restored', 'plan-frozen'])
  })

  test('leaves a plan alone that carries out delays of the judge (L.722-5)', async () => {
    const line = await open('overindebtedness', { hasJudgeDelays: true })
    await tell(line, 'filed', '2026-11-23')
    await tell(line, 'admissible', '2026-11-24')
    expect(await planState()).toBe('active')
  })

  test('gives the plan back when a judge cancels the admissibility', async () => {
    const line = await open('overindebtedness')
    await tell(line, 'filed', '2026-11-23')
    await tell(line, 'admissible', '2026-11-24')
    await tell(line, 'admissibility-cancelled', '2026-11-25')
    expect([await planState(), await isFrozen()]).toEqual(['active', false])
  })

  test('a file opened by mistake takes back all it did', async () => {
    const line = await open('overindebtedness')
    await tell(line, 'filed', '2026-11-23')
    await tell(line, 'admissible', '2026-11-24')
    const { status } = await t.call(
      procedures.cancel,
      { ...line, householdId: account.householdId, reason: 'Autre ménage' },
      { as: 'social-worker' },
    )
    expect([status, await planState(), await isFrozen()]).toEqual([200, 'active', false])
  })
})

describe('the eviction', () => {
  test('is suspended by a judge only, and goes on when that ends', async () => {
    const eviction = await open('eviction', { leaseSignedOn: '2024-05-01', landlord: 'legal-person' })
    await tell(eviction, 'command-to-pay', '2026-02-02')
    const before = await stateOf(eviction)
    const line = await open('overindebtedness')
    await tell(line, 'filed', '2026-11-20')
    await tell(line, 'admissible', '2026-11-21')
    expect(await stateOf(eviction)).toBe(before)
    expect(await tasks()).toEqual([
      {
        title: 'Surendettement recevable : faire demander au juge la suspension de l’expulsion',
        compartment: 'social',
        open: true,
      },
    ])
    await tell(line, 'eviction-suspension-asked', '2026-11-22')
    expect((await tasks()).map((task) => task.open)).toEqual([false])
    const granted = await tell(line, 'eviction-suspension-granted', '2026-11-23', { months: 12 })
    expect(await stateOf(eviction)).toBe('overindebtedness-suspended')
    await cancel(line, granted.factId)
    expect(await stateOf(eviction)).toBe(before)
    await tell(line, 'eviction-suspension-granted', '2026-11-23', { months: 12 })
    await tell(line, 'admissibility-cancelled', '2026-11-25')
    expect(await stateOf(eviction)).toBe(before)
  })
})

describe('the protocol', () => {
  test('waits for the measures, which then prolong it', async () => {
    const protocol = await open('cohesion-protocol', {
      landlord: 'social',
      terminatedOn: '2025-11-04',
      hasDebt: true,
    })
    await tell(protocol, 'plan-submitted', '2026-02-02')
    await tell(protocol, 'plan-approved', '2026-02-20')
    await tell(protocol, 'signed', '2026-03-02', { months: 24 })
    const line = await open('overindebtedness')
    await tell(line, 'filed', '2026-04-01')
    await tell(line, 'admissible', '2026-06-01')
    expect(await stateOf(protocol)).toBe('payments-suspended')
    await tell(line, 'measures-notified', '2026-09-01', { months: 60 })
    expect(await stateOf(protocol)).toBe('measures')
  })
})

describe('by silence, at night', () => {
  const night = () =>
    followProcedures.run(t.house, { organisationId: t.here.id }, new AbortController().signal)

  test('measures nobody contested replace the plan', async () => {
    const line = await open('overindebtedness')
    await tell(line, 'filed', '2026-11-20')
    await tell(line, 'admissible', '2026-11-23')
    await tell(line, 'measures-notified', '2026-11-24', { months: 84 })
    expect(await planState()).toBe('frozen')
    on('2026-12-25')
    await night()
    expect(await stateOf(line)).toBe('measures-in-force')
    expect([await planState(), await isFrozen()]).toEqual(['replaced', false])
  })

  test('a write-off closes the plan and asks the landlord for the line on the account', async () => {
    const line = await open('overindebtedness')
    await tell(line, 'filed', '2026-11-20')
    await tell(line, 'admissible', '2026-11-23')
    await tell(line, 'write-off-notified', '2026-11-24', { rentDebtCents: 184_753 })
    on('2026-12-25')
    await night()
    await night()
    expect([await stateOf(line), await planState()]).toEqual(['written-off', 'replaced'])
    expect(await tasks()).toEqual([
      {
        title: expect.stringMatching(/^Dette de loyer effacée \(1.847,53.€\) : passer l’effacement/),
        compartment: 'gestion',
        open: true,
      },
    ])
  })
})
