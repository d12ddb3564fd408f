import { Button, FileButton, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { Compartment } from '#domain/casework/compartments.ts'
import {
  type Audience,
  type DocumentKind,
  documentKindLabels,
  documentKinds,
} from '#domain/casework/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import classes from '#web/casework/casework.module.css'
import { choicesOf } from '#web/casework/choices.ts'
import { AudienceSelect, CompartmentBox, useOwnCompartment } from '#web/casework/ReadersFields.tsx'
import { saySize } from '#web/casework/say-size.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { ProgressLine } from '#web/ui/ProgressLine.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { useApiUpload } from '#web/use-api.ts'

const accepted = '.pdf,.jpg,.jpeg,.png,.heic,.odt,.docx,application/pdf,image/jpeg,image/png,image/heic'

type Values = {
  kind: DocumentKind
  title: string
  datedOn: PlainDate | null
  audience: Audience
  compartment: Compartment
}

/** First the file or the photo, then what it is. */
export const AddDocument = ({ householdId }: { householdId: string }) => {
  const [file, setFile] = useState<File | null>(null)
  return (
    <>
      <div className={classes.add}>
        <FileButton onChange={setFile} accept={accepted}>
          {(props) => (
            <Button variant="default" {...props}>
              Choisir un fichier
            </Button>
          )}
        </FileButton>
        <FileButton onChange={setFile} accept="image/jpeg,image/png,image/heic" capture="environment">
          {(props) => (
            <Button variant="default" {...props}>
              Prendre une photo
            </Button>
          )}
        </FileButton>
      </div>
      {file && (
        <DescribeDocument
          key={`${file.name} ${file.lastModified}`}
          file={file}
          householdId={householdId}
          onDone={() => setFile(null)}
        />
      )}
    </>
  )
}

type Props = { file: File; householdId: string; onDone: () => void }

const DescribeDocument = ({ file, householdId, onDone }: Props) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: {
      kind: file.type.startsWith('image/') ? 'photo' : 'other',
      title: file.name.replace(/\.[^.]{1,5}$/, ''),
      datedOn: null,
      audience: 'team',
      compartment: useOwnCompartment(),
    },
  })
  const sending = useApiUpload(api.documents.add, {
    onDone: () => {
      void notify('Document ajouté.')
      onDone()
    },
  })
  const save = ({ title, ...values }: Values) =>
    void sending.run({ householdId, ...values, ...(title.trim() && { title: title.trim() }) }, file)
  return (
    <PageForm
      onSubmit={form.onSubmit(save)}
      command={sending}
      submitLabel="Ajouter au dossier"
      because={tooLarge(file)}
      issues={sending.issues}
      onCancel={() => (sending.isRunning ? sending.cancel() : onDone())}
    >
      <p className={classes.soft}>
        {file.name}, {saySize(file.size)}
      </p>
      <div className={classes.choices}>
        <Select
          label="Nature"
          data={choicesOf(documentKinds, documentKindLabels)}
          {...form.getInputProps('kind')}
        />
        <TextInput label="Titre" maxLength={200} {...form.getInputProps('title')} />
        <DayInput label="Date du document" max={today} {...form.getInputProps('datedOn')} />
        <AudienceSelect
          audience={form.values.audience}
          compartment={form.values.compartment}
          onChange={(audience) => form.setFieldValue('audience', audience)}
        />
      </div>
      <CompartmentBox
        compartment={form.values.compartment}
        onChange={(compartment) => form.setFieldValue('compartment', compartment)}
      />
      {sending.isRunning && (
        <ProgressLine label="Envoi du document" done={Math.round(sending.progress * 100)} total={100} />
      )}
    </PageForm>
  )
}

const tooLarge = ({ size }: File): string | undefined =>
  size > 20_000_000 ? `Ce fichier pèse ${saySize(size)} ; la limite est de 20 Mo.` : undefined
