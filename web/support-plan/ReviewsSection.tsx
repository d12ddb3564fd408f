import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReviewView, SupportPlanView } from '#contract/support-plan-shapes.ts'
import { objectiveResultLabels } from '#domain/measures/objectives.ts'
import { objectiveKindLabels } from '#domain/programmes/kinds.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { HoldReviewForm } from '#web/support-plan/HoldReviewForm.tsx'
import { ReviewWordsForm } from '#web/support-plan/ReviewWordsForm.tsx'
import { resultSignals } from '#web/support-plan/result-signals.ts'
import classes from '#web/support-plan/support-plan.module.css'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { Timeline } from '#web/ui/Timeline.tsx'

type Props = { measureId: string; plan: SupportPlanView }

export const ReviewsSection = ({ measureId, plan }: Props) => {
  const [isHolding, setHolding] = useState(false)
  const [correcting, setCorrecting] = useState<ReviewView>()
  const today = useToday()
  const may = useAccess('write-measure')
  const { reviews, nextReviewOn, reviewBecause } = plan
  return (
    <Section
      title="Bilans"
      aside={
        nextReviewOn && (
          <>
            {nextReviewOn < today && <Signal kind="late">En retard</Signal>} Prochain pour le{' '}
            <Day date={nextReviewOn} today={today} />
          </>
        )
      }
      actions={
        <ReasonedButton
          size="xs"
          because={may.because ?? reviewBecause ?? undefined}
          onClick={() => setHolding(true)}
        >
          Tenir un bilan
        </ReasonedButton>
      }
    >
      {reviews.length === 0 ? (
        <EmptyState title="Aucun bilan écrit">
          À chaque bilan : où en est chaque objectif, ce que dit le ménage, la suite. Il avance aussi la
          prochaine échéance de la mesure.
        </EmptyState>
      ) : (
        <Timeline
          label="Bilans"
          moments={reviews.map((review) => ({
            key: review.id,
            when: <Day date={review.on} />,
            title: 'Bilan',
            by: `par ${review.by}`,
            children: (
              <ReviewText
                review={review}
                plan={plan}
                onCorrect={may.allowed ? () => setCorrecting(review) : undefined}
              />
            ),
          }))}
        />
      )}
      {isHolding && <HoldReviewForm measureId={measureId} plan={plan} onClose={() => setHolding(false)} />}
      {correcting && <ReviewWordsForm review={correcting} onClose={() => setCorrecting(undefined)} />}
    </Section>
  )
}

type TextProps = { review: ReviewView; plan: SupportPlanView; onCorrect: (() => void) | undefined }

const ReviewText = ({ review, plan, onCorrect }: TextProps) => {
  const said = plan.objectives.flatMap(({ kind, evaluations }) =>
    evaluations.filter(({ reviewId }) => reviewId === review.id).map((one) => ({ kind, ...one })),
  )
  return (
    <>
      <ul className={classes.plain}>
        {said.map(({ id, kind, result, note }) => (
          <li key={id}>
            {objectiveKindLabels[kind]} :{' '}
            <Signal kind={resultSignals[result]}>{objectiveResultLabels[result].toLowerCase()}</Signal>
            {note && <p className={classes.prose}>{note}</p>}
          </li>
        ))}
      </ul>
      {review.householdWords && (
        <blockquote className={classes.words}>« {review.householdWords} »</blockquote>
      )}
      {review.nextSteps && <p className={classes.prose}>Suite : {review.nextSteps}</p>}
      {onCorrect && (
        <Button size="compact-sm" variant="subtle" onClick={onCorrect}>
          Corriger ce bilan
        </Button>
      )}
    </>
  )
}
