import { Button, Group } from '@mantine/core'
import type { Invitation } from '#contract/identity.ts'
import { roleLabels } from '#domain/access.ts'
import { api } from '#web/client.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { Section } from '#web/ui/Section.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { useApiCommand, useApiPages } from '#web/use-api.ts'

const states: Readonly<Record<Invitation['state'], { kind: SignalKind; word: string }>> = {
  waiting: { kind: 'soon', word: 'en attente' },
  expired: { kind: 'late', word: 'expirée' },
  accepted: { kind: 'done', word: 'acceptée' },
  revoked: { kind: 'none', word: 'annulée' },
}

export const InvitationsSection = () => {
  const page = useApiPages(api.identity.listInvitations, { limit: 10 })
  const resend = useApiCommand(api.identity.resendInvitation, {
    onDone: ({ email }) => void notify(`Nouveau lien envoyé à ${email}.`),
  })
  const revoke = useApiCommand(api.identity.revokeInvitation, {
    onDone: () => void notify('Invitation annulée.'),
  })
  const told = resend.refusal?.message ?? revoke.refusal?.message ?? resend.failure ?? revoke.failure
  return (
    <Section title="Invitations">
      {told && <Notice kind="late">{told}</Notice>}
      <DataTable
        label="Invitations"
        noun={{ one: 'invitation', many: 'invitations' }}
        columns={columnsFor(
          ({ id }) => void resend.run({ invitationId: id }),
          ({ id }) => void revoke.run({ invitationId: id }),
        )}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Aucune invitation">
            « Inviter quelqu’un » envoie un lien, par courriel, valable sept jours.
          </EmptyState>
        }
      />
    </Section>
  )
}

type Act = (invitation: Invitation) => void

const columnsFor = (resend: Act, revoke: Act): Column<Invitation>[] => [
  { key: 'name', header: 'Nom', cell: ({ name }) => name },
  { key: 'email', header: 'Courriel', cell: ({ email }) => email },
  { key: 'role', header: 'Rôle', cell: ({ role }) => roleLabels[role], from: 'laptop' },
  {
    key: 'state',
    header: 'État',
    cell: ({ state }) => <Signal kind={states[state].kind}>{states[state].word}</Signal>,
  },
  {
    key: 'sent',
    header: 'Envoyée le',
    cell: ({ sentAt }) => <span className="figures">{formatInstant(sentAt)}</span>,
    from: 'laptop',
  },
  {
    key: 'act',
    header: 'Actions',
    isAct: true,
    cell: (invitation) =>
      (invitation.state === 'waiting' || invitation.state === 'expired') && (
        <Group gap="xs" wrap="nowrap">
          <Button size="compact-sm" variant="default" onClick={() => resend(invitation)}>
            Renvoyer<span className="on-screen-readers"> à {invitation.email}</span>
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => revoke(invitation)}>
            Annuler<span className="on-screen-readers"> l’invitation de {invitation.email}</span>
          </Button>
        </Group>
      ),
  },
]
