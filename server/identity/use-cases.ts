import { createAccessToken } from '#server/identity/create-access-token.ts'
import { createTeam } from '#server/identity/create-team.ts'
import { deactivateMember } from '#server/identity/deactivate-member.ts'
import { inviteMember } from '#server/identity/invite-member.ts'
import { listAccessTokens } from '#server/identity/list-access-tokens.ts'
import { listColleagues } from '#server/identity/list-colleagues.ts'
import { listInvitations } from '#server/identity/list-invitations.ts'
import { listMembers } from '#server/identity/list-members.ts'
import { listTeams } from '#server/identity/list-teams.ts'
import { removeTeam } from '#server/identity/remove-team.ts'
import { renameTeam } from '#server/identity/rename-team.ts'
import { resendInvitation } from '#server/identity/resend-invitation.ts'
import { revokeAccessToken } from '#server/identity/revoke-access-token.ts'
import { revokeInvitation } from '#server/identity/revoke-invitation.ts'
import { updateMember } from '#server/identity/update-member.ts'

export const identityUseCases = [
  listColleagues,
  listMembers,
  updateMember,
  deactivateMember,
  listTeams,
  createTeam,
  renameTeam,
  removeTeam,
  listInvitations,
  inviteMember,
  resendInvitation,
  revokeInvitation,
  listAccessTokens,
  createAccessToken,
  revokeAccessToken,
]
