import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Output } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { addDays } from '#domain/plain-date.ts'
import {
  insertAccounts,
  insertEntries,
  openPortfolio,
  type TestPortfolio,
  unpaidMonths,
} from '#server/arrears/portfolio-for-tests.ts'
import type { Answer } from '#tests/house.ts'

const api = contract.arrears
let t: TestPortfolio['t']
let { late, constituted, foreign, screen } = {} as TestPortfolio
beforeAll(async () => {
  ;({ t, late, constituted, foreign, screen } = await openPortfolio())
})
afterAll(() => t.close())

describe('the ladder', () => {
  const step = {
    key: 'first-reminder',
    label: 'Premier rappel',
    afterDays: 5,
    minDebtCents: 1_000,
    action: 'reminder' as const,
  }
  const call = {
    key: 'phone',
    label: 'Appel',
    afterDays: 60,
    minDebtCents: 1_000,
    action: 'call' as const,
  }

  test('is the usual practice until someone changes it; the second of two is told', async () => {
    const { body } = await t.call(api.getLadder, {})
    expect(body).toMatchObject({ version: 0, isOwn: false })
    const saved = await t.call(api.saveLadder, { steps: [call, step], version: 0 })
    expect(saved.body).toEqual({ steps: [step, call], version: 1, isOwn: true })
    const second = await t.call(api.saveLadder, { steps: [step], version: 0 })
    expect(second).toMatchObject({
      status: 409,
      body: { reason: 'stale-version', details: { version: 1 } },
    })
    const twins = await t.call(api.saveLadder, { steps: [step, step], version: 1 })
    expect(twins).toMatchObject({ status: 409, body: { reason: 'repeated-key' } })
  })

  test('whoever refuses letters is told apart in the list and gets none', async () => {
    const { tenancyId, householdId } = late
    await t.call(contract.communications.refuseChannel, { householdId, channel: 'letter', origin: 'asked' })
    const { body: listed } = await t.call(api.listProposals, { stepKey: 'first-reminder' })
    expect(listed.rows.find((row) => row.householdId === householdId)?.refusesLetters).toBe(true)
    const released = await t.call(api.releaseSteps, { stepKey: 'first-reminder', tenancyIds: [tenancyId] })
    expect(released.body).toEqual({ released: 0, skipped: 1 })
    await t.owner.query('delete from contact_refusal')
  })

  test('proposes the letters, shows each, and sends each once', async () => {
    const { body: proposed } = await t.call(api.listProposals, { stepKey: 'first-reminder' })
    expect(proposed.rows.map((row) => row.tenancyNumber).toSorted()).toEqual(['L-001'])
    const preview = await t.send(api.previewLetter, {
      stepKey: 'first-reminder',
      tenancyId: late.tenancyId,
    })
    expect(preview.headers.get('content-type')).toBe('application/pdf')
    expect(
      Buffer.from(await preview.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')

    const release = { stepKey: 'first-reminder', tenancyIds: [late.tenancyId, foreign.tenancyId] }
    const [one, two] = await Promise.all([
      t.call(api.releaseSteps, release),
      t.call(api.releaseSteps, release, { as: 'rent-officer' }),
    ])
    expect([one.body.released, two.body.released].toSorted()).toEqual([0, 1])
    const { rows } = await t.owner.query(
      `select d.label, f.content_type, f.id as file_id, j.act from ladder_step_done d
       join stored_file f on f.id = d.file_id
       join journal j on j.household_id = d.household_id and j.act = 'ladder-letter-released'`,
    )
    expect(rows).toMatchObject([
      { label: 'Premier rappel', content_type: 'application/pdf', act: 'ladder-letter-released' },
    ])
    const letter = await t.send(api.readReleasedLetter, {
      householdId: late.householdId,
      fileId: rows[0].file_id,
    })
    expect(
      Buffer.from(await letter.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const notTheirs = await t.send(api.readReleasedLetter, {
      householdId: constituted.householdId,
      fileId: rows[0].file_id,
    })
    expect(notTheirs.status).toBe(409)
  })

  test('goes straight to the last step due, never back, and gives a task for a step without a letter', async () => {
    const back = await t.call(api.releaseSteps, {
      stepKey: 'first-reminder',
      tenancyIds: [constituted.tenancyId],
    })
    expect(back.body).toEqual({ released: 0, skipped: 1 })
    const { body: listed } = await t.call(api.listProposals, { stepKey: 'phone' })
    expect(listed.rows.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('« Premier rappel », prévu avant, n’a plus d’objet'),
    ])
    const { body: counted } = await t.call(api.countProposals, {})
    expect(counted.steps.map(({ key, count, sendsLetter }) => ({ key, count, sendsLetter }))).toEqual([
      { key: 'first-reminder', count: 0, sendsLetter: true },
      { key: 'phone', count: 1, sendsLetter: false },
    ])
    await t.call(api.releaseSteps, { stepKey: 'phone', tenancyIds: [constituted.tenancyId] })
    const { rows } = await t.owner.query(
      "select title from task where kind = 'ladder-step' and household_id = $1",
      [constituted.householdId],
    )
    expect(rows).toEqual([{ title: 'Appel' }])
  })

  test('sends nothing to who paid since the list was read', async () => {
    const [tenancy] = await insertAccounts(t.owner, t.here.id, [
      { number: 'L-009', entries: unpaidMonths('2026-11') },
    ])
    if (!tenancy) throw new Error('no tenancy')
    await screen()
    await insertEntries(t.owner, t.here.id, [
      { tenancyId: tenancy.tenancyId, on: '2026-11-21', kind: 'payment', amountCents: -32_000 },
    ])
    await screen()
    const { body } = await t.call(api.releaseSteps, {
      stepKey: 'first-reminder',
      tenancyIds: [tenancy.tenancyId],
    })
    expect(body).toEqual({ released: 0, skipped: 1 })
    const gone = await t.send(api.previewLetter, {
      stepKey: 'first-reminder',
      tenancyId: tenancy.tenancyId,
    })
    expect(await gone.json()).toMatchObject({ reason: 'not-proposed' })
    const unknown = await t.call(api.releaseSteps, { stepKey: 'nope', tenancyIds: [tenancy.tenancyId] })
    expect(unknown).toMatchObject({ status: 409, body: { reason: 'unknown-step' } })
  })
})

test('the counts of the ladder are those of its lists, page after page', async () => {
  const days = [2, 6, 6, 20, 40, 61, 61, 61, 90, 200]
  await insertAccounts(
    t.owner,
    t.here.id,
    days.flatMap((daysAgo) =>
      [900, 1_500, 30_000].map((amountCents) => ({
        entries: [{ on: addDays('2026-11-22', -daysAgo), kind: 'fee' as const, amountCents }],
      })),
    ),
  )
  await screen()
  const { body } = await t.call(api.countProposals, {})
  expect(body.steps.map(({ count }) => count > 5)).toEqual([true, true])
  for (const { key, count } of body.steps) {
    const listed: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const page: Answer<Output<typeof api.listProposals>> = await t.call(api.listProposals, {
        stepKey: key,
        limit: 4,
        ...(after ? { after } : {}),
      })
      expect(page.body.total).toEqual({ count, exact: true })
      listed.push(...page.body.rows.map(({ tenancyId }) => tenancyId))
      after = page.body.next
    }
    expect(listed).toEqual(listed.toSorted())
    expect(new Set(listed).size).toBe(count)
    expect(listed).toHaveLength(count)
  }
})
