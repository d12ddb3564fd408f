import { randomUUID, randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import type { Role } from '#domain/access.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeHousehold, makeMember, makeReferent } from '#tests/make-household.ts'

const { casework } = contract

let t: TestHouse
let householdId: string
beforeAll(async () => {
  t = await openTestHouse()
  householdId = await makeHousehold(t.owner, t.here)
})
afterAll(() => t.close())

const contact = {
  happenedOn: '2026-11-20',
  channel: 'visit',
  outcome: 'met',
  place: 'home',
  present: ['Mme Durand', 'sa fille'] as string[],
  audience: 'team',
  body: 'Visite faite.',
} as const
const asAuthor = { as: 'social-worker' } as const
const write = (change: object = {}, options: object = asAuthor) =>
  t.call(casework.writeContact, { householdId, ...contact, ...change }, options)
const rowOf = async (id: string) =>
  (await t.owner.query('select * from log_entry where id = $1', [id])).rows[0]
const listed = async (id: string, options: object = asAuthor) => {
  const { body } = await t.call(casework.listLog, { householdId, limit: 200 }, options)
  return body.rows.find((line) => line.id === id)
}

test('a contact is kept with what was said about it, on the social side', async () => {
  const { body } = await write()
  expect(await rowOf(body.entryId)).toMatchObject({
    organisation_id: t.here.id,
    kind: 'contact',
    author_id: t.here.members['social-worker'].membershipId,
    happened_on: expect.anything(),
    channel: 'visit',
    outcome: 'met',
    place: 'home',
    present: ['Mme Durand', 'sa fille'],
    compartment: 'social',
    audience: 'team',
    body: 'Visite faite.',
  })
  expect(await listed(body.entryId)).toMatchObject({ kind: 'contact', on: '2026-11-20', isMine: true })
})

test('what is sent twice with one key is written once', async () => {
  const key = randomUUID()
  const [first, second] = [await write({}, { ...asAuthor, key }), await write({}, { ...asAuthor, key })]
  expect(second.body).toEqual(first.body)
  const { rows } = await t.owner.query('select id from log_entry where id = $1', [first.body.entryId])
  expect(rows).toHaveLength(1)
})

test('what is told has happened', async () => {
  const { status, body } = await write({ happenedOn: '2026-11-23' })
  expect([status, body]).toMatchObject([409, { reason: 'dated-later' }])
})

test('a write-up closes the task it answers and opens the next one, in one act', async () => {
  const title = 'Rappeler Mme Durand'
  const { body: task } = await t.call(
    contract.tasks.add,
    {
      householdId,
      assigneeId: t.here.members['social-worker'].membershipId,
      kind: 'call',
      title,
      dueOn: '2026-11-22',
    },
    asAuthor,
  )
  const next = { title: 'Vérifier le rappel', dueOn: '2026-12-01' }
  const { body } = await write({ closesTaskId: task.taskId, next })
  const { rows } = await t.owner.query(
    'select title, closed_as, due_on::text from task where id = any($1) order by created_at, id',
    [[task.taskId, body.taskId]],
  )
  expect(rows).toEqual([
    { title, closed_as: 'done', due_on: '2026-11-22' },
    { title: next.title, closed_as: null, due_on: '2026-12-01' },
  ])
  const other = await makeHousehold(t.owner, t.here)
  const refused = await write({ householdId: other, closesTaskId: task.taskId })
  expect([refused.status, refused.body]).toMatchObject([409, { reason: 'unknown-record' }])
})

test('a correction keeps the version before, under the audience it had', async () => {
  const colleague = await makeMember(t.owner, t.here, 'coordinator', t.here.teamId)
  const asColleague = {
    as: 'coordinator',
    in: { ...t.here, members: { ...t.here.members, coordinator: colleague } },
  } as const
  const { body } = await write({ audience: 'me', body: 'Entre nous.' })
  const of = { householdId, entryId: body.entryId }
  const corrected = await t.call(
    casework.correctEntry,
    { ...of, version: 1, audience: 'team', body: 'Pour tous.' },
    asAuthor,
  )
  expect(corrected).toMatchObject({ status: 200, body: { version: 2 } })
  expect(await listed(body.entryId, asColleague)).toMatchObject({
    text: { body: 'Pour tous.' },
    correctedAt: expect.any(String),
  })
  const mine = await t.call(casework.listEntryVersions, of, asAuthor)
  expect(mine.body.rows).toMatchObject([{ version: 1, body: 'Entre nous.', audience: 'me' }])
  const theirs = await t.call(casework.listEntryVersions, of, asColleague)
  expect(theirs.body.rows).toEqual([])
})

test('the second of two corrections is refused, and shown what stands', async () => {
  const { body } = await write()
  const change = { householdId, entryId: body.entryId, version: 1, audience: 'team' } as const
  await t.call(casework.correctEntry, { ...change, body: 'Première.' }, asAuthor)
  const second = await t.call(casework.correctEntry, { ...change, body: 'Seconde.' }, asAuthor)
  expect([second.status, second.body]).toMatchObject([
    409,
    { reason: 'stale-version', details: { version: 2, body: 'Première.' } },
  ])
  expect(await rowOf(body.entryId)).toMatchObject({ body: 'Première.', version: 2 })
})

test('a withdrawn entry stays as withdrawn, with its reason and without its words', async () => {
  const { body } = await write({ body: 'Mauvais dossier.' })
  const of = { householdId, entryId: body.entryId }
  const withdraw = { ...of, version: 1, reason: 'Écrit dans le mauvais dossier' }
  const byOther = await t.call(casework.withdrawEntry, withdraw, { as: 'rights-adviser' })
  expect([byOther.status, byOther.body]).toMatchObject([409, { reason: 'only-author' }])
  expect((await t.call(casework.withdrawEntry, withdraw, { as: 'coordinator' })).status).toBe(200)
  expect(await listed(body.entryId)).toMatchObject({
    text: null,
    withdrawn: { reason: 'Écrit dans le mauvais dossier', by: 'Membre coordinator' },
  })
  const exported = await t.send(casework.exportLog, { householdId }, asAuthor)
  expect(await exported.text()).not.toContain('Mauvais dossier.')
  expect(await rowOf(body.entryId)).toMatchObject({ body: 'Mauvais dossier.' })
  const again = await t.call(casework.withdrawEntry, { ...withdraw, version: 2 }, asAuthor)
  expect([again.status, again.body]).toMatchObject([409, { reason: 'already-withdrawn' }])
  const change = { ...of, version: 2, audience: 'team', body: 'x' } as const
  expect((await t.call(casework.correctEntry, change, asAuthor)).body).toMatchObject({
    reason: 'already-withdrawn',
  })
})

test('the line is read page after page, filtered, each line once', async () => {
  const here = await makeHousehold(t.owner, t.here)
  for (let day = 1; day <= 9; day++)
    await write({ householdId: here, happenedOn: `2026-10-0${day}`, body: `Jour ${day}` })
  await t.call(casework.writeNote, { householdId: here, audience: 'team', body: 'Une note' }, asAuthor)
  const seen: string[] = []
  let after: string | undefined
  do {
    const { body } = await t.call(
      casework.listLog,
      { householdId: here, limit: 4, ...(after && { after }) },
      asAuthor,
    )
    expect(body.total).toEqual({ count: 10, exact: true })
    seen.push(
      ...body.rows.map((line) =>
        line.kind === 'event' || line.kind === 'document' ? '' : (line.text?.body ?? ''),
      ),
    )
    after = body.next ?? undefined
  } while (after)
  expect(seen).toEqual(['Une note', ...[9, 8, 7, 6, 5, 4, 3, 2, 1].map((day) => `Jour ${day}`)])
  const filtered = await t.call(
    casework.listLog,
    { householdId: here, kinds: ['contact'], from: '2026-10-03', to: '2026-10-05' },
    asAuthor,
  )
  expect(filtered.body.rows.map(({ on }) => on)).toEqual(['2026-10-05', '2026-10-04', '2026-10-03'])
  const byOther = await t.call(
    casework.listLog,
    { householdId: here, authorId: t.here.members['rent-officer'].membershipId },
    asAuthor,
  )
  expect(byOther.body.rows).toEqual([])
})

test('an export cell that looks like a formula is text', async () => {
  const here = await makeHousehold(t.owner, t.here)
  await write({ householdId: here, body: '=HYPERLINK("http://x")' })
  const exported = await t.send(casework.exportLog, { householdId: here }, asAuthor)
  expect(await exported.text()).toContain(`"'=HYPERLINK(""http://x"")"`)
})

test('the line tells the events that one’s role may know of', async () => {
  const here = await makeHousehold(t.owner, t.here)
  for (const act of ['consent-given', 'repayment-plan-approved', 'referent-assigned', 'household-opened'])
    await t.owner.query(
      `insert into journal (organisation_id, id, act, subject_kind, household_id)
       values ($1, $2, $3, 'essai', $4)`,
      [t.here.id, randomUUIDv7(), act, here],
    )
  const seenBy = async (as: Role) => {
    const { body } = await t.call(casework.listLog, { householdId: here, kinds: ['event'] }, { as })
    return body.rows.map((line) => (line.kind === 'event' ? line.label : '')).sort()
  }
  const [consent, plan, referent] = ['Accord donné', 'Plan d’apurement approuvé', 'Référent désigné']
  expect(await seenBy('social-worker')).toEqual([consent, plan, referent])
  expect(await seenBy('rent-officer')).toEqual([plan, referent])
  expect(await seenBy('project-officer')).toEqual([referent])
})

test('reading the line is journaled', async () => {
  const here = await makeHousehold(t.owner, t.here)
  await t.call(casework.listLog, { householdId: here }, asAuthor)
  const { rows } = await t.owner.query('select act, membership_id from journal where household_id = $1', [
    here,
  ])
  expect(rows).toEqual([{ act: 'log-read', membership_id: t.here.members['social-worker'].membershipId }])
})

test('a volunteer writes only for those they accompany', async () => {
  const volunteer = t.here.members.volunteer
  expect((await write({}, { as: 'volunteer' })).status).toBe(403)
  await makeReferent(t.owner, volunteer, householdId, { kind: 'volunteer' })
  const { status, body } = await write({}, { as: 'volunteer' })
  expect([status, (await rowOf(body.entryId)).compartment]).toEqual([200, 'social'])
  await t.owner.query("update household_referent set until_on = '2026-11-21' where membership_id = $1", [
    volunteer.membershipId,
  ])
  expect((await write({}, { as: 'volunteer' })).status).toBe(403)
})

test('another organisation finds nothing here', async () => {
  const { body } = await write()
  const there = { as: 'coordinator', in: t.elsewhere } as const
  const of = { householdId, entryId: body.entryId }
  const answers = [
    await t.call(casework.listLog, { householdId }, there),
    await t.call(casework.listEntryVersions, of, there),
    await write({}, there),
    await t.call(casework.correctEntry, { ...of, version: 1, audience: 'team', body: 'x' }, there),
    await t.call(casework.withdrawEntry, { ...of, version: 1, reason: 'x' }, there),
  ]
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
  const theirs = await makeHousehold(t.owner, t.elsewhere)
  const crossed = { householdId: theirs, entryId: body.entryId }
  const refused = await t.call(casework.withdrawEntry, { ...crossed, version: 1, reason: 'x' }, there)
  expect([refused.status, refused.body]).toMatchObject([409, { reason: 'unknown-record' }])
  expect((await write({ closesTaskId: randomUUIDv7() })).body).toMatchObject({ reason: 'unknown-record' })
})
