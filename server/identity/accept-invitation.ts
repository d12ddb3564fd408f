import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Role } from '#domain/access.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { ensureAccount, hasAccount } from '#server/identity/accounts.ts'
import type { Auth } from '#server/identity/auth.ts'
import { invitationState, organisationOfToken } from '#server/identity/invitations.ts'
import { record } from '#server/journal.ts'
import { hashToken } from '#server/session.ts'

/** Neither call has a member behind it: the token alone says which organisation, and proves the mailbox was read. */
export const readInvitation = async (house: House, auth: Auth, token: string) => {
  const found = await withInvitation(house, token, async (_, invitation) => invitation)
  if (!found) return undefined
  return {
    organisationName: found.organisation,
    name: found.name,
    email: found.email,
    role: found.role as Role,
    hasAccount: await hasAccount(auth, found.email),
    expiresAt: found.expires_at.toISOString(),
  }
}

export type AcceptOutcome =
  | { outcome: 'accepted'; slug: string; email: string }
  | { outcome: 'unknown-invitation' | 'password-needed' }

/**
 * Adds the membership, and the account when the address has none. An address that has one keeps its password: the link
 * opens no session, so it gives its holder nothing that the account's owner would not have.
 */
export const acceptInvitation = async (
  house: House,
  auth: Auth,
  { token, name, password }: { token: string; name: string; password?: string | undefined },
): Promise<AcceptOutcome> =>
  (await withInvitation(house, token, async (tx, invitation): Promise<AcceptOutcome> => {
    const { organisation_id: organisationId, email } = invitation
    if (!password && !(await hasAccount(auth, email))) return { outcome: 'password-needed' }
    const { userId } = await ensureAccount(auth, { email, name, password: password ?? '' })
    const membershipId = await joinOrganisation(tx, { ...invitation, name, userId })
    await tx
      .updateTable('invitation')
      .where('organisation_id', '=', organisationId)
      .where('id', '=', invitation.id)
      .set({ accepted_at: house.clock.now() })
      .execute()
    await record(
      { tx, actor: { organisationId, membershipId } },
      {
        act: 'invitation-accepted',
        subject: { kind: 'invitation', id: invitation.id },
        after: { email, role: invitation.role },
      },
    )
    return { outcome: 'accepted', slug: invitation.slug, email }
  })) ?? { outcome: 'unknown-invitation' }

type Found = NonNullable<Awaited<ReturnType<typeof lockInvitation>>>

/** Two people who open the same link at the same moment come one after the other. */
const withInvitation = async <T>(
  house: House,
  token: string,
  work: (tx: Tx, invitation: Found) => Promise<T>,
): Promise<T | undefined> => {
  const organisationId = organisationOfToken(token)
  if (!organisationId) return undefined
  return inOrganisation(house.database, organisationId, async (tx) => {
    const invitation = await lockInvitation(tx, organisationId, token)
    if (!invitation || invitationState(invitation, house.clock.now()) !== 'waiting') return undefined
    return work(tx, invitation)
  })
}

const lockInvitation = (tx: Tx, organisationId: string, token: string) =>
  tx
    .selectFrom('invitation as i')
    .innerJoin('organisation as o', 'o.id', 'i.organisation_id')
    .where('i.organisation_id', '=', organisationId)
    .where('i.token_hash', '=', hashToken(token))
    .selectAll('i')
    .select(['o.slug', 'o.name as organisation'])
    .forUpdate('i')
    .executeTakeFirst()

/** Someone who comes back takes up their former membership, with the role they are now invited to. */
const joinOrganisation = async (tx: Tx, invited: Found & { userId: string }): Promise<string> => {
  const { id } = await tx
    .insertInto('membership')
    .values({
      organisation_id: invited.organisation_id,
      id: randomUUIDv7(),
      user_id: invited.userId,
      name: invited.name,
      email: invited.email,
      role: invited.role,
      team_id: invited.team_id,
    })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'user_id']).doUpdateSet({
        role: invited.role,
        team_id: invited.team_id,
        ended_on: null,
        version: sql`membership.version + 1`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
