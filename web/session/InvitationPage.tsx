import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { InvitationView } from '#contract/identity.ts'
import { roleLabels } from '#domain/access.ts'
import { Invalid } from '#web/api-error.ts'
import { paths } from '#web/paths.ts'
import { identity } from '#web/session/identity.ts'
import { LonePage } from '#web/session/LonePage.tsx'
import { useAttempt } from '#web/session/use-attempt.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { sentenceOf, ToldError } from '#web/ui/told-error.ts'
import { Waiting } from '#web/ui/Waiting.tsx'

/** Where the link of an invitation leads: a name, a password if the address has none, and one is in. */
export const InvitationPage = () => {
  const { token = '' } = useParams()
  const [email, setEmail] = useState<string | undefined>()
  const { data, error, isPending } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => identity.readInvitation(token),
    retry: false,
    refetchOnWindowFocus: false,
    enabled: email === undefined,
  })
  return (
    <LonePage title="Invitation">
      {email === undefined && isPending && <Waiting label="Lecture de l’invitation" />}
      {email === undefined && error && <Notice kind="late">{sentenceOf(error)}</Notice>}
      {email === undefined && data && <Acceptance token={token} invitation={data} onDone={setEmail} />}
      {email !== undefined && (
        <Notice kind="done">{`C’est fait. Connectez-vous avec l’adresse ${email}.`}</Notice>
      )}
      <p>
        <Link to={paths.signIn()}>Aller à la connexion</Link>
      </p>
    </LonePage>
  )
}

type Props = { token: string; invitation: InvitationView; onDone: (email: string) => void }

const Acceptance = ({ token, invitation, onDone }: Props) => {
  const { organisationName, role, email, hasAccount } = invitation
  const [name, setName] = useState(invitation.name)
  const [password, setPassword] = useState('')
  const { attempt, isRunning, failure } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      const answer = hasAccount ? { token, name } : { token, name, password }
      onDone((await identity.acceptInvitation(answer).catch(tellFirstIssue)).email)
    })
  }
  return (
    <form onSubmit={submit}>
      <p>
        <b>{organisationName}</b> vous invite comme : {roleLabels[role].toLowerCase()}. Votre adresse de
        connexion sera <b>{email}</b>.
      </p>
      {failure && <Notice kind="late">{failure}</Notice>}
      <TextInput
        label="Votre nom"
        autoComplete="name"
        required
        withAsterisk={false}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {hasAccount ? (
        <p>Cette adresse a déjà un compte : votre mot de passe ne change pas.</p>
      ) : (
        <PasswordInput
          label="Mot de passe"
          description="12 caractères au moins. Une phrase que vous retenez vaut mieux qu’un mot compliqué."
          autoComplete="new-password"
          required
          withAsterisk={false}
          minLength={12}
          maxLength={128}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      )}
      <Button type="submit" loading={isRunning}>
        Accepter l’invitation
      </Button>
    </form>
  )
}

const tellFirstIssue = (error: unknown): never => {
  const first = error instanceof Invalid ? error.issues[0] : undefined
  throw first ? new ToldError(first.message) : error
}
