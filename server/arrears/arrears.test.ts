import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { insertAccounts, openPortfolio, type TestPortfolio } from '#server/arrears/portfolio-for-tests.ts'
import { unzip } from '#server/exports/unzip-for-tests.ts'
import { setParameter } from '#tests/set-parameter.ts'

const api = contract.arrears
let t: TestPortfolio['t']
let { late, constituted, foreign, screen } = {} as TestPortfolio
beforeAll(async () => {
  ;({ t, late, constituted, foreign, screen } = await openPortfolio())
})
afterAll(() => t.close())

describe('the worklist', () => {
  test('is sorted by urgency, each row with its reason in words', async () => {
    const { body } = await t.call(api.listWorklist, {}, { as: 'rent-officer' })
    expect(body.rows.map((row) => row.tenancyNumber)).toEqual(['L-002', 'L-001'])
    expect(body.rows[0]).toMatchObject({
      debtCents: 128_000,
      monthsOwedTenths: 40,
      stage: 'constituted',
      isArrearsA: true,
      isArrearsB: true,
      constitutedOn: '2026-09-01',
      urgencyRule: 'report-overdue',
      urgencyReason: 'Signalement en retard : il était dû le 02/11/2026',
    })
    expect(body.total).toEqual({ count: 2, exact: true })
  })

  test.each([
    [{ agency: 'Agence Nord' }, ['L-001']],
    [{ stage: 'late' }, ['L-001']],
    [{ minDebtCents: 100_000 }, ['L-002']],
    [{ minMonths: 2 }, ['L-002']],
    [{ trend: 'rising' }, ['L-002']],
    [{ trend: 'stable' }, ['L-001']],
    [{ referent: 'nobody' }, ['L-002', 'L-001']],
    [{ verdict: 'both' }, ['L-002']],
    [{ verdict: 'neither' }, ['L-001']],
    [{ change: 'unchanged-arrears' }, ['L-002']],
    [{ text: 'muller elo' }, ['L-001']],
    [{ text: 'l-002' }, ['L-002']],
    [{ text: '%' }, []],
    [{ sort: 'age' }, ['L-002', 'L-001']],
    [{ sort: 'debt' }, ['L-002', 'L-001']],
    [{ sort: 'months' }, ['L-002', 'L-001']],
    [{ sort: 'trend' }, ['L-002', 'L-001']],
  ] as const)('with %j', async (filters, numbers) => {
    const { body } = await t.call(api.listWorklist, filters)
    expect(body.rows.map((row) => row.tenancyNumber)).toEqual(numbers)
  })

  test('shows no name to an auditor, who cannot guess one either', async () => {
    const { body } = await t.call(api.listWorklist, {}, { as: 'auditor' })
    expect(body.rows.map((row) => row.householdLabel)).toEqual([null, null])
    const guessed = await t.call(api.listWorklist, { text: 'muller' }, { as: 'auditor' })
    expect(guessed.body.rows).toEqual([])
  })

  test('never shows another organisation’s tenancies', async () => {
    const { body } = await t.call(api.listWorklist, { text: 'X-1' })
    expect(body.rows).toEqual([])
  })

  test('counts per stage and names the agencies', async () => {
    const { body } = await t.call(api.countWorklist, {})
    expect(body).toMatchObject({
      stages: [
        { stage: 'constituted', count: 1, debtCents: 128_000 },
        { stage: 'late', count: 1, debtCents: 32_000 },
      ],
      agencies: ['Agence Nord', 'Agence Sud'],
      tenancies: 2,
      runningWorkId: null,
      switchOn: '2027-01-01',
      lacksDueDelay: true,
    })
  })

  test('calls dated the 1st ask for a due delay, until the organisation gives one, even of no day', async () => {
    const lacks = async () => (await t.call(api.countWorklist, {})).body.lacksDueDelay
    const own = { key: 'arrears.due-delay-days', value: 0, validFrom: '2026-01-01', reason: 'essai' } as const
    const overrideId = await setParameter(t, own)
    expect(await lacks()).toBe(false)
    await t.call(contract.settings.withdrawOverride, { overrideId, reason: 'essai' }, { as: 'administrator' })
    expect(await lacks()).toBe(true)
    expect((await t.call(api.countWorklist, {}, { in: t.elsewhere })).body.lacksDueDelay).toBe(false)
  })

  test('read page after page, loses and doubles no row while others change rank', async () => {
    const many = await insertAccounts(
      t.owner,
      t.here.id,
      Array.from({ length: 60 }, (_, index) => ({
        number: `P-${index}`,
        agency: 'Agence Pages',
        entries: [{ on: '2026-11-01', kind: 'fee', amountCents: 1_000 + index * 100 }] as const,
      })),
    )
    await screen()
    const seen: string[] = []
    let after: string | undefined
    for (let page = 0; page < 20; page += 1) {
      const { body } = await t.call(api.listWorklist, {
        agency: 'Agence Pages',
        sort: 'debt',
        limit: 7,
        ...(after ? { after } : {}),
      })
      seen.push(...body.rows.map((row) => row.tenancyId))
      if (body.next === null) break
      after = body.next
      // Someone already seen rises to the head: the others keep their place.
      await t.owner.query('update arrears_state set debt_cents = debt_cents + 100000 where tenancy_id = $1', [
        body.rows[0]?.tenancyId,
      ])
    }
    expect(seen.toSorted()).toEqual(many.map((one) => one.tenancyId).toSorted())
    await t.owner.query("delete from arrears_state where agency = 'Agence Pages'")
  })
})

