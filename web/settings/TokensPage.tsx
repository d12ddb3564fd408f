import { Button } from '@mantine/core'
import { useState } from 'react'
import type { AccessToken } from '#contract/identity.ts'
import { roleLabels } from '#domain/access.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { NewToken } from '#web/settings/NewToken.tsx'
import { SettingsFrame } from '#web/settings/SettingsFrame.tsx'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiCommand, useApiPages } from '#web/use-api.ts'

export const TokensPage = () => {
  const page = useApiPages(api.identity.listAccessTokens, {})
  const [isMaking, setMaking] = useState(false)
  const [revoked, setRevoked] = useState<AccessToken | undefined>()
  const revoke = useApiCommand(api.identity.revokeAccessToken)
  return (
    <SettingsFrame
      title="Jetons d’accès"
      needs="manage-access-tokens"
      subtitle={
        <>
          Pour le logiciel d’un partenaire : un jeton est borné par un rôle et une date.{' '}
          <a href={paths.api()}>Lire la description de l’API</a>
        </>
      }
      actions={<Button onClick={() => setMaking(true)}>Créer un jeton</Button>}
    >
      <DataTable
        label="Jetons d’accès"
        noun={{ one: 'jeton', many: 'jetons' }}
        columns={columnsFor(setRevoked)}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Aucun jeton">
            Créez-en un quand un logiciel doit lire ou écrire dans Palier à la place d’une personne.
          </EmptyState>
        }
      />
      {isMaking && <NewToken onClose={() => setMaking(false)} />}
      <ConfirmDialog
        opened={revoked !== undefined}
        onClose={() => setRevoked(undefined)}
        title={`Révoquer « ${revoked?.name ?? ''} » ?`}
        confirmLabel="Révoquer le jeton"
        isDangerous
        command={revoke}
        onConfirm={() => revoked && revoke.run({ accessTokenId: revoked.id })}
      >
        Le logiciel qui s’en sert est refusé dès sa prochaine demande. Un jeton révoqué ne revient pas.
      </ConfirmDialog>
    </SettingsFrame>
  )
}

const stateOf = ({ isUsable, revokedAt, expiresAt }: AccessToken) => {
  if (isUsable) return <Signal kind="done">jusqu’au {formatInstant(expiresAt)}</Signal>
  if (revokedAt) return <Signal kind="none">révoqué le {formatInstant(revokedAt)}</Signal>
  return <Signal kind="late">ne marche plus</Signal>
}

const columnsFor = (revoke: (token: AccessToken) => void): Column<AccessToken>[] => [
  { key: 'name', header: 'Logiciel', cell: ({ name }) => name },
  { key: 'role', header: 'Rôle', cell: ({ role }) => roleLabels[role] },
  { key: 'state', header: 'État', cell: stateOf },
  {
    key: 'used',
    header: 'Dernier emploi',
    cell: ({ lastUsedAt }) =>
      lastUsedAt ? <span className="figures">{formatInstant(lastUsedAt)}</span> : 'jamais',
  },
  { key: 'by', header: 'Créé par', cell: ({ createdBy }) => createdBy, from: 'laptop' },
  {
    key: 'act',
    header: 'Action',
    isAct: true,
    cell: (token) =>
      token.isUsable && (
        <Button size="compact-sm" variant="default" onClick={() => revoke(token)}>
          Révoquer<span className="on-screen-readers"> {token.name}</span>
        </Button>
      ),
  },
]
