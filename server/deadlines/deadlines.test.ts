import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { fixedClock } from '#server/clock.ts'
import { makeAccount, type TestAccount } from '#server/plans/household-for-tests.ts'
import { openProcedureIn, recordFacts, type TestProcedure } from '#server/procedures/procedure-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { deadlines, procedures, appointments } = contract
let t: TestHouse
let account: TestAccount
let eviction: TestProcedure
const as = { as: 'social-worker' } as const
const rent = { as: 'rent-officer' } as const

beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const follow = (member: 'social-worker' | 'rent-officer' | 'coordinator') =>
  t.owner.query(
    `insert into household_referent (organisation_id, household_id, membership_id, kind, from_on)
     values ($1, $2, $3, 'referent', '2026-01-01')`,
    [t.here.id, account.householdId, t.here.members[member].membershipId],
  )

/** Summoned for 5 May: the prefect was to be told six weeks before, and nobody noted it. */
beforeEach(async () => {
  t.house.clock = fixedClock('2026-04-01T09:00:00Z')
  await t.owner.query('update procedure set cancelled_at = now(), cancelled_reason = $1', ['autre essai'])
  account = await makeAccount(t.owner, t.here)
  eviction = await openProcedureIn(t, account)
  await recordFacts(t, eviction, [
    ['2025-12-15', 'ccapex-referred', { by: 'caf-msa' }],
    ['2026-01-12', 'command-to-pay', { debtCents: 184_753 }],
    ['2026-03-03', 'summoned', { hearingOn: '2026-05-05' }],
  ])
})

const list = async (input: Parameters<typeof t.call<typeof deadlines.list>>[1] = {}, options = as as never) =>
  (await t.call(deadlines.list, input, options)).body
const late = async () => (await list({ state: 'late' })).rows
const answerLate = async (change: object = {}, options: Parameters<typeof t.call>[2] = as) => {
  const row = (await late())[0]
  return t.call(
    deadlines.answer,
    {
      ...eviction,
      key: row?.key ?? 'prefect-notice:gone',
      dueOn: row?.dueOn ?? '2026-03-24',
      answer: 'done-outside',
      reason: 'Notifié par le commissaire de justice',
      ...change,
    },
    options,
  )
}

describe('the list', () => {
  test('tells the dates awaited in their order, with what was missed', async () => {
    const { rows, total } = await list()
    expect(total).toEqual({ count: rows.length, exact: true })
    expect(rows.map(({ dueOn }) => dueOn)).toEqual(rows.map(({ dueOn }) => dueOn).toSorted())
    expect((await late()).map(({ dueOn, isLegal, household }) => [dueOn, isLegal, household.id])).toEqual([
      ['2026-03-24', true, account.householdId],
    ])
    const { rows: coming } = await list({ state: 'coming' })
    expect(coming.every(({ dueOn }) => dueOn >= '2026-04-01')).toBe(true)
    expect(rows).toHaveLength(coming.length + 1)
  })

  test('is read page by page', async () => {
    const whole = (await list()).rows
    const first = await list({ limit: 1 })
    expect(first.rows).toEqual(whole.slice(0, 1))
    expect(first.next).not.toBeNull()
    expect((await list({ limit: 50, after: first.next ?? '' })).rows).toEqual(whole.slice(1))
  })

  test('keeps to days, a person, a kind, a procedure, legal dates', async () => {
    expect((await list({ from: '2026-03-01', to: '2026-03-31' })).rows).toHaveLength(1)
    expect((await list({ from: '2026-03-25', to: '2026-03-31' })).rows).toEqual([])
    const { membershipId: memberId } = t.here.members['social-worker']
    expect((await list({ memberId })).rows).toEqual([])
    await follow('social-worker')
    expect((await list({ memberId })).rows[0]?.referents).toHaveLength(1)
    expect((await list({ kind: 'dalo' })).rows).toEqual([])
    expect((await list({ procedureId: randomUUIDv7() })).rows).toEqual([])
    expect((await list({ legalOnly: true })).rows.every(({ isLegal }) => isLegal)).toBe(true)
  })

  test('each side of the file keeps its own, and another organisation has none', async () => {
    const assessment = await openProcedureIn(t, {
      ...account,
      kind: 'social-assessment',
      openedOn: '2026-03-20',
      circumstances: { hearingOn: '2026-05-05' },
    })
    await recordFacts(t, assessment, [['2026-03-20', 'requested', { hearingOn: '2026-05-05' }]])
    const kinds = async (options: object) =>
      new Set((await list({}, options as never)).rows.map(({ kind }) => kind))
    expect(await kinds(as)).toEqual(new Set(['eviction', 'social-assessment']))
    expect(await kinds(rent)).toEqual(new Set(['eviction']))
    expect((await list({}, { ...as, in: t.elsewhere } as never)).rows).toEqual([])
    for (const role of ['volunteer', 'auditor', 'prescriber'] as const)
      expect((await t.call(deadlines.list, {}, { as: role })).status).toBe(403)
  })

  test('a procedure cancelled leaves it', async () => {
    const { body } = await t.call(procedures.get, eviction, as)
    await t.call(procedures.cancel, { ...eviction, version: body.version, reason: 'Erreur' }, as)
    expect((await list()).rows).toEqual([])
  })
})

