import { Button } from '@mantine/core'
import { useState } from 'react'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import classes from '#web/offers/offers.module.css'
import type { Review } from '#web/offers/views.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = { applicationId: string; review: Review }
type Paper = Review['papers'][number]

/** The papers that the products ask for, and those asked for beside: received, awaited, missing. */
export const ReviewPapers = ({ applicationId, review }: Props) => {
  const today = useToday()
  const may = useAccess('review-applications')
  const [receiving, setReceiving] = useState<Paper | undefined>()
  if (review.papers.length === 0) return <p className={classes.small}>Aucun document n’est demandé.</p>
  return (
    <>
      <ul className={classes.papers} aria-label="Documents demandés et reçus">
        {review.papers.map((paper) => (
          <li key={paper.document}>
            <div>
              <Signal kind={signalOf(paper, today)}>{paper.label}</Signal>
              <p className={classes.small}>
                <PaperState paper={paper} />
              </p>
            </div>
            {may.allowed && paper.receivedOn === null && review.status !== 'abandoned' && (
              <Button size="compact-sm" variant="subtle" onClick={() => setReceiving(paper)}>
                Noter reçu
                <span className="on-screen-readers"> : {paper.label}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {receiving && (
        <ReceiveForm
          applicationId={applicationId}
          paper={receiving}
          onClose={() => setReceiving(undefined)}
        />
      )}
    </>
  )
}

const signalOf = ({ receivedOn, awaitedFor }: Paper, today: PlainDate): SignalKind => {
  if (receivedOn) return 'done'
  if (awaitedFor === null) return 'none'
  return awaitedFor < today ? 'late' : 'soon'
}

const PaperState = ({ paper: { receivedOn, awaitedFor, isRequired } }: { paper: Paper }) => {
  if (receivedOn)
    return (
      <>
        Reçu le <Day date={receivedOn} />
      </>
    )
  if (awaitedFor)
    return (
      <>
        Demandé, attendu pour le <Day date={awaitedFor} />
      </>
    )
  return isRequired ? 'Manque : le produit le demande' : 'Demandé'
}

const ReceiveForm = ({
  applicationId,
  paper,
  onClose,
}: {
  applicationId: string
  paper: Paper
  onClose: () => void
}) => {
  const today = useToday()
  const [on, setOn] = useState<PlainDate | null>(today)
  const command = useApiCommand(api.reviews.receiveDocument, { onDone: onClose })
  return (
    <SideForm
      title={paper.label}
      opened
      onClose={onClose}
      command={command}
      submitLabel="Noter le document reçu"
      because={on ? undefined : 'Écrivez d’abord la date.'}
      onSubmit={(event) => {
        event.preventDefault()
        if (on) void command.run({ applicationId, document: paper.document, on })
      }}
    >
      <DayInput label="Reçu le" data-autofocus max={today} value={on} onChange={setOn} />
    </SideForm>
  )
}
