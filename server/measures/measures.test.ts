import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { fixedClock } from '#server/clock.ts'
import { followMeasures } from '#server/measures/nightly.ts'
import { type CallOptions, openTestHouse, type TestHouse } from '#tests/house.ts'
import {
  askMeasure,
  makeHousehold,
  makeProgramme,
  startMeasure,
  type TestMeasure,
} from './world-for-tests.ts'

const { measures, casework } = contract
const today = '2026-11-22'
const as = 'social-worker'
let t: TestHouse
let programmeId: string

beforeAll(async () => {
  t = await openTestHouse()
  programmeId = await makeProgramme(t, { overlap: 'free' })
})
afterAll(() => t.close())

const open = async (measureId: string, options: CallOptions = { as }) =>
  (await t.call(measures.open, { measureId }, options)).body
const versionOf = async (measureId: string) => (await open(measureId)).version
type Fact = Sent<typeof measures.recordFact>['fact']
const record = async (measureId: string, fact: Fact, options: CallOptions = { as }) =>
  t.call(measures.recordFact, { measureId, version: await versionOf(measureId), fact }, options)
const started = async (
  on: '2026-09-05' | '2026-05-05' | '2026-04-22' = '2026-09-05',
): Promise<TestMeasure> => {
  const measure = await askMeasure(t, programmeId, { requestedOn: on })
  await startMeasure(t, measure.measureId, on)
  return measure
}
const refused = (reason: string, details?: object) => ({
  status: 409,
  body: expect.objectContaining({
    reason,
    ...(details ? { details: expect.objectContaining(details) } : {}),
  }),
})
const standing = async (measureId: string) =>
  (
    await t.owner.query(
      'select *, ends_on::text, last_contact_on::text, first_home_visit_on::text from measure_standing where measure_id = $1',
      [measureId],
    )
  ).rows[0]
const tasksOf = async (householdId: string) =>
  (
    await t.owner.query(
      `select kind, compartment, due_on::text as due, closed_as from task where household_id = $1 order by due_on, kind`,
      [householdId],
    )
  ).rows

