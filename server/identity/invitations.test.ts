import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import type { Role } from '#domain/access.ts'
import { ensureAccount } from '#server/identity/accounts.ts'
import { sendInvitation } from '#server/identity/send-invitation.ts'
import { openBrowser } from '#tests/browser.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const { inviteMember, listInvitations, resendInvitation, revokeInvitation } = contract.identity
const as = 'administrator' as const
const password = 'une phrase assez longue'

const invite = async (email: string, role: Role = 'social-worker') => {
  const { status, body } = await t.call(
    inviteMember,
    { email, name: 'Nouvelle Personne', role, teamId: t.here.teamId },
    { as },
  )
  expect(status).toBe(200)
  return body
}
/** Runs the job the queue holds, as the server would. */
const mailFor = async (invitationId: string) => {
  const { rows } = await t.owner.query(
    `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks k on k.id = j.task_id
     where k.identifier = 'send-invitation' and j.key = $1`,
    [`send-invitation:${invitationId}`],
  )
  expect(rows).toEqual([{ payload: { organisationId: t.here.id, invitationId } }])
  await sendInvitation.run(t.house, rows[0].payload, new AbortController().signal)
  return t.mails.at(-1)!
}
const tokenIn = (text: string) => /\/invitation\/(\S+)/.exec(text)![1]!
const accept = (token: string, more: Record<string, unknown> = {}) =>
  openBrowser(t).post('/api/invitation/accept', { token, name: 'Nouvelle Personne', ...more })

