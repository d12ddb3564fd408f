import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { identity } from '#web/session/identity.ts'
import { useAttempt } from '#web/session/use-attempt.ts'
import { Notice } from '#web/ui/Notice.tsx'

export const ChangePassword = () => {
  const [passwords, setPasswords] = useState({ current: '', next: '' })
  const [isDone, setDone] = useState(false)
  const { attempt, isRunning, failure } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setDone(false)
    void attempt(async () => {
      await identity.changePassword(passwords.current, passwords.next)
      setPasswords({ current: '', next: '' })
      setDone(true)
    })
  }
  return (
    <form onSubmit={submit} aria-label="Changer de mot de passe">
      {failure && <Notice kind="late">{failure}</Notice>}
      {isDone && <Notice kind="done">Mot de passe changé. Vos autres appareils sont déconnectés.</Notice>}
      <PasswordInput
        label="Mot de passe actuel"
        autoComplete="current-password"
        required
        withAsterisk={false}
        maw={360}
        value={passwords.current}
        onChange={(event) => setPasswords({ ...passwords, current: event.currentTarget.value })}
      />
      <PasswordInput
        label="Nouveau mot de passe"
        description="12 caractères au moins."
        autoComplete="new-password"
        required
        withAsterisk={false}
        minLength={12}
        maw={360}
        value={passwords.next}
        onChange={(event) => setPasswords({ ...passwords, next: event.currentTarget.value })}
      />
      <div>
        <Button type="submit" variant="default" loading={isRunning}>
          Changer de mot de passe
        </Button>
      </div>
    </form>
  )
}
