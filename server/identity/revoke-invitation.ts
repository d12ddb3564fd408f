import { contract } from '#contract/index.ts'
import { findInvitation, invitationView } from '#server/identity/invitations.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

export const revokeInvitation = useCase(
  contract.identity.revokeInvitation,
  async (context, { invitationId }) => {
    const { tx, actor, now, refuse } = context
    const invitation = await findInvitation(context, invitationId)
    if (!invitation) return refuse('unknown-record')
    if (invitation.accepted_at || invitation.revoked_at) return refuse('not-waiting')
    await tx
      .updateTable('invitation')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', invitationId)
      .set({ revoked_at: now })
      .execute()
    await record(context, {
      act: 'invitation-revoked',
      subject: { kind: 'invitation', id: invitationId },
      before: { email: invitation.email },
    })
    return invitationView({ ...invitation, revoked_at: now }, now)
  },
)
