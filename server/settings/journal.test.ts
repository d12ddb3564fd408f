import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
const householdId = randomUUIDv7()
beforeAll(async () => {
  t = await openTestHouse()
  await t.owner.query(`insert into household (organisation_id, id, label) values ($1, $2, 'Ménage Essai')`, [
    t.here.id,
    householdId,
  ])
  let written = 0
  const write = (at: string, act: string, subject: string, household: string | null, organisation = t.here) =>
    t.owner.query(
      `insert into journal (organisation_id, id, at, membership_id, act, subject_kind, household_id, after)
       values ($1, $2, $3, $4, $5, $6, $7, '{"secret": "texte"}')`,
      [
        organisation.id,
        `0190a000-0000-7000-8000-00000000000${++written}`,
        at,
        organisation.members.coordinator.membershipId,
        act,
        subject,
        household,
      ],
    )
  await write('2026-11-20T22:59:59Z', 'household-opened', 'household', householdId)
  await write('2026-11-20T23:00:00Z', 'note-written', 'note', householdId)
  await write('2026-11-21T10:00:00.123456Z', 'team-created', 'team', null)
  await write('2026-11-21T10:00:00.123456Z', 'team-renamed', 'team', null)
  await write('2026-11-21T10:00:00Z', 'elsewhere-done', 'team', null, t.elsewhere)
})
afterAll(() => t.close())

const { listJournal, listJournalActs } = contract.settings
const as = 'administrator' as const

test('the journal is read newest first, page by page, without losing a line of the same instant', async () => {
  const acts: string[] = []
  let after: string | undefined
  do {
    const { body } = await t.call(listJournal, { limit: 1, ...(after ? { after } : {}) }, { as })
    expect(body.total).toEqual({ count: 4, exact: true })
    acts.push(...body.rows.map(({ act }) => act))
    after = body.next ?? undefined
  } while (after)
  expect(acts).toEqual(['team-renamed', 'team-created', 'note-written', 'household-opened'])
})

test('it is filtered by day in Paris, by act, by person and by household', async () => {
  const acts = async (filter: object) =>
    (await t.call(listJournal, filter, { as })).body.rows.map(({ act }) => act)
  expect(await acts({ to: '2026-11-20' })).toEqual(['household-opened'])
  expect(await acts({ from: '2026-11-21', to: '2026-11-21' })).toEqual([
    'team-renamed',
    'team-created',
    'note-written',
  ])
  expect(await acts({ act: 'note-written' })).toEqual(['note-written'])
  expect(await acts({ householdId })).toEqual(['note-written', 'household-opened'])
  expect(await acts({ membershipId: t.here.members.volunteer.membershipId })).toEqual([])
  expect((await t.call(listJournalActs, {}, { as })).body.acts).toEqual([
    'household-opened',
    'note-written',
    'team-created',
    'team-renamed',
  ])
})

test('what a household’s file holds is not told here, and an auditor sees no name', async () => {
  const { rows } = (await t.call(listJournal, {}, { as })).body
  expect(rows.map(({ household, after }) => [household, after])).toEqual([
    [null, { secret: 'texte' }],
    [null, { secret: 'texte' }],
    ['Ménage Essai', null],
    ['Ménage Essai', null],
  ])
  const audited = (await t.call(listJournal, {}, { as: 'auditor' })).body.rows
  expect(audited.every(({ household, after }) => household === null && after === null)).toBe(true)
})

test('a place in the list that is not one of ours starts at the beginning', async () => {
  const { status, body } = await t.call(listJournal, { after: 'n’importe quoi' }, { as })
  expect([status, body.rows.length]).toEqual([200, 4])
})