test('the days of a month are counted', async () => {
  const { body } = await t.call(deadlines.countByDay, { from: '2026-03-01', to: '2026-04-30' }, as)
  expect(body.days[0]).toEqual({ day: '2026-03-24', count: 1, legal: 1, late: 1 })
  expect([body.late, body.lateLegal]).toEqual([1, 1])
  const tooLong = await t.call(deadlines.countByDay, { from: '2026-01-01', to: '2026-12-31' }, as)
  expect(tooLong.body).toMatchObject({ reason: 'span-too-long' })
})

describe('the day of a person', () => {
  test('holds the dates of the households they follow, and only a coordinator looks at another', async () => {
    expect((await t.call(deadlines.ofDay, {}, as)).body.late.count).toBe(0)
    await follow('social-worker')
    const { body } = await t.call(deadlines.ofDay, {}, as)
    expect(body.late).toMatchObject({ count: 1, rows: [{ dueOn: '2026-03-24', isOverdue: true }] })
    const { membershipId: memberId } = t.here.members['social-worker']
    expect((await t.call(deadlines.ofDay, { memberId }, { as: 'coordinator' })).body.late.count).toBe(1)
    expect((await t.call(deadlines.ofDay, { memberId }, rent)).body).toMatchObject({
      reason: 'not-yours-to-see',
    })
  })

  test('an answer takes it off the day', async () => {
    await follow('social-worker')
    await answerLate()
    expect((await t.call(deadlines.ofDay, {}, as)).body.late.count).toBe(0)
  })
})

describe('answering a date that passed', () => {
  const kept = async () =>
    (
      await t.owner.query(
        `select answer, due_on::text, withdrawn_at is not null as withdrawn from deadline_answer where procedure_id = $1`,
        [eviction.procedureId],
      )
    ).rows

  test('it stays in sight, with the answer and its author, and in the journal', async () => {
    expect((await answerLate()).status).toBe(200)
    expect(await late()).toEqual([])
    const [row] = (await list({ state: 'answered' })).rows
    expect(row?.answer).toMatchObject({
      answer: 'done-outside',
      reason: 'Notifié par le commissaire de justice',
      by: t.here.members['social-worker'].name,
    })
    expect((await list()).rows[0]).toEqual(row)
    expect(await kept()).toEqual([{ answer: 'done-outside', due_on: '2026-03-24', withdrawn: false }])
    const { rows } = await t.owner.query(
      `select act from journal where subject_id = $1 and act like '%answer%'`,
      [eviction.procedureId],
    )
    expect(rows).toEqual([{ act: 'procedure-eviction-line-deadline-answered' }])
  })

  test('refuses one to come, one that moved, one answered, one of others', async () => {
    const [coming] = (await list({ state: 'coming' })).rows
    expect((await answerLate({ key: coming?.key, dueOn: coming?.dueOn })).body).toMatchObject({
      reason: 'not-overdue',
    })
    expect((await answerLate({ dueOn: '2026-03-23' })).body).toMatchObject({
      reason: 'date-moved',
      details: { dueOn: '2026-03-24' },
    })
    expect((await answerLate({ key: 'no-such-rule:x' })).body).toMatchObject({ reason: 'unknown-record' })
    expect((await answerLate({ procedureId: randomUUIDv7() })).body).toMatchObject({
      reason: 'unknown-record',
    })
    expect((await answerLate({}, { ...as, in: t.elsewhere })).status).not.toBe(200)
    const [row] = await late()
    await answerLate()
    expect((await answerLate({ key: row?.key })).body).toMatchObject({ reason: 'already-answered' })
    expect(await kept()).toHaveLength(1)
  })

  test('sent twice, answered once', async () => {
    const key = crypto.randomUUID()
    const [row] = await late()
    const sent = { key: row?.key }
    const first = await answerLate(sent, { ...as, key })
    const second = await answerLate(sent, { ...as, key })
    expect(second.body).toEqual(first.body)
    expect(await kept()).toHaveLength(1)
  })

  test('withdrawn, the date is late again', async () => {
    const { body } = await answerLate()
    const answerId = (body as { answerId: string }).answerId
    const withdraw = () => t.call(deadlines.withdrawAnswer, { ...eviction, answerId }, as)
    expect((await withdraw()).body).toEqual({ withdrawn: true })
    expect(await late()).toHaveLength(1)
    expect((await withdraw()).body).toMatchObject({ reason: 'already-withdrawn' })
    expect(
      (await t.call(deadlines.withdrawAnswer, { ...eviction, answerId: randomUUIDv7() }, as)).body,
    ).toMatchObject({ reason: 'unknown-record' })
    expect((await answerLate()).status).toBe(200)
    expect((await kept()).map(({ withdrawn }) => withdrawn).toSorted()).toEqual([false, true])
  })

  test('the fact itself, noted afterwards, closes the date', async () => {
    await answerLate()
    await recordFacts(t, eviction, [['2026-03-20', 'prefect-told']])
    expect((await list({ state: 'answered' })).rows).toEqual([])
    expect(await late()).toEqual([])
  })
})

