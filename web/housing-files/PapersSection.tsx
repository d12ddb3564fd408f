import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import {
  type PaperState,
  paperRowsByKey,
  paperStateLabels,
  paperStates,
} from '#domain/housing-files/kinds.ts'
import { ProofSelect } from '#web/casework/ProofSelect.tsx'
import { api } from '#web/client.ts'
import classes from '#web/housing-files/housing-files.module.css'
import type { FileProps, HousingPaper } from '#web/housing-files/views.ts'
import { useAccess } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { LineList } from '#web/ui/LineList.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { useApiCommand, useApiDownload } from '#web/use-api.ts'

const signals: Readonly<Record<PaperState, SignalKind>> = {
  there: 'done',
  asked: 'soon',
  'not-needed': 'none',
}

/** The papers to gather: those always asked, then those that show the grounds. */
export const PapersSection = ({ householdId, file }: FileProps) => {
  const [noting, setNoting] = useState<HousingPaper>()
  const may = useAccess('edit-social-situation')
  const note = useApiCommand(api.housingFiles.notePaper)
  const told = note.refusal?.message ?? note.failure
  const mayWrite = may.allowed && file.closed === null
  const join = ({ paper, suggested }: HousingPaper) =>
    suggested &&
    void note.run({ householdId, fileId: file.fileId, paper, state: 'there', documentId: suggested.id })
  const there = file.papers.filter(({ state }) => state === 'there').length
  return (
    <Section title="Les pièces" aside={`${there} sur ${file.papers.length} au dossier`}>
      {told && <Notice kind="late">{told}</Notice>}
      <LineList>
        {file.papers.map((paper) => (
          <Paper
            key={paper.paper}
            householdId={householdId}
            paper={paper}
            onJoin={mayWrite && paper.suggested ? () => join(paper) : undefined}
            onNote={mayWrite ? () => setNoting(paper) : undefined}
          />
        ))}
      </LineList>
      {noting && (
        <NoteForm householdId={householdId} file={file} paper={noting} onClose={() => setNoting(undefined)} />
      )}
    </Section>
  )
}

type PaperProps = {
  householdId: string
  paper: HousingPaper
  onJoin: (() => void) | undefined
  onNote: (() => void) | undefined
}

const Paper = ({ householdId, paper, onJoin, onNote }: PaperProps) => {
  const { state, isRequired, document, suggested, notedBy, notedOn } = paper
  const { label } = paperRowsByKey[paper.paper]
  const open = useApiDownload(api.documents.open)
  return (
    <li>
      <div>
        <Signal kind={state ? signals[state] : 'none'}>{label}</Signal>
        <p className={classes.small}>
          {state ? paperStateLabels[state] : isRequired ? 'À réunir' : 'Utile si le motif est retenu'}
          {notedOn && (
            <>
              {' '}
              · le <Day date={notedOn} /> par {notedBy}
            </>
          )}
          {(open.refusal ?? open.failure) && ` · ${open.refusal?.message ?? open.failure}`}
        </p>
      </div>
      <div className={classes.acts}>
        {document && (
          <Button
            size="compact-sm"
            variant="subtle"
            loading={open.isRunning}
            onClick={() => void open.run({ householdId, documentId: document.id }, 'tab')}
          >
            Ouvrir<span className="on-screen-readers"> : {label}</span>
          </Button>
        )}
        {onJoin && (
          <Button size="compact-sm" variant="light" onClick={onJoin}>
            Joindre « {suggested?.title} »<span className="on-screen-readers"> : {label}</span>
          </Button>
        )}
        {onNote && (
          <Button size="compact-sm" variant="subtle" onClick={onNote}>
            Noter<span className="on-screen-readers"> : {label}</span>
          </Button>
        )}
      </div>
    </li>
  )
}

const NoteForm = ({
  householdId,
  file,
  paper,
  onClose,
}: FileProps & { paper: HousingPaper; onClose: () => void }) => {
  const [state, setState] = useState<PaperState | null>(paper.state ?? 'there')
  const [documentId, setDocumentId] = useState<string | null>(paper.document?.id ?? null)
  const note = useApiCommand(api.housingFiles.notePaper, { onDone: onClose })
  return (
    <SideForm
      title={paperRowsByKey[paper.paper].label}
      opened
      onClose={onClose}
      command={note}
      submitLabel="Noter la pièce"
      onSubmit={(event) => {
        event.preventDefault()
        const joined = state === 'there' ? documentId : null
        void note.run({ householdId, fileId: file.fileId, paper: paper.paper, state, documentId: joined })
      }}
    >
      <Select
        label="Où en est la pièce"
        data-autofocus
        clearable
        placeholder="Pas encore regardée"
        data={paperStates.map((value) => ({ value, label: paperStateLabels[value] }))}
        value={state}
        onChange={setState}
      />
      {state === 'there' && (
        <ProofSelect
          householdId={householdId}
          label="Le document lui-même"
          names="document"
          value={documentId}
          onChange={setDocumentId}
        />
      )}
    </SideForm>
  )
}
