import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Role, reachOf, roles } from '#domain/access.ts'
import { inOrganisation } from '#server/db.ts'
import type { House } from '#server/house.ts'
import type { Auth } from '#server/identity/auth.ts'
import type { Actor } from '#server/use-case.ts'

export type Caller =
  | { kind: 'member'; actor: Actor; by: 'session' | 'token' }
  | { kind: 'person'; userId: string; name: string; email: string }
  | { kind: 'nobody' }

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Tells who calls: a signed-in person in the organisation they named, or a partner's software with its token. */
export const identify = async (house: House, auth: Auth, headers: Headers): Promise<Caller> => {
  const bearer = headers.get('authorization')?.match(/^Bearer (palier_[a-f0-9-]{36}_[A-Za-z0-9_-]{43})$/)?.[1]
  if (bearer) return identifyToken(house, bearer)
  const session = await auth.api.getSession({ headers })
  if (!session) return { kind: 'nobody' }
  const person = {
    kind: 'person',
    userId: session.user.id,
    name: session.user.name,
    email: session.user.email,
  } as const
  const slug = headers.get('palier-organisation')
  if (!slug) return person
  const membership = (await listMemberships(house, session.user.id)).find((one) => one.slug === slug)
  if (!membership) return person
  const { organisationId, membershipId, role, teamId } = membership
  const actor = { organisationId, membershipId, role, teamId, userId: session.user.id, name: membership.name }
  return { kind: 'member', by: 'session', actor }
}

export type MembershipView = {
  organisationId: string
  slug: string
  organisationName: string
  membershipId: string
  name: string
  role: Role
  teamId: string | null
}

/** The memberships of a person that have not ended. The policy `own_memberships` lets exactly these rows through. */
export const listMemberships = async (house: House, userId: string): Promise<MembershipView[]> =>
  house.database.kysely
    .transaction()
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`select set_config('palier.user', ${userId}, true)`.execute(tx)
      const rows = await tx
        .selectFrom('membership as m')
        .innerJoin('organisation as o', 'o.id', 'm.organisation_id')
        .where('m.user_id', '=', userId)
        .where((eb) => eb.or([eb('m.ended_on', 'is', null), eb('m.ended_on', '>=', house.clock.today())]))
        .select([
          'o.id as organisationId',
          'o.slug',
          'o.name as organisationName',
          'm.id as membershipId',
          'm.name',
          'm.role',
          'm.team_id as teamId',
        ])
        .orderBy('o.name')
        .execute()
      return rows.flatMap((row) => (isRole(row.role) ? [{ ...row, role: row.role }] : []))
    })

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text)

/** A token is worth what its maker may still give: their own role or, for those who manage tokens, another. */
export const tokenGivers = roles.filter((role) => reachOf(role, 'manage-access-tokens') !== 'never')

/** `palier_<organisation>_<secret>`: the organisation is in the token, so that no query reads two of them. */
const identifyToken = async (house: House, token: string): Promise<Caller> => {
  const organisationId = token.slice(7, 43)
  const found = await inOrganisation(house.database, organisationId, async (tx) =>
    tx
      .updateTable('access_token as a')
      .from('membership as m')
      .whereRef('m.organisation_id', '=', 'a.organisation_id')
      .whereRef('m.id', '=', 'a.membership_id')
      .where('a.organisation_id', '=', organisationId)
      .where('a.token_hash', '=', hashToken(token))
      .where('a.revoked_at', 'is', null)
      .where('a.expires_at', '>', house.clock.now())
      .where((eb) => eb.or([eb('m.ended_on', 'is', null), eb('m.ended_on', '>=', house.clock.today())]))
      .where((eb) => eb.or([eb('m.role', '=', eb.ref('a.role')), eb('m.role', 'in', tokenGivers)]))
      .set({ last_used_at: house.clock.now() })
      .returning(['a.role', 'a.name', 'm.id as membershipId', 'm.user_id as userId', 'm.team_id as teamId'])
      .executeTakeFirst(),
  )
  if (!found || !isRole(found.role)) return { kind: 'nobody' }
  return { kind: 'member', by: 'token', actor: { ...found, role: found.role, organisationId } }
}