test('the calendar followed elsewhere carries them: no name unless asked, never what was written', async () => {
  await follow('social-worker')
  const read = async (showsNames: boolean) => {
    const { body } = await t.call(appointments.renewFeed, {}, as)
    await t.call(appointments.setFeedDetail, { showsNames }, as)
    return (await t.app.request(body.url ?? '')).text()
  }
  const discreet = (await read(false)).replaceAll('\r\n ', '')
  expect(discreet).toContain('DTSTART;VALUE=DATE:20260324')
  expect(discreet).toMatch(/SUMMARY:Échéance légale de procédure/)
  expect(discreet).not.toMatch(/DURAND|Durand|184/)
  const [row] = await late()
  const named = (await read(true)).replaceAll('\r\n ', '')
  expect(named).toContain(row?.household.label)
  await answerLate()
  expect(await read(true)).not.toContain('20260324')
})

describe('the rehearsal', () => {
  const boss = { as: 'coordinator' } as const
  const pictures = async () =>
    (
      await t.owner.query(
        'select md5(string_agg(d::text, chr(10) order by d::text)) as sum from procedure_deadline d',
      )
    ).rows[0]

  test('tells what would move, and writes nothing', async () => {
    const before = await pictures()
    const { body } = await t.call(
      deadlines.rehearse,
      { change: { kind: 'holiday-added', day: '2026-03-24' } },
      boss,
    )
    const changed = body.rows.flatMap((batch) => batch.changed)
    expect(changed.find(({ procedureId }) => procedureId === eviction.procedureId)?.shifts).toEqual([
      expect.objectContaining({ before: '2026-03-24', after: '2026-03-23', isLegal: true }),
    ])
    expect(await pictures()).toEqual(before)
  })

  test('goes through every procedure, batch by batch', async () => {
    const change = { kind: 'holiday-added', day: '2026-03-24' } as const
    const seen: number[] = []
    for (let after: string | null | undefined; after !== null; ) {
      const { body } = await t.call(
        deadlines.rehearse,
        { change, limit: 1, ...(after ? { after } : {}) },
        boss,
      )
      seen.push(...body.rows.map(({ examined }) => examined))
      expect(body.total.exact).toBe(true)
      after = body.next
      if (after === null) expect(seen.reduce((sum, one) => sum + one, 0)).toBe(body.total.count)
    }
  })

  test('is for those who answer for all, of figures that exist', async () => {
    const change = { kind: 'parameter', key: 'no.such', value: 1, from: '2026-01-01' } as const
    expect((await t.call(deadlines.rehearse, { change }, as)).status).toBe(403)
    expect((await t.call(deadlines.rehearse, { change }, boss)).body).toMatchObject({
      reason: 'unknown-parameter',
    })
    const moved = await t.call(
      deadlines.rehearse,
      { change: { kind: 'reform-moved', to: '2027-07-01' } },
      boss,
    )
    expect(moved.status).toBe(200)
  })

  test('another organisation has its own', async () => {
    const { body } = await t.call(
      deadlines.rehearse,
      { change: { kind: 'holiday-added', day: '2026-03-24' } },
      { ...boss, in: t.elsewhere },
    )
    expect(body).toMatchObject({ rows: [{ examined: 0, changed: [] }], next: null })
  })
})
