import { Checkbox, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { api } from '#web/client.ts'
import classes from '#web/reception/reception.module.css'
import { useAccess } from '#web/session/session.ts'
import { FactList } from '#web/ui/FactList.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

/** Whether the coming sessions are shown to everyone, and where. */
export const PublicationSection = () => {
  const { data } = useApiQuery(api.groupSessions.publication, {})
  const { allowed, because } = useAccess('manage-reception')
  const [isOpen, setOpen] = useState(false)
  if (!data) return null
  const link = (url: string) => <a href={url}>{url.replace(/^https?:\/\//, '')}</a>
  return (
    <Section
      title="Page publique"
      actions={
        <ReasonedButton
          variant="default"
          because={allowed ? undefined : because}
          onClick={() => setOpen(true)}
        >
          Régler la page publique
        </ReasonedButton>
      }
    >
      {data.isOn ? (
        <>
          <Signal kind="done">ouverte : les séances publiées y sont, sans aucun nom</Signal>
          <FactList
            facts={[
              { label: 'Page', value: link(data.pageUrl) },
              { label: 'Flux (Atom), à suivre dans un lecteur', value: link(data.feedUrl) },
              { label: 'Agenda (ICS), à ajouter au sien', value: link(data.calendarUrl) },
            ]}
          />
        </>
      ) : (
        <p className={classes.soft}>Fermée : personne ne voit les séances hors de l’organisation.</p>
      )}
      {isOpen && <PublicationForm publication={data} onClose={() => setOpen(false)} />}
    </Section>
  )
}

type Props = {
  publication: { isOn: boolean; words: string | null; version: number }
  onClose: () => void
}

const PublicationForm = ({ publication: { isOn, words, version }, onClose }: Props) => {
  const form = useForm({ initialValues: { isOn, words: words ?? '' } })
  const command = useApiCommand(api.groupSessions.setPublication, { onDone: onClose })
  const issues = useIssues(form, command.issues, ['words'])
  return (
    <SideForm
      title="Page publique des séances"
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      submitLabel="Enregistrer"
      onSubmit={form.onSubmit(
        (values) => void command.run({ version, isOn: values.isOn, words: values.words.trim() || null }),
      )}
    >
      <Checkbox
        label="Montrer les séances publiées à tout le monde"
        description="Le titre, le jour, le lieu. Jamais un nom, jamais combien de personnes viennent."
        {...form.getInputProps('isOn', { type: 'checkbox' })}
      />
      <Textarea
        label="Mot d’accueil"
        autosize
        minRows={3}
        maxLength={1000}
        {...form.getInputProps('words')}
      />
    </SideForm>
  )
}
