import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { commitmentEdition } from '#domain/volunteers/commitment.ts'
import { askMeasure, makeProgramme } from '#server/measures/world-for-tests.ts'
import { type CallOptions, openTestHouse, type TestHouse, type TestMember } from '#tests/house.ts'
import { makeHousehold, makeMember, makeReferent } from '#tests/make-household.ts'

const { volunteers } = contract
let t: TestHouse
let yves: TestMember
let rose: TestMember
let householdId: string
const today = '2026-11-22'
const asYves: CallOptions = { as: 'volunteer' }
const asWorker: CallOptions = { as: 'social-worker' }
const refused = (reason: string) => ({ status: 409, body: { reason } })

beforeAll(async () => {
  t = await openTestHouse()
  yves = t.here.members.volunteer
  rose = await makeMember(t.owner, t.here, 'volunteer')
  await t.call(volunteers.acceptCommitment, { edition: commitmentEdition }, asYves)
})
afterAll(() => t.close())
beforeEach(async () => {
  householdId = await makeHousehold(t.owner, t.here, 'Martine DURAND')
})

const start = (change: object = {}, options = asWorker) =>
  t.call(
    volunteers.startPair,
    { householdId, volunteerIds: [yves.membershipId], startedOn: '2026-10-01', ...change },
    options,
  )
const started = async (change: object = {}) => (await start(change)).body.pairId
const pairOf = async (pairId: string) => (await t.call(volunteers.openPair, { pairId }, asWorker)).body
const openOwn = () => t.call(volunteers.openOwn, { householdId }, asYves)

describe('a local group', () => {
  test('has volunteers and the professionals who support them, past and present', async () => {
    const { groupId } = (await t.call(volunteers.addGroup, { name: 'Massy', place: 'Salle Brel' }, asWorker))
      .body
    const join = (membershipId: string, more: object = {}) =>
      t.call(volunteers.addMember, { groupId, membershipId, fromOn: '2026-01-10', ...more }, asWorker)
    expect((await join(yves.membershipId, { capacity: 2 })).body).toEqual({ part: 'volunteer' })
    expect((await join(t.here.members.coordinator.membershipId)).body).toEqual({ part: 'professional' })
    expect(await join(yves.membershipId)).toMatchObject(refused('already-member'))
    expect(await join(t.elsewhere.members.volunteer.membershipId)).toMatchObject(refused('unknown-member'))
    await start({ groupId })
    const { body } = await t.call(volunteers.listGroups, {}, asWorker)
    expect(body.groups.find((group) => group.groupId === groupId)).toMatchObject({
      name: 'Massy',
      households: 1,
      members: [
        { name: 'Membre volunteer', part: 'volunteer', capacity: 2 },
        { name: 'Membre coordinator', part: 'professional', capacity: null },
      ],
    })
    const leave = { groupId, membershipId: yves.membershipId, fromOn: '2026-01-10' }
    expect(await t.call(volunteers.endMember, { ...leave, untilOn: '2026-01-01' }, asWorker)).toMatchObject(
      refused('ends-before-starting'),
    )
    expect((await t.call(volunteers.endMember, { ...leave, untilOn: '2026-11-21' }, asWorker)).status).toBe(
      200,
    )
    const { rows } = await t.owner.query(
      'select until_on::text from volunteer_group_member where group_id = $1 and membership_id = $2',
      [groupId, yves.membershipId],
    )
    expect(rows).toEqual([{ until_on: '2026-11-21' }])
  })

  test('is renamed with its version, and closes once it accompanies nobody', async () => {
    const { groupId } = (await t.call(volunteers.addGroup, { name: 'Orsay' }, asWorker)).body
    const pairId = await started({ groupId })
    const change = { groupId, version: 1, name: 'Orsay-Bures' }
    expect(await t.call(volunteers.changeGroup, { ...change, closedOn: today }, asWorker)).toMatchObject(
      refused('group-busy'),
    )
    expect((await t.call(volunteers.changeGroup, change, asWorker)).body).toEqual({ version: 2 })
    expect(await t.call(volunteers.changeGroup, change, asWorker)).toMatchObject({
      ...refused('stale-version'),
      body: { details: { name: 'Orsay-Bures', version: 2 } },
    })
    await t.call(volunteers.endPair, { pairId, version: 1, endedOn: '2026-11-21' }, asWorker)
    const closed = { ...change, version: 2, closedOn: today }
    expect((await t.call(volunteers.changeGroup, closed, asWorker)).status).toBe(200)
    expect(await start({ groupId, startedOn: today })).toMatchObject(refused('unknown-group'))
  })
})

