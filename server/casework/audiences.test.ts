import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import type { Role } from '#domain/access.ts'
import { type Compartment, compartments } from '#domain/casework/compartments.ts'
import { type Audience, audiences } from '#domain/casework/kinds.ts'
import { openTestHouse, type TestHouse, type TestMember, type TestOrganisation } from '#tests/house.ts'
import { makeHousehold, makeMember, makeReferent } from '#tests/make-household.ts'

/** Who wrote, for whom, on which side: the words say it, so that any way out can be searched for them. */
type Written = { author: Role; audience: Audience; compartment: Compartment; words: string; id: string }
/** `mate`: of the author's team; `referent`: of another team, follows the household; `stranger`: neither. */
const positions = ['mate', 'referent', 'stranger'] as const
type Position = (typeof positions)[number]

const readers = [
  'social-worker',
  'rent-officer',
  'coordinator',
  'rights-adviser',
  'project-officer',
  'volunteer',
] as const satisfies readonly Role[]
type ReaderRole = (typeof readers)[number]

const sides: Record<ReaderRole, readonly Compartment[]> = {
  'social-worker': ['social', 'gestion'],
  coordinator: ['social', 'gestion'],
  'rights-adviser': ['social', 'gestion'],
  'rent-officer': ['gestion'],
  'project-officer': ['gestion'],
  volunteer: [],
}
const authors: readonly (readonly [Role, readonly Compartment[]])[] = [
  ['social-worker', ['social', 'gestion']],
  ['coordinator', ['social', 'gestion']],
  ['rent-officer', ['gestion']],
  ['volunteer', ['social']],
]

const mayRead = (role: ReaderRole, position: Position, entry: Written): boolean => {
  if (position === 'mate' && role === entry.author) return true
  if (!sides[role].includes(entry.compartment)) return false
  if (entry.audience === 'referents') return position === 'referent'
  return entry.audience === 'team' && position !== 'stranger'
}

let t: TestHouse
let householdId: string
const seats = {} as Record<Position, TestOrganisation>
const contacts: Written[] = []
const notes: Written[] = []
const files: Written[] = []

const seatAll = async (position: Position): Promise<TestOrganisation> => {
  if (position === 'mate') return t.here
  const members = { ...t.here.members }
  for (const role of readers) members[role] = await makeMember(t.owner, t.here, role)
  return { ...t.here, members }
}
const follow = (member: TestMember) =>
  makeReferent(t.owner, member, householdId, { kind: member.role === 'volunteer' ? 'volunteer' : 'referent' })

const writeAll = async (author: Role, audience: Audience, compartment: Compartment) => {
  const words = (kind: string) => `<${kind} ${author} ${audience} ${compartment}>`
  const readersOf = { householdId, audience, compartment }
  const contact = await t.call(
    contract.casework.writeContact,
    { ...readersOf, happenedOn: '2026-11-20', channel: 'phone', outcome: 'met', body: words('contact') },
    { as: author },
  )
  const note = await t.call(
    contract.casework.writeNote,
    { ...readersOf, body: words('note') },
    { as: author },
  )
  const sent = await t.send(
    contract.documents.add,
    { ...readersOf, kind: 'other', title: words('document') },
    { as: author, upload: { fileName: 'a.pdf', content: `%PDF-1.7 ${words('content')}` } },
  )
  const file = (await sent.json()) as { documentId: string }
  expect([contact.status, note.status, sent.status]).toEqual([200, 200, 200])
  const of = { author, audience, compartment }
  contacts.push({ ...of, words: words('contact'), id: contact.body.entryId })
  notes.push({ ...of, words: words('note'), id: note.body.entryId })
  files.push({ ...of, words: words('document'), id: file.documentId })
}

beforeAll(async () => {
  t = await openTestHouse()
  householdId = await makeHousehold(t.owner, t.here)
  for (const position of positions) seats[position] = await seatAll(position)
  for (const role of readers) await follow(seats.referent.members[role])
  await follow(t.here.members.volunteer)
  for (const [author, written] of authors)
    for (const compartment of written)
      for (const audience of audiences) await writeAll(author, audience, compartment)
})
afterAll(() => t.close())

const cases = positions.flatMap((position) => readers.map((role) => [position, role] as const))
/** Volunteers read in their own view, which holds nothing that others wrote. */
const isShutOut = (role: ReaderRole) => role === 'volunteer'

