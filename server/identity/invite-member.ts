import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { findInvitation, invitationToken, invitationView } from '#server/identity/invitations.ts'
import { oncePerInvitation, sendInvitation } from '#server/identity/send-invitation.ts'
import { enqueue } from '#server/jobs.ts'
import { record } from '#server/journal.ts'
import { type Actor, useCase } from '#server/use-case.ts'
import { findTeam, inPost } from './store.ts'

export const inviteMember = useCase(contract.identity.inviteMember, async (context, input) => {
  const { tx, actor, house, now, refuse } = context
  const email = input.email.toLowerCase()
  if (input.teamId && !(await findTeam(context, input.teamId))) return refuse('unknown-team')
  if (await isMember(context, email)) return refuse('already-member')
  if (await isInvited(context, email)) return refuse('already-invited')

  const id = randomUUIDv7()
  const { tokenHash, expiresAt } = invitationToken(house, {
    organisationId: actor.organisationId,
    invitationId: id,
    sentAt: now,
  })
  await tx
    .insertInto('invitation')
    .values({
      organisation_id: actor.organisationId,
      id,
      email,
      name: input.name,
      role: input.role,
      team_id: input.teamId,
      token_hash: tokenHash,
      invited_by: actor.membershipId,
      created_at: now,
      sent_at: now,
      expires_at: expiresAt,
    })
    .execute()
  await record(context, {
    act: 'member-invited',
    subject: { kind: 'invitation', id },
    after: { email, role: input.role, teamId: input.teamId },
  })
  await enqueue(
    tx,
    sendInvitation,
    { organisationId: actor.organisationId, invitationId: id },
    oncePerInvitation(id),
  )
  const made = await findInvitation(context, id)
  if (!made) throw new Error('the invitation just written cannot be read')
  return invitationView(made, now)
})

type Asking = { tx: Tx; actor: Actor; today: PlainDate; now: Date }

const isMember = async ({ tx, actor, today }: Asking, email: string): Promise<boolean> => {
  const found = await tx
    .selectFrom('membership as m')
    .where('m.organisation_id', '=', actor.organisationId)
    .where(sql`lower(m.email)`, '=', email)
    .where(inPost(today))
    .select('m.id')
    .executeTakeFirst()
  return found !== undefined
}

const isInvited = async ({ tx, actor, now }: Asking, email: string): Promise<boolean> => {
  const found = await tx
    .selectFrom('invitation')
    .where('organisation_id', '=', actor.organisationId)
    .where(sql`lower(email)`, '=', email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .select('id')
    .executeTakeFirst()
  return found !== undefined
}
