import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { GroupSession, SignUp } from '#contract/group-sessions.ts'
import { formatDate } from '#domain/plain-date.ts'
import { signUpStateLabels } from '#domain/reception/kinds.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import classes from '#web/reception/reception.module.css'
import { useMember } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { LineList } from '#web/ui/LineList.tsx'
import { notify } from '#web/ui/notify.ts'
import { Section } from '#web/ui/Section.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { useApiCommand } from '#web/use-api.ts'

export const nameOf = ({ household, personName, erasedOn }: SignUp): string =>
  household?.label ?? personName ?? (erasedOn ? `Nom effacé le ${formatDate(erasedOn)}` : 'Sans nom')

/** In the order asked: who has a seat, then who waits and at which place. */
export const SignUpsSection = ({ session }: { session: GroupSession }) => {
  const [cancelling, setCancelling] = useState<SignUp | undefined>()
  const { signUps, state } = session
  const running = signUps.filter((one) => one.state !== 'cancelled')
  const given = signUps.filter((one) => one.state === 'cancelled')
  const line = (one: SignUp) => (
    <SignUpLine
      key={one.signUpId}
      signUp={one}
      onCancel={state === 'coming' && one.state !== 'cancelled' ? () => setCancelling(one) : undefined}
    />
  )
  return (
    <>
      <Section title={`Inscrits (${running.length})`}>
        {running.length === 0 && (
          <EmptyState title="Personne n’est inscrit">
            « Inscrire » ajoute un ménage ou une personne, dans l’ordre des demandes.
          </EmptyState>
        )}
        <LineList>{running.map(line)}</LineList>
        {session.unnamedPresent > 0 && (
          <p className={classes.soft}>
            {session.unnamedPresent > 1
              ? `${session.unnamedPresent} personnes sont venues sans donner leur nom.`
              : 'Une personne est venue sans donner son nom.'}
          </p>
        )}
      </Section>
      {given.length > 0 && (
        <Section title={`Inscriptions annulées (${given.length})`}>
          <LineList>{given.map(line)}</LineList>
        </Section>
      )}
      {cancelling && <CancelDialog signUp={cancelling} onClose={() => setCancelling(undefined)} />}
    </>
  )
}

const signals: Readonly<Record<SignUp['state'], SignalKind>> = {
  seated: 'done',
  waiting: 'soon',
  cancelled: 'none',
  present: 'done',
  absent: 'none',
}

const SignUpLine = ({ signUp, onCancel }: { signUp: SignUp; onCancel: (() => void) | undefined }) => {
  const { slug } = useMember()
  const { household, seats, state, rank, email, phone, source, remindedAt } = signUp
  const how = [
    seats > 1 && `${seats} personnes`,
    [email, phone].filter(Boolean).join(', '),
    source === 'public' && 'par la page publique',
    remindedAt && 'rappel envoyé',
  ].filter(Boolean)
  return (
    <li>
      <div>
        <p className={classes.line}>
          {household ? (
            <Link to={paths.household({ slug, householdId: household.id })}>{household.label}</Link>
          ) : (
            <strong>{nameOf(signUp)}</strong>
          )}
          <Signal kind={signals[state]}>
            {rank === null ? signUpStateLabels[state].toLowerCase() : `en attente, n° ${rank}`}
          </Signal>
        </p>
        <p className={classes.soft}>{how.join(' · ')}</p>
      </div>
      {onCancel && (
        <Button size="compact-sm" variant="subtle" onClick={onCancel}>
          Annuler<span className="on-screen-readers"> : {nameOf(signUp)}</span>
        </Button>
      )}
    </li>
  )
}

const CancelDialog = ({ signUp, onClose }: { signUp: SignUp; onClose: () => void }) => {
  const command = useApiCommand(api.groupSessions.cancelSignUp, {
    onDone: ({ seated }) => {
      if (seated > 0) notify('La place passe à la première personne en attente, qui en est prévenue.')
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Annuler l’inscription de ${nameOf(signUp)} ?`}
      confirmLabel="Annuler l’inscription"
      command={command}
      onConfirm={() => command.run({ signUpId: signUp.signUpId })}
    >
      Sa place passe à la première personne en attente. Celles qu’on peut joindre par courriel ou SMS sont
      prévenues.
    </ConfirmDialog>
  )
}
