import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract } from '#contract/index.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import type { NamedTerritory } from '#domain/territories/kinds.ts'
import { addPerson, makeHome, writeBudget } from '#server/programmes/household-for-tests.ts'
import { readEligibilityFacts } from '#server/programmes/read-eligibility-facts.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'

const { budget, programmes } = contract

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse('2018-03-12T09:00:00Z')
})
afterAll(() => t.close())

const publish = async (key: string, change: Partial<ProgrammeDefinition>) => {
  const { body } = await t.call(programmes.create, { start: { from: 'shipped', key } })
  const { programmeId } = body
  const { body: view } = await t.call(programmes.open, { programmeId })
  const draft = { ...view.draft!, ...change }
  await t.call(programmes.saveDraft, { programmeId, version: 1, draft })
  expect((await t.call(programmes.publish, { programmeId, version: 2 })).status).toBe(200)
  return programmeId
}
const tryOn = async (householdId: string, programmeId: string, more = {}) => {
  const { status, body } = await t.call(programmes.tryHousehold, { householdId, programmeId, ...more })
  expect(status).toBe(200)
  return body
}
const factsOf = (
  householdId: string,
  role: 'coordinator' | 'project-officer' = 'coordinator',
  territories: NamedTerritory[] = [{ kind: 'departement', code: '57', name: 'Moselle' }],
) =>
  t.asMember(role, (context) =>
    readEligibilityFacts(context, householdId, {
      motive: 'arrears',
      triggeringEvent: 'job-loss',
      territories,
    }),
  )

describe('Zéro Expulsion, on the latest situation of the household', () => {
  let programmeId: string
  beforeAll(async () => {
    programmeId = await publish('zero-expulsion', { publics: [], capacity: 1 })
  })

  it.each([
    [20_000, 'eligible', 'yes'],
    [20_010, 'refused', 'no'],
  ])('rent and energy less the aid: %i + 50,00 of 1 000,00: %s', async (rent, outcome, answer) => {
    const householdId = await makeHousehold(t.owner, t.here)
    await writeBudget(t, householdId, {
      on: '2018-03-01',
      rent: rent + 10_000,
      energy: 5_000,
      aid: 10_000,
      wages: 100_000,
    })
    const body = await tryOn(householdId, programmeId)
    expect(body).toMatchObject({ outcome, number: 1, running: 0, capacity: 1, closedOn: null })
    const test = body.tests.find(({ key }) => key === 'effort-rate')
    expect(test).toMatchObject({ answer, settledBy: 'fact' })
    expect(test?.reason).toContain('au 01/03/2018 (situation du ménage)')
  })

  it('a situation without any energy bill says nothing of the rate with energy', async () => {
    const householdId = await makeHousehold(t.owner, t.here)
    await writeBudget(t, householdId, { on: '2018-03-01', rent: 20_000, wages: 100_000 })
    const facts = await factsOf(householdId)
    expect(facts['effort-rate']).toEqual({ value: 2000, asOf: '2018-03-01', from: 'situation du ménage' })
    expect(facts['effort-rate-with-energy']).toBeUndefined()
    expect((await tryOn(householdId, programmeId)).outcome).toBe('to-check')
  })

  it('on the day after its last day, nobody enters', async () => {
    const householdId = await makeHousehold(t.owner, t.here)
    const body = await tryOn(householdId, programmeId, { on: '2019-07-01' })
    expect(body).toMatchObject({ outcome: 'refused', on: '2019-07-01' })
    expect(body.tests[0]).toMatchObject({ key: 'period', answer: 'no' })
  })

  it('a draft is tried before it is published', async () => {
    const householdId = await makeHousehold(t.owner, t.here)
    await writeBudget(t, householdId, { on: '2018-03-01', rent: 30_000, energy: 0, wages: 100_000 })
    const { body: view } = await t.call(programmes.open, { programmeId })
    const wider = {
      ...view.published!.definition,
      eligibility: [
        {
          key: 'effort-rate',
          fact: 'effort-rate-with-energy' as const,
          condition: { is: 'at-most' as const, value: 3_000 },
          source: 'avenant',
        },
      ],
    }
    await t.call(programmes.saveDraft, { programmeId, version: view.version, draft: wider })
    expect((await tryOn(householdId, programmeId)).outcome).toBe('refused')
    expect(await tryOn(householdId, programmeId, { draft: true })).toMatchObject({
      outcome: 'eligible',
      number: null,
    })
  })
})

