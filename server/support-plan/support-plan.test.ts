import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import type { Role } from '#domain/access.ts'
import {
  askMeasure,
  makeHousehold,
  makeProgramme,
  startMeasure,
  type TestMeasure,
} from '#server/measures/world-for-tests.ts'
import { followSupportPlans } from '#server/support-plan/tell-late-actions.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
let programmeId: string
const { supportPlan, measures } = contract
const as = 'social-worker'
const nowhere = '019aa000-0000-7000-8000-000000000000'

beforeAll(async () => {
  t = await openTestHouse()
  programmeId = await makeProgramme(t, { objectives: ['reopen-rights', 'budget', 'home-search'] })
})
afterAll(() => t.close())

/** A measure of its own, begun on 1 September 2026. */
const begin = async (): Promise<TestMeasure> => {
  const householdId = await makeHousehold(t)
  const measure = await askMeasure(t, programmeId, { householdId })
  await startMeasure(t, measure.measureId, '2026-09-01')
  return measure
}
const read = async (measureId: string) => (await t.call(supportPlan.open, { measureId }, { as })).body

const pose = async (measureId: string, kind: 'reopen-rights' | 'budget' = 'budget') =>
  (
    await t.call(
      supportPlan.addObjective,
      { measureId, kind, openedOn: '2026-09-02', ownWords: 'Dormir tranquille.' },
      { as },
    )
  ).body.objectiveId

const plan = (objectiveId: string, dueOn: '2026-11-21' | '2026-12-15' | null = null) =>
  t.call(
    supportPlan.addAction,
    { objectiveId, what: 'Écrire à la CAF', service: 'legal', who: 'Mme Diallo', dueOn },
    { as },
  )

const tasksOf = async (householdId: string, kind: string) =>
  (
    await t.owner.query(
      'select title, compartment, assignee_id, closed_as from task where household_id = $1 and kind = $2 order by created_at, id',
      [householdId, kind],
    )
  ).rows

