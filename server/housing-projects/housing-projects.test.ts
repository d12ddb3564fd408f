import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { askMeasure, makeHousehold, makeProgramme } from '#server/measures/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { housingProjects: projects, partners } = contract

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const as = { as: 'project-officer' as const }
type New = Sent<typeof projects.add>
const plots = {
  name: 'Terrains familiaux de Riom',
  kind: 'family-plot' as const,
  communeCode: '63300',
  plannedPlots: 6,
}
const add = async (more: Partial<New> = {}) =>
  (await t.call(projects.add, { ...plots, ...more }, as)).body.projectId
const open = async (projectId: string) => (await t.call(projects.open, { projectId }, as)).body

describe('a habitat project', () => {
  test('lies in a commune, and in what holds it', async () => {
    const projectId = await add({ summary: 'Six familles vivent sur la commune.' })
    expect(await open(projectId)).toMatchObject({
      ...{ name: plots.name, plannedPlots: 6, stage: null, version: 1 },
      commune: { code: '63300', name: 'Riom' },
      epci: { code: '200070753', name: 'CA Riom Limagne et Volcans' },
    })
    const unknown = await t.call(projects.add, { ...plots, communeCode: '63999' }, as)
    expect(unknown).toMatchObject({ status: 409, body: { reason: 'unknown-commune' } })
    const stranger = t.elsewhere.members.coordinator.membershipId
    const told = await t.call(projects.add, { ...plots, responsibleId: stranger }, as)
    expect(told.body).toMatchObject({ reason: 'unknown-responsible' })
  })

  test('is corrected; an outdated edit is refused; another organisation finds nothing', async () => {
    const projectId = await add()
    const change = (version: number, options = {}) =>
      t.call(projects.change, { projectId, version, ...plots, deliveredPlots: 2 }, { ...as, ...options })
    expect(await change(1)).toMatchObject({ status: 200, body: { version: 2 } })
    expect((await change(1)).body).toMatchObject({ reason: 'stale-version', details: { version: 2 } })
    expect((await change(2, { in: t.elsewhere })).body).toMatchObject({ reason: 'unknown-record' })
    expect(await open(projectId)).toMatchObject({ deliveredPlots: 2 })
    expect(
      (await t.call(projects.change, { projectId, version: 2, ...plots }, { as: 'social-worker' })).status,
    ).toBe(403)
  })

  test('its stages are dated, in their order; one without a day is none', async () => {
    const projectId = await add()
    let version = 1
    const note = async (
      stage: Partial<Sent<typeof projects.noteStage>> & Pick<Sent<typeof projects.noteStage>, 'kind'>,
    ) => {
      const answer = await t.call(projects.noteStage, { projectId, version, ...stage }, as)
      if (answer.status === 200) version = answer.body.version
      return answer
    }
    await note({ kind: 'identified', reachedOn: '2025-03-01' })
    await note({ kind: 'site-found', reachedOn: '2026-02-01', expectedOn: '2025-12-01' })
    await note({ kind: 'permitted', expectedOn: '2026-11-01' })
    expect((await note({ kind: 'diagnosis', reachedOn: '2026-03-01' })).body).toMatchObject({
      reason: 'out-of-order',
    })
    expect((await note({ kind: 'funded', reachedOn: '2026-12-01' })).body).toMatchObject({
      reason: 'in-the-future',
    })
    expect(await open(projectId)).toMatchObject({
      ...{ stage: 'site-found', stageOn: '2026-02-01', isLate: true, isOver: false, version: 4 },
      next: { kind: 'permitted', expectedOn: '2026-11-01' },
      stages: [{ kind: 'identified' }, { kind: 'site-found' }, { kind: 'permitted' }],
    })
    await note({ kind: 'permitted' })
    expect(await open(projectId)).toMatchObject({ next: null, isLate: false })
  })

  test('has its partners, each for what it does', async () => {
    const projectId = await add()
    const { body: town } = await t.call(partners.add, { name: 'Commune de Riom', kind: 'other' })
    const link = { projectId, partnerId: town.partnerId, part: 'local-authority' as const }
    expect((await t.call(projects.linkPartner, { ...link, version: 1 }, as)).status).toBe(200)
    expect((await open(projectId)).partners).toEqual([
      { partnerId: town.partnerId, name: 'Commune de Riom', part: 'local-authority' },
    ])
    const stranger = await t.call(partners.add, { name: 'Ailleurs', kind: 'other' }, { in: t.elsewhere })
    const told = await t.call(
      projects.linkPartner,
      { ...link, partnerId: stranger.body.partnerId, version: 2 },
      as,
    )
    expect(told.body).toMatchObject({ reason: 'unknown-partner' })
    expect((await t.call(projects.unlinkPartner, { ...link, version: 2 }, as)).status).toBe(200)
    const again = await t.call(projects.unlinkPartner, { ...link, version: 3 }, as)
    expect(again.body).toMatchObject({ reason: 'unknown-record' })
  })

  test('families join, settle and leave; each with its measure', async () => {
    const projectId = await add()
    const programmeId = await makeProgramme(t, { name: 'MOUS' })
    const { measureId, householdId } = await askMeasure(t, programmeId)
    const other = await makeHousehold(t, 'Famille Reinhard')
    let version = 1
    const put = async (family: Omit<Sent<typeof projects.putHousehold>, 'projectId' | 'version'>) => {
      const answer = await t.call(projects.putHousehold, { projectId, version, ...family }, as)
      if (answer.status === 200) version = answer.body.version
      return answer
    }
    await put({ householdId, joinedOn: '2026-01-10', measureId })
    await put({ householdId: other, joinedOn: '2026-02-01' })
    expect((await put({ householdId: other, joinedOn: '2026-02-01', measureId })).body).toMatchObject({
      reason: 'unknown-measure',
    })
    expect((await put({ householdId: other, joinedOn: '2026-12-01' })).body).toMatchObject({
      reason: 'in-the-future',
    })
    expect(
      (await put({ householdId: other, joinedOn: '2026-02-01', settledOn: '2026-01-01' })).body,
    ).toMatchObject({ reason: 'ends-before-start' })
    const stranger = await makeHousehold(t, 'Ailleurs', t.elsewhere)
    expect((await put({ householdId: stranger, joinedOn: '2026-02-01' })).status).toBe(403)
    expect(await open(projectId)).toMatchObject({
      families: 2,
      households: [{ measure: { id: measureId, programme: 'MOUS' } }, { label: 'Famille Reinhard' }],
    })
    expect((await t.call(projects.ofHousehold, { householdId }, as)).body.rows).toMatchObject([
      { id: projectId },
    ])
    await put({ householdId, joinedOn: '2026-01-10', settledOn: '2026-10-01', measureId })
    await put({ householdId: other, joinedOn: '2026-02-01', leftOn: '2026-11-01' })
    expect(await open(projectId)).toMatchObject({ families: 1 })
    expect((await t.call(projects.ofHousehold, { householdId: other }, as)).body.rows).toEqual([])
    const { rows } = await t.owner.query(
      "select household_id from journal where act = 'housing-project-family' and subject_id = $1",
      [projectId],
    )
    expect(rows).toHaveLength(4)
  })
})

