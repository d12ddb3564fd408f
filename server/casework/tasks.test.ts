import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import type { Role } from '#domain/access.ts'
import { raiseTask, raiseTasks, settleRaisedTasks } from '#server/casework/raise-task.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeHousehold, makeReferent } from '#tests/make-household.ts'

const { tasks, myDay } = contract

let t: TestHouse
let householdId: string
let me: string
const asMe = { as: 'social-worker' } as const
beforeAll(async () => {
  t = await openTestHouse()
  householdId = await makeHousehold(t.owner, t.here)
  me = t.here.members['social-worker'].membershipId
  await makeReferent(t.owner, t.here.members['social-worker'], householdId)
})
afterAll(() => t.close())

const add = async (change: object = {}, options: { as: Role; key?: string } = asMe) => {
  const sent = { householdId, assigneeId: me, kind: 'call', title: 'Rappeler', dueOn: '2026-11-25' } as const
  return t.call(tasks.add, { ...sent, ...change }, options)
}
const rowOf = async (id: string) =>
  (await t.owner.query('select *, due_on::text as due from task where id = $1', [id])).rows[0]
const refusal = ({ status, body }: { status: number; body: unknown }) => [
  status,
  (body as { reason?: string }).reason,
]

test('a task is postponed, done, reopened; each step is journaled without its title', async () => {
  const { taskId } = (await add({ title: 'Mot secret' })).body
  await t.call(tasks.postpone, { taskId, version: 1, dueOn: '2026-12-01' }, asMe)
  expect(await rowOf(taskId)).toMatchObject({ due: '2026-12-01', version: 2, compartment: 'social' })
  await t.call(tasks.close, { taskId, version: 2, as: 'done' }, asMe)
  expect(await rowOf(taskId)).toMatchObject({ closed_as: 'done', closed_by: me, version: 3 })
  expect(refusal(await t.call(tasks.close, { taskId, version: 3, as: 'done' }, asMe))).toEqual([
    409,
    'already-closed',
  ])
  await t.call(tasks.reopen, { taskId, version: 3 }, asMe)
  expect(await rowOf(taskId)).toMatchObject({ closed_at: null, closed_as: null, version: 4 })
  const { rows } = await t.owner.query('select * from journal where subject_id = $1 order by at', [taskId])
  expect(rows.map(({ act }) => act)).toEqual(['task-added', 'task-postponed', 'task-done', 'task-reopened'])
  expect(JSON.stringify(rows)).not.toContain('Mot secret')
})

test('a stale version is refused with what stands, a day past is refused, a cancellation says why', async () => {
  const { taskId } = (await add()).body
  const past = { taskId, version: 1, dueOn: '2026-11-21' }
  expect(refusal(await t.call(tasks.postpone, past, asMe))).toEqual([409, 'past-day'])
  const change = { taskId, title: 'Autre', dueOn: '2026-11-30', assigneeId: null }
  expect((await t.call(tasks.change, { ...change, version: 1 }, asMe)).status).toBe(200)
  const stale = await t.call(tasks.change, { ...change, version: 1 }, asMe)
  expect([stale.status, stale.body]).toMatchObject([
    409,
    { reason: 'stale-version', details: { version: 2, title: 'Autre', assigneeId: null } },
  ])
  expect((await t.call(tasks.close, { taskId, version: 2, as: 'cancelled' }, asMe)).status).toBe(400)
})

test('a task for someone who is not of the organisation is refused', async () => {
  const stranger = t.elsewhere.members.coordinator.membershipId
  expect(refusal(await add({ assigneeId: stranger }))).toEqual([409, 'unknown-colleague'])
})

test('sent twice with one key, added once', async () => {
  const key = randomUUID()
  const title = `Une fois ${key}`
  await add({ title }, { ...asMe, key })
  await add({ title }, { ...asMe, key })
  const { rows } = await t.owner.query('select id from task where title = $1', [title])
  expect(rows).toHaveLength(1)
})

test('rent staff do not see the tasks of the social side, nor can they close them', async () => {
  const { taskId } = (await add({ title: 'Côté social' })).body
  const asRent = { as: 'rent-officer' } as const
  const { body } = await t.call(tasks.list, { householdId, limit: 200 }, asRent)
  expect(body.rows.map(({ id }) => id)).not.toContain(taskId)
  expect(refusal(await t.call(tasks.close, { taskId, version: 1, as: 'done' }, asRent))).toEqual([
    409,
    'unknown-record',
  ])
})

test('another organisation finds no task here', async () => {
  const { taskId } = (await add()).body
  const there = { as: 'coordinator', in: t.elsewhere } as const
  const done = await t.call(tasks.close, { taskId, version: 1, as: 'done' }, there)
  expect(refusal(done)).toEqual([409, 'unknown-record'])
  expect((await t.call(tasks.list, { householdId }, there)).status).toBe(403)
  expect((await t.call(tasks.list, {}, there)).body.rows).toEqual([])
})

