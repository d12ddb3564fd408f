import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { fixedClock } from '#server/clock.ts'
import { makeAccount, type TestAccount } from '#server/plans/household-for-tests.ts'
import { followProcedures, redrawProcedures } from '#server/procedures/draw-due.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { setParameter } from '#tests/set-parameter.ts'
import { openProcedureIn, recordFacts, type TestProcedure, toHearing } from './procedure-for-tests.ts'

const { procedures, documents } = contract
let t: TestHouse
let account: TestAccount
let eviction: TestProcedure
const as = { as: 'social-worker' } as const
const rent = { as: 'rent-officer' } as const

const view = async (options: Parameters<TestHouse['call']>[2] = as) =>
  (await t.call(procedures.get, eviction, options)).body
const act = async (event: string, on: string, detail = {}, version?: number) =>
  t.call(
    procedures.recordFact,
    { ...eviction, version: version ?? (await view()).version, event, on: on as '2026-05-05', detail },
    as,
  )
const standing = async () =>
  (
    await t.owner.query(
      `select state, since::text, has_ended, changes_on::text from procedure_standing where procedure_id = $1`,
      [eviction.procedureId],
    )
  ).rows[0]
const openDeadlines = async () => {
  const { rows } = await t.owner.query(
    `select rule, due_on::text as due from procedure_deadline where procedure_id = $1 and status = 'open' order by due_on, rule`,
    [eviction.procedureId],
  )
  return rows.map(({ rule, due }) => [rule, due])
}

beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())
beforeEach(async () => {
  t.house.clock = fixedClock('2026-11-22T09:00:00Z')
  account = await makeAccount(t.owner, t.here)
  eviction = await openProcedureIn(t, account)
})

describe('opening', () => {
  test('the file fills in what it knows', async () => {
    const { body } = await t.call(
      procedures.prepare,
      { householdId: account.householdId, kind: 'eviction' },
      as,
    )
    expect(body.circumstances['leaseSignedOn']).toBe('2020-01-01')
    expect(body.tenancies).toHaveLength(1)
  })

  test('it stands in the list, drawn, and is journaled', async () => {
    const { body } = await t.call(procedures.ofHousehold, { householdId: account.householdId }, as)
    expect(body.procedures).toMatchObject([
      { kind: 'eviction', state: 'amicable', stateLabel: 'Phase amiable' },
    ])
    expect(body.openable).toContain('social-assessment')
    const { rows } = await t.owner.query('select act from journal where subject_id = $1', [
      eviction.procedureId,
    ])
    expect(rows).toEqual([{ act: 'procedure-eviction-line-opened' }])
  })

  test('refuses a second one, a day to come, a home of others, what is missing', async () => {
    const open = (change: object) =>
      t.call(
        procedures.start,
        {
          householdId: account.householdId,
          tenancyId: account.tenancyId,
          kind: 'eviction',
          openedOn: '2026-01-01',
          circumstances: { leaseSignedOn: '2024-05-01', landlord: 'legal-person' },
          ...change,
        },
        as,
      )
    expect((await open({ openedOn: '2026-11-23' })).body).toMatchObject({ reason: 'future-fact' })
    expect((await open({ tenancyId: randomUUIDv7() })).body).toMatchObject({ reason: 'unknown-record' })
    expect((await open({ circumstances: { landlord: 'legal-person' } })).body).toMatchObject({
      reason: 'field-refused',
      details: { because: 'Date de signature du bail : à remplir.' },
    })
    expect((await open({})).body).toMatchObject({ reason: 'already-open' })
  })

  test('the social side stays on its side', async () => {
    const social = await openProcedureIn(t, {
      householdId: account.householdId,
      kind: 'social-assessment',
      circumstances: {},
    })
    const list = await t.call(procedures.ofHousehold, { householdId: account.householdId }, rent)
    expect(list.body.procedures.map(({ kind }) => kind)).toEqual(['eviction'])
    expect(list.body.openable).not.toContain('social-assessment')
    expect((await t.call(procedures.get, social, rent)).body).toMatchObject({ reason: 'unknown-record' })
    const opened = await t.call(
      procedures.start,
      {
        householdId: account.householdId,
        kind: 'social-assessment',
        openedOn: '2026-11-22',
        circumstances: {},
      },
      rent,
    )
    expect(opened.body).toMatchObject({ reason: 'unknown-record' })
    expect((await t.call(procedures.get, social, as)).status).toBe(200)
    for (const role of ['auditor', 'volunteer', 'prescriber'] as const)
      expect(
        (await t.call(procedures.ofHousehold, { householdId: account.householdId }, { as: role })).status,
      ).toBe(403)
  })

  test('another organisation finds nothing', async () => {
    const there = { as: 'social-worker', in: t.elsewhere } as const
    expect((await t.call(procedures.get, eviction, there)).status).toBeGreaterThanOrEqual(400)
    const theirs = await makeAccount(t.owner, t.elsewhere)
    const named = { householdId: theirs.householdId, procedureId: eviction.procedureId }
    expect((await t.call(procedures.get, named, there)).body).toMatchObject({ reason: 'unknown-record' })
  })
})

