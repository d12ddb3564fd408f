import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { DocumentView } from '#contract/documents.ts'
import { documentKindLabels, documentKinds } from '#domain/casework/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { AudienceSelect, CompartmentBox } from '#web/casework/ReadersFields.tsx'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand } from '#web/use-api.ts'

const valuesOf = ({ title, kind, datedOn, audience, compartment }: DocumentView) => ({
  ...{ title, kind, audience, compartment },
  datedOn: datedOn as PlainDate | null,
})
type Values = ReturnType<typeof valuesOf>

type Props = { document: DocumentView; householdId: string; onClose: () => void }

/** What a document is and who reads it; its file never changes. */
export const ChangeDocument = ({ document, householdId, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({ initialValues: valuesOf(document) })
  const draft = useFormDraft(`document/${document.id}`, form, form.values)
  const command = useApiCommand(api.documents.change, {
    onDone: () => {
      draft.clear()
      void notify('Document modifié.')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['title', 'kind', 'datedOn'])
  const stale = useStaleEdit<DocumentView>(document.version, command)
  const save = (values: Values, over = stale.version) =>
    void command.run({
      ...{ householdId, documentId: document.id, version: over, ...values },
      title: values.title.trim(),
    })
  return (
    <SideForm
      title="Modifier le document"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit((values) => save(values))}
      command={command}
      submitLabel="Enregistrer le document"
      because={form.values.title.trim() === '' ? 'Donnez un titre.' : undefined}
      issues={issues}
      draft={draft}
      banner={stale.banner({
        fields: (theirs) => [
          { label: 'Titre', mine: form.values.title, theirs: theirs.title },
          {
            label: 'Nature',
            mine: documentKindLabels[form.values.kind],
            theirs: documentKindLabels[theirs.kind],
          },
        ],
        onKeepMine: (over) => save(form.values, over),
        onTakeTheirs: (theirs) => form.setValues(valuesOf(theirs)),
      })}
    >
      <TextInput label="Titre" maxLength={200} data-autofocus {...form.getInputProps('title')} />
      <Select
        label="Nature"
        data={choicesOf(documentKinds, documentKindLabels)}
        {...form.getInputProps('kind')}
      />
      <DayInput label="Date du document" max={today} {...form.getInputProps('datedOn')} />
      <AudienceSelect
        audience={form.values.audience}
        compartment={form.values.compartment}
        onChange={(audience) => form.setFieldValue('audience', audience)}
      />
      <CompartmentBox
        compartment={form.values.compartment}
        onChange={(compartment) => form.setFieldValue('compartment', compartment)}
      />
    </SideForm>
  )
}