describe('what the file tells', () => {
  const nancy = { kind: 'epci' as const, code: '245400676', name: 'Métropole du Grand Nancy' }
  it('home, persons present, what was asked; a home elsewhere leaves the place to check', async () => {
    const householdId = await makeHousehold(t.owner, t.here)
    await makeHome(t, householdId, { town: 'METZ' })
    await addPerson(t, householdId)
    await addPerson(t, householdId, { vulnerabilities: ['mobile-home-living'] })
    await addPerson(t, householdId, { leftOn: '2016-01-01' })
    const facts = await factsOf(householdId)
    expect(facts).toMatchObject({
      motive: { value: 'arrears', asOf: '2018-03-12', from: 'demande' },
      'triggering-event': { value: 'job-loss' },
      'household-size': { value: 2, from: 'composition du ménage' },
      public: { value: ['tenant', 'mobile-home-living'] },
      'lives-in-territory': { value: true, from: 'adresse du logement, Metz, dans Moselle (57)' },
    })
    expect((await factsOf(householdId, 'coordinator', [nancy]))['lives-in-territory']).toBeUndefined()
  })

  it('one in a shelter is no tenant, and leaves a shelter', async () => {
    const householdId = await makeHousehold(t.owner, t.here)
    await makeHome(t, householdId, { kind: 'shelter-unit' })
    expect(await factsOf(householdId)).toMatchObject({
      public: { value: ['sheltered'] },
      'leaves-shelter': { value: true },
    })
  })

  it('months owed are whole', async () => {
    const householdId = await makeHousehold(t.owner, t.here)
    await makeHome(t, householdId, { town: 'Nancy' })
    await t.owner.query(
      `insert into arrears_state (organisation_id, tenancy_id, household_id, household_label, tenancy_number,
         balance_cents, debt_cents, months_owed_tenths, current_rent_resumed, is_arrears_a, is_arrears_b, month_end_balances,
         net_expense_cents, regime_change, search_text, stage, threshold_a_cents, threshold_b_cents, trend_six_months_cents,
         urgency_reason, urgency_rule, urgency_score)
       select organisation_id, id, household_id, 'x', 'x', 0, 0, 29, false, false, false, '{}', 0, 'none', '', 'none', 0, 0, 0,
         '', '', 0 from tenancy where household_id = $1`,
      [householdId],
    )
    expect((await factsOf(householdId))['arrears-months']).toMatchObject({ value: 2, from: 'compte locatif' })
  })

  it.each([
    ['dalo', 'dalo-recognised', true],
    ['priority-group', 'priority-group', true],
    ['private-employee', 'private-employee', true],
    ['no-private-employee', 'private-employee', false],
    ['eviction-procedure', 'eviction-under-way', true],
  ] as const)('%s, recognised, answers %s: %s, and no longer once it ended', async (kind, fact, value) => {
    const householdId = await makeHousehold(t.owner, t.here)
    expect((await factsOf(householdId))[fact]).toBeUndefined()
    const noted = { kind, fromOn: '2018-01-10', source: 'document-seen' } as const
    const { body } = await t.call(budget.addRecognition, { householdId, ...noted })
    expect((await factsOf(householdId))[fact]).toEqual({
      ...{ value, asOf: '2018-03-12', from: 'situation reconnue depuis le 10/01/2018, document vu' },
    })
    expect((await factsOf(householdId, 'project-officer'))[fact]).toBeUndefined()
    const ended = { ...noted, untilOn: '2018-03-11', recognitionId: body.id, version: 1 } as const
    expect((await t.call(budget.editRecognition, { householdId, ...ended })).status).toBe(200)
    expect((await factsOf(householdId))[fact]).toBeUndefined()
  })

  it('a programme for employees of the private sector takes the household that is noted as one', async () => {
    const programmeId = await publish('action-logement-support', { name: 'Salariés', capacity: 10 })
    const householdId = await makeHousehold(t.owner, t.here)
    const answer = async () =>
      (await tryOn(householdId, programmeId)).tests.find(({ key }) => key === 'public')?.answer
    expect(await answer()).toBe('to-check')
    const noted = { kind: 'private-employee', fromOn: '2018-01-10', source: 'document-seen' } as const
    await t.call(budget.addRecognition, { householdId, ...noted })
    expect(await answer()).toBe('yes')
  })

  it('who may not read the social side learns nothing of the budget', async () => {
    const householdId = await makeHousehold(t.owner, t.here)
    await writeBudget(t, householdId, { on: '2018-03-01', rent: 20_000, energy: 5_000, wages: 100_000 })
    expect(Object.keys(await factsOf(householdId, 'project-officer'))).toEqual(['motive', 'triggering-event'])
    expect(Object.keys(await factsOf(householdId))).toContain('effort-rate-with-energy')
  })

  it('another organisation’s household and programme are not found', async () => {
    const programmeId = await publish('avdl', { name: 'Ici seulement' })
    const theirs = await makeHousehold(t.owner, t.elsewhere)
    const ours = await makeHousehold(t.owner, t.here)
    expect((await t.call(programmes.tryHousehold, { householdId: theirs, programmeId })).status).toBe(403)
    const there = await t.call(
      programmes.tryHousehold,
      { householdId: theirs, programmeId },
      { in: t.elsewhere },
    )
    expect(there.body).toMatchObject({ reason: 'unknown-record' })
    const draft = await t.call(programmes.tryHousehold, { householdId: ours, programmeId, draft: true })
    expect(draft.body).toMatchObject({ reason: 'unknown-record' })
  })
})