describe('objectives', () => {
  test('one is posed with the household’s words, corrected, and evaluated between two reviews', async () => {
    const { measureId } = await begin()
    const objectiveId = await pose(measureId)
    const changed = await t.call(
      supportPlan.changeObjective,
      { objectiveId, version: 1, ownWords: 'Payer le loyer d’abord.' },
      { as },
    )
    expect(changed).toMatchObject({ status: 200, body: { version: 2 } })
    const stale = await t.call(
      supportPlan.changeObjective,
      { objectiveId, version: 1, ownWords: 'Trop tard.' },
      { as },
    )
    expect(stale).toMatchObject({
      status: 409,
      body: { reason: 'stale-version', details: { ownWords: 'Payer le loyer d’abord.', version: 2 } },
    })
    await t.call(
      supportPlan.evaluateObjective,
      { objectiveId, version: 2, on: '2026-10-01', result: 'reached', note: 'Trois mois payés.' },
      { as },
    )
    expect((await read(measureId)).objectives).toMatchObject([
      { result: 'reached', closedOn: '2026-10-01', ownWords: 'Payer le loyer d’abord.' },
    ])
    const reopened = await t.call(
      supportPlan.evaluateObjective,
      { objectiveId, version: 3, on: '2026-11-01', result: 'progress' },
      { as },
    )
    expect(reopened.status).toBe(200)
    expect((await read(measureId)).objectives[0]).toMatchObject({ result: 'progress', closedOn: null })
  })

  test('the journal keeps that it changed, never the words', async () => {
    const { measureId, householdId } = await begin()
    await pose(measureId)
    const { rows } = await t.owner.query(
      "select act, before::text || after::text as told from journal where household_id = $1 and act like 'objective%'",
      [householdId],
    )
    expect(rows.map(({ act }) => act)).toEqual(['objective-added'])
    expect(JSON.stringify(rows)).not.toContain('tranquille')
  })

  test('each refusal says why', async () => {
    const { measureId } = await begin()
    const objectiveId = await pose(measureId)
    const objective = { measureId, kind: 'budget' as const, openedOn: '2026-10-01' as const }
    const add = (change: object) => t.call(supportPlan.addObjective, { ...objective, ...change }, { as })
    expect((await add({})).body).toMatchObject({ reason: 'already-open' })
    expect((await add({ kind: 'energy' })).body).toMatchObject({ reason: 'kind-not-allowed' })
    expect((await add({ openedOn: '2026-12-01' })).body).toMatchObject({ reason: 'in-the-future' })
    expect((await add({ measureId: nowhere })).body).toMatchObject({ reason: 'unknown-record' })
    const evaluate = (change: object) =>
      t.call(
        supportPlan.evaluateObjective,
        { objectiveId, version: 1, on: '2026-10-01', result: 'stalled', ...change },
        { as },
      )
    expect((await evaluate({ on: '2026-09-01' })).body).toMatchObject({ reason: 'before-opening' })
    expect((await evaluate({ on: '2026-12-01' })).body).toMatchObject({ reason: 'in-the-future' })
    expect((await evaluate({ version: 9 })).body).toMatchObject({ reason: 'stale-version' })
    expect((await evaluate({ objectiveId: nowhere })).body).toMatchObject({ reason: 'unknown-record' })
    await evaluate({})
    expect((await evaluate({ version: 2, on: '2026-09-20' })).body).toMatchObject({
      reason: 'before-last-evaluation',
    })
  })

  test('the plan of a measure that is over no longer changes', async () => {
    const { measureId } = await begin()
    const objectiveId = await pose(measureId)
    const { version } = (await t.call(measures.open, { measureId }, { as })).body
    const fact = { kind: 'ended' as const, on: '2026-11-20' as const, exit: 'death' as const }
    expect((await t.call(measures.recordFact, { measureId, version, fact }, { as })).status).toBe(200)
    const closed = { reason: 'measure-closed' }
    expect((await plan(objectiveId)).body).toMatchObject(closed)
    expect(
      (await t.call(supportPlan.changeObjective, { objectiveId, version: 1, ownWords: null }, { as })).body,
    ).toMatchObject(closed)
    const late = { measureId, kind: 'home-search' as const, openedOn: '2026-11-20' as const }
    expect((await t.call(supportPlan.addObjective, late, { as })).body).toMatchObject(closed)
    expect(await read(measureId)).toMatchObject({
      closedBecause: 'Cette mesure est close : son projet ne change plus.',
    })
  })
})