describe('a pair around a household', () => {
  test('opens the household to its volunteers, in their own view', async () => {
    expect((await openOwn()).status).toBe(403)
    const pairId = await started({
      volunteerIds: [yves.membershipId, rose.membershipId],
      professionalId: t.here.members['social-worker'].membershipId,
      rhythm: { weeks: 2, agreedOn: '2026-10-01' },
      sharedNote: 'Préfère le samedi matin.',
    })
    const { body } = await openOwn()
    expect(body).toMatchObject({
      label: 'Martine DURAND',
      others: ['Autre volunteer'],
      professional: { name: 'Membre social-worker' },
      sharedNote: 'Préfère le samedi matin.',
      rhythm: { weeks: 2, agreedOn: '2026-10-01' },
      nextAround: '2026-10-15',
      lastMeetingOn: null,
    })
    expect(await pairOf(pairId)).toMatchObject({ isBeyond: true, volunteers: [{}, {}] })
  })

  test('is refused to whoever is not a volunteer, a stranger, a second pair, an unknown group or measure', async () => {
    const social = t.here.members['social-worker'].membershipId
    expect(await start({ volunteerIds: [social] })).toMatchObject(refused('not-a-volunteer'))
    expect(await start({ professionalId: rose.membershipId })).toMatchObject(refused('not-a-professional'))
    expect(await start({ groupId: crypto.randomUUID() })).toMatchObject(refused('unknown-group'))
    expect(await start({ measureId: crypto.randomUUID() })).toMatchObject(refused('unknown-measure'))
    expect(await start({ rhythm: { weeks: 1, agreedOn: '2026-12-01' } })).toMatchObject(
      refused('in-the-future'),
    )
    await start()
    expect(await start()).toMatchObject(refused('already-accompanied'))
    expect((await start({}, { as: 'coordinator', in: t.elsewhere })).status).toBe(403)
    expect((await start({}, asYves)).status).toBe(403)
  })

  test('keeps each rhythm agreed, and who noted it', async () => {
    const pairId = await started({ rhythm: { weeks: 2, agreedOn: '2026-10-01' } })
    const agree = { pairId, version: 1, weeks: null, agreedOn: '2026-11-15' }
    expect((await t.call(volunteers.agreeRhythm, agree, asWorker)).body).toEqual({ version: 2 })
    expect(await t.call(volunteers.agreeRhythm, agree, asWorker)).toMatchObject(refused('stale-version'))
    expect(
      await t.call(volunteers.agreeRhythm, { ...agree, version: 2, agreedOn: '2027-01-01' }, asWorker),
    ).toMatchObject(refused('in-the-future'))
    expect(await pairOf(pairId)).toMatchObject({
      rhythm: { weeks: null },
      isBeyond: false,
      rhythms: [
        { weeks: null, agreedOn: '2026-11-15', by: 'Membre social-worker' },
        { weeks: 2, agreedOn: '2026-10-01' },
      ],
    })
  })

  test('ends a volunteer’s access that day, in the file and in the measure', async () => {
    const { measureId } = await askMeasure(t, await makeProgramme(t), { householdId })
    const pairId = await started({ measureId, volunteerIds: [yves.membershipId, rose.membershipId] })
    const end = (version: number, untilOn: string) =>
      t.call(
        volunteers.endVolunteer,
        { pairId, version, membershipId: yves.membershipId, untilOn } as never,
        asWorker,
      )
    expect(await end(1, '2026-09-01')).toMatchObject(refused('ends-before-starting'))
    expect((await end(1, '2026-11-21')).body).toEqual({ version: 2 })
    expect((await openOwn()).status).toBe(403)
    const left = async (table: string) =>
      (
        await t.owner.query(
          `select until_on::text from ${table} where membership_id = $1 and organisation_id = $2
          and ${table === 'measure_worker' ? 'measure_id' : 'household_id'} = $3`,
          [yves.membershipId, t.here.id, table === 'measure_worker' ? measureId : householdId],
        )
      ).rows
    expect(await left('measure_worker')).toEqual([{ until_on: '2026-11-21' }])
    expect(await left('household_referent')).toEqual([{ until_on: '2026-11-21' }])
    expect(await pairOf(pairId)).toMatchObject({
      volunteers: [{ membershipId: rose.membershipId }],
      formerVolunteers: [{ membershipId: yves.membershipId, untilOn: '2026-11-21' }],
    })
    expect(await end(2, today)).toMatchObject(refused('unknown-record'))
    const again = { pairId, version: 2, membershipId: yves.membershipId, fromOn: today } as const
    expect((await t.call(volunteers.addVolunteer, again, asWorker)).body).toEqual({ version: 3 })
    expect(await t.call(volunteers.addVolunteer, { ...again, version: 3 }, asWorker)).toMatchObject(
      refused('already-there'),
    )
    expect((await openOwn()).status).toBe(200)
  })

  test('ends for all of them at once, and is then written no more', async () => {
    const pairId = await started()
    expect(
      await t.call(volunteers.endPair, { pairId, version: 1, endedOn: '2026-12-24' }, asWorker),
    ).toMatchObject(refused('in-the-future'))
    const told = { pairId, version: 1, sharedNote: 'Un mot.', professionalId: null }
    expect((await t.call(volunteers.tellVolunteers, told, asWorker)).body).toEqual({ version: 2 })
    expect(
      (await t.call(volunteers.endPair, { pairId, version: 2, endedOn: '2026-11-21' }, asWorker)).status,
    ).toBe(200)
    expect((await openOwn()).status).toBe(403)
    expect(await t.call(volunteers.tellVolunteers, { ...told, version: 3 }, asWorker)).toMatchObject(
      refused('pair-ended'),
    )
    const { rows } = await t.owner.query('select act, after from journal where household_id = $1', [
      householdId,
    ])
    expect(rows.map(({ act }) => act)).toEqual(
      expect.arrayContaining(['volunteer-pair-started', 'volunteers-told', 'volunteer-pair-ended']),
    )
    expect(JSON.stringify(rows)).not.toContain('Un mot.')
  })

  test('is counted beyond its rhythm by the list as by the rule', async () => {
    const rhythms = [
      { weeks: 1, agreedOn: '2026-11-15' },
      { weeks: 1, agreedOn: '2026-11-14' },
      { weeks: null, agreedOn: '2026-01-01' },
      null,
    ]
    const ids: string[] = []
    for (const rhythm of rhythms) {
      householdId = await makeHousehold(t.owner, t.here)
      ids.push(await started({ rhythm }))
    }
    const list = async (state: 'running' | 'beyond') =>
      (await t.call(volunteers.listPairs, { state, limit: 200 }, asWorker)).body
    const ours = (body: Awaited<ReturnType<typeof list>>) =>
      body.rows.filter(({ pairId }) => ids.includes(pairId))
    const beyond = await list('beyond')
    expect(ours(beyond).map(({ pairId }) => pairId)).toEqual([ids[1]])
    const running = await list('running')
    expect(running.rows.filter(({ isBeyond }) => isBeyond)).toHaveLength(beyond.total.count)
    const first = await t.call(volunteers.listPairs, { limit: 1 }, asWorker)
    const second = await t.call(volunteers.listPairs, { limit: 1, after: first.body.next ?? '' }, asWorker)
    expect(second.body.rows[0]?.pairId).toBe(running.rows[1]?.pairId)
  })
})

