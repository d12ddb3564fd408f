import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { addEntries, makeAccount, type TestAccount, workedDebt } from './household-for-tests.ts'

const { plans } = contract
let t: TestHouse
let account: TestAccount
const refused = (reason: string) => ({ status: 409, body: { reason } })

beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())
beforeEach(async () => {
  account = await makeAccount(t.owner, t.here)
  await addEntries(t.owner, account, workedDebt)
})

const open = async (as: 'social-worker' | 'rent-officer' = 'social-worker') =>
  (await t.call(plans.openSupport, { householdId: account.householdId }, { as })).body

describe('the assessment', () => {
  const assess = (change: object = {}) =>
    t.call(
      plans.recordAssessment,
      {
        householdId: account.householdId,
        firstContactOn: '2026-11-10',
        assessedOn: '2026-11-18',
        summary: 'Séparation récente, droits APL à revoir.',
        ...change,
      },
      { as: 'social-worker' },
    )

  test('is written, corrected, and never overwritten unseen', async () => {
    expect(await assess()).toEqual({ status: 200, body: { version: 1 } })
    expect(await assess()).toMatchObject(refused('stale-version'))
    expect(await assess({ version: 1, assessedOn: null })).toEqual({ status: 200, body: { version: 2 } })
    expect(await assess({ version: 1 })).toMatchObject({
      body: { reason: 'stale-version', details: { version: 2 } },
    })
    expect((await open()).assessment).toMatchObject({
      firstContactOn: '2026-11-10',
      assessedOn: null,
      version: 2,
    })
  })

  test('keeps its words from rent staff, in the screen and in the journal', async () => {
    await assess()
    expect((await open('rent-officer')).assessment).toMatchObject({ assessedOn: '2026-11-18', summary: null })
    const { rows } = await t.owner.query(
      "select after::text from journal where act = 'support-assessed' and household_id = $1",
      [account.householdId],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0].after).not.toContain('Séparation')
  })

  test('refuses days to come and an assessment before the first contact', async () => {
    expect(await assess({ assessedOn: '2026-11-23' })).toMatchObject(refused('in-the-future'))
    expect(await assess({ assessedOn: '2026-11-09' })).toMatchObject(refused('assessed-before-contact'))
  })
})

describe('the actions', () => {
  const propose = (kind: 'open-rights' | 'move' = 'open-rights') =>
    t.call(
      plans.proposeAction,
      { householdId: account.householdId, kind, note: null },
      { as: 'social-worker' },
    )
  const move = (actionId: string, version: number, to: object) =>
    t.call(plans.moveAction, {
      householdId: account.householdId,
      actionId,
      version,
      to: to as { kind: 'started'; on: '2026-11-22' },
    })
  const started = { kind: 'started', on: '2026-11-22' }
  const done = { kind: 'ended', on: '2026-11-22', outcome: 'done' }

  test('are proposed, started, ended, and may be proposed again', async () => {
    const { actionId } = (await propose()).body
    expect(await propose()).toMatchObject(refused('already-proposed'))
    expect((await propose('move')).status).toBe(200)
    expect((await move(actionId, 1, started)).body).toEqual({ version: 2 })
    expect(await move(actionId, 1, done)).toMatchObject(refused('stale-version'))
    expect((await move(actionId, 2, done)).body).toEqual({ version: 3 })
    expect(await move(actionId, 3, done)).toMatchObject(refused('already-ended'))
    const { actions } = await open()
    expect(actions.map(({ kind, state }) => [kind, state])).toEqual([
      ['move', 'proposed'],
      ['open-rights', 'done'],
    ])
    expect((await propose()).status).toBe(200)
  })

  test('never move before they are proposed, nor in days to come', async () => {
    const { actionId } = (await propose()).body
    expect(await move(actionId, 1, { ...started, on: '2026-11-21' })).toMatchObject(
      refused('before-proposal'),
    )
    expect(await move(actionId, 1, { ...started, on: '2026-11-23' })).toMatchObject(refused('in-the-future'))
    expect(await move(randomUUID(), 1, started)).toMatchObject(refused('unknown-record'))
  })

  test('proposed by two people at once are proposed once', async () => {
    const answers = await Promise.all([propose(), propose()])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

test('the tab tells what each tenancy owes, and nothing to another organisation', async () => {
  expect((await open()).tenancies).toMatchObject([
    { id: account.tenancyId, debtCents: 184_753, endedOn: null },
  ])
  const stranger = await t.call(plans.openSupport, { householdId: account.householdId }, { in: t.elsewhere })
  expect(stranger.status).toBe(403)
})
