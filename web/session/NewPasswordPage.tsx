import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { paths } from '#web/paths.ts'
import { identity } from '#web/session/identity.ts'
import { LonePage } from '#web/session/LonePage.tsx'
import { useAttempt } from '#web/session/use-attempt.ts'
import { Notice } from '#web/ui/Notice.tsx'

/** Where the link of the mail leads. */
export const NewPasswordPage = () => {
  const [params] = useSearchParams()
  const token = params.get('token')
  const [isDone, setDone] = useState(false)
  return (
    <LonePage title="Nouveau mot de passe">
      {isDone && (
        <Notice kind="done">
          Votre nouveau mot de passe est enregistré. Vos autres appareils sont déconnectés.
        </Notice>
      )}
      {!isDone && token && <NewPasswordForm token={token} onDone={() => setDone(true)} />}
      {!isDone && !token && <Notice kind="late">Ce lien a expiré ou a déjà servi.</Notice>}
      <p>
        <Link to={token ? paths.signIn() : paths.forgottenPassword()}>
          {token ? 'Aller à la connexion' : 'Demander un autre lien'}
        </Link>
      </p>
    </LonePage>
  )
}

const NewPasswordForm = ({ token, onDone }: { token: string; onDone: () => void }) => {
  const [password, setPassword] = useState('')
  const { attempt, isRunning, failure } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      await identity.resetPassword(token, password)
      onDone()
    })
  }
  return (
    <form onSubmit={submit}>
      {failure && <Notice kind="late">{failure}</Notice>}
      <PasswordInput
        label="Nouveau mot de passe"
        description="12 caractères au moins. Une phrase que vous retenez vaut mieux qu’un mot compliqué."
        autoComplete="new-password"
        required
        withAsterisk={false}
        minLength={12}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" loading={isRunning}>
        Enregistrer
      </Button>
    </form>
  )
}
