import { NumberInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { PublicSession, PublicSessions } from '#contract/group-sessions.ts'
import { Invalid } from '#web/api-error.ts'
import { publicSessions } from '#web/group-sessions/public-sessions.ts'
import { sayWhen } from '#web/group-sessions/session-words.ts'
import referrals from '#web/referrals/referrals.module.css'
import { useWork } from '#web/referrals/use-work.ts'
import { useAttempt } from '#web/session/use-attempt.ts'
import { PageForm } from '#web/ui/SideForm.tsx'
import type { Issue } from '#web/ui/told-error.ts'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'

type Values = { personName: string; email: string; phone: string; seats: number | string; website: string }

type Props = {
  slug: string
  page: PublicSessions
  session: PublicSession
  onBack: () => void
  /** The form could not be taken as it is: a fresh one is needed. */
  onRefused: () => void
  onDone: (state: 'seated' | 'waiting') => void
}

const whyNot = ({ personName, email, phone }: Values) => {
  if (!personName.trim()) return 'Écrivez un nom : celui que l’on appellera.'
  return email.trim() || phone.trim()
    ? undefined
    : 'Donnez un courriel ou un téléphone, pour vous prévenir si la séance change.'
}

export const PublicSignUpForm = ({ slug, page, session, onBack, onRefused, onDone }: Props) => {
  const form = useForm<Values>({
    initialValues: { personName: '', email: '', phone: '', seats: 1, website: '' },
  })
  const draft = useFormDraft('sign-up', form, form.values)
  const work = useWork(page)
  const { attempt, isRunning, failure } = useAttempt()
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const shown = useIssues(form, issues, ['personName', 'email', 'phone', 'seats'])
  const send = (values: Values) =>
    attempt(async () => {
      setIssues([])
      const nonce = await work()
      const request = { ...values, seats: Number(values.seats), sessionId: session.sessionId }
      const { state } = await publicSessions
        .signUp(slug, { ...request, token: page.token, nonce })
        .catch((error: unknown) => {
          if (error instanceof Invalid) setIssues(error.issues)
          else onRefused()
          throw error
        })
      draft.clear()
      onDone(state)
    })
  return (
    <PageForm
      command={{ isRunning, failure: issues.length > shown.length ? undefined : failure }}
      submitLabel={session.seats === 'free' ? 'M’inscrire' : 'Me mettre en attente'}
      because={whyNot(form.values)}
      issues={shown}
      draft={draft}
      onCancel={onBack}
      onSubmit={form.onSubmit((values) => void send(values))}
    >
      <h2>{session.title}</h2>
      <p>
        {sayWhen(session)}
        <br />
        {session.place}, {session.address}
      </p>
      <TextInput
        label="Votre nom"
        description="Un prénom suffit. Il sera effacé quelque temps après la séance."
        autoComplete="name"
        maxLength={120}
        {...form.getInputProps('personName')}
      />
      <TextInput
        label="Courriel"
        type="email"
        autoComplete="email"
        maxLength={200}
        {...form.getInputProps('email')}
      />
      <TextInput
        label="Téléphone"
        type="tel"
        autoComplete="tel"
        maxLength={30}
        {...form.getInputProps('phone')}
      />
      <NumberInput label="Vous venez à combien ?" min={1} max={6} {...form.getInputProps('seats')} />
      <div className={referrals.trap} aria-hidden="true">
        <label>
          Laissez ce champ vide
          <input tabIndex={-1} autoComplete="off" {...form.getInputProps('website')} />
        </label>
      </div>
    </PageForm>
  )
}
