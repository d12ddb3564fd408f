import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import type { Role } from '#domain/access.ts'
import { followMeasures } from '#server/measures/nightly.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import {
  askMeasure,
  makeHousehold,
  makeProgramme,
  startMeasure,
  type TestMeasure,
} from './world-for-tests.ts'

const { measures, households, casework } = contract
const as = 'social-worker'
let t: TestHouse
let avdl: string
let asll: string
/** In the order of the alphabet. */
const made: TestMeasure[] = []

beforeAll(async () => {
  t = await openTestHouse()
  avdl = await makeProgramme(t, { name: 'AVDL' })
  asll = await makeProgramme(t, { name: 'ASLL', family: 'asll', reviewEveryMonths: null })
  for (const label of ['Abel', 'Béa', 'Chloé', 'Denis', 'Émile']) {
    const householdId = await makeHousehold(t, label)
    const requestedOn = label === 'Abel' ? '2026-05-22' : '2026-09-01'
    made.push(await askMeasure(t, label < 'C' ? asll : avdl, { householdId, requestedOn }))
  }
  await startMeasure(t, nth(0).measureId, '2026-05-22')
  await startMeasure(t, nth(2).measureId, '2026-09-10')
  await visit(nth(2).householdId)
})
afterAll(() => t.close())

const nth = (rank: number): TestMeasure => made[rank] ?? (made[0] as TestMeasure)
const visit = (householdId: string) =>
  t.call(
    casework.writeContact,
    {
      householdId,
      happenedOn: '2026-11-02',
      channel: 'visit',
      outcome: 'met',
      place: 'home',
      audience: 'me',
      body: 'Vu.',
    },
    { as },
  )
type Asked = Sent<typeof measures.list>
const labels = async (input: Asked, role: Role = as) =>
  (await t.call(measures.list, input, { as: role })).body.rows.map(({ householdLabel }) => householdLabel)

