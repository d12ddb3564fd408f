import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { letterTemplateLabels } from '#domain/letters/kinds.ts'
import { api } from '#web/client.ts'
import classes from '#web/housing-files/housing-files.module.css'
import type { FileProps, HousingLetterView } from '#web/housing-files/views.ts'
import { useAccess } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { LineList } from '#web/ui/LineList.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useDraftedForm } from '#web/ui/use-drafted-form.ts'
import { useApiCommand, useApiDownload } from '#web/use-api.ts'

/** The letters of the file: looked at as they would leave today, then kept in the documents. */
export const LettersSection = ({ householdId, file }: FileProps) => {
  const [preparing, setPreparing] = useState<HousingLetterView>()
  return (
    <Section title="Les lettres">
      <LineList>
        {file.letters.map((view) => (
          <Letter
            key={view.letter}
            householdId={householdId}
            view={view}
            onPrepare={() => setPreparing(view)}
          />
        ))}
      </LineList>
      {preparing && (
        <LetterForm
          householdId={householdId}
          file={file}
          view={preparing}
          onClose={() => setPreparing(undefined)}
        />
      )}
    </Section>
  )
}

type LetterProps = { householdId: string; view: HousingLetterView; onPrepare: () => void }

const Letter = ({ householdId, view, onPrepare }: LetterProps) => {
  const { letter, isTimely, kept } = view
  const label = letterTemplateLabels[letter]
  const open = useApiDownload(api.documents.open)
  const told = open.refusal?.message ?? open.failure
  return (
    <li>
      <div>
        <Signal kind={kept.length > 0 ? 'done' : isTimely ? 'soon' : 'none'}>{label}</Signal>
        {isTimely && kept.length === 0 && <p className={classes.small}>C’est le moment de l’envoyer.</p>}
        {kept.map(({ documentId, recipient, keptOn, keptBy }) => (
          <p key={documentId} className={classes.small}>
            Gardée le <Day date={keptOn} /> par {keptBy}, pour {recipient.split('\n')[0]}{' '}
            <button
              type="button"
              className={classes.link}
              onClick={() => void open.run({ householdId, documentId }, 'tab')}
            >
              ouvrir<span className="on-screen-readers"> : {label}</span>
            </button>
          </p>
        ))}
        {told && <Notice kind="late">{told}</Notice>}
      </div>
      <Button size="compact-sm" variant={isTimely ? 'filled' : 'default'} onClick={onPrepare}>
        Préparer<span className="on-screen-readers"> : {label}</span>
      </Button>
    </li>
  )
}

type FormProps = FileProps & { view: HousingLetterView; onClose: () => void }

const LetterForm = ({ householdId, file, view, onClose }: FormProps) => {
  const may = useAccess('edit-social-situation')
  const { form, values, draft } = useDraftedForm(`housing-letter/${file.fileId}/${view.letter}`, {
    recipient: view.usualRecipient,
  })
  const print = useApiDownload(api.housingFiles.draftLetter)
  const keep = useApiCommand(api.housingFiles.keepLetter, {
    onDone: () => {
      draft.clear()
      void notify('Lettre gardée dans les documents du ménage.')
      onClose()
    },
  })
  const recipient = values.recipient.trim()
  const asked = { householdId, fileId: file.fileId, letter: view.letter, recipient }
  const unreadable = print.refusal?.message ?? print.failure
  return (
    <SideForm
      title={letterTemplateLabels[view.letter]}
      opened
      onClose={onClose}
      command={keep}
      draft={draft}
      submitLabel="Garder dans les documents"
      because={
        file.closed ? 'Ce dossier est fermé.' : recipient ? may.because : 'Dites à qui elle est écrite.'
      }
      onSubmit={form.onSubmit(() => void keep.run(asked))}
    >
      <Textarea
        label="À qui"
        description="Nom et adresse, une ligne chacun."
        data-autofocus
        autosize
        minRows={3}
        maxLength={400}
        {...form.getInputProps('recipient')}
      />
      {unreadable && <Notice kind="late">{unreadable}</Notice>}
      <div className={classes.look}>
        <Button
          variant="default"
          disabled={recipient === ''}
          loading={print.isRunning}
          onClick={() => void print.run(asked, 'tab')}
        >
          Voir la lettre (PDF)
        </Button>
      </div>
      <p className={classes.small}>
        La lettre reprend les textes et les pièces enregistrés, et les dates de la procédure. Relisez-la avec
        le ménage : c’est lui qui la signe. Ce qui n’est pas connu reste en pointillés.
      </p>
    </SideForm>
  )
}
