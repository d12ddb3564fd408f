import { Button, PasswordInput, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { Link } from 'react-router'
import { paths } from '#web/paths.ts'
import { identity } from '#web/session/identity.ts'
import { useAttempt } from '#web/session/use-attempt.ts'
import { Notice } from '#web/ui/Notice.tsx'

type Credentials = { email: string; password: string }
type Props = {
  value: Credentials
  onChange: (value: Credentials) => void
  onDone: (answer: { twoFactorRedirect?: boolean }) => void
}

export const PasswordForm = ({ value, onChange, onDone }: Props) => {
  const { attempt, isRunning, failure } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => onDone(await identity.signIn(value.email.trim(), value.password)))
  }
  return (
    <form onSubmit={submit} aria-label="Connexion">
      {failure && <Notice kind="late">{failure}</Notice>}
      <TextInput
        label="Adresse électronique"
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        value={value.email}
        onChange={(event) => onChange({ ...value, email: event.currentTarget.value })}
      />
      <PasswordInput
        label="Mot de passe"
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={value.password}
        onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
      />
      <Button type="submit" loading={isRunning}>
        Se connecter
      </Button>
      <Link to={paths.forgottenPassword()}>Mot de passe oublié</Link>
    </form>
  )
}