describe('the list', () => {
  test('is filtered by territory, kind and state, and its counts are those of the same filters', async () => {
    await t.owner.query('delete from housing_project_household')
    await t.owner.query('delete from housing_project_stage')
    await t.owner.query('delete from housing_project_partner')
    await t.owner.query('delete from housing_project')
    await add({ name: 'B', plannedPlots: 6, deliveredPlots: 2 })
    await add({
      name: 'A',
      communeCode: '63113',
      kind: 'adapted-housing',
      plannedDwellings: 4,
      plannedPlots: 0,
    })
    const over = await add({ name: 'C', communeCode: '42218', plannedPlots: 3 })
    await t.call(
      projects.noteStage,
      { projectId: over, version: 1, kind: 'abandoned', reachedOn: '2026-01-01' },
      as,
    )
    const names = async (filter: Sent<typeof projects.list>) =>
      (await t.call(projects.list, filter, as)).body.rows.map(({ name }) => name)
    expect(await names({})).toEqual(['A', 'B'])
    expect(await names({ state: 'all' })).toEqual(['A', 'B', 'C'])
    expect(await names({ state: 'over' })).toEqual(['C'])
    expect(await names({ territory: { kind: 'epci', code: '246300701' } })).toEqual(['A'])
    expect(await names({ territory: { kind: 'departement', code: '63' } })).toEqual(['A', 'B'])
    expect(await names({ territory: { kind: 'commune', code: '63300' } })).toEqual(['B'])
    expect(await names({ kind: 'adapted-housing' })).toEqual(['A'])
    expect(await names({ state: 'all', text: 'saint-etienne' })).toEqual(['C'])
    const first = await t.call(projects.list, { state: 'all', limit: 2 }, as)
    expect(first.body.total).toEqual({ count: 3, exact: true })
    const next = await t.call(projects.list, { state: 'all', limit: 2, after: first.body.next ?? '' }, as)
    expect(next.body.rows.map(({ name }) => name)).toEqual(['C'])
    const { body: totals } = await t.call(
      projects.count,
      { territory: { kind: 'departement', code: '63' } },
      as,
    )
    expect(totals).toEqual({
      ...{ projects: 2, families: 0, settledFamilies: 0 },
      ...{ plannedDwellings: 4, plannedPlots: 6, deliveredDwellings: 0, deliveredPlots: 2 },
    })
    expect((await t.call(projects.list, { state: 'all' }, { ...as, in: t.elsewhere })).body.rows).toEqual([])
  })
})