describe('actions', () => {
  test('a late one is told to whoever follows the household, once, and settled when it is done', async () => {
    const { measureId, householdId } = await begin()
    const objectiveId = await pose(measureId)
    const { actionId } = (await plan(objectiveId, '2026-11-21')).body
    const run = () =>
      followSupportPlans.run(t.house, { organisationId: t.here.id }, new AbortController().signal)
    await run()
    await run()
    expect(await tasksOf(householdId, 'plan-action-late')).toEqual([
      {
        title: 'Action du projet à faire pour le 21/11/2026 : Écrire à la CAF',
        compartment: 'social',
        assignee_id: null,
        closed_as: null,
      },
    ])
    expect((await read(measureId)).objectives[0]?.actions[0]).toMatchObject({ isLate: true })
    const done = { actionId, version: 1, as: 'done' as const, on: '2026-11-22' as const }
    expect((await t.call(supportPlan.closeAction, done, { as })).body).toEqual({ version: 2 })
    expect(await tasksOf(householdId, 'plan-action-late')).toMatchObject([{ closed_as: 'cancelled' }])
  })

  test('an objective that is closed asks for nothing more, one taken up again does', async () => {
    const { measureId, householdId } = await begin()
    const objectiveId = await pose(measureId)
    await plan(objectiveId, '2026-11-21')
    const run = () =>
      followSupportPlans.run(t.house, { organisationId: t.here.id }, new AbortController().signal)
    const say = (version: number, result: 'reached' | 'progress') =>
      t.call(supportPlan.evaluateObjective, { objectiveId, version, on: '2026-11-22', result }, { as })
    await say(1, 'reached')
    await run()
    expect(await tasksOf(householdId, 'plan-action-late')).toMatchObject([{ closed_as: 'cancelled' }])
    const lateNow = async () => (await read(measureId)).objectives[0]?.actions[0]?.isLate
    expect(await lateNow()).toBe(false)
    await say(2, 'progress')
    expect(await lateNow()).toBe(true)
  })

  test('the lead of the measure finds it in their day, rent staff do not', async () => {
    const { measureId } = await begin()
    await plan(await pose(measureId), '2026-11-21')
    const { version } = await readMeasure(measureId)
    const { membershipId } = t.here.members[as]
    await t.call(measures.assign, {
      measureId,
      version,
      membershipId,
      part: 'lead',
      fromOn: '2026-11-22',
    })
    const link = `accompagnements/${measureId}`
    const dayOf = async (role: Role) =>
      JSON.stringify((await t.call(contract.myDay.open, {}, { as: role })).body)
    expect(await dayOf(as)).toContain(link)
    expect(await dayOf('rent-officer')).not.toContain(link)
  })

  test('one put off is told again on its new day', async () => {
    const { measureId, householdId } = await begin()
    const { actionId } = (await plan(await pose(measureId), '2026-11-21')).body
    await t.call(
      supportPlan.changeAction,
      { actionId, version: 1, what: 'Rappeler', service: 'budget', who: 'Le ménage', dueOn: '2026-11-20' },
      { as },
    )
    expect(await tasksOf(householdId, 'plan-action-late')).toMatchObject([
      { closed_as: 'cancelled' },
      { closed_as: null, title: expect.stringContaining('Rappeler') },
    ])
  })

  test('each refusal says why', async () => {
    const { measureId } = await begin()
    const objectiveId = await pose(measureId)
    expect((await plan(nowhere)).body).toMatchObject({ reason: 'unknown-record' })
    const { actionId } = (await plan(objectiveId)).body
    const close = (change: object = {}) =>
      t.call(
        supportPlan.closeAction,
        { actionId, version: 1, as: 'dropped', on: '2026-11-22', ...change },
        { as },
      )
    expect((await close({ version: 4 })).body).toMatchObject({ reason: 'stale-version' })
    expect((await close({ on: '2026-11-23' })).body).toMatchObject({ reason: 'in-the-future' })
    expect((await t.call(supportPlan.reopenAction, { actionId, version: 1 }, { as })).body).toMatchObject({
      reason: 'not-closed',
    })
    await close()
    expect((await close({ version: 2 })).body).toMatchObject({ reason: 'already-closed' })
    const facts = { what: 'Autre', service: 'other' as const, who: 'Le ménage' }
    expect(
      (await t.call(supportPlan.changeAction, { actionId, version: 2, ...facts }, { as })).body,
    ).toMatchObject({ reason: 'already-closed' })
    expect((await t.call(supportPlan.reopenAction, { actionId, version: 2 }, { as })).body).toEqual({
      version: 3,
    })
    await t.call(
      supportPlan.evaluateObjective,
      { objectiveId, version: 1, on: '2026-11-22', result: 'dropped' },
      { as },
    )
    expect((await plan(objectiveId)).body).toMatchObject({ reason: 'objective-closed' })
  })
})

const readMeasure = async (measureId: string) => (await t.call(measures.open, { measureId }, { as })).body

