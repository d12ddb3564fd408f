import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { addClermont, letHome, makeFile, writeSituation } from '#server/rights/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { rights } = contract
const as = 'rights-adviser' as const
let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
  await addClermont(t)
})
afterAll(() => t.close())

const read = async (householdId: string) => (await t.call(rights.estimate, { householdId }, { as })).body
const answers: Omit<Sent<typeof rights.answer>, 'householdId' | 'version'> = {
  zone: 'ii',
  isUnderConvention: true,
  isSocialLandlord: false,
  hasDisability: false,
}

describe('estimates', () => {
  test('an empty file is told what to write down first', async () => {
    const view = await read(await makeFile(t))
    expect(view).toMatchObject({ onDate: '2026-11-22', situationOn: null, answersVersion: 0, claims: [] })
    expect(view.estimates.find(({ right }) => right === 'rsa')).toMatchObject({
      outcome: 'missing',
      missing: ['situation'],
    })
  })

  test('what is not received comes first, each figure explained, the aid in payment compared', async () => {
    const householdId = await makeFile(t)
    await letHome(t, householdId)
    await writeSituation(t, householdId)
    await t.call(rights.answer, { householdId, version: 0, ...answers }, { as })
    const view = await read(householdId)
    expect(view.communeName).toBe('Clermont-Ferrand')
    expect(view.estimates.slice(0, 2)).toMatchObject([
      { right: 'rsa', monthlyCents: 60_169, inPaymentCents: 0 },
      { right: 'housing-aid', monthlyCents: 30_400, inPaymentCents: 5_000 },
    ])
    expect(view.estimates[1]?.explanation).toMatchObject({
      notice: 'simulation indicative, sans valeur juridique',
      asOf: '2026-11-22',
    })
    expect(view.answers.areaSquareDecimetres).toBe(4_500)
  })

  test('a day in the past is estimated with the figures of that day, on the situation of that day', async () => {
    const householdId = await makeFile(t)
    await letHome(t, householdId)
    await writeSituation(t, householdId)
    await t.call(rights.answer, { householdId, version: 0, ...answers }, { as })
    const { body } = await t.call(rights.estimate, { householdId, onDate: '2026-10-15' }, { as })
    expect(body).toMatchObject({ onDate: '2026-10-15', situationOn: null })
  })

  test('rent staff and auditors read nothing of it', async () => {
    const householdId = await makeFile(t)
    for (const role of ['rent-officer', 'auditor', 'volunteer', 'prescriber'] as const)
      expect((await t.call(rights.estimate, { householdId }, { as: role })).status).toBe(403)
  })

  test('another organisation’s household is not found', async () => {
    const householdId = await makeFile(t)
    const answer = await t.call(rights.estimate, { householdId }, { as, in: t.elsewhere })
    expect(answer.status).not.toBe(200)
  })
})

describe('answers', () => {
  test('the zone said for a household is kept for its commune', async () => {
    const [first, second] = [await makeFile(t), await makeFile(t)]
    for (const householdId of [first, second]) await letHome(t, householdId)
    await t.call(rights.answer, { householdId: first, version: 0, ...answers }, { as })
    expect((await read(second)).answers.zone).toBe('ii')
    const { rows } = await t.owner.query(
      'select zone from aid_zone where organisation_id = $1 and commune_code = $2',
      [t.here.id, '63113'],
    )
    expect(rows).toEqual([{ zone: 'ii' }])
  })

  test('answers read before somebody changed them are refused and shown', async () => {
    const householdId = await makeFile(t)
    const send = (version: number) => t.call(rights.answer, { householdId, version, ...answers }, { as })
    expect((await send(0)).body).toEqual({ version: 1 })
    expect((await send(0)).body).toMatchObject({
      reason: 'stale-version',
      details: { version: 1, zone: 'ii' },
    })
    expect((await send(1)).body).toEqual({ version: 2 })
  })
})

const spotted: Omit<Sent<typeof rights.recordFact>, 'householdId' | 'version'> = {
  right: 'rsa',
  kind: 'spotted',
  on: '2026-11-20',
  awaited: 'RIB',
  nextOn: '2026-11-30',
}
const note = async (householdId: string, version: number, change: Partial<typeof spotted> = {}) =>
  (await t.call(rights.recordFact, { householdId, version, ...spotted, ...change }, { as })).body
const tasksOf = async (householdId: string) =>
  (
    await t.owner.query(
      'select title, due_on::text, compartment, closed_as, outcome from task where household_id = $1 order by id',
      [householdId],
    )
  ).rows