describe.each(cases)('a %s %s reads what its author named them for, and nothing else', (position, role) => {
  const options = () => ({ as: role, in: seats[position] })
  const expected = (all: readonly Written[]) =>
    all
      .filter((one) => mayRead(role, position, one))
      .map(({ words }) => words)
      .sort()
  const found = (text: string, all: readonly Written[]) =>
    all
      .map(({ words }) => words)
      .filter((words) => text.includes(words))
      .sort()
  const everything = () => [...contacts, ...notes, ...files]

  test('in the line of the household', async () => {
    const { status, body } = await t.call(contract.casework.listLog, { householdId, limit: 200 }, options())
    if (isShutOut(role)) return expect(status).toBe(403)
    expect(found(JSON.stringify(body), everything())).toEqual(expected(everything()))
    expect(body.total.count).toBe(expected(everything()).length)
  })

  test('in the export', async () => {
    const response = await t.send(contract.casework.exportLog, { householdId }, options())
    if (isShutOut(role)) return expect(response.status).toBe(403)
    expect(found(await response.text(), everything())).toEqual(expected(everything()))
  })

  test('among the documents, listed and opened', async () => {
    const listed = await t.call(contract.documents.list, { householdId, limit: 200 }, options())
    const opened = []
    for (const file of files) {
      const response = await t.send(contract.documents.open, { householdId, documentId: file.id }, options())
      await response.arrayBuffer()
      if (response.status === 200) opened.push(file.words)
      else expect([403, 409]).toContain(response.status)
    }
    if (isShutOut(role)) return expect([listed.status, opened]).toEqual([403, []])
    expect(found(JSON.stringify(listed.body), files)).toEqual(expected(files))
    expect(opened.sort()).toEqual(expected(files))
  })

  test('among the earlier versions, and nobody but the author corrects', async () => {
    for (const note of notes) {
      const of = { householdId, entryId: note.id }
      const versions = await t.call(contract.casework.listEntryVersions, of, options())
      const mine = position === 'mate' && role === note.author
      const status = isShutOut(role) ? 403 : mayRead(role, position, note) ? 200 : 409
      expect([note.words, versions.status]).toEqual([note.words, status])
      if (mine) continue
      const change = { ...of, version: 1, audience: 'team', body: 'autre' } as const
      const refused = await t.call(contract.casework.correctEntry, change, options())
      const isFar = isShutOut(role) && position === 'stranger'
      expect(refused.status).toBe(isFar ? 403 : 409)
      if (!isFar)
        expect(refused.body).toMatchObject({
          reason: mayRead(role, position, note) ? 'only-author' : 'unknown-record',
        })
    }
  })

  test('and the day tells that something was written, never its words', async () => {
    const { body } = await t.call(contract.myDay.open, {}, options())
    expect(found(JSON.stringify(body), everything())).toEqual([])
  })
})

test('the journal holds no word of any of them', async () => {
  const { rows } = await t.owner.query('select * from journal')
  const text = JSON.stringify(rows)
  expect([...contacts, ...notes, ...files].filter(({ words }) => text.includes(words))).toEqual([])
  expect(rows.filter(({ act }) => act === 'note-written')).toHaveLength(notes.length)
})

test('a team-mate of the referent is of the team, until the follow-up ends', async () => {
  const referent = seats.referent.members['social-worker']
  const mate = await makeMember(t.owner, t.here, 'social-worker', referent.teamId ?? undefined)
  const seat = { ...t.here, members: { ...t.here.members, 'social-worker': mate } }
  const seen = async () => {
    const answer = await t.call(
      contract.casework.listLog,
      { householdId, kinds: ['note'], limit: 200 },
      { as: 'social-worker', in: seat },
    )
    return answer.body.total.count
  }
  expect(await seen()).toBe(notes.filter(({ audience }) => audience === 'team').length)
  await t.owner.query("update household_referent set until_on = '2026-11-01' where membership_id = $1", [
    referent.membershipId,
  ])
  expect(await seen()).toBe(0)
})

test('a role does not write on the side it does not read', async () => {
  for (const [as, compartment] of [
    ['rent-officer', 'social'],
    ['project-officer', 'social'],
    ['volunteer', 'gestion'],
  ] as const) {
    const sent = { householdId, audience: 'team', body: 'un mot', compartment } as const
    const { status, body } = await t.call(contract.casework.writeNote, sent, { as })
    expect([status, body]).toMatchObject([409, { reason: 'compartment-not-yours' }])
  }
  expect(compartments).toHaveLength(2)
})
