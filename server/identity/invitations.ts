import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { invitationStates } from '#contract/identity.ts'
import type { Role } from '#domain/access.ts'
import type { Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { hashToken } from '#server/session.ts'

const validityMs = 7 * 24 * 3_600_000

type Identified = { organisationId: string; invitationId: string; sentAt: Date }

/**
 * `<organisation>_<secret>`: the organisation is in the token, so that no query reads two of them. The secret is derived,
 * so that neither the database nor the queue of mails ever holds it; the row keeps its hash, and each sending another.
 */
export const invitationToken = (
  house: Pick<House, 'secret'>,
  { organisationId, invitationId, sentAt }: Identified,
) => {
  const secret = createHmac('sha256', house.secret)
    .update(`invitation:${invitationId}:${sentAt.toISOString()}`)
    .digest('base64url')
  const token = `${organisationId}_${secret}`
  return { token, tokenHash: hashToken(token), expiresAt: new Date(sentAt.getTime() + validityMs) }
}

export const organisationOfToken = (token: string): string | undefined =>
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_[A-Za-z0-9_-]{43}$/.exec(token)?.[1]

type Stated = { accepted_at: Date | null; revoked_at: Date | null; expires_at: Date }

export const invitationState = (
  { accepted_at, revoked_at, expires_at }: Stated,
  now: Date,
): (typeof invitationStates)[number] => {
  if (accepted_at) return 'accepted'
  if (revoked_at) return 'revoked'
  return expires_at <= now ? 'expired' : 'waiting'
}

type Caller = { tx: Tx; actor: { organisationId: string }; now: Date }

const invitations = ({ tx, actor }: Caller) =>
  tx
    .selectFrom('invitation as i')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'i.organisation_id').onRef('m.id', '=', 'i.invited_by'),
    )
    .leftJoin('team as t', (join) =>
      join.onRef('t.organisation_id', '=', 'i.organisation_id').onRef('t.id', '=', 'i.team_id'),
    )
    .where('i.organisation_id', '=', actor.organisationId)
    .select([
      'i.id',
      'i.name',
      'i.email',
      'i.role',
      't.name as team',
      'm.name as invitedBy',
      'i.sent_at',
      'i.expires_at',
      'i.accepted_at',
      'i.revoked_at',
    ])

export const selectInvitations = (caller: Caller) =>
  invitations(caller).select(
    sql<number>`case when i.accepted_at is null and i.revoked_at is null then 0 else 1 end`.as('rank'),
  )

export type InvitationRow = Awaited<ReturnType<ReturnType<typeof invitations>['execute']>>[number]

export const invitationView = (row: InvitationRow, now: Date) => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role as Role,
  team: row.team,
  state: invitationState(row, now),
  invitedBy: row.invitedBy,
  sentAt: row.sent_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
})

/** The invitation, kept for whoever changes it until the end of the transaction. */
export const findInvitation = async (caller: Caller, invitationId: string) => {
  await caller.tx
    .selectFrom('invitation')
    .where('organisation_id', '=', caller.actor.organisationId)
    .where('id', '=', invitationId)
    .select('id')
    .forUpdate()
    .execute()
  return invitations(caller).where('i.id', '=', invitationId).executeTakeFirst()
}
