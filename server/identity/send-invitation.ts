import { type Role, roleLabels } from '#domain/access.ts'
import { formatDate } from '#domain/plain-date.ts'
import { dayInParis } from '#server/clock.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { invitationToken } from '#server/identity/invitations.ts'
import { type EnqueueOptions, job } from '#server/jobs.ts'
import type { Mail } from '#server/outside/mail.ts'

/** Sends the link of an invitation that still waits. A mail server that is away is asked again later. */
export const sendInvitation = job<{ invitationId: string }>(
  'send-invitation',
  async (house, { organisationId, invitationId }) => {
    const mail = await inOrganisation(house.database, organisationId, (tx) =>
      writeInvitation(house, tx, organisationId, invitationId),
    )
    if (mail) await house.mailer.send(mail)
  },
)

/** A second sending replaces the first while it has not left. */
export const oncePerInvitation = (invitationId: string): EnqueueOptions => ({
  key: `send-invitation:${invitationId}`,
})

const writeInvitation = async (
  house: House,
  tx: Tx,
  organisationId: string,
  invitationId: string,
): Promise<Mail | undefined> => {
  const found = await tx
    .selectFrom('invitation as i')
    .innerJoin('organisation as o', 'o.id', 'i.organisation_id')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'i.organisation_id').onRef('m.id', '=', 'i.invited_by'),
    )
    .where('i.organisation_id', '=', organisationId)
    .where('i.id', '=', invitationId)
    .where('i.accepted_at', 'is', null)
    .where('i.revoked_at', 'is', null)
    .select(['i.email', 'i.name', 'i.role', 'i.sent_at', 'o.name as organisation', 'm.name as invitedBy'])
    .executeTakeFirst()
  if (!found) return undefined
  const { token, expiresAt } = invitationToken(house, { organisationId, invitationId, sentAt: found.sent_at })
  return {
    to: found.email,
    subject: `Palier : ${found.organisation} vous invite`,
    text: [
      `Bonjour ${found.name},`,
      `${found.invitedBy} vous invite à rejoindre ${found.organisation} dans Palier, comme : ${roleLabels[found.role as Role].toLowerCase()}.`,
      `Pour accepter, ouvrez ce lien avant le ${formatDate(dayInParis(expiresAt))} :\n${house.url}/invitation/${token}`,
      'Ce lien est personnel : ne le transmettez à personne. Si vous n’attendiez pas cette invitation, ignorez ce message.\n',
    ].join('\n\n'),
  }
}
