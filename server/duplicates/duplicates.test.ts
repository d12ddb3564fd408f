import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { findDuplicates } from '#server/duplicates/find-duplicates.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { duplicates, households, budget } = contract
let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

type Person = {
  lastName: string
  firstName?: string
  birthOn?: `${number}-${number}-${number}`
  phone?: string
  email?: string
}

const create = async (person: Person, followedByMe = false) =>
  (await t.call(households.create, { person, followedByMe })).body
const versionOf = async (table: 'person' | 'household', id = '') =>
  (await t.owner.query(`select version from ${table} where id = $1`, [id])).rows[0]?.version ?? 1
const personPair = async (keptId: string, absorbedId: string) => ({
  keptId,
  version: await versionOf('person', keptId),
  absorbedId,
  absorbedVersion: await versionOf('person', absorbedId),
})
const householdPair = async (householdId: string, absorbedId: string) => ({
  householdId,
  version: await versionOf('household', householdId),
  absorbedId,
  absorbedVersion: await versionOf('household', absorbedId),
})
const look = () => findDuplicates.run(t.house, { organisationId: t.here.id }, new AbortController().signal)
const listed = async () => (await t.call(duplicates.list, { limit: 200 })).body.rows

describe('who may be the same', () => {
  test('names without accents and swapped, dates, phones and e-mails are proposed with their reasons', async () => {
    const one = await create({ lastName: 'Gérard', firstName: 'Élise', birthOn: '1970-03-04' })
    const swapped = await create({ lastName: 'ELISE', firstName: 'GERARD', birthOn: '1970-03-04' })
    const phoneA = await create({ lastName: 'Lambert', firstName: 'Lucie', phone: '06 00 00 00 01' })
    const phoneB = await create({ lastName: 'Lambertt', firstName: 'Lucie', phone: '+33 6 00 00 00 01' })
    await create({ lastName: 'Tout', firstName: 'Autre', birthOn: '1970-03-04' })
    await look()
    const rows = await listed()
    const between = (a: string, b: string) =>
      rows.find(
        ({ personA, personB }) => [a, b].includes(personA.personId) && [a, b].includes(personB.personId),
      )
    expect(between(one.personId, swapped.personId)?.reasons).toEqual(['names-swapped', 'same-birth-date'])
    expect(between(phoneA.personId, phoneB.personId)?.reasons).toContain('same-phone')
    expect(rows.map(({ score }) => score)).toEqual(rows.map(({ score }) => score).toSorted((a, b) => b - a))
    expect(rows.every(({ personA }) => personA.householdLabel !== null)).toBe(true)
  })

  test('« not the same » is remembered when the night comes again', async () => {
    const a = await create({ lastName: 'Homonyme', firstName: 'Jean', birthOn: '1980-01-01' })
    const b = await create({ lastName: 'Homonyme', firstName: 'Jean', birthOn: '1980-01-01' })
    const { body } = await t.call(duplicates.findForHousehold, { householdId: a.householdId })
    expect(body.rows).toHaveLength(1)
    const pair = { personA: a.personId, personB: b.personId }
    expect((await t.call(duplicates.dismiss, pair)).status).toBe(200)
    await look()
    const again = await t.call(duplicates.findForHousehold, { householdId: a.householdId })
    expect(again.body.rows).toEqual([])
    const stranger = { personA: a.personId, personB: randomUUIDv7() }
    expect((await t.call(duplicates.dismiss, stranger)).body).toMatchObject({ reason: 'unknown-record' })
  })

  test('a page follows another, and the opened file says how many there are', async () => {
    const a = await create({ lastName: 'Compte', firstName: 'Anne', birthOn: '1980-01-01' })
    await create({ lastName: 'Compté', firstName: 'Anne', birthOn: '1980-01-01' })
    await look()
    const opened = await t.call(households.open, { householdId: a.householdId })
    expect(opened.body.proposedDuplicates).toBe(1)
    const all = await listed()
    let after: string | undefined
    const read: string[] = []
    do {
      const { body } = await t.call(duplicates.list, { limit: 1, ...(after ? { after } : {}) })
      read.push(...body.rows.map(({ personA, personB }) => personA.personId + personB.personId))
      after = body.next ?? undefined
    } while (after)
    expect(read).toEqual(all.map(({ personA, personB }) => personA.personId + personB.personId))
  })
})

