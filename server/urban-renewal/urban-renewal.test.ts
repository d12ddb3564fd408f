import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { urbanRenewal } = contract
let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const as = 'project-officer' as const
const marseille = {
  name: 'Air Bel',
  landlordName: 'Habitat du Sud',
  communeCode: '13055',
  area: 'metropolis' as const,
  areaReason: null,
  conventionId: null,
}
const homes = (plus: number, plai: number, isComplementaryAsked = true) => ({
  kind: 'reconstitution' as const,
  units: { plus, plai },
  isComplementaryAsked,
})

const addProject = async (
  over: Partial<Omit<typeof marseille, 'area'>> & { area?: 'metropolis' | 'rest' } = {},
) => t.call(urbanRenewal.addProject, { ...marseille, ...over }, { as })
const openProject = async (over = {}): Promise<string> => (await addProject(over)).body.projectId
const addOperation = async (projectId: string, facts: Parameters<typeof written>[1] = homes(0, 20)) =>
  (await t.call(urbanRenewal.addOperation, written(projectId, facts), { as })).body.operationId
const written = (
  projectId: string,
  facts:
    | ReturnType<typeof homes>
    | {
        kind: 'requalification'
        investmentCents: number
        investmentTax: 'unknown'
        anruSubsidyCents: number
        reading: 'literal' | 'difference'
      },
) => ({ projectId, name: 'Tranche 1', committedOn: '2021-06-01' as const, facts })
const open = async (projectId: string) =>
  (await t.call(urbanRenewal.getProject, { projectId }, { as: 'auditor' })).body

describe('projects', () => {
  test('the column of the grid is that of the commune, another one wants a reason', async () => {
    const found = await t.call(urbanRenewal.findArea, { communeCode: '13055' }, { as })
    expect(found.body).toEqual({ area: 'metropolis' })
    expect((await addProject({ area: 'rest' })).body).toMatchObject({ reason: 'area-reason' })
    expect(
      (await addProject({ area: 'rest', areaReason: 'Hors quartier prioritaire' } as never)).status,
    ).toBe(200)
    expect((await addProject({ communeCode: '99999' })).body).toMatchObject({ reason: 'unknown-commune' })
    const lost = { conventionId: '019aa000-0000-7000-8000-000000000000' }
    expect((await addProject(lost as never)).body).toMatchObject({ reason: 'unknown-convention' })
    const outside = await t.call(urbanRenewal.findArea, { communeCode: '69123' }, { as })
    expect(outside.body).toEqual({ area: null })
  })

  test('two who change it do not overwrite each other; a decided one keeps its column', async () => {
    const projectId = await openProject({ name: 'La Castellane' })
    const change = (version: number, over = {}) =>
      t.call(urbanRenewal.changeProject, { ...marseille, projectId, version, ...over }, { as })
    expect((await change(1, { name: 'La Castellane 2' })).body).toEqual({ version: 2 })
    expect((await change(1)).body).toMatchObject({
      reason: 'stale-version',
      details: { name: 'La Castellane 2', version: 2 },
    })
    const operationId = await addOperation(projectId)
    await t.call(
      urbanRenewal.recordStep,
      { operationId, fact: { step: 'in-convention', on: '2021-06-02' } },
      { as },
    )
    const decided = {
      step: 'decided' as const,
      on: '2021-06-03' as const,
      loanCents: 100,
      subsidyCents: 0,
      reason: null,
    }
    await t.call(urbanRenewal.recordStep, { operationId, fact: decided }, { as })
    expect((await change(2, { area: 'rest', areaReason: 'Autre lecture' })).body).toMatchObject({
      reason: 'area-decided',
    })
  })

  test('the list is found by any word, paged by name, and counts what was decided and drawn', async () => {
    for (const name of ['Zup A', 'Zup B', 'Zup C'])
      await openProject({ name, landlordName: 'Office des Calanques' })
    const first = await t.call(urbanRenewal.listProjects, { text: 'calanq', limit: 2 }, { as })
    expect(first.body.rows.map(({ name }) => name)).toEqual(['Zup A', 'Zup B'])
    const next = await t.call(
      urbanRenewal.listProjects,
      { text: 'calanq', limit: 2, after: first.body.next ?? '' },
      { as },
    )
    expect(next.body.rows.map(({ name }) => name)).toEqual(['Zup C'])
    const decided = await t.call(urbanRenewal.listProjects, { text: 'castellane' }, { as })
    expect(decided.body.rows).toMatchObject([{ operations: 1, homes: 20, decidedCents: 100, drawnCents: 0 }])
  })
})