const fact = (originKey: string, dueOn = '2026-12-02') =>
  ({
    householdId,
    assigneeId: null,
    kind: 'report-by',
    title: 'Signaler l’impayé',
    dueOn: dueOn as '2026-12-02',
    originKey,
    link: `menages/${householdId}/logement`,
  }) as const

test('the same fact raises one task, however often it is found, and settles it', async () => {
  await t.asMember('coordinator', (context) => raiseTask(context, fact('fait/1')))
  const raised = await t.asMember('coordinator', (context) =>
    raiseTasks(context, [fact('fait/1'), fact('fait/2')]),
  )
  expect(raised).toBe(1)
  const count = async () =>
    (
      await t.owner.query(
        "select origin_key, closed_as from task where origin_key like 'fait/%' order by origin_key",
      )
    ).rows
  expect(await count()).toEqual([
    { origin_key: 'fait/1', closed_as: null },
    { origin_key: 'fait/2', closed_as: null },
  ])
  await t.asMember('coordinator', (context) => settleRaisedTasks(context, ['fait/1'], 'Dette soldée'))
  expect(await count()).toMatchObject([{ closed_as: 'cancelled' }, { closed_as: null }])
})

test('the day: late, today, this week, and what the rules raised further on', async () => {
  const home = await makeHousehold(t.owner, t.here, 'Paul REY')
  const adviser = t.here.members['rights-adviser']
  await makeReferent(t.owner, adviser, home, { fromOn: '2026-06-01' })
  const mine = { householdId: home, assigneeId: adviser.membershipId }
  for (const [title, dueOn] of [
    ['hier', '2026-11-21'],
    ['ce jour', '2026-11-22'],
    ['la semaine', '2026-11-29'],
    ['plus tard', '2026-11-30'],
  ] as const)
    await add({ ...mine, title, dueOn })
  await t.asMember('coordinator', (context) =>
    raiseTasks(context, [
      { ...fact('jour/proche', '2026-12-02'), householdId: home },
      { ...fact('jour/loin', '2027-01-22'), householdId: home },
    ]),
  )
  const { body } = await t.call(myDay.open, {}, { as: 'rights-adviser' })
  expect(body.tasks.map(({ title, bucket, lateDays }) => [title, bucket, lateDays])).toEqual([
    ['hier', 'late', 1],
    ['ce jour', 'today', 0],
    ['la semaine', 'week', -7],
    ['Signaler l’impayé', 'ahead', -10],
  ])
  expect(body).toMatchObject({
    counts: { late: 1, today: 1, week: 1, ahead: 1 },
    followedHouseholds: 1,
    mayLookAtOthers: false,
    forgotten: { rows: [{ id: home, lastContactOn: null, followedSince: '2026-06-01' }] },
  })
})

test('an exchange within thirty days takes the household off the forgotten ones; a call in vain does not', async () => {
  const home = await makeHousehold(t.owner, t.here, 'Awa TRAORÉ')
  const asProject = { as: 'project-officer' } as const
  await makeReferent(t.owner, t.here.members['project-officer'], home, { fromOn: '2026-06-01' })
  const forgotten = async () => (await t.call(myDay.open, {}, asProject)).body.forgotten
  const call = (outcome: 'no-answer' | 'met', happenedOn: string) =>
    t.call(
      contract.casework.writeContact,
      { householdId: home, happenedOn, channel: 'phone', outcome, audience: 'me', body: 'Appel' },
      asMe,
    )
  await call('no-answer', '2026-11-20')
  await call('met', '2026-10-01')
  expect(await forgotten()).toMatchObject({
    total: { count: 1, exact: true },
    rows: [{ id: home, lastContactOn: '2026-10-01' }],
  })
  await call('met', '2026-11-20')
  expect((await forgotten()).rows).toEqual([])
})

test('a coordinator looks at a colleague’s day; nobody else does', async () => {
  const title = `Journée de l’autre ${randomUUID()}`
  await add({ title, dueOn: '2026-11-22' })
  const asCoordinator = await t.call(myDay.open, { memberId: me }, { as: 'coordinator' })
  expect(asCoordinator.body.member.id).toBe(me)
  expect(asCoordinator.body.tasks.map((task) => task.title)).toContain(title)
  const asRent = await t.call(myDay.open, { memberId: me }, { as: 'rent-officer' })
  expect(refusal(asRent)).toEqual([409, 'not-yours-to-see'])
  const stranger = t.elsewhere.members.coordinator.membershipId
  const unknown = await t.call(myDay.open, { memberId: stranger }, { as: 'coordinator' })
  expect(refusal(unknown)).toEqual([409, 'unknown-record'])
})

test('someone new has an empty day', async () => {
  const { status, body } = await t.call(myDay.open, {}, { as: 'volunteer' })
  expect([status, body.tasks, body.appointments, body.followedHouseholds]).toEqual([200, [], [], 0])
})
