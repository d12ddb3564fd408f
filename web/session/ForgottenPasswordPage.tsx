import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Link } from 'react-router'
import { paths } from '#web/paths.ts'
import { identity } from '#web/session/identity.ts'
import { LonePage } from '#web/session/LonePage.tsx'
import { useAttempt } from '#web/session/use-attempt.ts'
import { Notice } from '#web/ui/Notice.tsx'

export const ForgottenPasswordPage = () => {
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState(false)
  const { attempt, isRunning, failure } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      await identity.requestPasswordReset(email.trim(), paths.newPassword())
      setSent(true)
    })
  }
  return (
    <LonePage title="Mot de passe oublié">
      {sent ? (
        <Notice kind="done">
          Si cette adresse a un compte, un lien vient d’y être envoyé. Il permet de choisir un nouveau mot de
          passe pendant une heure. Pensez à regarder les indésirables.
        </Notice>
      ) : (
        <form onSubmit={submit}>
          {failure && <Notice kind="late">{failure}</Notice>}
          <TextInput
            label="Adresse électronique de votre compte"
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" loading={isRunning}>
            Recevoir un lien
          </Button>
        </form>
      )}
      <p>
        <Link to={paths.signIn()}>Revenir à la connexion</Link>
      </p>
    </LonePage>
  )
}