describe('operations', () => {
  test('side by side, each with what the grid allows', async () => {
    const projectId = await openProject()
    await addOperation(projectId)
    await addOperation(projectId, homes(10, 15, false))
    await addOperation(projectId, {
      kind: 'requalification',
      investmentCents: 200_000_000,
      investmentTax: 'unknown',
      anruSubsidyCents: 50_000_000,
      reading: 'literal',
    })
    const { operations } = await open(projectId)
    expect(operations.map(({ aid }) => [aid.loanCents, aid.subsidyCents, aid.otherReadingCents])).toEqual([
      [30_000_000, 23_600_000, null],
      [24_500_000, 12_900_000, null],
      [70_000_000, 0, 90_000_000],
    ])
  })

  test('simulating writes nothing', async () => {
    const before = (await t.owner.query('select count(*) from renewal_operation')).rows
    const { body } = await t.call(
      urbanRenewal.simulate,
      { area: 'rest', committedOn: '2026-11-22', facts: homes(10, 15) },
      { as },
    )
    expect(body).toMatchObject({ loanCents: 30_350_000, subsidyCents: 13_500_000, isOutOfForce: true })
    expect((await t.owner.query('select count(*) from renewal_operation')).rows).toEqual(before)
  })

  test.each([
    ['no home at all', homes(0, 0)],
    ['a negative number of homes', homes(-1, 5)],
    ['too many homes', homes(5_001, 0)],
    [
      'an investment of zero',
      {
        kind: 'requalification' as const,
        investmentCents: 0,
        investmentTax: 'unknown' as const,
        anruSubsidyCents: 0,
        reading: 'literal' as const,
      },
    ],
    [
      'ten million billion',
      {
        kind: 'requalification' as const,
        investmentCents: 10 ** 15,
        investmentTax: 'unknown' as const,
        anruSubsidyCents: 0,
        reading: 'literal' as const,
      },
    ],
  ])('%s is told', async (_, facts) => {
    const answer = await t.call(urbanRenewal.addOperation, written(await openProject(), facts), { as })
    expect(answer.status).toBe(400)
  })

  test('its life: decided, signed, drawn, completed with fewer homes, adjusted by what was built', async () => {
    const projectId = await openProject()
    const operationId = await addOperation(projectId)
    const step = (fact: Parameters<typeof t.call<typeof urbanRenewal.recordStep>>[1]['fact']) =>
      t.call(urbanRenewal.recordStep, { operationId, fact }, { as })
    const early = await step({ step: 'drawdown', on: '2021-06-10', cents: 100 })
    expect(early.body).toMatchObject({ reason: 'not-now' })
    await step({ step: 'in-convention', on: '2021-06-10' })
    const above = {
      step: 'decided' as const,
      on: '2021-06-20' as const,
      loanCents: 30_000_001,
      subsidyCents: 0,
    }
    expect((await step({ ...above, reason: null })).body).toMatchObject({ reason: 'above-maximum' })
    await step({ ...above, loanCents: 30_000_000, subsidyCents: 23_600_000, reason: null })
    const changed = {
      operationId,
      version: 1,
      name: 'Autre',
      committedOn: '2021-06-01' as const,
      facts: homes(1, 1),
    }
    expect((await t.call(urbanRenewal.changeOperation, changed, { as })).body).toMatchObject({
      reason: 'already-decided',
    })
    await step({ step: 'loan-signed', on: '2021-07-01' })
    await step({ step: 'drawdown', on: '2021-08-01', cents: 10_000_000 })
    expect((await step({ step: 'drawdown', on: '2021-09-01', cents: 43_600_001 })).body).toMatchObject({
      reason: 'above-decided',
    })
    await step({ step: 'completed', on: '2022-05-01', units: { plus: 0, plai: 18 }, investmentCents: null })
    const [operation] = (await open(projectId)).operations
    expect(operation?.finalAid).toMatchObject({ loanCents: 27_000_000, subsidyCents: 21_240_000 })
    const kept = {
      step: 'adjusted' as const,
      on: '2022-06-01' as const,
      loanCents: 30_000_000,
      subsidyCents: 0,
    }
    expect((await step({ ...kept, reason: null })).body).toMatchObject({ reason: 'above-maximum' })
    const adjusted = await step({ ...kept, loanCents: 27_000_000, subsidyCents: 21_240_000, reason: null })
    expect((await open(projectId)).operations[0]?.progress).toMatchObject({
      step: 'adjusted',
      drawnCents: 10_000_000,
      toDrawCents: 38_240_000,
    })
    const withdraw = (eventId: string) =>
      t.call(urbanRenewal.cancelStep, { operationId, eventId, reason: 'Erreur de saisie' }, { as })
    expect((await withdraw(operation?.events[0]?.id ?? '')).body).toMatchObject({ reason: 'not-last' })
    expect((await withdraw(adjusted.body.eventId)).status).toBe(200)
    expect((await open(projectId)).operations[0]?.progress.step).toBe('completed')
  })

  test('two who draw at the same instant never draw more than was decided', async () => {
    const operationId = await addOperation(await openProject())
    const step = (fact: Parameters<typeof t.call<typeof urbanRenewal.recordStep>>[1]['fact']) =>
      t.call(urbanRenewal.recordStep, { operationId, fact }, { as })
    await step({ step: 'in-convention', on: '2021-06-10' })
    await step({ step: 'decided', on: '2021-06-11', loanCents: 1_000, subsidyCents: 0, reason: null })
    await step({ step: 'loan-signed', on: '2021-06-12' })
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => step({ step: 'drawdown', on: '2021-06-13', cents: 400 })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2)
  })
})

test('another organisation finds none of it, and a social worker may not look', async () => {
  const projectId = await openProject()
  const operationId = await addOperation(projectId)
  const there = { as, in: t.elsewhere }
  expect((await t.call(urbanRenewal.getProject, { projectId }, there)).body).toMatchObject({
    reason: 'unknown-record',
  })
  expect(
    (await t.call(urbanRenewal.addOperation, written(projectId, homes(1, 1)), there)).body,
  ).toMatchObject({
    reason: 'unknown-record',
  })
  const fact = { step: 'in-convention' as const, on: '2021-06-10' as const }
  expect((await t.call(urbanRenewal.recordStep, { operationId, fact }, there)).body).toMatchObject({
    reason: 'unknown-record',
  })
  expect((await t.call(urbanRenewal.getProject, { projectId }, { as: 'social-worker' })).status).toBe(403)
})

test('the export holds one line for each operation', async () => {
  const projectId = await openProject()
  await addOperation(projectId)
  await addOperation(projectId, homes(3, 0))
  const sent = await t.send(urbanRenewal.exportProjects, { projectId, format: 'csv' }, { as: 'auditor' })
  const lines = new TextDecoder('windows-1252')
    .decode(await sent.arrayBuffer())
    .trimEnd()
    .split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[1]).toContain('300000,00;236000,00')
})
