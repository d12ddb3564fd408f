import { randomBytes } from 'node:crypto'
import type { Role } from '#domain/access.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { hashToken, tokenGivers } from '#server/session.ts'

type Caller = { tx: Tx; actor: { organisationId: string }; now: Date; today: PlainDate }

export const newAccessToken = (organisationId: string) => {
  const token = `palier_${organisationId}_${randomBytes(32).toString('base64url')}`
  return { token, tokenHash: hashToken(token) }
}

export const selectAccessTokens = ({ tx, actor }: Pick<Caller, 'tx' | 'actor'>) =>
  tx
    .selectFrom('access_token as a')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'a.organisation_id').onRef('m.id', '=', 'a.membership_id'),
    )
    .where('a.organisation_id', '=', actor.organisationId)
    .select([
      'a.id',
      'a.name',
      'a.role',
      'm.name as createdBy',
      'm.ended_on as creatorEndedOn',
      'm.role as creatorRole',
      'a.created_at',
      'a.expires_at',
      'a.last_used_at',
      'a.revoked_at',
    ])

export type AccessTokenRow = Awaited<ReturnType<ReturnType<typeof selectAccessTokens>['execute']>>[number]

/** A token works no longer than whoever made it: their departure ends it, and the loss of the role that let them. */
export const accessTokenView = (row: AccessTokenRow, { now, today }: Pick<Caller, 'now' | 'today'>) => ({
  id: row.id,
  name: row.name,
  role: row.role as Role,
  createdBy: row.createdBy,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
  isUsable:
    row.revoked_at === null &&
    row.expires_at > now &&
    (row.creatorEndedOn === null || row.creatorEndedOn >= today) &&
    (row.creatorRole === row.role || tokenGivers.some((role) => role === row.creatorRole)),
})

export const getAccessToken = async (caller: Caller, accessTokenId: string) => {
  const row = await selectAccessTokens(caller).where('a.id', '=', accessTokenId).executeTakeFirst()
  return row && accessTokenView(row, caller)
}
