import { Button, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { Output } from '#contract/endpoint.ts'
import type { referrals } from '#contract/referrals.ts'
import { allowsReferralAct, isOpenReferral } from '#domain/referrals/states.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { ContentView } from '#web/parcels/ContentView.tsx'
import { Thread } from '#web/parcels/Thread.tsx'
import { paths } from '#web/paths.ts'
import { OwnState } from '#web/referrals/OwnState.tsx'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { Day } from '#web/ui/Day.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Page } from '#web/ui/Page.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Own = Output<typeof referrals.openOwn>

export const OwnRequestPage = () => {
  const { referralId = '' } = useParams()
  const slug = useOrganisationSlug()
  const crumbs = [{ label: 'Mes demandes', to: paths.ownRequests({ slug }) }]
  const { data, error, refetch } = useApiQuery(api.referrals.openOwn, { referralId })
  if (error && !data)
    return (
      <Page title="Demande" crumbs={crumbs}>
        <ErrorState error={error} retry={() => void refetch()} />
      </Page>
    )
  if (!data) return <Waiting label="Ouverture de la demande…" />
  return (
    <Page
      title={data.subject}
      crumbs={crumbs}
      subtitle={<OwnState row={data} />}
      actions={<OwnActs own={data} />}
    >
      <FactList
        columns={2}
        facts={[
          { label: 'Référence', value: data.reference },
          { label: 'Adressée le', value: formatInstant(data.sentAt) },
          ...(isOpenReferral(data.state)
            ? [{ label: 'Réponse attendue avant le', value: <Day date={data.dueOn} /> }]
            : []),
        ]}
      />
      <Section title="Ce qui vous a été dit">
        <Thread lines={data.thread} other="Vous" />
      </Section>
      <Section title="Ce que vous avez transmis">
        {data.erasedOn ? <p>La copie a été effacée.</p> : <ContentView content={data.content} />}
      </Section>
    </Page>
  )
}

const OwnActs = ({ own }: { own: Own }) => {
  const [panel, setPanel] = useState<'complete' | 'withdraw' | undefined>()
  const withdraw = useApiCommand(api.referrals.withdrawOwn)
  const close = () => setPanel(undefined)
  return (
    <>
      {own.state === 'more-asked' && (
        <Button onClick={() => setPanel('complete')}>Envoyer le complément</Button>
      )}
      <ReasonedButton
        variant="default"
        because={allowsReferralAct(own.state, 'withdraw') ? undefined : 'Cette demande est close.'}
        onClick={() => setPanel('withdraw')}
      >
        Retirer la demande
      </ReasonedButton>
      {panel === 'complete' && <CompleteForm own={own} onClose={close} />}
      <ConfirmDialog
        opened={panel === 'withdraw'}
        onClose={close}
        title="Retirer cette demande ?"
        confirmLabel="Retirer la demande"
        isDangerous
        command={withdraw}
        onConfirm={() => withdraw.run({ referralId: own.id, version: own.version })}
      >
        Ce que vous avez transmis est effacé, sauf ce qui est déjà devenu un dossier chez le partenaire.
      </ConfirmDialog>
    </>
  )
}

const CompleteForm = ({ own, onClose }: { own: Own; onClose: () => void }) => {
  const form = useForm({ initialValues: { message: '' } })
  const draft = useFormDraft(`complete-own/${own.id}`, form, form.values)
  const complete = useApiCommand(api.referrals.completeOwn, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, complete.issues, ['message'])
  return (
    <SideForm
      title="Envoyer le complément"
      opened
      onClose={onClose}
      command={complete}
      issues={issues}
      draft={draft}
      submitLabel="Envoyer le complément"
      because={form.values.message.trim() === '' ? 'Écrivez le complément.' : undefined}
      onSubmit={form.onSubmit(
        ({ message }) => void complete.run({ referralId: own.id, version: own.version, message }),
      )}
    >
      <Textarea label="Complément" autosize minRows={4} maxLength={5000} {...form.getInputProps('message')} />
    </SideForm>
  )
}