describe('asking for a measure', () => {
  const question = { key: 'agrees', question: 'Le ménage est-il d’accord ?', source: 'Convention' }
  const ask = async (
    programme: string,
    change: Partial<Sent<typeof measures.request>> = {},
    options: CallOptions = { as },
  ) =>
    t.call(
      measures.request,
      {
        householdId: await makeHousehold(t),
        programmeId: programme,
        requestedOn: today,
        motive: 'arrears',
        prescriber: 'landlord',
        ...change,
      },
      options,
    )

  test('keeps each answer with its reason and who gave it', async () => {
    const asks = await makeProgramme(t, { eligibility: [question] })
    const answers = [{ testKey: 'agrees', answer: 'yes' as const, reason: 'Rencontré hier' }]
    const { status, body } = await ask(asks, { answers })
    expect(status).toBe(200)
    const { rows } = await t.owner.query(
      'select test_key, answer, reason, answered_by from measure_check where measure_id = $1',
      [body.measureId],
    )
    expect(rows).toEqual([
      {
        test_key: 'agrees',
        answer: 'yes',
        reason: 'Rencontré hier',
        answered_by: t.here.members[as].membershipId,
      },
    ])
    const journal = await t.owner.query('select act, after from journal where subject_id = $1', [
      body.measureId,
    ])
    expect(journal.rows).toMatchObject([{ act: 'measure-requested' }])
  })

  test('a criterion refused stops it, unless a coordinator lets it pass with a reason', async () => {
    const asks = await makeProgramme(t, { eligibility: [question] })
    const answers = [{ testKey: 'agrees', answer: 'no' as const, reason: 'Ne veut pas' }]
    const derogations = [{ testKey: 'agrees', reason: 'Accord de la commission' }]
    expect(await ask(asks, { answers })).toMatchObject(refused('not-eligible'))
    expect(await ask(asks, { answers, derogations })).toMatchObject(refused('derogation-by-coordinator'))
    const { status, body } = await ask(asks, { answers, derogations }, { as: 'coordinator' })
    expect(status).toBe(200)
    expect((await open(body.measureId)).checks).toMatchObject([
      { testKey: 'agrees', answer: 'no', derogation: { reason: 'Accord de la commission' } },
    ])
  })

  test('a criterion still open waits for its answer before anything starts', async () => {
    const asks = await makeProgramme(t, { eligibility: [question], documents: [] })
    const { body } = await ask(asks)
    expect(await record(body.measureId, { kind: 'started', on: today })).toMatchObject(
      refused('eligibility-to-check'),
    )
    const version = await versionOf(body.measureId)
    const answer = {
      measureId: body.measureId,
      version,
      testKey: 'agrees',
      answer: 'no' as const,
      reason: 'Refuse',
    }
    expect((await t.call(measures.answerCheck, answer, { as })).status).toBe(200)
    expect(await record(body.measureId, { kind: 'started', on: today })).toMatchObject(
      refused('not-eligible'),
    )
    const derogation = { measureId: body.measureId, testKey: 'agrees', reason: 'Commission' }
    expect(
      (await t.call(measures.derogateCheck, { ...derogation, version: version + 1 }, { as })).status,
    ).toBe(403)
    expect((await t.call(measures.derogateCheck, { ...derogation, version: version + 1 })).status).toBe(200)
    expect((await record(body.measureId, { kind: 'started', on: today })).status).toBe(200)
    expect(await t.call(measures.answerCheck, { ...answer, version: version + 3 }, { as })).toMatchObject(
      refused('already-started'),
    )
  })

  test('is refused for an unknown or closed programme, a prescriber it does not admit, a day to come', async () => {
    const restricted = await makeProgramme(t, { prescribers: ['siao'] })
    const closed = await makeProgramme(t)
    await t.owner.query('update programme set closed_on = $1 where id = $2', [today, closed])
    const elsewhere = await makeProgramme(t, {}, t.elsewhere)
    expect(await ask(randomUUID())).toMatchObject(refused('unknown-programme'))
    expect(await ask(elsewhere)).toMatchObject(refused('unknown-programme'))
    expect(await ask(closed)).toMatchObject(refused('programme-closed'))
    expect(await ask(restricted)).toMatchObject(refused('prescriber-not-allowed'))
    expect(await ask(programmeId, { requestedOn: '2026-11-23' })).toMatchObject(refused('future-request'))
    expect(await ask(programmeId, { answers: [{ testKey: 'x', answer: 'yes', reason: 'x' }] })).toMatchObject(
      refused('unknown-test'),
    )
  })

  test('sent twice makes one measure', async () => {
    const householdId = await makeHousehold(t)
    const key = randomUUID()
    const first = await ask(programmeId, { householdId }, { as, key })
    expect(await ask(programmeId, { householdId }, { as, key })).toEqual(first)
    const { rows } = await t.owner.query('select count(*)::int as n from measure where household_id = $1', [
      householdId,
    ])
    expect(rows[0].n).toBe(1)
  })

  test('shows what each programme says before asking', async () => {
    const asks = await makeProgramme(t, { name: 'Questionne', eligibility: [question] })
    const { body } = await t.call(measures.previewRequest, { householdId: await makeHousehold(t) }, { as })
    const found = body.programmes.find((one) => one.programmeId === asks)
    expect(found).toMatchObject({ eligibility: 'to-check', checks: [{ testKey: 'agrees', byPerson: true }] })
  })
})

