import { FileInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { Convention } from '#contract/convention-shapes.ts'
import {
  type ConventionDocumentKind,
  conventionDocumentKindLabels,
  conventionDocumentKinds,
} from '#domain/conventions/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiUpload } from '#web/use-api.ts'

type Props = { convention: Convention; onClose: () => void }
type Values = {
  kind: ConventionDocumentKind
  amendmentId: string | null
  title: string
  datedOn: PlainDate | null
}

export const DocumentForm = ({ convention, onClose }: Props) => {
  const [file, setFile] = useState<File | null>(null)
  const form = useForm<Values>({
    initialValues: { kind: 'convention', amendmentId: null, title: '', datedOn: null },
  })
  const draft = useFormDraft(`convention-document/${convention.id}`, form, form.values)
  const command = useApiUpload(api.conventions.addDocument, {
    onDone: () => {
      draft.clear()
      void notify('Pièce jointe.')
      onClose()
    },
  })
  const { kind, amendmentId, title, datedOn } = form.values
  const save = () => {
    if (!file) return
    void command.run(
      {
        ...{ conventionId: convention.id, kind, amendmentId, datedOn },
        ...(title.trim() ? { title: title.trim() } : {}),
      },
      file,
    )
  }
  return (
    <SideForm
      title="Joindre une pièce"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Joindre la pièce"
      because={file ? undefined : 'Choisissez un fichier.'}
      issues={command.issues}
      draft={draft}
    >
      <FileInput
        label="Fichier"
        description="PDF, JPEG, PNG, HEIC, ODT ou DOCX ; 20 Mo au plus."
        placeholder="Choisir"
        accept=".pdf,.jpg,.jpeg,.png,.heic,.odt,.docx"
        value={file}
        onChange={setFile}
      />
      <Select
        label="Nature"
        allowDeselect={false}
        data={choicesOf(conventionDocumentKinds, conventionDocumentKindLabels)}
        {...form.getInputProps('kind')}
      />
      {kind === 'amendment' && convention.amendments.length > 0 && (
        <Select
          label="Avenant"
          placeholder="Lequel"
          clearable
          data={convention.amendments.map(({ id, number, purpose }) => ({
            value: id,
            label: `Avenant ${number} : ${purpose}`,
          }))}
          {...form.getInputProps('amendmentId')}
        />
      )}
      <TextInput
        label="Titre"
        description="Par défaut, le nom du fichier."
        maxLength={200}
        {...form.getInputProps('title')}
      />
      <DayInput label="Datée du" {...form.getInputProps('datedOn')} value={datedOn} />
    </SideForm>
  )
}