describe('a fact', () => {
  test('moves the line, its picture, its deadlines and the journal, at once', async () => {
    await recordFacts(t, eviction, toHearing.slice(0, 4))
    expect(await standing()).toEqual({
      state: 'summoned',
      since: '2026-03-03',
      has_ended: false,
      changes_on: null,
    })
    expect(await openDeadlines()).toEqual([
      ['earliest-hearing', '2026-04-14'],
      ['assessment-due', '2026-04-27'],
      ['hearing-day', '2026-05-05'],
    ])
    const { steps, next, deadlines } = await view()
    expect(steps.map(({ event, raisedBy }) => [event, raisedBy])).toEqual([
      ['ccapex-referred', 'person'],
      ['command-to-pay', 'person'],
      ['clause-acquired', 'calendar'],
      ['summoned', 'person'],
      ['prefect-told', 'person'],
    ])
    expect(steps[3]?.details).toEqual([{ label: 'Jour de l’audience', value: '05/05/2026' }])
    expect(next.find(({ event }) => event === 'hearing')?.heldBackBy).toBeNull()
    expect(deadlines.find(({ key }) => key.startsWith('before-summons'))).toMatchObject({
      rawDueOn: '2026-02-15',
      dueOn: '2026-02-16',
      status: 'met',
    })
    const { rows } = await t.owner.query(
      `select act, household_id from journal where act like 'procedure-eviction-%'
      and subject_id = $1 order by id`,
      [eviction.procedureId],
    )
    expect(rows.at(-1)).toEqual({ act: 'procedure-eviction-prefect-told', household_id: account.householdId })
  })

  test.each([
    ['prefect-told', '2026-11-23', {}, 'future-fact', undefined],
    ['paid', '2025-11-30', {}, 'before-opening', undefined],
    ['clause-acquired', '2026-02-23', {}, 'unknown-event', undefined],
    [
      'command-to-quit',
      '2026-03-05',
      {},
      'out-of-order',
      { expected: expect.arrayContaining(['Audience tenue']) },
    ],
    ['hearing', '2026-04-01', {}, 'held-back', { because: expect.stringContaining('irrecevable') }],
    [
      'paid',
      '2026-01-20',
      {},
      'contradicts-later',
      { later: { label: 'Assignation délivrée', on: '2026-03-03' } },
    ],
    [
      'adjourned',
      '2026-03-10',
      { hearingOn: '2026-03-09' },
      'field-refused',
      { field: 'hearingOn', because: expect.stringContaining('ne peut pas précéder') },
    ],
    ['adjourned', '2026-03-10', {}, 'field-refused', { field: 'hearingOn', because: expect.any(String) }],
  ])('is refused: %s on %s', async (event, on, detail, reason, details) => {
    await recordFacts(t, eviction, toHearing.slice(0, 4))
    const { status, body } = await act(event, on, detail)
    expect(status).toBe(409)
    expect(body).toMatchObject(details === undefined ? { reason } : { reason, details })
    expect((await view()).steps).toHaveLength(5)
  })

  test('on a stale version is refused with the version that stands', async () => {
    const { version } = await view()
    await recordFacts(t, eviction, toHearing.slice(0, 1))
    expect((await act('paid', '2026-01-20', {}, version)).body).toMatchObject({
      reason: 'stale-version',
      details: { version: version + 1 },
    })
  })

  test('sent twice with its key is recorded once', async () => {
    const { version } = await view()
    const input = { ...eviction, version, event: 'ccapex-referred', on: '2025-12-15' as const }
    const key = randomUUIDv7()
    const first = await t.call(procedures.recordFact, input, { ...as, key })
    const second = await t.call(procedures.recordFact, input, { ...as, key })
    expect(second.body).toEqual(first.body)
    const { rowCount } = await t.owner.query('select from procedure_fact where procedure_id = $1', [
      eviction.procedureId,
    ])
    expect(rowCount).toBe(1)
  })

  test('carries its document, told to those who may open it', async () => {
    const added = await t.send(
      documents.add,
      {
        householdId: account.householdId,
        title: 'Commandement',
        kind: 'court-decision',
        audience: 'team',
        compartment: 'social',
      },
      { ...as, upload: { fileName: 'a.pdf', content: '%PDF-1.7\n%%EOF', contentType: 'application/pdf' } },
    )
    const { documentId } = (await added.json()) as { documentId: string }
    const { version } = await view()
    const record = (id: string) =>
      t.call(
        procedures.recordFact,
        { ...eviction, version, event: 'command-to-pay', on: '2026-01-12', documentId: id },
        as,
      )
    expect((await record(randomUUIDv7())).body).toMatchObject({ reason: 'unknown-record' })
    expect((await record(documentId)).status).toBe(200)
    expect((await view()).steps[0]?.document).toEqual({ documentId, title: 'Commandement' })
    expect((await view(rent)).steps[0]?.document).toBeNull()
  })
})

