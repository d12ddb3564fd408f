import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Convention } from '#contract/convention-shapes.ts'
import { partyRoleLabels } from '#domain/conventions/kinds.ts'
import { partnerKindLabels } from '#domain/parcels/partner-kinds.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import classes from '#web/conventions/conventions.module.css'
import { PartyForm } from '#web/conventions/PartyForm.tsx'
import { useAccess } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Party = Convention['parties'][number]

export const PartiesSection = ({ convention }: { convention: Convention }) => {
  const { because } = useAccess('edit-conventions')
  const [isAdding, setAdding] = useState(false)
  const [removed, setRemoved] = useState<Party>()
  const remove = useApiCommand(api.conventions.removeParty)
  const { id, version, parties } = convention
  return (
    <Section
      title="Parties"
      actions={
        <ReasonedButton variant="default" size="xs" because={because} onClick={() => setAdding(true)}>
          Ajouter une partie
        </ReasonedButton>
      }
    >
      {parties.length === 0 ? (
        <EmptyState title="Aucune partie">
          Ajoutez les partenaires qui signent, et qui signe pour eux.
        </EmptyState>
      ) : (
        <ul className={classes.rows}>
          {parties.map((party) => (
            <li key={party.id}>
              <span>
                {party.name}{' '}
                <span className={classes.soft}>
                  {partyRoleLabels[party.role]} · {partnerKindLabels[party.kind]}
                  {party.signatory && ` · signé par ${party.signatory}`}
                  {party.signedOn && ` le ${formatDate(party.signedOn)}`}
                </span>
              </span>
              {because === undefined && (
                <Button variant="subtle" size="compact-sm" onClick={() => setRemoved(party)}>
                  Retirer<span className="on-screen-readers"> {party.name}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {isAdding && <PartyForm convention={convention} onClose={() => setAdding(false)} />}
      {removed && (
        <ConfirmDialog
          opened
          title={`Retirer ${removed.name} ?`}
          confirmLabel="Retirer la partie"
          isDangerous
          command={remove}
          onConfirm={() => remove.run({ conventionId: id, version, partyId: removed.id })}
          onClose={() => setRemoved(undefined)}
        >
          La partie a été ajoutée par erreur : elle quitte la convention, et reste dans la liste des
          partenaires.
        </ConfirmDialog>
      )}
    </Section>
  )
}
