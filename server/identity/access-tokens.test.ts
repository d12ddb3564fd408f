import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { getAccessToken } from '#server/identity/access-tokens.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const { createAccessToken, listAccessTokens, revokeAccessToken } = contract.identity
const as = 'administrator' as const
const input = { name: 'Logiciel du CCAS', role: 'rent-officer' as const, expiresOn: '2026-12-31' as const }

const callWith = async (token: string, endpoint = 'identity.listColleagues') =>
  (
    await t.app.request(`/api/${endpoint}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    })
  ).status

test('a token is shown once, works within its role, tells its last use, and can be revoked', async () => {
  const key = randomUUID()
  const made = await t.call(createAccessToken, input, { as, key })
  const token = made.body.token!
  expect(made.body.accessToken).toMatchObject({
    isUsable: true,
    lastUsedAt: null,
    createdBy: 'Membre administrator',
  })
  const twice = await t.call(createAccessToken, input, { as, key })
  expect(twice.body).toEqual({ ...made.body, token: null })
  const { rows } = await t.owner.query(
    `select count(*)::int as kept from command_receipt r where r::text like $1`,
    [`%${token.slice(44)}%`],
  )
  expect(rows[0].kept).toBe(0)

  expect(await callWith(token)).toBe(200)
  expect(await callWith(token, 'identity.listMembers'), 'the role of the token, not of who made it').toBe(403)
  const listed = (await t.call(listAccessTokens, { limit: 200 }, { as })).body.rows
  const one = listed.find(({ id }) => id === made.body.accessToken.id)!
  expect(one.lastUsedAt).toBe('2026-11-22T09:00:00.000Z')

  const revoked = await t.call(revokeAccessToken, { accessTokenId: one.id }, { as })
  expect(revoked.body).toMatchObject({ isUsable: false, revokedAt: '2026-11-22T09:00:00.000Z' })
  expect(await callWith(token)).toBe(401)
  const { rows: acts } = await t.owner.query(
    'select act from journal where subject_id = $1 order by at, id',
    [one.id],
  )
  expect(acts.map(({ act }) => act)).toEqual(['access-token-created', 'access-token-revoked'])
})

test('a token ends on its day, and with whoever made it', async () => {
  const { accessToken, token } = (await t.call(createAccessToken, input, { as })).body
  expect(accessToken.expiresAt).toBe('2026-12-31T23:00:00.000Z')
  await t.owner.query(`update access_token set expires_at = '2026-11-22T08:59:59Z' where id = $1`, [
    accessToken.id,
  ])
  expect(await callWith(token!)).toBe(401)
  const second = (await t.call(createAccessToken, input, { as })).body.token!
  const { membershipId } = t.here.members.administrator
  await t.owner.query(`update membership set ended_on = '2026-11-21' where id = $1`, [membershipId])
  expect(await callWith(second)).toBe(401)
  await t.owner.query('update membership set ended_on = null where id = $1', [membershipId])
})

test('a token is worth what its maker may still give', async () => {
  const { accessToken, token } = (await t.call(createAccessToken, input, { as })).body
  const { membershipId } = t.here.members.administrator
  const become = (role: string) =>
    t.owner.query('update membership set role = $2 where id = $1', [membershipId, role])
  await become('volunteer')
  expect(await callWith(token!)).toBe(401)
  const seen = await t.asMember('coordinator', (context) => getAccessToken(context, accessToken.id))
  expect(seen?.isUsable).toBe(false)
  await become('rent-officer')
  expect(await callWith(token!), 'their own role').toBe(200)
  await become('administrator')
  expect(await callWith(token!)).toBe(200)
  expect(accessToken.isUsable).toBe(true)
})

test('a token that could make others is refused', async () => {
  const { status, body } = await t.call(createAccessToken, { ...input, role: 'administrator' }, { as })
  expect([status, (body as { reason?: string }).reason]).toEqual([409, 'too-wide'])
})

test.each(['2026-11-22', '2026-01-01', '2028-11-23'] as const)(
  'an expiry on %s is refused',
  async (expiresOn) => {
    const { status, body } = await t.call(createAccessToken, { ...input, expiresOn }, { as })
    expect([status, (body as { reason?: string }).reason]).toEqual([409, 'expiry-out-of-bounds'])
  },
)

test('another organisation’s token is unknown here, and forged ones are nobody', async () => {
  const { accessToken, token } = (await t.call(createAccessToken, input, { as })).body
  const { status, body } = await t.call(
    revokeAccessToken,
    { accessTokenId: accessToken.id },
    { as, in: t.elsewhere },
  )
  expect([status, (body as { reason?: string }).reason]).toEqual([409, 'unknown-record'])
  expect(
    (await t.call(listAccessTokens, { limit: 200 }, { as, in: t.elsewhere })).body.rows,
  ).not.toContainEqual(expect.objectContaining({ id: accessToken.id }))
  const elsewhere = token!.replace(t.here.id, t.elsewhere.id)
  expect(await callWith(elsewhere)).toBe(401)
  expect(await callWith(`${token!.slice(0, -1)}!`)).toBe(401)
})

test('the list is read page by page, newest first', async () => {
  const first = (await t.call(listAccessTokens, { limit: 2 }, { as })).body
  const second = (await t.call(listAccessTokens, { limit: 200, after: first.next! }, { as })).body
  const ids = [...first.rows, ...second.rows].map(({ id }) => id)
  expect(ids).toEqual(ids.toSorted().reverse())
  expect(ids).toHaveLength(first.total.count)
})
