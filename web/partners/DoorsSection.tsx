import { Button, Checkbox, CopyButton, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ReferralSettings } from '#contract/partners.ts'
import { answerDaysKey } from '#domain/legal-parameters/referrals.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { MailboxForm } from '#web/partners/MailboxForm.tsx'
import { paths } from '#web/paths.ts'
import classes from '#web/referrals/referrals.module.css'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { Section } from '#web/ui/Section.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

/** How requests come in: the delay to answer, the public form, the mail. */
export const DoorsSection = () => {
  const { data, error, refetch } = useApiQuery(api.referralSettings.read, {})
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <Waiting label="Lecture des réglages" />
  return (
    <>
      <Section title="Formulaire public et délai de réponse">
        <FormSettings key={data.version} settings={data} />
      </Section>
      <Section title="Courriel">
        <Forwarding settings={data} />
        <Mailbox settings={data} />
      </Section>
    </>
  )
}

const FormSettings = ({ settings }: { settings: ReferralSettings }) => {
  const slug = useOrganisationSlug()
  const { version, answerDays, formOpen, formWords, formUrl } = settings
  const form = useForm({ initialValues: { formOpen, formWords: formWords ?? '' } })
  const save = useApiCommand(api.referralSettings.save, { onDone: () => notify('Réglages enregistrés.') })
  const issues = useIssues(form, save.issues, ['formOpen', 'formWords'])
  return (
    <div className={classes.narrow}>
      <PageForm
        command={save}
        issues={issues}
        submitLabel="Enregistrer"
        because={form.isDirty() ? undefined : 'Rien n’a changé.'}
        onSubmit={form.onSubmit(
          ({ formWords: words, ...rest }) =>
            void save.run({ ...rest, version, formWords: words.trim() || null }),
        )}
      >
        <Checkbox
          label="Le formulaire public est ouvert"
          {...form.getInputProps('formOpen', { type: 'checkbox' })}
        />
        <Textarea
          label="Mot d’accueil"
          description="Qui vous accompagnez, sur quel territoire, ce qui se passe ensuite."
          autosize
          minRows={2}
          maxLength={1000}
          {...form.getInputProps('formWords')}
        />
      </PageForm>
      <p>
        Une demande reçoit une réponse sous {answerDays} jours :{' '}
        <Link to={`${paths.settingsParameters({ slug })}?parametre=${answerDaysKey}`}>
          ce délai est un paramètre daté
        </Link>
        .
      </p>
      {formOpen && (
        <p>
          Adresse à donner : <a href={formUrl}>{formUrl}</a>
        </p>
      )}
    </div>
  )
}

const Forwarding = ({ settings: { webhookUrl, hasWebhookSecret } }: { settings: ReferralSettings }) => {
  const [secret, setSecret] = useState<string | null | undefined>()
  const renew = useApiCommand(api.referralSettings.renewWebhookSecret, {
    onDone: ({ secret: made }) => setSecret(made),
  })
  return (
    <>
      <p>
        Un serveur de courriel peut transférer chaque message ici, tel quel :{' '}
        <code className={classes.link}>POST {webhookUrl}</code>, avec l’en-tête{' '}
        <code>Authorization: Bearer …</code>
      </p>
      {renew.failure && <Notice kind="late">{renew.failure}</Notice>}
      {secret && (
        <Notice
          kind="soon"
          title="Copiez ce secret maintenant : il ne sera plus montré"
          action={
            <CopyButton value={secret}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" onClick={copy}>
                  {copied ? 'Copié' : 'Copier'}
                </Button>
              )}
            </CopyButton>
          }
        >
          <code className={classes.link}>{secret}</code>
        </Notice>
      )}
      <p>
        <Button size="xs" variant="default" loading={renew.isRunning} onClick={() => void renew.run({})}>
          {hasWebhookSecret ? 'Changer le secret de transfert' : 'Créer le secret de transfert'}
        </Button>
      </p>
    </>
  )
}

const Mailbox = ({ settings }: { settings: ReferralSettings }) => {
  const [isEditing, setEditing] = useState(false)
  const { mailbox } = settings
  return (
    <>
      {mailbox ? (
        <FactList
          columns={2}
          facts={[
            { label: 'Boîte lue toutes les dix minutes', value: `${mailbox.user} sur ${mailbox.host}` },
            { label: 'Dossier', value: mailbox.folder },
            {
              label: 'Dernière lecture',
              value: mailbox.readAt ? formatInstant(mailbox.readAt) : 'pas encore',
            },
            {
              label: 'État',
              value: mailbox.problem ? (
                <Signal kind="late">{mailbox.problem}</Signal>
              ) : (
                <Signal kind="done">en service</Signal>
              ),
            },
          ]}
        />
      ) : (
        <p>Palier peut aussi lire une boîte aux lettres (IMAP), sans rien y changer ni effacer.</p>
      )}
      <p>
        <Button size="xs" variant="default" onClick={() => setEditing(true)}>
          {mailbox ? 'Modifier la boîte' : 'Lire une boîte aux lettres'}
        </Button>
      </p>
      {isEditing && <MailboxForm settings={settings} onClose={() => setEditing(false)} />}
    </>
  )
}
