import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint, Sent } from '#contract/endpoint.ts'
import type { Member } from '#contract/identity.ts'
import { contract } from '#contract/index.ts'
import type { Role } from '#domain/access.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const { listMembers, updateMember, deactivateMember, listTeams, createTeam, renameTeam, removeTeam } =
  contract.identity
const as = 'administrator' as const

const refusal = async <E extends Endpoint>(endpoint: E, input: Sent<E>, options = {}) => {
  const { status, body } = await t.call(endpoint, input, { as, ...options })
  return [status, (body as { reason?: string }).reason]
}
const memberOf = async (role: Role): Promise<Member> => {
  const { body } = await t.call(listMembers, { state: 'all', limit: 200 }, { as })
  return body.rows.find(({ id }) => id === t.here.members[role].membershipId)!
}
const changeOf = ({ id, version, name, role, teamId, endedOn }: Member) => ({
  membershipId: id,
  version,
  name,
  role,
  teamId,
  endedOn: endedOn as '2026-11-22' | null,
})

describe('members', () => {
  test('are listed page by page, by name, and found without accents', async () => {
    await t.owner.query(`update membership set name = 'Élodie Ménard' where id = $1`, [
      t.here.members.volunteer.membershipId,
    ])
    const first = (await t.call(listMembers, { limit: 4 }, { as })).body
    const second = (await t.call(listMembers, { limit: 10, after: first.next! }, { as })).body
    expect([first.rows.length, second.rows.length, second.next, first.total.count]).toEqual([4, 6, null, 10])
    expect(first.rows[0]?.name).toBe('Élodie Ménard')
    const found = (await t.call(listMembers, { search: 'menard' }, { as })).body
    expect(found.rows.map(({ name }) => name)).toEqual(['Élodie Ménard'])
  })

  test('one changes role, team and last day; the journal keeps before and after', async () => {
    const member = await memberOf('prescriber')
    const { status, body } = await t.call(
      updateMember,
      { ...changeOf(member), role: 'auditor', teamId: null, endedOn: '2026-12-31' },
      { as },
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({
      role: 'auditor',
      team: null,
      endedOn: '2026-12-31',
      isActive: true,
      version: 2,
    })
    const { rows } = await t.owner.query('select act, before, after from journal where subject_id = $1', [
      member.id,
    ])
    expect(rows).toMatchObject([
      {
        act: 'member-changed',
        before: { role: 'prescriber' },
        after: { role: 'auditor', endedOn: '2026-12-31' },
      },
    ])
  })

  test('an edit that read an older version is refused, and shows the present one', async () => {
    const member = await memberOf('auditor')
    await t.call(updateMember, { ...changeOf(member), name: 'Premier' }, { as })
    const late = await t.call(updateMember, { ...changeOf(member), name: 'Second' }, { as })
    expect([late.status, late.body]).toMatchObject([
      409,
      { reason: 'stale-version', details: { name: 'Premier' } },
    ])
    expect(await refusal(deactivateMember, { membershipId: member.id, version: member.version })).toEqual([
      409,
      'stale-version',
    ])
  })

  test('the last administrator keeps the role, and stays', async () => {
    const member = await memberOf('administrator')
    const change = changeOf(member)
    expect(await refusal(updateMember, { ...change, role: 'coordinator' })).toEqual([
      409,
      'last-administrator',
    ])
    expect(await refusal(updateMember, { ...change, endedOn: '2027-06-30' })).toEqual([
      409,
      'last-administrator',
    ])
    expect(await refusal(deactivateMember, { membershipId: member.id, version: member.version })).toEqual([
      409,
      'last-administrator',
    ])
  })

  test('two administrators who leave at the same moment do not both leave', async () => {
    await t.call(updateMember, { ...changeOf(await memberOf('coordinator')), role: 'administrator' }, { as })
    await t.owner.query(`update access_token set role = 'administrator' where membership_id = $1`, [
      t.here.members.coordinator.membershipId,
    ])
    const [first, second] = [await memberOf('administrator'), await memberOf('coordinator')]
    const leave = ({ id: membershipId, version }: Member, by: Role) =>
      t.call(deactivateMember, { membershipId, version }, { as: by })
    const both = await Promise.all([leave(first, 'coordinator'), leave(second, 'administrator')])
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(both.every(({ status }) => status < 500)).toBe(true)
    await t.owner.query(
      `update membership set ended_on = null, version = version + 1 where organisation_id = $1`,
      [t.here.id],
    )
  })

  test('someone deactivated is out at once: their sessions and their tokens cease', async () => {
    const { userId, membershipId } = t.here.members['finance-officer']
    await t.owner.query(
      `insert into identity."session" (id, "expiresAt", token, "updatedAt", "userId")
       values ($1, now() + interval '1 hour', $1, now(), $2)`,
      [randomUUID(), userId],
    )
    const before = await t.call(contract.identity.listColleagues, {}, { as: 'finance-officer' })
    const { version } = await memberOf('finance-officer')
    const { body } = await t.call(deactivateMember, { membershipId, version }, { as })
    expect(body).toMatchObject({ isActive: false, endedOn: '2026-11-21' })
    const after = await t.call(contract.identity.listColleagues, {}, { as: 'finance-officer' })
    expect([before.status, after.status]).toEqual([200, 401])
    const { rowCount } = await t.owner.query('select from identity."session" where "userId" = $1', [userId])
    expect(rowCount).toBe(0)
    const ended = (await t.call(listMembers, { state: 'ended' }, { as })).body
    expect(ended.rows.map(({ id }) => id)).toEqual([membershipId])
  })

  test('of another organisation, or in another organisation’s team, are unknown', async () => {
    const member = await memberOf('rent-officer')
    expect(await refusal(updateMember, changeOf(member), { in: t.elsewhere })).toEqual([
      409,
      'unknown-record',
    ])
    expect(
      await refusal(
        deactivateMember,
        { membershipId: member.id, version: member.version },
        { in: t.elsewhere },
      ),
    ).toEqual([409, 'unknown-record'])
    expect(await refusal(updateMember, { ...changeOf(member), teamId: t.elsewhere.teamId })).toEqual([
      409,
      'unknown-team',
    ])
  })
})

describe('teams', () => {
  test('are made, renamed and removed; a name serves once, accents or not', async () => {
    const made = (await t.call(createTeam, { name: 'Pôle Été' }, { as })).body
    expect(await refusal(createTeam, { name: 'pole ete' })).toEqual([409, 'name-taken'])
    const renamed = await t.call(renameTeam, { teamId: made.id, version: 1, name: 'Pôle Hiver' }, { as })
    expect(renamed.body).toMatchObject({ name: 'Pôle Hiver', version: 2 })
    expect(await refusal(renameTeam, { teamId: made.id, version: 1, name: 'Autre' })).toEqual([
      409,
      'stale-version',
    ])
    expect(await refusal(renameTeam, { teamId: made.id, version: 2, name: 'équipe' })).toEqual([
      409,
      'name-taken',
    ])
    expect(await refusal(removeTeam, { teamId: made.id, version: 1 })).toEqual([409, 'stale-version'])
    expect((await t.call(removeTeam, { teamId: made.id, version: 2 }, { as })).status).toBe(200)
    expect((await t.call(listTeams, {}, { as })).body.rows.map(({ name }) => name)).toEqual(['Équipe'])
  })

  test('one where people work stays; another organisation’s is unknown', async () => {
    const team = { teamId: t.here.teamId, version: 1 }
    expect(await refusal(removeTeam, team)).toEqual([409, 'team-in-use'])
    for (const [endpoint, input] of [
      [removeTeam, team],
      [renameTeam, { ...team, name: 'Prise' }],
    ] as const)
      expect(await refusal(endpoint, input as never, { in: t.elsewhere })).toEqual([409, 'unknown-team'])
  })
})
