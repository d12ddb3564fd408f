import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { duplicates, households } = contract
let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

type Person = {
  lastName: string
  firstName: string
  birthOn?: `${number}-${number}-${number}`
  phone?: string
}

const couple = async (one: Person, other: Person) => {
  const { body: file } = await t.call(households.create, { person: one, followedByMe: false })
  const { body: second } = await t.call(households.addMember, {
    householdId: file.householdId,
    person: other,
    memberRole: 'partner',
    joinedOn: '2026-01-01',
  })
  return { householdId: file.householdId, one: file.personId, other: second.personId }
}

/** Two files of one couple, and the pairs proposed between them. */
const twoFiles = async (name: string) => {
  const kept = await couple(
    { lastName: name, firstName: 'Léa', birthOn: '1980-01-02' },
    { lastName: name, firstName: 'Luc', phone: '0612345601' },
  )
  const absorbed = await couple(
    { lastName: name, firstName: 'Lea', birthOn: '1980-01-02', phone: '0612345602' },
    { lastName: name, firstName: 'Luc', birthOn: '1981-03-04', phone: '0612345601' },
  )
  await t.call(duplicates.findForHousehold, { householdId: kept.householdId })
  const { body } = await t.call(duplicates.listBetween, {
    householdId: kept.householdId,
    otherId: absorbed.householdId,
  })
  return { kept, absorbed, rows: body.rows }
}
type Files = Awaited<ReturnType<typeof twoFiles>>

const wholeOf = ({ kept, absorbed, rows }: Files) => {
  const candidates = rows.flatMap(({ personA, personB }) => [personA, personB])
  const versionIn = (householdId: string) =>
    candidates.find((one) => one.householdId === householdId)?.householdVersion ?? 0
  return {
    householdId: kept.householdId,
    version: versionIn(kept.householdId),
    absorbedId: absorbed.householdId,
    absorbedVersion: versionIn(absorbed.householdId),
    persons: rows.map(({ personA, personB }) => {
      const [one, other] = personA.householdId === kept.householdId ? [personA, personB] : [personB, personA]
      return {
        keptId: one.personId,
        version: one.version,
        absorbedId: other.personId,
        absorbedVersion: other.version,
      }
    }),
  }
}

/** Everything of the two files that a merge moves or fills. */
const pictureOf = async ({ kept, absorbed }: Files) => {
  const ids = [kept.householdId, absorbed.householdId]
  const { rows: members } = await t.owner.query(
    `select household_id, person_id, joined_on::text, left_on::text, member_role from household_member
     where household_id = any ($1) order by household_id, person_id`,
    [ids],
  )
  const { rows: persons } = await t.owner.query(
    `select id, first_name, birth_on::text, phone, second_phone, merged_into_id from person
     where id = any ($1) order by id`,
    [[kept.one, kept.other, absorbed.one, absorbed.other]],
  )
  const { rows: files } = await t.owner.query(
    'select id, label, merged_into_id from household where id = any ($1) order by id',
    [ids],
  )
  const { rows: lines } = await t.owner.query(
    'select household_id, document from household_search where household_id = any ($1) order by 1',
    [ids],
  )
  return { members, persons, files, lines }
}

test('two files and the persons that are in both are one after one command, and two again after one undo', async () => {
  const files = await twoFiles('Moineau')
  expect(files.rows).toHaveLength(2)
  const before = await pictureOf(files)
  const merged = await t.call(duplicates.mergeHouseholds, wholeOf(files))
  expect(merged.status).toBe(200)

  const { kept, absorbed } = files
  const opened = await t.call(households.open, { householdId: kept.householdId })
  expect(opened.body.members.map(({ personId }) => personId).toSorted()).toEqual(
    [kept.one, kept.other].toSorted(),
  )
  const after = await pictureOf(files)
  expect(
    after.persons
      .filter((row) => row.merged_into_id !== null)
      .map((row) => row.id)
      .toSorted(),
  ).toEqual([absorbed.one, absorbed.other].toSorted())
  expect(after.persons.find((row) => row.id === kept.other)?.birth_on).toBe('1981-03-04')
  expect(after.files.find((row) => row.id === absorbed.householdId)?.merged_into_id).toBe(kept.householdId)
  expect(after.lines).toHaveLength(1)

  const { mergeId } = merged.body
  const { body: listed } = await t.call(duplicates.listMerges, {})
  expect(listed).toMatchObject({
    rows: [{ mergeId, kind: 'household', persons: 2 }],
    total: { count: 1, exact: true },
  })
  const { rows: acts } = await t.owner.query(
    `select act, after ->> 'persons' as persons from journal where organisation_id = $1 and act like '%-merged' order by at, id`,
    [t.here.id],
  )
  expect(acts).toEqual([
    { act: 'persons-merged', persons: null },
    { act: 'persons-merged', persons: null },
    { act: 'households-merged', persons: '2' },
  ])

  const part = await t.owner.query('select id from record_merge where part_of = $1 limit 1', [mergeId])
  expect((await t.call(duplicates.undoMerge, { mergeId: part.rows[0].id })).body).toMatchObject({
    reason: 'part-of-whole',
  })
  expect((await t.call(duplicates.undoMerge, { mergeId })).status).toBe(200)
  expect(await pictureOf(files)).toEqual(before)
  expect((await t.call(duplicates.undoMerge, { mergeId })).body).toMatchObject({ reason: 'already-undone' })
})

