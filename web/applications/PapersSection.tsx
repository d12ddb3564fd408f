import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ApplicationView } from '#contract/application-shapes.ts'
import { fundingPaperLabels } from '#domain/funding/product-kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { ProofSelect } from '#web/casework/ProofSelect.tsx'
import { api } from '#web/client.ts'
import classes from '#web/measures/measures.module.css'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Paper = ApplicationView['papers'][number]

/** The papers that the products ask for, ticked as they come. */
export const PapersSection = ({ application }: { application: ApplicationView }) => {
  const [receiving, setReceiving] = useState<Paper | undefined>()
  const writing = useAccess('write-applications')
  const remove = useApiCommand(api.applications.removePaper)
  const { applicationId, papers } = application
  if (papers.length === 0) return null
  const received = papers.filter(({ receivedOn }) => receivedOn !== null).length
  return (
    <Section title="Pièces" aside={`${received} sur ${papers.length}`}>
      {(remove.refusal ?? remove.failure) && (
        <Notice kind="late">{remove.refusal?.message ?? remove.failure ?? ''}</Notice>
      )}
      <ul className={classes.rows}>
        {papers.map((paper) => (
          <li key={paper.kind}>
            <div>
              <Signal kind={paper.receivedOn ? 'done' : 'none'}>{fundingPaperLabels[paper.kind]}</Signal>
              {paper.receivedOn && (
                <p className={classes.small}>
                  Reçue le <Day date={paper.receivedOn} />, notée par {paper.notedBy}
                  {paper.hasDocument && ' · document joint'}
                </p>
              )}
            </div>
            {writing.allowed && (
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() =>
                  paper.receivedOn
                    ? void remove.run({ applicationId, kind: paper.kind })
                    : setReceiving(paper)
                }
              >
                {paper.receivedOn ? 'Décocher' : 'Noter reçue'}
                <span className="on-screen-readers"> : {fundingPaperLabels[paper.kind]}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {receiving && (
        <ReceiveForm application={application} paper={receiving} onClose={() => setReceiving(undefined)} />
      )}
    </Section>
  )
}

type FormProps = { application: ApplicationView; paper: Paper; onClose: () => void }

const ReceiveForm = ({ application: { applicationId, householdId }, paper, onClose }: FormProps) => {
  const today = useToday()
  const [receivedOn, setReceivedOn] = useState<PlainDate | null>(today)
  const [documentId, setDocumentId] = useState<string | null>(null)
  const command = useApiCommand(api.applications.notePaper, { onDone: onClose })
  return (
    <SideForm
      title={fundingPaperLabels[paper.kind]}
      opened
      onClose={onClose}
      command={command}
      submitLabel="Noter la pièce reçue"
      because={receivedOn ? undefined : 'Écrivez d’abord la date.'}
      onSubmit={(event) => {
        event.preventDefault()
        if (receivedOn) void command.run({ applicationId, kind: paper.kind, receivedOn, documentId })
      }}
    >
      <DayInput label="Reçue le" data-autofocus max={today} value={receivedOn} onChange={setReceivedOn} />
      <ProofSelect
        householdId={householdId}
        label="Le document lui-même"
        names="document"
        value={documentId}
        onChange={setDocumentId}
      />
    </SideForm>
  )
}
