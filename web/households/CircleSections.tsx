import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Consent, Household, Relative } from '#contract/households.ts'
import { consentKindLabels, relativeKindLabels } from '#domain/households/kinds.ts'
import { api } from '#web/client.ts'
import { ConsentForm } from '#web/households/ConsentForm.tsx'
import classes from '#web/households/PersonsTab.module.css'
import { RelativeForm } from '#web/households/RelativeForm.tsx'
import { useAccess, useToday } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { Day } from '#web/ui/Day.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Panel =
  | { kind: 'relative'; relative?: Relative }
  | { kind: 'consent' }
  | { kind: 'revoke'; consent: Consent }

/** Relatives and consents: the social side, so only for those who read it. */
export const CircleSections = ({ household }: { household: Household }) => {
  const { householdId, members } = household
  const { data, error, refetch } = useApiQuery(api.households.listCircle, { householdId })
  const editing = useAccess('edit-social-situation')
  const [panel, setPanel] = useState<Panel>()
  const close = () => setPanel(undefined)
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return null
  return (
    <>
      <Section
        title="Proches"
        actions={
          <ReasonedButton
            size="xs"
            variant="default"
            because={editing.because}
            onClick={() => setPanel({ kind: 'relative' })}
          >
            Ajouter un proche
          </ReasonedButton>
        }
      >
        {data.relatives.length === 0 && <p>Aucun proche noté : qui prévenir, qui peut aider ?</p>}
        <ul className={classes.lines}>
          {data.relatives.map((relative) => (
            <RelativeLine
              key={relative.id}
              relative={relative}
              edit={() => setPanel({ kind: 'relative', relative })}
            />
          ))}
        </ul>
      </Section>
      <Section
        title="Accords donnés"
        actions={
          <ReasonedButton
            size="xs"
            variant="default"
            because={members.length === 0 ? 'Ajoutez d’abord une personne au ménage.' : editing.because}
            onClick={() => setPanel({ kind: 'consent' })}
          >
            Noter un accord
          </ReasonedButton>
        }
      >
        {data.consents.length === 0 && (
          <p>Aucun accord noté. Un partage qui demande l’accord du ménage attend qu’il soit noté ici.</p>
        )}
        <ul className={classes.lines}>
          {data.consents.map((consent) => (
            <ConsentLine
              key={consent.id}
              consent={consent}
              revoke={() => setPanel({ kind: 'revoke', consent })}
            />
          ))}
        </ul>
      </Section>
      {panel?.kind === 'relative' && (
        <RelativeForm householdId={householdId} relative={panel.relative} onClose={close} />
      )}
      {panel?.kind === 'consent' && <ConsentForm household={household} onClose={close} />}
      {panel?.kind === 'revoke' && (
        <RevokeDialog householdId={householdId} consent={panel.consent} onClose={close} />
      )}
    </>
  )
}

const RelativeLine = ({ relative, edit }: { relative: Relative; edit: () => void }) => {
  const { name, kind, phone, email, roleNote } = relative
  const editing = useAccess('edit-social-situation')
  return (
    <li>
      <span>
        <b>{name}</b>, {relativeKindLabels[kind].toLowerCase()}
        {phone && (
          <>
            {', '}
            <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>
          </>
        )}
        {email && (
          <>
            {', '}
            <a href={`mailto:${email}`}>{email}</a>
          </>
        )}
        {roleNote && `. ${roleNote}`}
      </span>
      {editing.allowed && (
        <Button size="compact-sm" variant="subtle" onClick={edit}>
          Modifier
        </Button>
      )}
    </li>
  )
}

const proofs = { signed: 'signé', oral: 'donné oralement', electronic: 'donné en ligne' } as const

const ConsentLine = ({ consent, revoke }: { consent: Consent; revoke: () => void }) => {
  const { kind, partner, personName, givenOn, endsOn, proof, collectedBy, revokedOn, isRunning } = consent
  const editing = useAccess('edit-social-situation')
  return (
    <li>
      <Signal kind={isRunning ? 'done' : 'none'}>
        {isRunning ? 'en cours' : revokedOn ? 'retiré' : 'échu'}
      </Signal>
      <span>
        {personName} : {consentKindLabels[kind].toLowerCase()}
        {partner && ` (${partner})`}, {proofs[proof]} le <Day date={givenOn} />, recueilli par {collectedBy}
        {endsOn && (
          <>
            , jusqu’au <Day date={endsOn} />
          </>
        )}
        {revokedOn && (
          <>
            , retiré le <Day date={revokedOn} />
          </>
        )}
      </span>
      {isRunning && editing.allowed && (
        <Button size="compact-sm" variant="subtle" onClick={revoke}>
          Retirer l’accord
        </Button>
      )}
    </li>
  )
}

type RevokeProps = { householdId: string; consent: Consent; onClose: () => void }

const RevokeDialog = ({ householdId, consent, onClose }: RevokeProps) => {
  const today = useToday()
  const revoke = useApiCommand(api.households.revokeConsent)
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Retirer cet accord ?"
      confirmLabel="Retirer l’accord"
      command={revoke}
      onConfirm={() =>
        revoke.run({ householdId, consentId: consent.id, version: consent.version, revokedOn: today })
      }
    >
      Le retrait prend effet aujourd’hui. L’accord et son retrait restent écrits au dossier.
    </ConfirmDialog>
  )
}
