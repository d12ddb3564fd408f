import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { households } = contract
let t: TestHouse
const ids: Record<string, string> = {}

const people = [
  ['Marchand', 'Élodie', '06 37 12 34 56'],
  ['Marchais', 'Paul', '04 73 00 11 22'],
  ['Benmarchi', 'Karim', null],
  ['D’Almeida', 'José', '+33 6 01 02 03 04'],
  ['Œuvrard', 'Victor', null],
] as const

beforeAll(async () => {
  t = await openTestHouse()
  for (const [lastName, firstName, phone] of people) {
    const { body } = await t.call(households.create, { person: { lastName, firstName, phone } })
    ids[lastName] = body.householdId
  }
  const organisation = t.here.id
  await t.owner.query(
    `with b as (insert into building (organisation_id, id, source, external_id, name, street, post_code, town)
       values ($1, gen_random_uuid(), 'essai', 'B1', 'Les Tilleuls', '12 rue Victor Hugo', '63000', 'Clermont-Ferrand') returning *),
     d as (insert into dwelling (organisation_id, id, building_id, source, external_id)
       select $1, gen_random_uuid(), b.id, 'essai', 'D1' from b returning *)
     insert into tenancy (organisation_id, id, source, external_id, dwelling_id, household_id, started_on)
       select $1, gen_random_uuid(), 'essai', 'L-004217/2', d.id, $2, '2020-01-01' from d`,
    [organisation, ids['Marchand']],
  )
  await t.inHere(async (tx) => {
    const { sql } = await import('kysely')
    await sql`select refresh_household_search(null)`.execute(tx)
  })
})
afterAll(() => t.close())

const search = async (text: string) => {
  const { status, body } = await t.call(households.search, { text })
  expect(status).toBe(200)
  return body.rows
}
const names = async (text: string) =>
  (await search(text)).map(({ householdId }) => Object.keys(ids).find((name) => ids[name] === householdId))

test.each([
  ['a fragment, lines that begin with it first', 'march', ['Marchais', 'Marchand', 'Benmarchi']],
  ['without accents', 'elodie', ['Marchand']],
  ['a ligature', 'oeuvrard', ['Œuvrard']],
  ['an apostrophe', 'almeida jose', ['D’Almeida']],
  ['every word counts, in any order', 'paul marchais', ['Marchais']],
  ['two words that nobody has together', 'paul marchand', []],
  ['a phone number, spaced otherwise', '06.37.12.34.56', ['Marchand']],
  ['a part of a phone number', '3712', ['Marchand']],
  ['a phone number with its country', '0601020304', ['D’Almeida']],
  ['a street and a town', '12 rue victor hugo clermont', ['Marchand']],
  ['a tenancy number', '004217', ['Marchand']],
  ['two letters: the start of a word', 'ma', ['Marchais', 'Marchand']],
  ['two letters swapped', 'marhcand', ['Marchand']],
  ['a letter too many, with another word', 'marchannd elodie', ['Marchand']],
  ['nothing', '   ', []],
  ['signs that mean something to a pattern', '%_\\', []],
])('%s', async (_, text, expected) => {
  expect(await names(text)).toEqual(expected)
})

test('a tenancy number found whole comes first and says so', async () => {
  const [first] = await search('004217/2')
  expect(first).toMatchObject({
    match: 'number',
    tenancyNumber: 'L-004217/2',
    address: '12 rue Victor Hugo, 63000 Clermont-Ferrand',
  })
})

test('a near match says that it is one', async () => {
  expect(await search('marhcand')).toMatchObject([{ match: 'near' }])
})

test('the list goes by name, page after page, and knows its total', async () => {
  const first = await t.call(households.list, { limit: 3 })
  const second = await t.call(households.list, { limit: 3, after: first.body.next ?? '' })
  const labels = [...first.body.rows, ...second.body.rows].map(({ label }) => label)
  expect(labels).toHaveLength(people.length)
  expect(new Set(labels).size).toBe(people.length)
  expect(first.body.total).toEqual({ count: people.length, exact: true })
  expect(second.body.next).toBeNull()
})

test('a forged place in the list starts at its beginning', async () => {
  const after = Buffer.from('["x","not-a-uuid"]').toString('base64url')
  expect((await t.call(households.list, { after })).body.rows).toHaveLength(people.length)
})

test('my households, and those nobody follows', async () => {
  const mine = await t.call(households.list, { scope: 'mine' })
  expect(mine.body.rows).toHaveLength(people.length)
  expect((await t.call(households.list, { scope: 'unassigned' })).body.rows).toEqual([])
  expect((await t.call(households.list, { scope: 'mine' }, { as: 'rent-officer' })).body.rows).toEqual([])
})