describe('the facts of a measure', () => {
  test('go from the request to the evaluation, and the standing follows', async () => {
    const { measureId } = await started('2026-05-05')
    expect(await standing(measureId)).toMatchObject({
      status: 'overdue',
      is_open: true,
      ends_on: '2026-11-05',
    })
    expect(await record(measureId, { kind: 'renewed', on: today, months: 6 })).toMatchObject(
      refused('before-expiry'),
    )
    expect((await record(measureId, { kind: 'renewed', on: '2026-11-01', months: 6 })).status).toBe(200)
    expect(await standing(measureId)).toMatchObject({ status: 'active', ends_on: '2027-05-05' })
    expect((await record(measureId, { kind: 'ended', on: today, exit: 'objective-reached' })).status).toBe(
      200,
    )
    expect(await standing(measureId)).toMatchObject({
      status: 'ended',
      is_open: false,
      weight_tenths: 0,
      exit_reason: 'objective-reached',
    })
    const acts = await t.owner.query('select act from journal where subject_id = $1 order by id', [measureId])
    expect(acts.rows.map(({ act }) => act)).toEqual([
      'measure-requested',
      'measure-paper-received',
      'measure-diagnosis-started',
      'measure-contract-signed',
      'measure-started',
      'measure-renewed',
      'measure-ended',
    ])
  })

  test('say what is missing, and leave nothing behind when refused', async () => {
    const { measureId } = await askMeasure(t, programmeId)
    await record(measureId, { kind: 'diagnosis-started', on: today })
    await record(measureId, { kind: 'contract-signed', on: today })
    const view = await open(measureId)
    expect(view.steps.find(({ kind }) => kind === 'started')?.refusal).toContain(
      'Contrat d’accompagnement signé',
    )
    expect(await record(measureId, { kind: 'started', on: today })).toMatchObject(
      refused('document-missing', { missing: ['support-contract'] }),
    )
    expect((await open(measureId)).facts).toHaveLength(3)
  })

  test('are not recorded on what someone changed meanwhile, nor twice for one command', async () => {
    const { measureId } = await askMeasure(t, programmeId)
    const send = (key: string) =>
      t.call(
        measures.recordFact,
        { measureId, version: 1, fact: { kind: 'diagnosis-started', on: today } },
        { as, key },
      )
    const key = randomUUID()
    const first = await send(key)
    expect(first.status).toBe(200)
    expect(await send(key)).toEqual(first)
    expect(await send(randomUUID())).toMatchObject(refused('stale-version', { version: 2 }))
    expect((await open(measureId)).facts).toHaveLength(2)
  })

  test('recorded by mistake are cancelled with the reason, and stay readable', async () => {
    const { measureId } = await started()
    await record(measureId, { kind: 'suspended', on: today, reason: 'Erreur de dossier' })
    const { facts, version } = await open(measureId)
    const suspended = facts.find(({ kind }) => kind === 'suspended')
    const cancel = (factId: string, version: number) =>
      t.call(measures.cancelFact, { measureId, version, factId, reason: 'Mauvais ménage' }, { as })
    const begin = facts.find(({ kind }) => kind === 'started')?.id ?? ''
    expect(await cancel(begin, version)).toMatchObject(refused('contradicts-later-fact'))
    expect((await cancel(suspended?.id ?? '', version)).status).toBe(200)
    expect(await cancel(suspended?.id ?? '', version + 1)).toMatchObject(refused('already-cancelled'))
    expect(await cancel(facts[0]?.id ?? '', version + 1)).toMatchObject(refused('only-request'))
    const after = await open(measureId)
    expect(after.status).toBe('active')
    expect(after.facts.at(-1)).toMatchObject({
      detail: 'Erreur de dossier',
      cancelled: { reason: 'Mauvais ménage' },
    })
    const { rows } = await t.owner.query(
      "select after::text from journal where subject_id = $1 and act = 'measure-suspended'",
      [measureId],
    )
    expect(rows[0].after).not.toContain('Erreur')
  })

  test('a derogation is recorded by a coordinator only', async () => {
    const { measureId } = await started()
    const derogation = {
      kind: 'derogated',
      on: today,
      until: '2027-12-31',
      reason: 'Relogement en cours',
    } as const
    expect(await record(measureId, derogation)).toMatchObject(refused('derogation-by-coordinator'))
    expect((await record(measureId, derogation, { as: 'coordinator' })).status).toBe(200)
  })

  test('two starts at once take one place when one is left', async () => {
    const last = await makeProgramme(t, { capacity: 1, documents: [], overlap: 'free' })
    const both = [await askMeasure(t, last), await askMeasure(t, last)]
    const answers = await Promise.all(
      both.map(({ measureId }) =>
        t.call(measures.recordFact, { measureId, version: 1, fact: { kind: 'started', on: today } }, { as }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ reason: 'programme-full' })
  })

  test('two measures of one household do not overlap where the programme forbids it', async () => {
    const forbids = await makeProgramme(t, { overlap: 'same-family', documents: [] })
    const first = await askMeasure(t, forbids)
    const second = await askMeasure(t, forbids, { householdId: first.householdId })
    expect((await record(first.measureId, { kind: 'started', on: today })).status).toBe(200)
    expect(await record(second.measureId, { kind: 'started', on: today })).toMatchObject(refused('overlap'))
  })
})

describe('contacts and reminders', () => {
  const contact = (householdId: string, change: object = {}) =>
    t.call(
      casework.writeContact,
      {
        householdId,
        happenedOn: today,
        channel: 'visit',
        outcome: 'met',
        place: 'home',
        audience: 'referents',
        body: 'Vu.',
        ...change,
      },
      { as },
    )

  test('a contact written, corrected or withdrawn is known to the measure at once', async () => {
    const { measureId, householdId } = await started()
    await contact(householdId, { happenedOn: '2026-09-03', body: 'Avant la demande.' })
    await contact(householdId, { channel: 'phone', outcome: 'no-answer', place: null })
    expect(await standing(measureId)).toMatchObject({ last_contact_on: null, first_home_visit_on: null })
    const { body } = await contact(householdId, { happenedOn: '2026-11-01' })
    expect(await standing(measureId)).toMatchObject({
      last_contact_on: '2026-11-01',
      first_home_visit_on: '2026-11-01',
    })
    const words = { householdId, entryId: body.entryId, audience: 'referents', body: 'Vu dehors.' } as const
    await t.call(
      casework.correctEntry,
      {
        ...words,
        version: 1,
        contact: { happenedOn: '2026-11-02', channel: 'visit', outcome: 'met', place: 'outside' },
      },
      { as },
    )
    expect(await standing(measureId)).toMatchObject({
      last_contact_on: '2026-11-02',
      first_home_visit_on: null,
    })
    await t.call(
      casework.withdrawEntry,
      { householdId, entryId: body.entryId, version: 2, reason: 'Erreur' },
      { as },
    )
    expect(await standing(measureId)).toMatchObject({ last_contact_on: null })
  })

  test('a contact kept for oneself is a day for the measure, and a line for nobody else', async () => {
    const { measureId, householdId } = await started()
    await contact(householdId, { audience: 'me' })
    expect(await open(measureId)).toMatchObject({ lastContactOn: today, contactCount: 1 })
    const seen = await open(measureId, { as: 'coordinator' })
    expect(seen).toMatchObject({ lastContactOn: today, contacts: [], contactCount: 0 })
  })

  test('silence, then the review, are told on the social side, and settled when they are answered', async () => {
    const { measureId, householdId } = await started()
    const review = { kind: 'measure-review', compartment: 'social', due: '2026-12-05', closed_as: null }
    const silence = { kind: 'measure-silence', compartment: 'social', due: '2026-09-19', closed_as: null }
    expect(await tasksOf(householdId)).toEqual([silence, review])
    await contact(householdId)
    const answered = { ...silence, closed_as: 'cancelled' }
    expect(await tasksOf(householdId)).toEqual([answered, review])
    const { body } = await t.call(contract.tasks.list, { householdId }, { as: 'rent-officer' })
    expect(body.rows).toEqual([])
    await night('2026-12-06')
    expect(await tasksOf(householdId)).toEqual([answered, review])
    await night('2026-12-07')
    expect(await tasksOf(householdId)).toEqual([answered, review, { ...silence, due: '2026-12-06' }])
    await record(measureId, { kind: 'reviewed', on: today })
    expect(await tasksOf(householdId)).toContainEqual({ ...review, closed_as: 'cancelled' })
    expect(await standing(measureId)).toMatchObject({ status: 'active' })
  })

  test('the night makes overdue what passed its term, and tells it thirty days ahead', async () => {
    const { measureId, householdId } = await started()
    await night('2027-02-10')
    expect(await tasksOf(householdId)).toContainEqual({
      kind: 'measure-term',
      compartment: 'social',
      due: '2027-03-05',
      closed_as: null,
    })
    await night('2027-03-06')
    expect(await standing(measureId)).toMatchObject({ status: 'overdue', changes_on: null })
    const before = await tasksOf(householdId)
    await night('2027-03-06')
    expect(await tasksOf(householdId)).toEqual(before)
  })

  const night = async (day: string) => {
    const house = { ...t.house, clock: fixedClock(`${day}T03:00:00Z`) }
    await followMeasures.run(house, { organisationId: t.here.id }, new AbortController().signal)
  }
})