describe('the export', () => {
  test('in CSV: Windows-1252, semicolons, decimal commas, French dates, no formula', async () => {
    const response = await t.send(api.exportWorklist, { format: 'csv' }, { as: 'rent-officer' })
    const text = new TextDecoder('windows-1252').decode(await response.arrayBuffer())
    const lines = text.split('\r\n')
    expect(lines[0]).toMatch(/^Bail;Ménage;Agence;Référent;Étape;Dette/)
    expect(lines[1]).toMatch(
      /^L-002;'=cmd\|calc;Agence Sud;;Impayé constitué;1280,00;4,0;960,00;non;01\/08\/2026/,
    )
    expect(lines[2]).toMatch(/^L-001;Élodie Müller;/)
  })

  test('in XLSX: an archive whose sheet holds the rows, text typed as text', async () => {
    const response = await t.send(api.exportWorklist, { format: 'xlsx' }, { as: 'rent-officer' })
    const archive = await unzip(Buffer.from(await response.arrayBuffer()))
    const sheet = archive.get('xl/worksheets/sheet1.xml')
    expect(sheet).toContain('<is><t xml:space="preserve">=cmd|calc</t></is>')
    expect(sheet).toContain('<v>1280</v>')
    expect(sheet?.match(/<row>/g)).toHaveLength(3)
  })
})

describe('assigning', () => {
  const worker = () => t.here.members['social-worker']

  test('gives households to a referent, who is then shown and filtered by', async () => {
    const { body } = await t.call(api.assignReferent, {
      membershipId: worker().membershipId,
      selection: { householdIds: [late.householdId] },
    })
    expect(body).toEqual({ assigned: 1, unchanged: 0 })
    const mine = await t.call(api.listWorklist, { referent: worker().membershipId })
    expect(mine.body.rows).toMatchObject([{ tenancyNumber: 'L-001', referentName: 'Membre social-worker' }])
    const { rows } = await t.owner.query(
      "select act, household_id from journal where act = 'referent-assigned'",
    )
    expect(rows).toEqual([{ act: 'referent-assigned', household_id: late.householdId }])
  })

  test('all those a filter finds, if they are as many as was read', async () => {
    const membershipId = t.here.members.coordinator.membershipId
    const filters = { minDebtCents: 1 }
    const wrong = await t.call(api.assignReferent, {
      membershipId,
      selection: { filters, expectedCount: 1 },
    })
    expect(wrong).toMatchObject({ status: 409, body: { reason: 'list-changed' } })
    const right = await t.call(api.assignReferent, {
      membershipId,
      selection: { filters, expectedCount: 2 },
    })
    expect(right.body).toEqual({ assigned: 2, unchanged: 0 })
    const { rows } = await t.owner.query(
      'select membership_id, until_on is null as running from household_referent where household_id = $1 order by until_on nulls last',
      [late.householdId],
    )
    expect(rows.filter((row) => row.running)).toEqual([{ membership_id: membershipId, running: true }])
  })

  test('changes nothing for another organisation’s household, and knows no member of it', async () => {
    const { body } = await t.call(api.assignReferent, {
      membershipId: worker().membershipId,
      selection: { householdIds: [foreign.householdId] },
    })
    expect(body).toEqual({ assigned: 0, unchanged: 1 })
    const stranger = await t.call(api.assignReferent, {
      membershipId: t.elsewhere.members['social-worker'].membershipId,
      selection: { householdIds: [late.householdId] },
    })
    expect(stranger).toMatchObject({ status: 409, body: { reason: 'unknown-member' } })
  })
})

