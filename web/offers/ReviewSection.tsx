import { useState } from 'react'
import { applicationStatusLabels, opinionLabels } from '#domain/funding/application-facts.ts'
import { api } from '#web/client.ts'
import { AskDocumentsForm } from '#web/offers/AskDocumentsForm.tsx'
import { FundingDocuments } from '#web/offers/FundingDocuments.tsx'
import classes from '#web/offers/offers.module.css'
import { ReviewFactForm, type ReviewFactKind } from '#web/offers/ReviewFactForm.tsx'
import { ReviewFacts } from '#web/offers/ReviewFacts.tsx'
import { ReviewPapers } from '#web/offers/ReviewPapers.tsx'
import type { Review } from '#web/offers/views.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** Instruction of a file: what is due, what is missing, who reviews, what they think of it. */
export const ReviewSection = ({ applicationId }: { applicationId: string }) => {
  const { data, error, refetch } = useApiQuery(api.reviews.get, { applicationId })
  if (!data)
    return (
      <Section title="Instruction">
        {error ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : (
          <Waiting label="Lecture de l’instruction" />
        )}
      </Section>
    )
  return <Reviewed applicationId={applicationId} review={data} />
}

type Props = { applicationId: string; review: Review }

const Reviewed = ({ applicationId, review }: Props) => {
  const [isAsking, setAsking] = useState(false)
  const [recording, setRecording] = useState<ReviewFactKind | undefined>()
  const may = useAccess('review-applications')
  const isFiled = review.status !== 'draft' && review.status !== 'abandoned'
  return (
    <Section title="Instruction" aside={applicationStatusLabels[review.status]}>
      <Due review={review} />
      <p className={classes.small}>
        {review.reviewer ? `Instruit par ${review.reviewer.name}.` : 'Personne n’instruit encore ce dossier.'}{' '}
        {review.lastOpinion &&
          typeset(`${opinionLabels[review.lastOpinion.opinion]} : ${review.lastOpinion.text}`)}
      </p>
      <ReviewPapers applicationId={applicationId} review={review} />
      <div className={classes.steps}>
        <ReasonedButton
          size="xs"
          variant="default"
          because={may.because ?? (isFiled ? undefined : 'Déposez d’abord le dossier.')}
          onClick={() => setAsking(true)}
        >
          Demander des documents
        </ReasonedButton>
        {stepsOf(review).map(({ kind, label, because }) => (
          <ReasonedButton
            key={kind}
            size="xs"
            variant="default"
            because={may.because ?? because}
            onClick={() => setRecording(kind)}
          >
            {label}
          </ReasonedButton>
        ))}
      </div>
      <FundingDocuments
        applicationId={applicationId}
        documents={review.documents}
        label="Documents du dossier"
      />
      <ReviewFacts applicationId={applicationId} review={review} />
      {isAsking && (
        <AskDocumentsForm applicationId={applicationId} review={review} onClose={() => setAsking(false)} />
      )}
      {recording && (
        <ReviewFactForm
          applicationId={applicationId}
          review={review}
          kind={recording}
          onClose={() => setRecording(undefined)}
        />
      )}
    </Section>
  )
}

const Due = ({ review }: { review: Review }) => {
  const today = useToday()
  if (review.deadlines.length === 0) return null
  return (
    <ul className={classes.rows}>
      {review.deadlines.map(({ dueOn, label, why }) => (
        <li key={`${label} ${dueOn}`}>
          <div>
            <Signal kind={dueOn < today ? 'late' : 'soon'}>{typeset(label)}</Signal>
            <p className={classes.small}>{typeset(why)}</p>
          </div>
          <Day date={dueOn} today={today} />
        </li>
      ))}
    </ul>
  )
}

const stepsOf = ({
  status,
  papers,
  lines,
}: Review): { kind: ReviewFactKind; label: string; because?: string }[] => {
  const isOver = status === 'draft' || status === 'abandoned'
  const missing = papers.filter(({ isRequired, receivedOn }) => isRequired && receivedOn === null).length
  const isChecked = ['complete', 'under-review', 'before-committee', 'adjourned'].includes(status)
  const held = lines.some(({ state }) => state === 'granted' || state === 'on-agenda')
  return [
    {
      kind: 'assign',
      label: 'Confier l’instruction',
      ...(status === 'abandoned' ? { because: 'Ce dossier est abandonné.' } : {}),
    },
    {
      kind: 'complete',
      label: 'Dossier complet',
      ...(missing > 0
        ? { because: `Il manque ${missing} document${missing > 1 ? 's' : ''} que demande le produit.` }
        : status === 'filed' || status === 'incomplete'
          ? {}
          : { because: isOver ? 'Déposez d’abord le dossier.' : 'Le dossier est déjà complet.' }),
    },
    {
      kind: 'opinion',
      label: 'Donner un avis',
      ...(isChecked ? {} : { because: 'L’avis se donne sur un dossier complet, avant la décision.' }),
    },
    ...(status === 'abandoned' || status === 'refused' || status === 'granted' || status === 'partly-granted'
      ? [{ kind: 'reopen' as const, label: 'Rouvrir le dossier' }]
      : [
          {
            kind: 'abandon' as const,
            label: 'Classer : abandonné',
            ...(held ? { because: 'Une ligne est accordée ou inscrite à une séance.' } : {}),
          },
        ]),
  ]
}