describe('the line of a right', () => {
  test('spotted, asked for, opened: one line, one task at a time, on the social side', async () => {
    const householdId = await makeFile(t)
    expect(await note(householdId, 0)).toMatchObject({ version: 1 })
    const asked = { kind: 'asked', on: '2026-11-21', awaited: null, nextOn: '2027-01-21' } as const
    expect(await note(householdId, 1, asked)).toMatchObject({ version: 2 })
    const opened = {
      kind: 'opened',
      on: '2026-11-22',
      amountCents: 57_349,
      awaited: null,
      nextOn: null,
    } as const
    expect(await note(householdId, 2, opened)).toMatchObject({ version: 3 })
    const { claims } = await read(householdId)
    expect(claims).toMatchObject([
      {
        right: 'rsa',
        status: 'opened',
        version: 3,
        facts: [
          { kind: 'spotted', awaited: 'RIB', recordedBy: 'Membre rights-adviser' },
          { kind: 'asked' },
          { kind: 'opened', amountCents: 57_349 },
        ],
      },
    ])
    expect(await tasksOf(householdId)).toEqual([
      {
        title: 'RSA : obtenir « RIB »',
        due_on: '2026-11-30',
        compartment: 'social',
        closed_as: 'cancelled',
        outcome: 'Étape suivante notée : demandé',
      },
      {
        title: 'RSA : vérifier la réponse',
        due_on: '2027-01-21',
        compartment: 'social',
        closed_as: 'cancelled',
        outcome: 'Étape suivante notée : ouvert',
      },
    ])
    const { rows } = await t.owner.query(
      `select act from journal where household_id = $1 and subject_kind = 'right-claim' order by id`,
      [householdId],
    )
    expect(rows.map(({ act }) => act)).toEqual(['right-spotted', 'right-asked', 'right-opened'])
  })

  test('a step that cannot be is refused with its reason', async () => {
    const householdId = await makeFile(t)
    const refused = async (change: Partial<typeof spotted>) => await note(householdId, 0, change)
    expect(await refused({ on: '2026-11-23' })).toMatchObject({ reason: 'in-the-future' })
    expect(await refused({ nextOn: '2026-11-01' })).toMatchObject({ reason: 'next-before-fact' })
    expect(await refused({ kind: 'ended' })).toMatchObject({ reason: 'out-of-line' })
    expect(await refused({ right: 'other' })).toMatchObject({ reason: 'name-needed' })
    expect(await refused({ proofFileId: randomUUIDv7() })).toMatchObject({ reason: 'unknown-file' })
    expect(await refused({ claimId: randomUUIDv7() })).toMatchObject({ reason: 'unknown-record' })
    expect(await refused({ amountCents: -1 })).toMatchObject({ error: 'invalid' })
    const { rows } = await t.owner.query('select from right_claim where household_id = $1', [householdId])
    expect(rows).toHaveLength(0)
  })

  test('the same command sent twice notes one step; a second line of the same right is refused', async () => {
    const householdId = await makeFile(t)
    const key = randomUUIDv7()
    const sent = { householdId, version: 0, ...spotted }
    const first = await t.call(rights.recordFact, sent, { as, key })
    expect((await t.call(rights.recordFact, sent, { as, key })).body).toEqual(first.body)
    expect(await note(householdId, 0)).toMatchObject({ reason: 'stale-version' })
    expect((await read(householdId)).claims[0]?.facts).toHaveLength(1)
  })

  test('other rights stand each on a line of its own', async () => {
    const householdId = await makeFile(t)
    for (const name of ['Allocation personnalisée d’autonomie', 'Tarif social du train'])
      expect(await note(householdId, 0, { right: 'other', name })).toMatchObject({ version: 1 })
    expect((await read(householdId)).claims.map(({ name }) => name)).toEqual([
      'Tarif social du train',
      'Allocation personnalisée d’autonomie',
    ])
  })

  test('a step noted by mistake is withdrawn with its reason, never one that others stand on', async () => {
    const householdId = await makeFile(t)
    await note(householdId, 0)
    await note(householdId, 1, { kind: 'asked', on: '2026-11-21' })
    await note(householdId, 2, { kind: 'refused', on: '2026-11-22', nextOn: null })
    const [claim] = (await read(householdId)).claims
    const [first, second, third] = claim?.facts ?? []
    const withdraw = async (factId = '', version = 3) =>
      (
        await t.call(
          rights.withdrawFact,
          { householdId, claimId: claim?.id ?? '', factId, version, reason: 'erreur de ménage' },
          { as },
        )
      ).body
    expect(await withdraw(second?.id)).toMatchObject({ reason: 'out-of-line' })
    expect(await withdraw(randomUUIDv7())).toMatchObject({ reason: 'unknown-record' })
    expect(await withdraw(third?.id, 1)).toMatchObject({ reason: 'stale-version' })
    expect(await withdraw(third?.id)).toEqual({ version: 4 })
    expect((await read(householdId)).claims).toMatchObject([{ status: 'asked' }])
    const { rows } = await t.owner.query('select id, withdrawn_reason from right_claim_fact where id = $1', [
      third?.id,
    ])
    expect(rows).toEqual([{ id: third?.id, withdrawn_reason: 'erreur de ménage' }])
    expect(first?.kind).toBe('spotted')
  })
})

describe('comparisons', () => {
  const change = { resources: [{ kind: 'wages', monthlyCents: 65_000 }] } as const
  test('income falls: nothing is recorded, then kept on demand, then removed', async () => {
    const householdId = await makeFile(t)
    await letHome(t, householdId)
    expect((await t.call(rights.compare, { householdId, change: {} }, { as })).body).toMatchObject({
      reason: 'no-situation',
    })
    await writeSituation(t, householdId, 130_000)
    await t.call(rights.answer, { householdId, version: 0, ...answers }, { as })
    const sent = { householdId, change: { resources: [...change.resources] } }
    const { body } = await t.call(rights.compare, sent, { as })
    expect(body.changed.aidCountedCents).toBeGreaterThan(body.current.aidCountedCents)
    expect(body.changed.residualMonthCents).toBeLessThan(body.current.residualMonthCents)
    expect((await read(householdId)).simulations).toEqual([])
    const kept = await t.call(rights.keepSimulation, { ...sent, label: 'Temps partiel' }, { as })
    const simulationId = kept.body.id
    expect((await read(householdId)).simulations).toMatchObject([
      {
        id: simulationId,
        label: 'Temps partiel',
        onDate: '2026-11-22',
        keptBy: 'Membre rights-adviser',
        outcome: { changed: { aidCountedCents: body.changed.aidCountedCents } },
      },
    ])
    const remove = { householdId, simulationId }
    const other = { ...remove, householdId: await makeFile(t) }
    expect((await t.call(rights.removeSimulation, other, { as })).body).toMatchObject({
      reason: 'unknown-record',
    })
    await t.call(rights.removeSimulation, remove, { as })
    expect((await read(householdId)).simulations).toEqual([])
  })
})