describe('reviews', () => {
  test('a review evaluates each objective and is a fact of the measure, in one act', async () => {
    const { measureId, householdId } = await begin()
    const budget = await pose(measureId)
    const rights = await pose(measureId, 'reopen-rights')
    const { measureVersion, nextReviewOn } = await read(measureId)
    expect(nextReviewOn).toBe('2026-12-01')
    const review = {
      measureId,
      version: measureVersion,
      on: '2026-11-20' as const,
      evaluations: [
        { objectiveId: budget, result: 'progress' as const, note: 'Deux loyers payés.' },
        { objectiveId: rights, result: 'reached' as const },
      ],
      householdWords: 'Je respire un peu.',
      nextSteps: 'Déposer le dossier FSL.',
    }
    const key = randomUUID()
    const held = await t.call(supportPlan.holdReview, review, { as, key })
    const again = await t.call(supportPlan.holdReview, review, { as, key })
    expect(again).toEqual(held)
    expect(held.status).toBe(200)
    const now = await read(measureId)
    expect(now).toMatchObject({
      measureVersion: held.body.version,
      nextReviewOn: '2027-03-01',
      reviews: [{ on: '2026-11-20', householdWords: 'Je respire un peu.' }],
      objectives: [
        { result: 'progress', closedOn: null },
        { result: 'reached', closedOn: '2026-11-20' },
      ],
    })
    expect((await readMeasure(measureId)).facts.filter(({ kind }) => kind === 'reviewed')).toHaveLength(1)
    const { rows } = await t.owner.query(
      "select act from journal where household_id = $1 and act = 'measure-reviewed'",
      [householdId],
    )
    expect(rows).toHaveLength(1)
  })

  test('its fact cancelled, neither it nor its evaluations count', async () => {
    const { measureId } = await begin()
    const objectiveId = await pose(measureId)
    const { measureVersion } = await read(measureId)
    await t.call(
      supportPlan.holdReview,
      {
        measureId,
        version: measureVersion,
        on: '2026-11-20',
        evaluations: [{ objectiveId, result: 'reached' }],
      },
      { as },
    )
    const { version, facts } = await readMeasure(measureId)
    const factId = facts.find(({ kind }) => kind === 'reviewed')?.id ?? ''
    await t.call(measures.cancelFact, { measureId, version, factId, reason: 'Mauvais dossier' }, { as })
    expect(await read(measureId)).toMatchObject({
      reviews: [],
      objectives: [{ result: null, closedOn: null, evaluations: [] }],
    })
  })

  test('its words are corrected, an outdated correction is told', async () => {
    const { measureId } = await begin()
    const { measureVersion } = await read(measureId)
    const { reviewId } = (
      await t.call(
        supportPlan.holdReview,
        { measureId, version: measureVersion, on: '2026-11-20', evaluations: [] },
        { as },
      )
    ).body
    const words = { reviewId, version: 1, householdWords: 'Rien à ajouter.', nextSteps: null }
    expect((await t.call(supportPlan.changeReview, words, { as })).body).toEqual({ version: 2 })
    expect((await t.call(supportPlan.changeReview, words, { as })).body).toMatchObject({
      reason: 'stale-version',
      details: { householdWords: 'Rien à ajouter.' },
    })
    expect(
      (await t.call(supportPlan.changeReview, { ...words, reviewId: nowhere }, { as })).body,
    ).toMatchObject({ reason: 'unknown-record' })
  })

  test.each([
    ['not-all-evaluated', { evaluations: [] }],
    ['unknown-objective', { evaluations: [{ objectiveId: nowhere, result: 'reached' as const }] }],
    ['in-the-future', { on: '2026-12-01' as const }],
    ['before-opening', { on: '2026-09-01' as const }],
    ['stale-version', { version: 99 }],
    ['unknown-record', { measureId: nowhere }],
  ])('%s: nothing is recorded', async (reason, change) => {
    const { measureId } = await begin()
    const objectiveId = await pose(measureId)
    const { measureVersion } = await read(measureId)
    const { status, body } = await t.call(
      supportPlan.holdReview,
      {
        measureId,
        version: measureVersion,
        on: '2026-11-20',
        evaluations: [{ objectiveId, result: 'stalled' }],
        ...change,
      },
      { as },
    )
    expect([status, body]).toMatchObject([409, { reason }])
    expect((await read(measureId)).reviews).toEqual([])
    expect((await readMeasure(measureId)).facts.some(({ kind }) => kind === 'reviewed')).toBe(false)
  })

  test('before the start there is no review, and the plan says why', async () => {
    const { measureId } = await askMeasure(t, programmeId, {})
    const { measureVersion, reviewBecause } = await read(measureId)
    expect(reviewBecause).toBe('Un bilan se tient une fois l’accompagnement commencé.')
    const { body } = await t.call(
      supportPlan.holdReview,
      { measureId, version: measureVersion, on: '2026-11-20', evaluations: [] },
      { as },
    )
    expect(body).toMatchObject({ reason: 'out-of-order' })
  })
})
