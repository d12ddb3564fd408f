import { Checkbox, Radio, Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { PublicAnswer, PublicForm } from '#contract/referrals.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { MeasureMotive } from '#domain/programmes/kinds.ts'
import { Invalid } from '#web/api-error.ts'
import { motiveChoices } from '#web/referrals/AskOwnTeamForm.tsx'
import { publicRequest } from '#web/referrals/public-request.ts'
import classes from '#web/referrals/referrals.module.css'
import { useWork } from '#web/referrals/use-work.ts'
import { useAttempt } from '#web/session/use-attempt.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import type { Issue } from '#web/ui/told-error.ts'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'

type Values = {
  who: 'household' | 'relative' | 'professional'
  senderName: string
  senderContact: string
  lastName: string
  firstName: string
  birthOn: PlainDate | null
  phone: string
  email: string
  address: string
  motive: MeasureMotive
  message: string
  agrees: boolean
  website: string
}

const initialValues: Values = {
  ...{ who: 'household', senderName: '', senderContact: '', lastName: '', firstName: '', birthOn: null },
  ...{ phone: '', email: '', address: '', motive: 'arrears', message: '', agrees: false, website: '' },
}

const whyNot = ({ who, lastName, phone, email, senderContact, message, agrees }: Values) => {
  if (lastName.trim() === '') return 'Écrivez votre nom.'
  if (message.trim() === '') return 'Dites en quelques mots ce qui se passe.'
  if (phone.trim() === '' && email.trim() === '' && (who === 'household' || senderContact.trim() === ''))
    return 'Donnez un téléphone ou un courriel pour la réponse.'
  return agrees ? undefined : 'Cochez la case de l’accord, au-dessus.'
}

type Props = {
  slug: string
  publicForm: PublicForm
  onDone: (answer: PublicAnswer) => void
  /** The form could not be taken as it is: a fresh one is needed. */
  onRefused: () => void
}

export const PublicRequestForm = ({ slug, publicForm, onDone, onRefused }: Props) => {
  const form = useForm<Values>({ initialValues })
  const draft = useFormDraft('request', form, form.values)
  const work = useWork(publicForm)
  const { attempt, isRunning, failure } = useAttempt()
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const shown = useIssues(form, issues, Object.keys(initialValues))
  const send = (values: Values) =>
    attempt(async () => {
      setIssues([])
      const nonce = await work()
      const answer = await publicRequest
        .send(slug, { ...values, token: publicForm.token, nonce })
        .catch((error: unknown) => {
          if (error instanceof Invalid) setIssues(error.issues)
          else onRefused()
          throw error
        })
      draft.clear()
      onDone(answer)
    })
  const { values } = form
  return (
    <PageForm
      command={{ isRunning, failure: issues.length > shown.length ? undefined : failure }}
      submitLabel="Envoyer ma demande"
      because={whyNot(values)}
      issues={shown}
      draft={draft}
      onSubmit={form.onSubmit((filled) => void send(filled))}
    >
      <Radio.Group label="Vous écrivez" {...form.getInputProps('who')}>
        <Radio mt="xs" value="household" label="pour vous" />
        <Radio mt="xs" value="relative" label="pour un proche" />
        <Radio mt="xs" value="professional" label="comme professionnel, pour une personne" />
      </Radio.Group>
      {values.who !== 'household' && (
        <SenderFields form={form} isProfessional={values.who === 'professional'} />
      )}
      <PersonPart form={form} isOneself={values.who === 'household'} />
      <Select label="De quoi s’agit-il" data={motiveChoices} {...form.getInputProps('motive')} />
      <Textarea
        label="Que se passe-t-il, et qu’attendez-vous ?"
        description="Avec vos mots. N’écrivez pas de numéro de sécurité sociale ni de détails de santé."
        autosize
        minRows={5}
        maxLength={3000}
        required
        withAsterisk={false}
        {...form.getInputProps('message')}
      />
      <div className={classes.trap} aria-hidden="true">
        <label>
          Laissez ce champ vide
          <input tabIndex={-1} autoComplete="off" {...form.getInputProps('website')} />
        </label>
      </div>
      <Checkbox
        label={
          values.who === 'household'
            ? 'Je suis d’accord pour que ces informations servent à répondre à ma demande'
            : 'La personne sait que je fais cette demande et elle est d’accord'
        }
        {...form.getInputProps('agrees', { type: 'checkbox' })}
      />
    </PageForm>
  )
}

type FormOf = ReturnType<typeof useForm<Values>>

const SenderFields = ({ form, isProfessional }: { form: FormOf; isProfessional: boolean }) => (
  <>
    <TextInput
      label={isProfessional ? 'Votre nom et votre service' : 'Votre nom'}
      autoComplete="name"
      maxLength={120}
      {...form.getInputProps('senderName')}
    />
    <TextInput
      label="Votre téléphone ou votre courriel"
      maxLength={200}
      {...form.getInputProps('senderContact')}
    />
  </>
)

const PersonPart = ({ form, isOneself }: { form: FormOf; isOneself: boolean }) => {
  const fill = (name: string) => (isOneself ? { autoComplete: name } : { autoComplete: 'off' })
  return (
    <>
      <h2 className={classes.part}>{isOneself ? 'Vous' : 'La personne à accompagner'}</h2>
      <TextInput
        label="Nom"
        maxLength={100}
        required
        withAsterisk={false}
        {...fill('family-name')}
        {...form.getInputProps('lastName')}
      />
      <TextInput
        label="Prénom"
        maxLength={100}
        {...fill('given-name')}
        {...form.getInputProps('firstName')}
      />
      <DayInput
        label="Date de naissance"
        description="Facultatif."
        {...form.getInputProps('birthOn')}
        value={form.values.birthOn}
      />
      <TextInput
        label="Téléphone"
        type="tel"
        maxLength={30}
        {...fill('tel')}
        {...form.getInputProps('phone')}
      />
      <TextInput
        label="Courriel"
        type="email"
        maxLength={200}
        {...fill('email')}
        {...form.getInputProps('email')}
      />
      <TextInput
        label="Adresse"
        maxLength={300}
        {...fill('street-address')}
        {...form.getInputProps('address')}
      />
    </>
  )
}
