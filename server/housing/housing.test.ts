import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { followHousing } from '#server/housing/follow-housing.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
let householdId: string
beforeAll(async () => {
  t = await openTestHouse()
  householdId = await createHousehold()
})
afterAll(() => t.close())

const { housing } = contract

const createHousehold = async (): Promise<string> => {
  const { body } = await t.call(contract.households.create, {
    person: { lastName: 'Ferré', firstName: 'Lina' },
  })
  return body.householdId
}

const open = async (id = householdId, as: 'coordinator' | 'rent-officer' = 'coordinator') =>
  (await t.call(housing.openPath, { householdId: id }, { as })).body

const stay = {
  kind: 'residence' as const,
  place: 'Résidence des Tilleuls, Riom',
  landlordName: 'Adoma',
  startedOn: '2024-03-01' as const,
}

describe('stays', () => {
  test('a stay is noted, ended with what followed, and an outdated edit is told', async () => {
    const { body } = await t.call(housing.addOccupancy, { householdId, ...stay })
    const occupancyId = body.occupancyId
    const end = { on: '2025-06-30' as const, move: 'ordinary-social' as const }
    const changed = await t.call(housing.changeOccupancy, {
      householdId,
      occupancyId,
      version: 1,
      ...stay,
      end,
    })
    expect(changed).toMatchObject({ status: 200, body: { version: 2 } })
    const stale = await t.call(housing.changeOccupancy, { householdId, occupancyId, version: 1, ...stay })
    expect(stale).toMatchObject({
      status: 409,
      body: { reason: 'stale-version', details: { endedOn: '2025-06-30' } },
    })
    expect((await open()).occupancies).toMatchObject([{ endedOn: '2025-06-30', endMove: 'ordinary-social' }])
  })

  test.each([
    ['in-the-future', { ...stay, startedOn: '2026-12-01' as const }],
    ['ends-before-start', { ...stay, end: { on: '2024-01-01' as const, move: 'other' as const } }],
    ['unknown-measure', { ...stay, measureId: '019aa000-0000-7000-8000-000000000000' }],
  ])('%s', async (reason, written) => {
    const answer = await t.call(housing.addOccupancy, { householdId, ...written })
    expect(answer).toMatchObject({ status: 409, body: { reason } })
  })
})

const convention = {
  place: '12, rue des Lilas, Thiers',
  landlordName: 'Auvergne Habitat',
  mainTenantName: 'Association le Pas',
  conventionMonths: 12,
}