describe('merging persons', () => {
  test('fills what was missing, hides the absorbed one, and is undone whole', async () => {
    const kept = await create({ lastName: 'Fusion', firstName: 'Léa', phone: '0611111111' })
    const absorbed = await create({
      lastName: 'Fusion',
      firstName: 'Lea',
      birthOn: '1991-01-01',
      phone: '0622222222',
    })
    await t.call(duplicates.findForHousehold, { householdId: kept.householdId })
    const merged = await t.call(duplicates.mergePersons, await personPair(kept.personId, absorbed.personId))
    expect(merged.status).toBe(200)
    const read = async (id: string) =>
      (
        await t.owner.query('select birth_on::text, second_phone, merged_into_id from person where id = $1', [
          id,
        ])
      ).rows[0]
    expect(await read(kept.personId)).toEqual({
      birth_on: '1991-01-01',
      second_phone: '0622222222',
      merged_into_id: null,
    })
    expect((await read(absorbed.personId)).merged_into_id).toBe(kept.personId)
    const both = await t.call(households.open, { householdId: absorbed.householdId })
    expect(both.body.members.map(({ personId }) => personId)).toEqual([kept.personId])
    expect(
      (await listed()).flatMap(({ personA, personB }) => [personA.personId, personB.personId]),
    ).not.toContain(absorbed.personId)
    const again = await personPair(kept.personId, absorbed.personId)
    expect((await t.call(duplicates.mergePersons, again)).body).toMatchObject({ reason: 'already-merged' })

    const { mergeId } = merged.body
    expect((await t.call(duplicates.undoMerge, { mergeId })).status).toBe(200)
    expect(await read(kept.personId)).toEqual({ birth_on: null, second_phone: null, merged_into_id: null })
    expect((await read(absorbed.personId)).merged_into_id).toBeNull()
    const apart = await t.call(households.open, { householdId: absorbed.householdId })
    expect(apart.body.members.map(({ personId }) => personId)).toEqual([absorbed.personId])
    expect((await t.call(duplicates.undoMerge, { mergeId })).body).toMatchObject({ reason: 'already-undone' })
  })

  test('a field somebody changed since stays theirs when the merge is undone', async () => {
    const kept = await create({ lastName: 'Reste', firstName: 'Ida' })
    const absorbed = await create({
      lastName: 'Reste',
      firstName: 'Ida',
      email: 'ida@test.example',
      phone: '0633333333',
    })
    const { mergeId } = (
      await t.call(duplicates.mergePersons, await personPair(kept.personId, absorbed.personId))
    ).body
    await t.call(households.editPerson, {
      householdId: kept.householdId,
      personId: kept.personId,
      version: 2,
      details: { lastName: 'Reste', firstName: 'Ida', email: 'ida@test.example', phone: '0644444444' },
    })
    await t.call(duplicates.undoMerge, { mergeId })
    const { rows } = await t.owner.query('select phone, email from person where id = $1', [kept.personId])
    expect(rows).toEqual([{ phone: '0644444444', email: null }])
  })

  test('impossible merges are refused', async () => {
    const { personId } = await create({ lastName: 'Seule' })
    const merge = async (keptId: string, absorbedId: string) =>
      (await t.call(duplicates.mergePersons, await personPair(keptId, absorbedId))).body
    expect(await merge(personId, personId)).toMatchObject({ reason: 'same-record' })
    expect(await merge(personId, randomUUIDv7())).toMatchObject({ reason: 'unknown-record' })
    const elsewhere = await t.call(duplicates.mergePersons, await personPair(personId, personId), {
      in: t.elsewhere,
    })
    expect(elsewhere.body).toMatchObject({ reason: 'same-record' })
  })
})