describe('the list', () => {
  test('sorts by each column, what has no date last, who was never met first', async () => {
    expect(await labels({})).toEqual(['Abel', 'Chloé', 'Béa', 'Denis', 'Émile'])
    expect((await labels({ sort: 'end' })).slice(0, 2)).toEqual(['Abel', 'Chloé'])
    expect((await labels({ sort: 'contact' })).at(-1)).toBe('Chloé')
    expect((await labels({ scope: 'running' })).toSorted()).toEqual(['Abel', 'Chloé'])
    expect((await labels({ scope: 'waiting' })).toSorted()).toEqual(['Béa', 'Denis', 'Émile'])
    expect(await labels({ sort: 'name' })).toEqual(['Abel', 'Béa', 'Chloé', 'Denis', 'Émile'])
  })

  test.each<[string, Asked, string[]]>([
    ['a status', { status: 'active' }, ['Abel', 'Chloé']],
    ['a programme', { programmeId: '' }, ['Abel', 'Béa']],
    ['nobody in charge', { lead: 'nobody', status: 'requested', sort: 'name' }, ['Béa', 'Denis', 'Émile']],
    ['a phase', { phase: 'towards-home', sort: 'name' }, ['Abel', 'Chloé']],
    ['the term near', { endingWithinDays: 30 }, ['Abel']],
    [
      'no contact for sixty days',
      { withoutContactDays: 60, sort: 'name' },
      ['Abel', 'Béa', 'Denis', 'Émile'],
    ],
    ['those past their term', { overdue: true }, []],
    ['those closed', { scope: 'closed' }, []],
    [
      'those met at home in a period',
      { scope: 'all', from: '2026-09-01', to: '2026-11-30', metAtHome: true },
      ['Chloé'],
    ],
    [
      'those not met by then',
      { scope: 'all', from: '2026-09-01', to: '2026-10-31', metAtHome: false, sort: 'name' },
      ['Abel', 'Chloé'],
    ],
  ])('narrows to %s', async (_, input, expected) => {
    const asked = input.programmeId === '' ? { ...input, programmeId: asll, sort: 'name' as const } : input
    expect(await labels(asked)).toEqual(expected)
    const { body } = await t.call(measures.list, asked, { as })
    expect(body.total).toEqual({ count: expected.length, exact: true })
  })

  test.each(['due', 'end', 'contact', 'name'] as const)('pages by key in the order of %s', async (sort) => {
    const whole = await labels({ sort, scope: 'all' })
    const paged: (string | null)[] = []
    let after: string | undefined
    do {
      const { body } = await t.call(
        measures.list,
        { sort, scope: 'all', limit: 2, ...(after ? { after } : {}) },
        { as },
      )
      paged.push(...body.rows.map(({ householdLabel }) => householdLabel))
      after = body.next ?? undefined
    } while (after)
    expect(paged).toEqual(whole)
    expect(await labels({ sort, after: 'nimporte', scope: 'all' })).toEqual(whole)
  })

  test('follows the name of the household', async () => {
    const { householdId } = nth(4)
    await t.owner.query("update household set label = 'Zoé' where id = $1", [householdId])
    expect((await labels({ sort: 'name' })).at(-1)).toBe('Zoé')
    await t.owner.query("update household set label = 'Émile' where id = $1", [householdId])
  })

  test('is counted as it is listed', async () => {
    const { body } = await t.call(measures.count, {}, { as })
    expect(body.statuses.toSorted((a, b) => (a.status < b.status ? -1 : 1))).toEqual([
      { status: 'active', count: 2 },
      { status: 'requested', count: 3 },
    ])
    expect(body.programmes.map(({ name, open, total }) => [name, open, total])).toEqual([
      ['ASLL', 2, 2],
      ['AVDL', 3, 3],
    ])
    await followMeasures.run(t.house, { organisationId: t.here.id }, new AbortController().signal)
    expect((await t.call(measures.count, {}, { as })).body).toEqual(body)
    const { rows } = await t.owner.query(
      'select sum(delta)::int as n, count(*)::int as lines from measure_tally',
    )
    expect(rows[0].n).toBe(5)
    expect(rows[0].lines).toBeLessThanOrEqual(5)
  })

  test('goes out as CSV and XLSX', async () => {
    const csv = await t.send(measures.export, { format: 'csv', sort: 'name' }, { as })
    const lines = new TextDecoder('windows-1252')
      .decode(await csv.arrayBuffer())
      .trim()
      .split('\r\n')
    expect(lines).toHaveLength(6)
    expect(lines[1]).toContain('Abel;ASLL')
    const xlsx = await t.send(measures.export, { format: 'xlsx' }, { as })
    expect(new Uint8Array(await xlsx.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
  })
})

describe('coverage', () => {
  test('has a numerator and a denominator, which are those of the list', async () => {
    const period = { from: '2026-09-01', to: '2026-11-30' } as const
    const { body } = await t.call(measures.coverage, period, { as: 'auditor' })
    expect(body).toEqual({
      programmes: [
        { programmeId: asll, name: 'ASLL', met: 0, measures: 1 },
        { programmeId: avdl, name: 'AVDL', met: 1, measures: 1 },
      ],
      met: 1,
      measures: 2,
    })
    expect(await labels({ ...period, scope: 'all', sort: 'name' })).toHaveLength(body.measures)
    expect(await labels({ ...period, scope: 'all', metAtHome: true })).toHaveLength(body.met)
    const backwards = await t.call(measures.coverage, { from: '2026-12-01', to: '2026-01-01' }, { as })
    expect(backwards).toMatchObject({ status: 409, body: { reason: 'ends-before-starting' } })
  })
})

describe('who sees what', () => {
  const everyone: Role[] = ['volunteer', 'prescriber', 'rent-officer', 'finance-officer', 'administrator']
  test.each(everyone)('a %s sees no measure, list, count, export or coverage', async (role) => {
    const { measureId, householdId } = nth(2)
    const answers = await Promise.all([
      t.call(measures.list, {}, { as: role }),
      t.call(measures.count, {}, { as: role }),
      t.call(measures.export, { format: 'csv' }, { as: role }),
      t.call(measures.coverage, { from: '2026-01-01', to: '2026-12-31' }, { as: role }),
      t.call(measures.open, { measureId }, { as: role }),
      t.call(measures.ofHousehold, { householdId }, { as: role }),
      t.call(measures.caseload, {}, { as: role }),
    ])
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403))
  })

  test('an auditor reads the list and its export without names, nor in their order', async () => {
    const { body } = await t.call(measures.list, { sort: 'name' }, { as: 'auditor' })
    expect(body.rows).toHaveLength(5)
    expect(JSON.stringify(body)).not.toMatch(/Abel|Béa|Chloé|Denis|Émile/)
    expect(body.rows.map(({ measureId }) => measureId)).toEqual(
      (await t.call(measures.list, { sort: 'due' }, { as })).body.rows.map(({ measureId }) => measureId),
    )
    const csv = await t.send(measures.export, { format: 'csv' }, { as: 'auditor' })
    expect(new TextDecoder('windows-1252').decode(await csv.arrayBuffer())).not.toMatch(/Abel|Ménage/)
    const { measureId } = nth(0)
    expect((await t.call(measures.open, { measureId }, { as: 'auditor' })).status).toBe(403)
  })

  test('another organisation finds nothing', async () => {
    const there = { as: 'coordinator', in: t.elsewhere } as const
    const { measureId, householdId } = nth(2)
    expect((await t.call(measures.list, { scope: 'all' }, there)).body.rows).toEqual([])
    expect((await t.call(measures.count, {}, there)).body.statuses).toEqual([])
    const unknown = { status: 409, body: expect.objectContaining({ reason: 'unknown-record' }) }
    const known = { measureId, version: 1 }
    expect(await t.call(measures.open, { measureId }, there)).toMatchObject(unknown)
    const answers = await Promise.all([
      t.call(measures.recordFact, { ...known, fact: { kind: 'reviewed', on: '2026-11-01' } }, there),
      t.call(measures.cancelFact, { ...known, factId: measureId, reason: 'x' }, there),
      t.call(measures.answerCheck, { ...known, testKey: 'x', answer: 'yes', reason: 'x' }, there),
      t.call(measures.derogateCheck, { ...known, testKey: 'x', reason: 'x' }, there),
      t.call(
        measures.recordDocument,
        { ...known, kind: 'support-contract', receivedOn: '2026-11-01' },
        there,
      ),
      t.call(measures.removeDocument, { ...known, kind: 'support-contract' }, there),
      t.call(measures.setRhythm, { ...known, weeks: 3 }, there),
    ])
    for (const answer of answers) expect(answer).toMatchObject(unknown)
    expect((await t.call(measures.ofHousehold, { householdId }, there)).status).toBe(403)
    const { body } = await t.call(households.list, {}, there)
    expect(body.rows).toEqual([])
  })
})
