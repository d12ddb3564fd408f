import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { askMeasure, makeProgramme, startMeasure, type TestMeasure } from './world-for-tests.ts'

const { measures, casework } = contract
const today = '2026-11-22'
let t: TestHouse
let programmeId: string

beforeAll(async () => {
  t = await openTestHouse()
  programmeId = await makeProgramme(t)
})
afterAll(() => t.close())

const versionOf = async (measureId: string) => (await t.call(measures.open, { measureId })).body.version
const assign = async (
  measureId: string,
  role: 'social-worker' | 'rights-adviser' | 'volunteer',
  part: 'lead' | 'support' | 'volunteer' = 'lead',
) =>
  t.call(measures.assign, {
    measureId,
    version: await versionOf(measureId),
    membershipId: t.here.members[role].membershipId,
    part,
    fromOn: '2026-10-01',
  })
const refused = (reason: string) => ({ status: 409, body: expect.objectContaining({ reason }) })
const referents = async (householdId: string) =>
  (
    await t.owner.query(
      `select m.role, r.kind, r.from_on::text as from, r.until_on::text as until from household_referent r
       join membership m on m.organisation_id = r.organisation_id and m.id = r.membership_id
       where r.household_id = $1 order by r.from_on, m.role`,
      [householdId],
    )
  ).rows
const leadOf = async (measureId: string) =>
  (await t.owner.query('select lead_id from measure_standing where measure_id = $1', [measureId])).rows[0]
    .lead_id

const handover = {
  done: 'Demande de logement renouvelée.',
  remains: 'Dossier DALO à déposer.',
  dates: [{ on: '2026-12-20' as const, what: 'audience au tribunal' }],
  told: 'La famille, le 20 novembre.',
}

