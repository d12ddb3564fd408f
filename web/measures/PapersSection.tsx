import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { MeasureView, PaperView } from '#contract/measure-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { requiredDocumentLabels } from '#domain/programmes/kinds.ts'
import { ProofSelect } from '#web/casework/ProofSelect.tsx'
import { api } from '#web/client.ts'
import classes from '#web/measures/measures.module.css'
import { useMeasureCommand } from '#web/measures/use-measure-command.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiDownload } from '#web/use-api.ts'

const moments = {
  'before-start': 'avant le début',
  'before-end': 'avant la fin',
} as const

/** The papers the programme asks for: without them, the measure does not start, or does not end. */
export const PapersSection = ({ measure }: { measure: MeasureView }) => {
  const [receiving, setReceiving] = useState<PaperView | undefined>()
  const may = useAccess('write-measure')
  const remove = useMeasureCommand(api.measures.removeDocument)
  const { measureId, version, papers } = measure
  if (papers.length === 0) return null
  return (
    <Section title="Pièces demandées">
      {(remove.refusal ?? remove.failure) && (
        <Notice kind="late">{remove.refusal?.message ?? remove.failure ?? ''}</Notice>
      )}
      <ul className={classes.rows}>
        {papers.map((paper) => (
          <li key={paper.kind}>
            <div>
              <Signal kind={paper.receivedOn ? 'done' : 'none'}>{requiredDocumentLabels[paper.kind]}</Signal>
              <p className={classes.small}>
                {paper.receivedOn ? (
                  <>
                    Reçue le <Day date={paper.receivedOn} />
                    {paper.documentId && (
                      <PaperDocument
                        householdId={measure.householdId}
                        documentId={paper.documentId}
                        kind={paper.kind}
                      />
                    )}
                  </>
                ) : (
                  `Demandée ${paper.moment ? moments[paper.moment] : ''}`
                )}
              </p>
            </div>
            {may.allowed && (
              <Button
                size="compact-sm"
                variant="subtle"
                loading={remove.isRunning}
                onClick={() =>
                  paper.receivedOn
                    ? void remove.run({ measureId, version, kind: paper.kind })
                    : setReceiving(paper)
                }
              >
                {paper.receivedOn ? 'Retirer' : 'Noter reçue'}
                <span className="on-screen-readers"> : {requiredDocumentLabels[paper.kind]}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {receiving && (
        <ReceiveForm measure={measure} paper={receiving} onClose={() => setReceiving(undefined)} />
      )}
    </Section>
  )
}

type DocumentProps = { householdId: string; documentId: string; kind: PaperView['kind'] }

/** Opens the paper itself, for those who may read it. */
const PaperDocument = ({ householdId, documentId, kind }: DocumentProps) => {
  const reading = useAccess('read-log')
  const read = useApiDownload(api.documents.open)
  if (!reading.allowed) return null
  return (
    <>
      {' · '}
      <button
        type="button"
        className={classes.link}
        disabled={read.isRunning}
        onClick={() => void read.run({ householdId, documentId }, 'tab')}
      >
        voir le document
        <span className="on-screen-readers"> : {requiredDocumentLabels[kind]}</span>
      </button>
      {(read.refusal ?? read.failure) && <> ({read.refusal?.message ?? read.failure})</>}
    </>
  )
}

type FormProps = { measure: MeasureView; paper: PaperView; onClose: () => void }

const ReceiveForm = ({ measure, paper, onClose }: FormProps) => {
  const slug = useOrganisationSlug()
  const today = useToday()
  const [receivedOn, setReceivedOn] = useState<PlainDate | null>(today)
  const [documentId, setDocumentId] = useState<string | null>(null)
  const command = useMeasureCommand(api.measures.recordDocument, { onDone: onClose })
  const { measureId, version } = measure
  return (
    <SideForm
      title={requiredDocumentLabels[paper.kind]}
      opened
      onClose={onClose}
      command={command}
      submitLabel="Noter la pièce reçue"
      because={receivedOn ? undefined : 'Écrivez d’abord la date.'}
      onSubmit={(event) => {
        event.preventDefault()
        if (receivedOn) void command.run({ measureId, version, kind: paper.kind, receivedOn, documentId })
      }}
    >
      <DayInput label="Reçue le" data-autofocus max={today} value={receivedOn} onChange={setReceivedOn} />
      <ProofSelect
        householdId={measure.householdId}
        label="Le document lui-même"
        names="document"
        value={documentId}
        onChange={setDocumentId}
      />
      <p className={classes.small}>
        Pas encore au dossier ?{' '}
        <Link to={paths.householdDocuments({ slug, householdId: measure.householdId })}>
          Ajoutez-le dans « Documents »
        </Link>{' '}
        ; la pièce peut aussi être notée sans lui.
      </p>
    </SideForm>
  )
}