describe('correcting', () => {
  test('a fact cancelled stays struck with its reason; what stands on it holds it', async () => {
    await recordFacts(t, eviction, toHearing.slice(0, 3))
    const { steps, version } = await view()
    const [referral, , , summons] = steps
    const cancel = (factId: string, on = version) =>
      t.call(procedures.cancelFact, { ...eviction, version: on, factId, reason: 'Erreur de dossier' }, as)
    expect((await cancel(referral?.factId ?? '')).body).toMatchObject({
      reason: 'contradicts-later',
      details: { later: { label: 'Assignation délivrée' } },
    })
    const done = await cancel(summons?.factId ?? '')
    expect(done.body).toMatchObject({ state: 'clause-acquired' })
    expect((await cancel(summons?.factId ?? '', done.body.version)).body).toMatchObject({
      reason: 'already-cancelled',
    })
    const struck = (await view()).steps.find(({ cancelled }) => cancelled !== null)
    expect(struck).toMatchObject({ event: 'summoned', cancelled: { reason: 'Erreur de dossier' } })
    expect((await standing()).state).toBe('clause-acquired')
  })

  test('the date of the lease corrected moves the dates, unless a fact would no longer hold', async () => {
    await recordFacts(t, eviction, toHearing.slice(0, 2))
    const change = async (leaseSignedOn: string) =>
      t.call(
        procedures.changeCircumstances,
        {
          ...eviction,
          version: (await view()).version,
          circumstances: { leaseSignedOn, landlord: 'legal-person' },
        },
        as,
      )
    expect((await change('2021-06-01')).status).toBe(200)
    const command = (await view()).deadlines.find(({ key }) => key.startsWith('command-period'))
    expect(command?.dueOn).toBe('2026-03-12')
    expect((await change('2024-05-01')).status).toBe(200)
    await recordFacts(t, eviction, toHearing.slice(2, 3))
    expect((await change('2021-06-01')).body).toMatchObject({ reason: 'contradicts-later' })
  })

  test('a procedure opened by mistake leaves the lists and its deadlines with it', async () => {
    await recordFacts(t, eviction, toHearing.slice(0, 2))
    const { version } = await view()
    expect(
      (await t.call(procedures.cancel, { ...eviction, version, reason: 'Mauvais ménage' }, as)).status,
    ).toBe(200)
    expect(await standing()).toBeUndefined()
    expect(await openDeadlines()).toEqual([])
    const { body } = await t.call(procedures.ofHousehold, { householdId: account.householdId }, as)
    expect(body.procedures).toEqual([])
    const again = await t.call(procedures.cancel, { ...eviction, version: version + 1, reason: 'encore' }, as)
    expect(again.body).toMatchObject({ reason: 'was-cancelled' })
  })
})

describe('time', () => {
  const follow = () =>
    followProcedures.run(t.house, { organisationId: t.here.id }, new AbortController().signal)

  test('the night raises a silence and the end of the truce on their day', async () => {
    t.house.clock = fixedClock('2026-09-02T09:00:00Z')
    await recordFacts(t, eviction, [
      ...toHearing,
      ['2026-06-15', 'termination-ordered'],
      ['2026-07-01', 'command-to-quit'],
      ['2026-09-02', 'force-requested'],
    ])
    expect((await standing()).changes_on).toBe('2026-11-01')
    for (const [day, state] of [
      ['2026-11-01', 'force-requested'],
      ['2026-11-03', 'force-refused'],
      ['2027-03-31', 'force-refused'],
      ['2027-04-01', 'state-liability'],
    ] as const) {
      t.house.clock = fixedClock(`${day}T09:00:00Z`)
      await follow()
      expect([day, (await standing()).state]).toEqual([day, state])
    }
    const { rows } = await t.owner.query(
      "select count(*)::int as n from procedure_standing where changes_on <= '2027-04-01'",
    )
    expect(rows[0]?.n).toBe(0)
  })

  test('a figure changed moves the dates of every procedure drawn again', async () => {
    t.house.clock = fixedClock('2026-01-20T09:00:00Z')
    await recordFacts(t, eviction, toHearing.slice(0, 2))
    expect(await openDeadlines()).toContainEqual(['command-period', '2026-02-23'])
    const overrideId = await setParameter(t, {
      key: 'eviction.command-weeks',
      value: 8,
      validFrom: '2023-07-29',
      validTo: null,
      reason: 'Essai',
    })
    const { rows } = await t.owner.query('select key from graphile_worker.jobs where task_identifier = $1', [
      'procedures.redraw',
    ])
    expect(rows).toEqual([{ key: `procedures.redraw/${t.here.id}` }])
    await redrawProcedures.run(t.house, { organisationId: t.here.id }, new AbortController().signal)
    expect(await openDeadlines()).toContainEqual(['command-period', '2026-03-09'])
    await t.call(
      contract.settings.withdrawOverride,
      { overrideId, reason: 'Fin de l’essai' },
      { as: 'administrator' },
    )
  })
})
