import { Button } from '@mantine/core'
import { useState } from 'react'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import type { Review } from '#web/offers/views.ts'
import { useAccess } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
import { type Moment, Timeline } from '#web/ui/Timeline.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { applicationId: string; review: Review }
type Fact = Review['facts'][number]

/** What happened to the file, the last first. */
export const ReviewFacts = ({ applicationId, review }: Props) => {
  const may = useAccess('review-applications')
  const [cancelling, setCancelling] = useState<Fact | undefined>()
  if (review.facts.length === 0) return null
  const moments = review.facts.map(
    (fact): Moment => ({
      key: fact.id,
      when: <Day date={fact.on} />,
      title: fact.label,
      by: (
        <>
          {fact.by && `Noté par ${fact.by}`}
          {fact.isUnplaced && ' · sans effet à cette date'}{' '}
          {may.allowed && fact.kept === null && (
            <Button variant="subtle" size="compact-xs" onClick={() => setCancelling(fact)}>
              Annuler ce fait
              <span className="on-screen-readers">
                {' '}
                : {fact.label}, {formatDate(fact.on)}
              </span>
            </Button>
          )}
        </>
      ),
      children: fact.told && typeset(fact.told),
    }),
  )
  return (
    <>
      <Timeline label="Ce qui est arrivé au dossier" moments={moments} />
      {cancelling && (
        <CancelForm
          applicationId={applicationId}
          fact={cancelling}
          onClose={() => setCancelling(undefined)}
        />
      )}
    </>
  )
}

const CancelForm = ({
  applicationId,
  fact,
  onClose,
}: {
  applicationId: string
  fact: Fact
  onClose: () => void
}) => {
  const command = useApiCommand(api.reviews.cancelFact, { onDone: onClose })
  return (
    <ReasonForm
      title="Annuler un fait noté par erreur"
      told={`${fact.label}, le ${formatDate(fact.on)}.`}
      submitLabel="Annuler le fait"
      draftKey={`review-fact-cancel/${fact.id}`}
      command={command}
      onClose={onClose}
      onReason={(reason) => command.run({ applicationId, factId: fact.id, reason })}
    />
  )
}
