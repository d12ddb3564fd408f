import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { Output } from '#contract/endpoint.ts'
import type { letters } from '#contract/letters.ts'
import { letterFields } from '#domain/letters/fields.ts'
import type { LetterTemplateKey } from '#domain/letters/kinds.ts'
import { parseLetter, parseLine } from '#domain/letters/markup.ts'
import { api } from '#web/client.ts'
import { BodyField } from '#web/letters/BodyField.tsx'
import { LetterPreview } from '#web/letters/LetterPreview.tsx'
import classes from '#web/letters/letters.module.css'
import { TemplateHistory } from '#web/letters/TemplateHistory.tsx'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Template = Output<typeof letters.getTemplate>
type Wording = { subject: string; body: string }
/** No wording of one’s own: the original stands. */
type Current = { version: number; subject: string | null; body: string | null }
const original = 'le texte d’origine'

export const TemplateEditor = ({ templateKey }: { templateKey: LetterTemplateKey }) => {
  const { data, error, refetch } = useApiQuery(api.letters.getTemplate, { key: templateKey })
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <Waiting label="Lecture du modèle" />
  return (
    <>
      <Editor key={data.version} template={data} />
      <TemplateHistory templateKey={templateKey} />
    </>
  )
}

const Editor = ({ template }: { template: Template }) => {
  const { key, version, subject, body } = template
  const form = useForm<Wording>({ initialValues: { subject, body } })
  const draft = useFormDraft(`letter/${key}`, form, form.values)
  const command = useApiCommand(api.letters.saveTemplate, {
    onDone: () => {
      draft.clear()
      void notify('Modèle enregistré.')
    },
  })
  const issues = useIssues(form, command.issues, ['subject', 'body'])
  const unknown = [
    ...parseLine(form.values.subject).unknownFields,
    ...parseLetter(form.values.body).unknownFields,
  ]
  const stale = useStaleEdit<Current>(version, command)
  const save = (values: Wording, over = stale.version) => command.run({ key, version: over, ...values })
  return (
    <div className={classes.editor}>
      <Section title="Texte" actions={<Restore template={template} />}>
        <PageForm
          onSubmit={form.onSubmit((values) => void save(values))}
          command={command}
          submitLabel="Enregistrer le modèle"
          because={
            unknown.length > 0
              ? `Champ inconnu : ${unknown.map((name) => `{${name}}`).join(', ')}`
              : undefined
          }
          issues={issues}
          draft={draft}
          banner={stale.banner({
            fields: (theirs) => [
              { label: 'Objet', mine: form.values.subject, theirs: theirs.subject ?? original },
              { label: 'Texte', mine: form.values.body, theirs: theirs.body ?? original },
            ],
            onKeepMine: (over) => void save(form.values, over),
            onTakeTheirs: (theirs) =>
              form.setValues({ subject: theirs.subject ?? subject, body: theirs.body ?? body }),
          })}
        >
          <TextInput label="Objet" maxLength={200} {...form.getInputProps('subject')} />
          <BodyField form={form} unknown={unknown} fields={letterFields} label="Corps de la lettre" />
        </PageForm>
      </Section>
      <LetterPreview templateKey={key} wording={form.values} />
    </div>
  )
}

const Restore = ({ template }: { template: Template }) => {
  const [isAsking, setAsking] = useState(false)
  const command = useApiCommand(api.letters.restoreTemplate, {
    onDone: () => void notify('Le texte d’origine est de retour.'),
  })
  return (
    <>
      <ReasonedButton
        size="xs"
        variant="default"
        because={template.isDefault ? 'C’est déjà le texte d’origine.' : undefined}
        onClick={() => setAsking(true)}
      >
        Revenir au texte d’origine
      </ReasonedButton>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title="Revenir au texte d’origine ?"
        confirmLabel="Revenir au texte d’origine"
        command={command}
        onConfirm={() => command.run({ key: template.key, version: template.version })}
      >
        Vos prochaines lettres prendront le texte de Palier. Votre texte reste dans l’historique.
      </ConfirmDialog>
    </>
  )
}
