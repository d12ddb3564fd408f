import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { readFacing } from '#server/communications/recipient-store.ts'
import { inOrganisation } from '#server/db.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'
import { addHomes } from './world-for-tests.ts'

const { households } = contract
let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const addressOf = (householdId: string) =>
  inOrganisation(t.house.database, t.here.id, async (tx) => {
    const reading = { tx, actor: { organisationId: t.here.id }, today: '2026-11-22' } as const
    return (await readFacing(reading, [householdId])).get(householdId)?.postalAddress?.slice(1) ?? null
  })
const withoutLease = async (label: string) => {
  const id = await makeHousehold(t.owner, t.here, label)
  await t.owner.query(
    `with p as (insert into person (organisation_id, id, last_name) values ($1, uuidv7(), $3) returning id)
     insert into household_member (organisation_id, household_id, person_id, joined_on, member_role)
     select $1, $2, id, '2020-01-01', 'other-occupant' from p`,
    [t.here.id, id, label],
  )
  return id
}
const occupy = (householdId: string, place: string, more = {}) =>
  t.owner.query(
    `insert into occupancy (organisation_id, id, household_id, kind, place, started_on, ended_on, end_move)
     values ($1, uuidv7(), $2, $3, $4, '2026-01-01', $5, $6)`,
    [t.here.id, householdId, ...Object.values({ kind: 'shelter', place, ended: null, move: null, ...more })],
  )
const edit = (householdId: string, more: { version: number; postalAddress?: string | null }) =>
  t.call(households.edit, {
    householdId,
    label: 'Famille',
    preferredLanguage: null,
    doNotContact: false,
    ...more,
  })

test('a household without a lease is written to where it lives today', async () => {
  const id = await withoutLease('AHMADI')
  expect(await addressOf(id)).toBeNull()
  await occupy(id, '8 rue des Lices, 63200 Riom', {
    kind: 'shelter',
    place: '8 rue des Lices, 63200 Riom',
    ended: '2026-03-01',
    move: 'other',
  })
  expect(await addressOf(id)).toBeNull()
  await occupy(id, '3, rue Basse, 63300 Thiers')
  expect(await addressOf(id)).toEqual(['3, rue Basse', '63300 Thiers'])
})

test('no home, or a place no postman knows, is no address', async () => {
  const outside = await withoutLease('DIOP')
  await occupy(outside, 'sous le pont, 63000 Clermont-Ferrand', { kind: 'without-home' })
  const vague = await withoutLease('KAYA')
  await occupy(vague, 'Résidence des Acacias, Riom')
  expect([await addressOf(outside), await addressOf(vague)]).toEqual([null, null])
})

test('the address typed on the file comes first, is kept by whoever does not speak of it, and is taken away', async () => {
  const id = await withoutLease('LOPEZ')
  await occupy(id, '3, rue Basse, 63300 Thiers')
  expect((await edit(id, { version: 1, postalAddress: 'Riom' })).status).toBe(400)
  expect(
    (await edit(id, { version: 1, postalAddress: 'CCAS\n1 place Jaude\n63000 Clermont-Ferrand' })).status,
  ).toBe(200)
  expect(await addressOf(id)).toEqual(['CCAS', '1 place Jaude', '63000 Clermont-Ferrand'])
  await edit(id, { version: 2 })
  const opened = await t.call(households.open, { householdId: id })
  expect(opened).toMatchObject({
    status: 200,
    body: { postalAddress: 'CCAS\n1 place Jaude\n63000 Clermont-Ferrand' },
  })
  await edit(id, { version: 3, postalAddress: null })
  expect(await addressOf(id)).toEqual(['3, rue Basse', '63300 Thiers'])
})

test('a household under a lease is written to at its home, whatever was typed', async () => {
  const [id = ''] = await addHomes(t, [{ label: 'PETIT', street: '5 rue du Lac' }])
  await edit(id, { version: 1, postalAddress: '1 place Jaude\n63000 Clermont-Ferrand' })
  expect(await addressOf(id)).toEqual(['5 rue du Lac', '63000 Clermont-Ferrand'])
})