describe('who carries a measure', () => {
  let measure: TestMeasure
  beforeAll(async () => {
    measure = await askMeasure(t, programmeId)
    await startMeasure(t, measure.measureId, '2026-09-10')
  })

  test('is one lead, whose reach follows', async () => {
    const { measureId, householdId } = measure
    expect((await assign(measureId, 'social-worker')).status).toBe(200)
    expect(await assign(measureId, 'social-worker')).toMatchObject(refused('already-assigned'))
    expect(await assign(measureId, 'rights-adviser')).toMatchObject(refused('has-lead'))
    expect(await assign(measureId, 'volunteer', 'support')).toMatchObject(refused('volunteer-part'))
    expect(await leadOf(measureId)).toBe(t.here.members['social-worker'].membershipId)
    expect(await referents(householdId)).toEqual([
      { role: 'social-worker', kind: 'referent', from: '2026-10-01', until: null },
    ])
  })

  test('may be a volunteer beside a professional, who then reaches the household and no more', async () => {
    const { measureId, householdId } = measure
    const open = () => t.call(contract.volunteers.openOwn, { householdId }, { as: 'volunteer' })
    await t.call(contract.volunteers.acceptCommitment, { edition: 1 }, { as: 'volunteer' })
    expect((await open()).status).toBe(403)
    expect((await assign(measureId, 'volunteer', 'volunteer')).status).toBe(200)
    expect((await open()).status).toBe(200)
    const end = {
      measureId,
      membershipId: t.here.members.volunteer.membershipId,
      part: 'volunteer',
      fromOn: '2026-10-01',
    } as const
    const version = await versionOf(measureId)
    expect(await t.call(measures.endWorker, { ...end, version, untilOn: '2026-09-01' })).toMatchObject(
      refused('ends-before-starting'),
    )
    expect((await t.call(measures.endWorker, { ...end, version, untilOn: '2026-11-21' })).status).toBe(200)
    expect((await open()).status).toBe(403)
  })

  test('hands it over with a note, and keeps reading until the day agreed', async () => {
    const { measureId, householdId } = measure
    const transfer = async (role: 'rights-adviser' | 'social-worker', change: object = {}) =>
      t.call(measures.transfer, {
        measureId,
        version: await versionOf(measureId),
        membershipId: t.here.members[role].membershipId,
        on: today,
        accessUntilOn: '2026-12-06',
        handover,
        audience: 'referents',
        ...change,
      })
    expect(await transfer('social-worker')).toMatchObject(refused('same-referent'))
    expect(await transfer('rights-adviser', { accessUntilOn: '2026-11-21' })).toMatchObject(
      refused('ends-before-starting'),
    )
    expect((await transfer('rights-adviser')).status).toBe(200)
    expect(await leadOf(measureId)).toBe(t.here.members['rights-adviser'].membershipId)
    expect((await referents(householdId)).filter(({ kind }) => kind === 'referent')).toEqual([
      { role: 'social-worker', kind: 'referent', from: '2026-10-01', until: '2026-12-06' },
      { role: 'rights-adviser', kind: 'referent', from: today, until: null },
    ])
    const line = await t.call(casework.listLog, { householdId, kinds: ['note'] }, { as: 'rights-adviser' })
    expect(line.body.rows).toMatchObject([
      {
        text: {
          body: 'Ce qui a été fait\nDemande de logement renouvelée.\n\nCe qui reste à faire\nDossier DALO à déposer.\n\nDates à venir\n20/12/2026 : audience au tribunal\n\nQui est prévenu\nLa famille, le 20 novembre.',
          audience: 'referents',
        },
      },
    ])
    const { rows } = await t.owner.query(
      "select after::text from journal where act = 'note-written' and household_id = $1",
      [householdId],
    )
    expect(rows[0].after).not.toContain('DALO')
  })

  test('is decided by a coordinator', async () => {
    const { measureId } = measure
    const choice = { measureId, membershipId: t.here.members['social-worker'].membershipId }
    const as = 'social-worker'
    const known = { ...choice, version: 1 }
    const answers = await Promise.all([
      t.call(measures.assign, { ...known, part: 'lead', fromOn: today }, { as }),
      t.call(
        measures.transfer,
        { ...known, on: today, accessUntilOn: today, handover, audience: 'me' },
        { as },
      ),
      t.call(measures.acceptAssignments, { choices: [choice] }, { as }),
      t.call(measures.setCapacity, { membershipId: choice.membershipId, capacityTenths: 10 }, { as }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403])
  })
})

describe('the caseload', () => {
  test('tells who carries how much, and proposes the least loaded within their capacity', async () => {
    const asked = [
      await askMeasure(t, programmeId),
      await askMeasure(t, programmeId),
      await askMeasure(t, programmeId),
    ]
    const worker = t.here.members['social-worker'].membershipId
    const adviser = t.here.members['rights-adviser'].membershipId
    const officer = t.here.members['project-officer'].membershipId
    for (const [membershipId, capacityTenths] of [
      [worker, 20],
      [adviser, 20],
      [officer, 0],
    ] as const)
      expect((await t.call(measures.setCapacity, { membershipId, capacityTenths })).status).toBe(200)
    const { body } = await t.call(measures.caseload, {})
    const rows = new Map(body.workers.map((row) => [row.membershipId, row]))
    expect(rows.get(adviser)).toMatchObject({
      measures: 1,
      weightTenths: 10,
      capacityTenths: 20,
      withoutContact: 1,
    })
    expect(rows.get(worker)).toMatchObject({ measures: 0, weightTenths: 0 })
    expect(body.unassigned).toBe(3)
    expect(body.proposals.map(({ membershipId }) => membershipId)).toEqual([worker, worker, adviser])
    expect(body.proposals[0]?.reason).toContain('la moins chargée : 0,0 sur 2,0')
    for (const row of body.workers) {
      const list = await t.call(measures.list, { lead: row.membershipId, withoutContactDays: 45 })
      expect(list.body.total.count).toBe(row.withoutContact)
    }

    const choices = body.proposals.map(({ measureId, membershipId }) => ({ measureId, membershipId }))
    const accepted = await t.call(measures.acceptAssignments, { choices })
    expect(accepted.body).toEqual({ assigned: 3, skipped: 0 })
    expect(await leadOf(asked[0]?.measureId ?? '')).toBe(worker)
    expect((await t.call(measures.acceptAssignments, { choices })).body).toEqual({ assigned: 0, skipped: 3 })
    expect((await t.call(measures.caseload, {})).body).toMatchObject({ unassigned: 0, proposals: [] })
  })

  test('knows nobody of another organisation', async () => {
    const { membershipId } = t.elsewhere.members['social-worker']
    expect(await t.call(measures.setCapacity, { membershipId, capacityTenths: 10 })).toMatchObject(
      refused('unknown-member'),
    )
    const { measureId } = await askMeasure(t, programmeId)
    const choices = [{ measureId, membershipId }]
    expect(await t.call(measures.acceptAssignments, { choices })).toMatchObject(refused('unknown-member'))
    expect((await t.call(measures.caseload, {}, { in: t.elsewhere })).body.proposals).toEqual([])
  })
})

describe('the rhythm of meetings', () => {
  test('is agreed with the household where the programme leaves it to them', async () => {
    const theirs = await makeProgramme(t, { rhythm: { kind: 'agreed' } })
    const { measureId } = await askMeasure(t, theirs)
    const set = (version: number) =>
      t.call(measures.setRhythm, { measureId, version, weeks: 3 }, { as: 'social-worker' })
    expect(await set(9)).toMatchObject(refused('stale-version'))
    expect((await set(1)).body).toEqual({ version: 2 })
    expect((await t.call(measures.open, { measureId })).body).toMatchObject({
      meetingWeeks: 3,
      fixedWeeks: null,
    })
    const fixed = await askMeasure(t, programmeId)
    expect(
      await t.call(
        measures.setRhythm,
        { measureId: fixed.measureId, version: 1, weeks: 3 },
        { as: 'social-worker' },
      ),
    ).toMatchObject(refused('fixed-rhythm'))
  })
})