describe('an invitation', () => {
  test('reaches its mailbox, opens the account and the membership, once', async () => {
    const invitation = await invite('Recrue@Palier.example', 'rights-adviser')
    expect(invitation).toMatchObject({ email: 'recrue@palier.example', state: 'waiting' })
    const mail = await mailFor(invitation.id)
    expect(mail).toMatchObject({ to: 'recrue@palier.example', subject: 'Palier : ici vous invite' })
    expect(mail.text).toContain('avant le 29/11/2026')
    const token = tokenIn(mail.text)

    const read = await openBrowser(t).post('/api/invitation/read', { token })
    expect(read.body).toMatchObject({ organisationName: 'ici', role: 'rights-adviser', hasAccount: false })
    const without = await accept(token)
    expect([without.status, without.body.issues]).toEqual([
      400,
      [expect.objectContaining({ path: 'password' })],
    ])
    expect((await accept(token, { password: 'court' })).status).toBe(400)
    expect((await accept(token, { password })).body).toEqual({ slug: 'ici', email: 'recrue@palier.example' })
    const again = await accept(token, { password })
    expect([again.status, again.body.error]).toEqual([404, 'unknown-invitation'])

    const browser = openBrowser(t)
    expect((await browser.signIn('recrue@palier.example', password)).status).toBe(200)
    const { memberships } = (await browser.get('/api/session')).body as { memberships: unknown[] }
    expect(memberships).toEqual([
      expect.objectContaining({ slug: 'ici', role: 'rights-adviser', teamId: t.here.teamId }),
    ])
    const { rows } = await t.owner.query(`select act from journal where subject_id = $1 order by at, id`, [
      invitation.id,
    ])
    expect(rows.map(({ act }) => act)).toEqual(['member-invited', 'invitation-accepted'])
  })

  test('keeps no secret in the database', async () => {
    const invitation = await invite('secret@palier.example')
    const token = tokenIn((await mailFor(invitation.id)).text)
    const secret = token.slice(37)
    const { rows } = await t.owner.query(
      `select (select count(*) from invitation i where i::text like $1) +
        (select count(*) from graphile_worker._private_jobs j where j::text like $1) +
        (select count(*) from command_receipt c where c::text like $1) +
        (select count(*) from journal j where j::text like $1) as places`,
      [`%${secret}%`],
    )
    expect(Number(rows[0].places)).toBe(0)
  })

  test('to an address that has an account only adds the membership, and leaves its password alone', async () => {
    await ensureAccount(t.auth, { email: 'connue@palier.example', name: 'Connue', password })
    const token = tokenIn((await mailFor((await invite('connue@palier.example')).id)).text)
    const read = await openBrowser(t).post('/api/invitation/read', { token })
    expect(read.body.hasAccount).toBe(true)
    expect((await accept(token, { password: 'un autre mot de passe' })).status).toBe(200)
    expect((await openBrowser(t).signIn('connue@palier.example', 'un autre mot de passe')).status).toBe(401)
    expect((await openBrowser(t).signIn('connue@palier.example', password)).status).toBe(200)
  })

  test('sent again, makes the former link worthless', async () => {
    const invitation = await invite('relance@palier.example')
    const first = tokenIn((await mailFor(invitation.id)).text)
    await t.owner.query(`update invitation set sent_at = sent_at - interval '1 hour' where id = $1`, [
      invitation.id,
    ])
    expect((await t.call(resendInvitation, { invitationId: invitation.id }, { as })).status).toBe(200)
    const again = await t.call(resendInvitation, { invitationId: invitation.id }, { as })
    expect([again.status, (again.body as { reason?: string }).reason]).toEqual([409, 'just-sent'])
    await t.owner.query(`update invitation set sent_at = sent_at - interval '3 minutes' where id = $1`, [
      invitation.id,
    ])
    await t.call(resendInvitation, { invitationId: invitation.id }, { as })
    const second = tokenIn((await mailFor(invitation.id)).text)
    const { rows } = await t.owner.query('select token_hash from invitation where id = $1', [invitation.id])
    expect(rows).toHaveLength(1)
    expect((await accept(second, { password })).status).toBe(200)
    expect((await accept(first, { password })).status).toBe(404)
  })

  test('revoked, or seven days old, opens nothing', async () => {
    const revoked = await invite('annulee@palier.example')
    const token = tokenIn((await mailFor(revoked.id)).text)
    const answer = await t.call(revokeInvitation, { invitationId: revoked.id }, { as })
    expect(answer.body).toMatchObject({ state: 'revoked' })
    expect((await accept(token, { password })).status).toBe(404)
    const late = await t.call(resendInvitation, { invitationId: revoked.id }, { as })
    expect([late.status, (late.body as { reason?: string }).reason]).toEqual([409, 'not-waiting'])

    const old = await invite('ancienne@palier.example')
    const oldToken = tokenIn((await mailFor(old.id)).text)
    await t.owner.query('update invitation set expires_at = $2 where id = $1', [
      old.id,
      '2026-11-22T09:00:00Z',
    ])
    expect((await accept(oldToken, { password })).status).toBe(404)
    const { body } = await t.call(listInvitations, {}, { as })
    expect(body.rows.find(({ id }) => id === old.id)?.state).toBe('expired')
  })

  test('is refused to a member in post, or when one already waits', async () => {
    const member = `volunteer.${t.here.id}@test.example`
    const input = { name: 'Double', role: 'volunteer' as const, teamId: null }
    const twice = await t.call(inviteMember, { ...input, email: member }, { as })
    expect([twice.status, (twice.body as { reason?: string }).reason]).toEqual([409, 'already-member'])
    await invite('attend@palier.example')
    const waiting = await t.call(inviteMember, { ...input, email: 'ATTEND@palier.example' }, { as })
    expect([waiting.status, (waiting.body as { reason?: string }).reason]).toEqual([409, 'already-invited'])
  })

  test('of another organisation is out of reach, and so is its team', async () => {
    const { id } = await invite('ailleurs@palier.example')
    for (const endpoint of [resendInvitation, revokeInvitation]) {
      const { status, body } = await t.call(endpoint, { invitationId: id }, { as, in: t.elsewhere })
      expect([status, (body as { reason?: string }).reason]).toEqual([409, 'unknown-record'])
    }
    const { status, body } = await t.call(
      inviteMember,
      { email: 'x@palier.example', name: 'X', role: 'volunteer', teamId: t.elsewhere.teamId },
      { as },
    )
    expect([status, (body as { reason?: string }).reason]).toEqual([409, 'unknown-team'])
  })

  test.each(['', 'nonsense', `${'0'.repeat(8)}-0000-4000-8000-000000000000_${'a'.repeat(43)}`])(
    'a made-up link (%s) opens nothing',
    async (token) => {
      expect((await accept(token, { password })).status).toBeGreaterThanOrEqual(400)
      expect((await accept(token, { password })).status).toBeLessThan(500)
    },
  )

  test('someone who left and comes back takes up their membership', async () => {
    const token = tokenIn((await mailFor((await invite('retour@palier.example')).id)).text)
    await accept(token, { password })
    await t.owner.query(`update membership set ended_on = '2026-01-01' where email = 'retour@palier.example'`)
    const back = tokenIn((await mailFor((await invite('retour@palier.example', 'coordinator')).id)).text)
    expect((await accept(back)).status).toBe(200)
    const { rows } = await t.owner.query(
      `select role, ended_on from membership where email = 'retour@palier.example'`,
    )
    expect(rows).toEqual([{ role: 'coordinator', ended_on: null }])
  })

  test('the list is read page by page', async () => {
    const seen: string[] = []
    let after: string | undefined
    let total = 0
    do {
      const { body } = await t.call(listInvitations, { limit: 3, ...(after ? { after } : {}) }, { as })
      seen.push(...body.rows.map(({ id }) => id))
      total = body.total.count
      after = body.next ?? undefined
    } while (after)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(total)
  })
})
