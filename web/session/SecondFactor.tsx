import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { EnrolSecondFactor } from '#web/session/EnrolSecondFactor.tsx'
import { identity } from '#web/session/identity.ts'
import { useSessionChanged } from '#web/session/session.ts'
import { useAttempt } from '#web/session/use-attempt.ts'
import { Notice } from '#web/ui/Notice.tsx'

type Enrolment = { totpURI: string; backupCodes: string[] }

/** Sets the second factor up, or takes it away; both ask for the password again. */
export const SecondFactor = ({ isEnabled }: { isEnabled: boolean }) => {
  const [enrolment, setEnrolment] = useState<Enrolment | undefined>()
  const sessionChanged = useSessionChanged()
  if (enrolment)
    return (
      <EnrolSecondFactor
        {...enrolment}
        onDone={async () => {
          await sessionChanged()
          setEnrolment(undefined)
        }}
        onCancel={() => setEnrolment(undefined)}
      />
    )
  return isEnabled ? (
    <>
      <p>En place : un code de votre téléphone est demandé à chaque connexion.</p>
      <AskPassword
        label="Retirer le second facteur"
        onPassword={async (password) => {
          await identity.disableSecondFactor(password)
          await sessionChanged()
        }}
      />
    </>
  ) : (
    <>
      <p>
        Un code de votre téléphone sera demandé après le mot de passe. Il protège les dossiers même si votre
        mot de passe est connu de quelqu’un d’autre.
      </p>
      <AskPassword
        label="Mettre en place"
        onPassword={async (password) => setEnrolment(await identity.enableSecondFactor(password))}
      />
    </>
  )
}

const AskPassword = ({
  label,
  onPassword,
}: {
  label: string
  onPassword: (password: string) => Promise<void>
}) => {
  const [password, setPassword] = useState('')
  const { attempt, isRunning, failure } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      await onPassword(password)
      setPassword('')
    })
  }
  return (
    <form onSubmit={submit} aria-label={label}>
      {failure && <Notice kind="late">{failure}</Notice>}
      <PasswordInput
        label="Votre mot de passe"
        autoComplete="current-password"
        required
        withAsterisk={false}
        maw={360}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" variant="default" loading={isRunning}>
          {label}
        </Button>
      </div>
    </form>
  )
}