describe('merging households', () => {
  test('moves everything that belongs to the absorbed file, keeps both histories, and is undone', async () => {
    const kept = await create({ lastName: 'Garde', firstName: 'Rose' }, true)
    const absorbed = await create({ lastName: 'Garde', firstName: 'Rosa' }, true)
    const add = (householdId: string) =>
      t.call(budget.addSnapshot, {
        householdId,
        content: { onDate: '2026-10-01', members: [{}], resources: [], charges: [] },
      })
    await add(kept.householdId)
    await add(absorbed.householdId)
    await t.call(households.addRelative, { householdId: absorbed.householdId, kind: 'friend', name: 'Amie' })
    const merged = await t.call(
      duplicates.mergeHouseholds,
      await householdPair(kept.householdId, absorbed.householdId),
    )
    expect(merged.status).toBe(200)

    const counts = async (householdId: string) => {
      const { rows } = await t.owner.query(
        `select (select count(*) from budget_snapshot where household_id = $1)::int as budgets,
          (select count(*) from relative where household_id = $1)::int as relatives,
          (select count(*) from household_member where household_id = $1)::int as members,
          (select count(*) from household_referent where household_id = $1)::int as referents,
          (select count(*) from household_search where household_id = $1)::int as searched`,
        [householdId],
      )
      return rows[0]
    }
    expect(await counts(kept.householdId)).toEqual({
      budgets: 2,
      relatives: 1,
      members: 2,
      referents: 1,
      searched: 1,
    })
    // The same referent followed both: the second row has nowhere to go and stays with the absorbed file.
    expect(await counts(absorbed.householdId)).toEqual({
      budgets: 0,
      relatives: 0,
      members: 0,
      referents: 1,
      searched: 0,
    })
    const found = await t.call(households.search, { text: 'garde rosa' })
    expect(found.body.rows.map(({ householdId }) => householdId)).toEqual([kept.householdId])
    const history = await t.call(households.listJournal, { householdId: kept.householdId })
    expect(history.body.rows.filter(({ act }) => act === 'household-created')).toHaveLength(2)
    const old = await t.call(households.open, { householdId: absorbed.householdId })
    expect(old.body.mergedInto).toEqual({ householdId: kept.householdId, label: 'GARDE Rose' })

    const { mergeId } = merged.body
    expect((await t.call(duplicates.undoMerge, { mergeId })).status).toBe(200)
    expect(await counts(kept.householdId)).toEqual({
      budgets: 1,
      relatives: 0,
      members: 1,
      referents: 1,
      searched: 1,
    })
    expect(await counts(absorbed.householdId)).toEqual({
      budgets: 1,
      relatives: 1,
      members: 1,
      referents: 1,
      searched: 1,
    })
  })

  test('a merge that another rests on is undone last', async () => {
    const [a, b, c] = await Promise.all([1, 2, 3].map(() => create({ lastName: 'Chaîne' })))
    const merge = async (householdId = '', absorbedId = '') =>
      (await t.call(duplicates.mergeHouseholds, await householdPair(householdId, absorbedId))).body.mergeId
    const first = await merge(b?.householdId, c?.householdId)
    const second = await merge(a?.householdId, b?.householdId)
    expect((await t.call(duplicates.undoMerge, { mergeId: first })).body).toMatchObject({
      reason: 'merged-since',
    })
    expect((await t.call(duplicates.undoMerge, { mergeId: second })).status).toBe(200)
    expect((await t.call(duplicates.undoMerge, { mergeId: first })).status).toBe(200)
    const { rows } = await t.owner.query(
      'select from household where label = $1 and merged_into_id is not null',
      ['CHAÎNE'],
    )
    expect(rows).toHaveLength(0)
    const { body } = await t.call(duplicates.listMerges, { limit: 2 })
    expect(body.rows).toMatchObject([{ mergeId: second, undoneBy: 'Membre coordinator' }, { mergeId: first }])
  })
})