test('the command sent twice is done once', async () => {
  const files = await twoFiles('Pinson')
  const key = crypto.randomUUID()
  const first = await t.call(duplicates.mergeHouseholds, wholeOf(files), { key })
  const again = await t.call(duplicates.mergeHouseholds, wholeOf(files), { key })
  expect(again.body).toEqual(first.body)
  const { rows } = await t.owner.query('select from record_merge where absorbed_id = $1', [
    files.absorbed.householdId,
  ])
  expect(rows).toHaveLength(1)
})

test('a person or a file changed meanwhile is told, and nothing at all is merged', async () => {
  const files = await twoFiles('Bouvreuil')
  const whole = wholeOf(files)
  const before = await pictureOf(files)
  const [first, ...others] = whole.persons
  if (!first) throw new Error('two persons are proposed')
  const stalePerson = { ...whole, persons: [...others, { ...first, absorbedVersion: first.version + 7 }] }
  expect((await t.call(duplicates.mergeHouseholds, stalePerson)).body).toMatchObject({
    reason: 'stale-version',
    details: { absorbed: { id: first.absorbedId, version: first.absorbedVersion } },
  })
  const staleFile = { ...whole, version: whole.version + 1 }
  expect((await t.call(duplicates.mergeHouseholds, staleFile)).body).toMatchObject({
    reason: 'stale-version',
    details: { kept: { id: whole.householdId, version: whole.version } },
  })
  const { body: stranger } = await t.call(households.create, {
    person: { lastName: 'Autre', firstName: 'Paul' },
    followedByMe: false,
  })
  const mixed = {
    ...whole,
    persons: [{ keptId: first.keptId, version: 1, absorbedId: stranger.personId, absorbedVersion: 1 }],
  }
  expect((await t.call(duplicates.mergeHouseholds, mixed)).body).toMatchObject({ reason: 'unknown-record' })
  expect(await pictureOf(files)).toEqual(before)
  expect(
    (await t.owner.query('select from record_merge where kept_id = $1', [whole.householdId])).rows,
  ).toEqual([])
})

test('three records of one person are joined at once', async () => {
  const files = await twoFiles('Verdier')
  const whole = wholeOf(files)
  const [first, second] = whole.persons
  if (!first || !second) throw new Error('two persons are proposed')
  const persons = [
    first,
    {
      keptId: first.keptId,
      version: first.version,
      absorbedId: second.absorbedId,
      absorbedVersion: second.absorbedVersion,
    },
  ]
  const before = await pictureOf(files)
  const merged = await t.call(duplicates.mergeHouseholds, { ...whole, persons })
  expect(merged.status).toBe(200)
  expect((await t.call(duplicates.undoMerge, { mergeId: merged.body.mergeId })).status).toBe(200)
  expect(await pictureOf(files)).toEqual(before)
})

test('another organisation sees nothing of them and merges nothing', async () => {
  const files = await twoFiles('Grive')
  const options = { in: t.elsewhere }
  const listed = await t.send(
    duplicates.listBetween,
    { householdId: files.kept.householdId, otherId: files.absorbed.householdId },
    options,
  )
  expect(await listed.text()).not.toContain('Grive')
  const merged = await t.call(duplicates.mergeHouseholds, wholeOf(files), options)
  expect(merged.status).not.toBe(200)
  const own = await t.call(duplicates.mergeHouseholds, wholeOf(files))
  const undone = await t.call(duplicates.undoMerge, { mergeId: own.body.mergeId }, options)
  expect(undone.body).toMatchObject({ reason: 'unknown-record' })
  expect((await t.call(duplicates.undoMerge, { mergeId: randomUUIDv7() })).body).toMatchObject({
    reason: 'unknown-record',
  })
})