describe('what a volunteer does', () => {
  const meeting = {
    happenedOn: '2026-11-20',
    channel: 'visit',
    outcome: 'met',
    body: 'Thé et papiers.',
  } as const
  const write = (change: object = {}, options = asYves) =>
    t.call(volunteers.writeMeeting, { householdId, ...meeting, ...change }, options)

  test('starts with a commitment, accepted once and kept', async () => {
    const seat = { ...t.here, members: { ...t.here.members, volunteer: rose } }
    const asRose: CallOptions = { as: 'volunteer', in: seat }
    await makeReferent(t.owner, rose, householdId, { kind: 'volunteer' })
    const before = await t.call(volunteers.listOwn, {}, asRose)
    expect(before.body).toMatchObject({ commitment: { acceptedOn: null }, households: [] })
    expect(before.body.total.count).toBeGreaterThan(0)
    expect(await t.call(volunteers.openOwn, { householdId }, asRose)).toMatchObject(
      refused('commitment-missing'),
    )
    expect(await write({}, asRose)).toMatchObject(refused('commitment-missing'))
    expect(await t.call(volunteers.listMeetings, { householdId }, asRose)).toMatchObject(
      refused('commitment-missing'),
    )
    expect(await t.call(volunteers.acceptCommitment, { edition: 99 }, asRose)).toMatchObject(
      refused('other-edition'),
    )
    for (const _ of [1, 2])
      expect((await t.call(volunteers.acceptCommitment, { edition: 1 }, asRose)).body).toEqual({
        acceptedOn: today,
      })
    const { rows } = await t.owner.query(
      'select edition, accepted_on::text from volunteer_commitment where membership_id = $1',
      [rose.membershipId],
    )
    expect(rows).toEqual([{ edition: 1, accepted_on: today }])
    const after = await t.call(volunteers.listOwn, {}, asRose)
    expect(after.body.households.map((one) => one.householdId)).toContain(householdId)
  })

  test('writes a meeting up for the referents, and reads nobody else’s words', async () => {
    await start({ rhythm: { weeks: 4, agreedOn: '2026-10-01' } })
    await t.call(
      contract.casework.writeNote,
      { householdId, audience: 'team', body: 'Mot du travailleur social' },
      asWorker,
    )
    expect((await write()).status).toBe(200)
    expect(await write({ happenedOn: '2026-11-23' })).toMatchObject(refused('dated-later'))
    const { body } = await t.call(volunteers.listMeetings, { householdId }, asYves)
    expect(body.rows).toMatchObject([
      { body: 'Thé et papiers.', audience: 'referents', compartment: 'social' },
    ])
    expect((await openOwn()).body).toMatchObject({ lastMeetingOn: '2026-11-20', nextAround: '2026-12-18' })
    const [entry] = body.rows
    const correction = { ...meeting, householdId, audience: 'referents', body: 'Thé.' } as const
    expect(
      (
        await t.call(
          contract.casework.correctEntry,
          { ...correction, entryId: entry?.entryId ?? '', version: 1 },
          asYves,
        )
      ).status,
    ).toBe(200)
    expect((await t.call(volunteers.listMeetings, { householdId }, asYves)).body.rows[0]?.body).toBe('Thé.')
  })

  test('goes to their own households only', async () => {
    expect((await write()).status).toBe(403)
    expect((await t.call(volunteers.listMeetings, { householdId }, asYves)).status).toBe(403)
    expect((await openOwn()).status).toBe(403)
    const listed = await t.call(volunteers.listOwn, {}, asYves)
    expect(listed.body.households.map((one) => one.householdId)).not.toContain(householdId)
  })

  test('sent twice is written once', async () => {
    await start()
    const key = crypto.randomUUID()
    const first = await write({}, { ...asYves, key })
    const second = await write({}, { ...asYves, key })
    expect(second.body).toEqual(first.body)
    const { body } = await t.call(volunteers.listMeetings, { householdId }, asYves)
    expect(body.total.count).toBe(1)
  })
})
