import { contract } from '#contract/index.ts'
import { findInvitation, invitationToken, invitationView } from '#server/identity/invitations.ts'
import { oncePerInvitation, sendInvitation } from '#server/identity/send-invitation.ts'
import { enqueue } from '#server/jobs.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

/** A mailbox is not flooded by a button pressed again and again. */
const restMs = 2 * 60_000

export const resendInvitation = useCase(
  contract.identity.resendInvitation,
  async (context, { invitationId }) => {
    const { tx, actor, house, now, refuse } = context
    const invitation = await findInvitation(context, invitationId)
    if (!invitation) return refuse('unknown-record')
    if (invitation.accepted_at || invitation.revoked_at) return refuse('not-waiting')
    if (now.getTime() - invitation.sent_at.getTime() < restMs) return refuse('just-sent')

    const { organisationId } = actor
    const { tokenHash, expiresAt } = invitationToken(house, { organisationId, invitationId, sentAt: now })
    await tx
      .updateTable('invitation')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', invitationId)
      .set({ token_hash: tokenHash, expires_at: expiresAt, sent_at: now })
      .execute()
    await record(context, {
      act: 'invitation-sent-again',
      subject: { kind: 'invitation', id: invitationId },
      after: { email: invitation.email },
    })
    await enqueue(tx, sendInvitation, { organisationId, invitationId }, oncePerInvitation(invitationId))
    return invitationView({ ...invitation, sent_at: now, expires_at: expiresAt }, now)
  },
)
