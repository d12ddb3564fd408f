import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { communications } from '#contract/communications.ts'
import type { Output } from '#contract/endpoint.ts'
import type { Channel } from '#domain/communications/kinds.ts'
import { messageFields } from '#domain/communications/message-fields.ts'
import type { Language } from '#domain/households/kinds.ts'
import { parseLetter, parseLine } from '#domain/letters/markup.ts'
import { api } from '#web/client.ts'
import classes from '#web/communications/communications.module.css'
import { MessagePreview } from '#web/communications/MessagePreview.tsx'
import { plainWords } from '#web/communications/NewTemplateForm.tsx'
import { nameLanguage } from '#web/communications/words.ts'
import { BodyField } from '#web/letters/BodyField.tsx'
import { HouseholdChoice } from '#web/letters/HouseholdChoice.tsx'
import { useAccess } from '#web/session/session.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { notify } from '#web/ui/notify.ts'
import { Section } from '#web/ui/Section.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

export type Template = Output<typeof communications.getTemplate>
type Wording = { subject: string; body: string }
type Theirs = { version: number; wordings: Template['wordings'] }

/** One language of a template, beside what a household would read. */
export const WordingEditor = ({ template, language }: { template: Template; language: Language }) => {
  const { templateId, version, channel, wordings } = template
  const saved = wordings.find((one) => one.language === language)
  const form = useForm<Wording>({ initialValues: { subject: saved?.subject ?? '', body: saved?.body ?? '' } })
  const draft = useFormDraft(`message-template/${templateId}/${language}`, form, form.values)
  const access = useAccess('edit-letter-templates')
  const command = useApiCommand(api.communications.saveWording, {
    onDone: () => {
      draft.clear()
      void notify('Texte enregistré.')
    },
  })
  const issues = useIssues(form, command.issues, ['subject', 'body'])
  const unknown = unknownIn(form.values)
  const stale = useStaleEdit<Theirs>(version, command)
  const save = (values: Wording, over = stale.version) =>
    command.run({ templateId, language, version: over, ...values })
  const theirsOf = ({ wordings: all }: Theirs) => all.find((one) => one.language === language)
  return (
    <div className={classes.columns}>
      <Section title={`Texte en ${nameLanguage(language).toLocaleLowerCase('fr')}`}>
        <PageForm
          onSubmit={form.onSubmit((values) => void save(values))}
          command={command}
          submitLabel="Enregistrer le texte"
          because={access.because ?? (form.values.body.trim() ? undefined : 'Écrivez le texte.')}
          issues={issues}
          draft={draft}
          banner={stale.banner({
            fields: (theirs) => [
              { label: 'Objet', mine: form.values.subject, theirs: theirsOf(theirs)?.subject ?? '' },
              { label: 'Texte', mine: form.values.body, theirs: theirsOf(theirs)?.body ?? '' },
            ],
            onKeepMine: (over) => void save(form.values, over),
            onTakeTheirs: (theirs) => {
              const { subject = '', body = '' } = theirsOf(theirs) ?? {}
              form.setValues({ subject, body })
            },
          })}
        >
          {channel !== 'sms' && (
            <TextInput label="Objet" maxLength={200} {...form.getInputProps('subject')} />
          )}
          <BodyField
            form={form}
            unknown={unknown}
            fields={messageFields}
            label="Texte"
            description={plainWords}
            minRows={channel === 'letter' ? 14 : 6}
          />
        </PageForm>
      </Section>
      <Preview channel={channel} language={language} wording={form.values} />
    </div>
  )
}

const unknownIn = ({ subject, body }: Wording) => [
  ...parseLine(subject).unknownFields,
  ...parseLetter(body).unknownFields,
]

const pauseMs = 500

type PreviewProps = { channel: Channel; language: Language; wording: Wording }

const Preview = ({ channel, language, wording }: PreviewProps) => {
  const [householdId, setHouseholdId] = useState<string | null>(null)
  const [settled] = useDebouncedValue(wording, pauseMs)
  const input = { channel, language, ...settled, ...(householdId ? { householdId } : {}) }
  const { data, error, refetch } = useApiQuery(api.communications.preview, input, {
    enabled: settled.body.trim() !== '',
    keepPrevious: true,
  })
  return (
    <Section title="Aperçu">
      <HouseholdChoice value={householdId} onChange={setHouseholdId} />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {settled.body.trim() === '' && <p className={classes.soft}>Écrivez le texte : il se lit ici.</p>}
      {!data && !error && settled.body.trim() !== '' && <Waiting label="Mise en page" />}
      {data && <MessagePreview preview={data} />}
    </Section>
  )
}