describe('a bail glissant', () => {
  test('goes from the convention to a direct lease, its dates computed', async () => {
    const id = await createHousehold()
    const { body } = await t.call(housing.signConvention, {
      householdId: id,
      ...convention,
      signedOn: '2026-01-10',
    })
    const fact = (
      version: number,
      kind: 'sublease-signed' | 'review-held' | 'lease-offered' | 'slid',
      on: PlainDate,
    ) =>
      t.call(housing.recordGlidingFact, {
        householdId: id,
        glidingLeaseId: body.glidingLeaseId,
        version,
        kind,
        on,
      })
    expect((await fact(1, 'sublease-signed', '2026-01-15')).status).toBe(200)
    const [lease] = (await open(id)).glidingLeases
    expect(lease).toMatchObject({
      status: 'review-due',
      nextDue: { what: 'notice', on: '2026-05-15', number: 1 },
    })
    expect(lease?.reviews.map(({ dueOn, noticeOn }) => [dueOn, noticeOn])).toEqual([
      ['2026-07-15', '2026-05-15'],
      ['2027-01-15', '2026-11-15'],
    ])
    expect((await fact(2, 'slid', '2026-08-01')).body).toMatchObject({ reason: 'not-now' })
    expect((await fact(2, 'review-held', '2026-07-10')).status).toBe(200)
    expect((await fact(3, 'lease-offered', '2026-09-01')).status).toBe(200)
    expect((await fact(4, 'slid', '2026-10-01')).status).toBe(200)
    expect((await open(id)).glidingLeases).toMatchObject([
      { status: 'slid', endedOn: '2026-10-01', permitted: [] },
    ])
    const { rows } = await t.owner.query('select is_open, next_due_on from gliding_lease where id = $1', [
      body.glidingLeaseId,
    ])
    expect(rows).toEqual([{ is_open: false, next_due_on: null }])
  })

  test('no lease offered is told with its reasons; a fact noted by mistake is cancelled in its turn', async () => {
    const id = await createHousehold()
    const { body } = await t.call(housing.signConvention, {
      householdId: id,
      ...convention,
      signedOn: '2026-02-01',
    })
    const of = { householdId: id, glidingLeaseId: body.glidingLeaseId }
    await t.call(housing.recordGlidingFact, { ...of, version: 1, kind: 'sublease-signed', on: '2026-02-01' })
    const bare = await t.call(housing.recordGlidingFact, {
      ...of,
      version: 2,
      kind: 'prefect-told',
      on: '2026-05-20',
    })
    expect(bare.body).toMatchObject({ reason: 'reasons-needed' })
    const told = { ...of, version: 2, kind: 'prefect-told' as const, on: '2026-05-20' as const }
    await t.call(housing.recordGlidingFact, { ...told, offersLease: false, reasons: 'Dette en hausse.' })
    const [lease] = (await open(id)).glidingLeases
    const events = new Map(lease?.events.map((event) => [event.kind, event.id]))
    const cancel = (kind: 'sublease-signed' | 'prefect-told', version: number) =>
      t.call(housing.cancelGlidingFact, {
        ...of,
        version,
        eventId: events.get(kind) ?? '',
        reason: 'Erreur de date',
      })
    expect((await cancel('sublease-signed', 3)).body).toMatchObject({ reason: 'later-facts-need-it' })
    expect((await cancel('prefect-told', 3)).status).toBe(200)
    expect((await cancel('sublease-signed', 4)).status).toBe(200)
    expect((await open(id)).glidingLeases).toMatchObject([{ status: 'convention-signed', version: 5 }])
  })

  test('a second one is refused while the first runs', async () => {
    const id = await createHousehold()
    const sign = () =>
      t.call(housing.signConvention, { householdId: id, ...convention, signedOn: '2026-02-01' })
    const both = await Promise.all([sign(), sign()])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test('those due are told the same day, once, and come first in the list', async () => {
    const id = await createHousehold()
    const { body } = await t.call(housing.signConvention, {
      householdId: id,
      ...convention,
      signedOn: '2025-12-01',
    })
    const of = { householdId: id, glidingLeaseId: body.glidingLeaseId }
    await t.call(housing.recordGlidingFact, { ...of, version: 1, kind: 'sublease-signed', on: '2025-12-01' })
    const night = () =>
      followHousing.run(t.house, { organisationId: t.here.id }, new AbortController().signal)
    await night()
    await night()
    const { rows } = await t.owner.query(
      'select kind, due_on::text from task where household_id = $1 order by due_on',
      [id],
    )
    expect(rows).toEqual([{ kind: 'gliding-notice', due_on: '2026-04-01' }])
    const list = await t.call(housing.listGlidingLeases, { limit: 1 })
    expect(list.body.rows).toMatchObject([{ householdId: id, nextDueOn: '2026-04-01' }])
    const rest = await t.call(housing.listGlidingLeases, { limit: 50, after: list.body.next ?? '' })
    expect(rest.body.rows.map((row) => row.id)).not.toContain(body.glidingLeaseId)
    expect(rest.body.rows.length + 1).toBe(list.body.total.count)
  })
})

const needs = {
  sought: 'dwelling' as const,
  places: ['Riom', 'Châtel-Guyon'],
  needsLiftOrGroundFloor: true,
  needsAdapted: false,
  wishes: 'Près de l’école.',
}

describe('the search for a home', () => {
  test('a home proposed is told with its effort rates, refused with its reason', async () => {
    const id = await createHousehold()
    await t.call(contract.budget.addSnapshot, {
      householdId: id,
      content: {
        onDate: '2026-11-01',
        members: [{}],
        resources: [{ kind: 'wages', amountCents: 120_000, every: 'month' }],
        charges: [{ kind: 'rent', amountCents: 70_000, every: 'month' }],
      },
    })
    const { body } = await t.call(housing.openSearch, { householdId: id, ...needs })
    const again = await t.call(housing.openSearch, { householdId: id, ...needs })
    expect(again.body).toMatchObject({ reason: 'already-searching' })
    const proposal = await t.call(housing.addProposal, {
      householdId: id,
      searchId: body.searchId,
      proposedOn: '2026-11-20',
      place: 'Riom, T3',
      rentCents: 38_012,
      chargesCents: 6_000,
      energyCents: 6_000,
      benefitCents: 20_000,
    })
    const [search] = (await open(id)).searches
    expect(search?.proposals[0]?.effort).toMatchObject({
      withoutEnergy: { rateBasisPoints: 2_001 },
      withEnergy: { rateBasisPoints: 2_501, isAboveThreshold: true },
    })
    const answer = {
      householdId: id,
      proposalId: proposal.body.proposalId,
      on: '2026-11-21' as const,
      version: 1,
    }
    const bare = await t.call(housing.answerProposal, { ...answer, outcome: 'refused' })
    expect(bare.body).toMatchObject({ reason: 'reason-needed' })
    await t.call(housing.answerProposal, { ...answer, outcome: 'refused', refusal: 'too-expensive' })
    expect((await open(id)).searches[0]?.proposals).toMatchObject([
      { outcome: 'refused', refusal: 'too-expensive', outcomeOn: '2026-11-21' },
    ])
  })

  test('rent staff see the search, never the wishes nor the rates', async () => {
    const id = await createHousehold()
    await t.call(housing.openSearch, { householdId: id, ...needs })
    expect((await open(id, 'rent-officer')).searches).toMatchObject([{ places: needs.places, wishes: null }])
  })

  test('open searches are found by place, without accents', async () => {
    const found = await t.call(housing.listSearches, { place: 'chatel' })
    expect(found.body.rows.length).toBeGreaterThan(0)
    const none = await t.call(housing.listSearches, { place: 'Bordeaux' })
    expect(none.body).toMatchObject({ rows: [], total: { count: 0, exact: true } })
  })

  test('a closed search takes no more proposals', async () => {
    const id = await createHousehold()
    const { body } = await t.call(housing.openSearch, { householdId: id, ...needs })
    const close = { householdId: id, searchId: body.searchId, version: 1, reason: 'housed' as const }
    expect((await t.call(housing.closeSearch, close)).status).toBe(200)
    const late = await t.call(housing.addProposal, {
      householdId: id,
      searchId: body.searchId,
      proposedOn: '2026-11-20',
      place: 'Riom',
      rentCents: 1,
      chargesCents: 0,
      energyCents: 0,
    })
    expect(late.body).toMatchObject({ reason: 'already-closed' })
  })
})

describe('agréments', () => {
  const { approvals } = contract
  test('filed, granted, reported and told before their end', async () => {
    const responsibleId = t.here.members.coordinator.membershipId
    const { body } = await t.call(approvals.add, { kind: 'isft', territory: 'Puy-de-Dôme', responsibleId })
    const approvalId = body.approvalId
    const fact = (
      version: number,
      kind: 'filed' | 'granted' | 'report-sent' | 'refused',
      on: PlainDate,
      year?: number,
    ) => t.call(approvals.recordFact, { approvalId, version, kind, on, year: year ?? null })
    await fact(1, 'filed', '2021-09-01')
    expect((await fact(2, 'granted', '2021-12-10')).status).toBe(200)
    expect((await fact(3, 'refused', '2026-01-01')).body).toMatchObject({ reason: 'not-now' })
    expect((await fact(3, 'report-sent', '2026-05-01')).body).toMatchObject({ reason: 'year-needed' })
    for (const [index, year] of [2021, 2022, 2023, 2024, 2025].entries())
      expect((await fact(3 + index, 'report-sent', '2026-05-01', year)).status).toBe(200)
    const { body: list } = await t.call(approvals.list, {})
    expect(list.rows).toMatchObject([{ status: 'renewal-due', endsOn: '2026-12-09' }])
    await followHousing.run(t.house, { organisationId: t.here.id }, new AbortController().signal)
    const { rows } = await t.owner.query(
      "select due_on::text, assignee_id from task where kind = 'approval-date'",
    )
    expect(rows).toEqual([{ due_on: '2026-12-09', assignee_id: responsibleId }])
  })

  test('nobody from elsewhere is made responsible', async () => {
    const responsibleId = t.elsewhere.members.coordinator.membershipId
    const answer = await t.call(approvals.add, { kind: 'moi', responsibleId })
    expect(answer.body).toMatchObject({ reason: 'unknown-responsible' })
  })
})