describe('the case of a household', () => {
  test('says both verdicts with their reason, and the deadline with its rule', async () => {
    const { body } = await t.call(api.openCase, { householdId: constituted.householdId })
    expect(body.cases).toMatchObject([
      {
        debtCents: 128_000,
        stage: 'constituted',
        constitutedOn: '2026-09-01',
        a: { isArrears: true, thresholdCents: 64_000, constitutedOn: '2026-09-01' },
        b: { isArrears: true, thresholdCents: 45_000, criterion: 'amount' },
        deadlines: [
          {
            rule: 'arrears-report',
            label: 'Signaler l’impayé à l’organisme payeur',
            // All Saints' Day 2026 is a Sunday: moved to the Monday.
            rawDueOn: '2026-11-01',
            dueOn: '2026-11-02',
            moved: true,
            source: 'CCH R.824-4',
          },
        ],
        permittedEvents: ['reported-to-payer', 'reported-with-fsl'],
        proposed: { key: 'repayment-plan' },
      },
    ])
    expect(body.cases[0]?.a.explanation.formula).toBe('dette ≥ 2 × (loyer − aide + charges)')
  })

  test('is closed to another organisation', async () => {
    const { status } = await t.call(api.openCase, { householdId: foreign.householdId })
    expect(status).toBe(403)
  })

  test('follows a recorded fact, once, and goes back when it is cancelled with its reason', async () => {
    const fact = {
      householdId: constituted.householdId,
      tenancyId: constituted.tenancyId,
      kind: 'reported-to-payer' as const,
      on: '2026-11-10' as const,
    }
    const key = '0190a000-0000-7000-8000-000000000001'
    const recorded = await t.call(api.recordEvent, fact, { key })
    expect(await t.call(api.recordEvent, fact, { key })).toEqual(recorded)
    const events = await t.owner.query('select kind from arrears_event')
    expect(events.rows).toEqual([{ kind: 'reported-to-payer' }])
    const { body: list } = await t.call(api.listWorklist, { stage: 'reported' })
    expect(list.rows).toMatchObject([{ tenancyNumber: 'L-002', reportDueOn: null }])

    const repeated = await t.call(api.recordEvent, fact)
    expect(repeated).toMatchObject({ status: 409, body: { reason: 'out-of-order' } })
    const cancel = {
      householdId: fact.householdId,
      eventId: recorded.body.eventId,
      reason: 'Mauvais ménage',
    }
    expect((await t.call(api.cancelEvent, cancel)).status).toBe(200)
    expect(await t.call(api.cancelEvent, cancel)).toMatchObject({
      status: 409,
      body: { reason: 'already-cancelled' },
    })
    const { body } = await t.call(api.openCase, { householdId: constituted.householdId })
    expect(body.cases[0]).toMatchObject({
      stage: 'constituted',
      events: [{ kind: 'reported-to-payer', cancelled: { reason: 'Mauvais ménage' } }],
    })
  })

  test.each([
    ['future-event', { on: '2026-12-01' as const }],
    ['from-ledger', { kind: 'debt-cleared' as const }],
    ['out-of-order', { kind: 'aid-suspended' as const }],
  ])('refuses a fact: %s', async (reason, change) => {
    const { householdId, tenancyId } = constituted
    const fact = { householdId, tenancyId, kind: 'reported-to-payer' as const, on: '2026-11-10' as const }
    const answer = await t.call(api.recordEvent, { ...fact, ...change })
    expect(answer).toMatchObject({ status: 409, body: { reason } })
  })

  test('refuses a tenancy that is not the household’s', async () => {
    const fact = { kind: 'reported-to-payer' as const, on: '2026-11-10' as const }
    for (const { tenancyId } of [late, foreign]) {
      const { householdId } = constituted
      const answer = await t.call(api.recordEvent, { householdId, tenancyId, ...fact })
      expect(answer).toMatchObject({ status: 409, body: { reason: 'unknown-record' } })
    }
    const cancel = { householdId: late.householdId, eventId: foreign.tenancyId, reason: 'Essai' }
    expect(await t.call(api.cancelEvent, cancel)).toMatchObject({ body: { reason: 'unknown-record' } })
  })
})

test('a screening asked for is one piece of work that people can watch', async () => {
  const one = await t.call(api.startScreening, {}, { as: 'rent-officer' })
  const two = await t.call(api.startScreening, {}, { as: 'rent-officer' })
  expect(two.body.workId).toBe(one.body.workId)
  const { body } = await t.call(contract.work.get, { workId: one.body.workId })
  expect(body).toMatchObject({ kind: 'screening', state: 'queued' })
})
