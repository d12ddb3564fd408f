import type { ApplicationEventKind } from '#domain/funding/application-facts.ts'

/** Where a file stands before its lines are looked at: `review` until every line is decided. */
export type ApplicationStage = 'draft' | 'filed' | 'incomplete' | 'complete' | 'review' | 'abandoned'

export type ApplicationTransition = {
  from: ApplicationStage
  event: ApplicationEventKind
  to: ApplicationStage
}

type Row = readonly [
  from: readonly ApplicationStage[],
  event: ApplicationEventKind,
  to: ApplicationStage | 'same',
]

const checked = ['filed', 'incomplete', 'complete', 'review'] as const

const rows: readonly Row[] = [
  [['draft'], 'filed', 'filed'],
  [['draft', ...checked], 'reviewer-assigned', 'same'],
  [checked, 'documents-asked', 'incomplete'],
  [['draft', ...checked], 'document-received', 'same'],
  [['filed', 'incomplete'], 'declared-complete', 'complete'],
  [['complete', 'review'], 'opinion-given', 'review'],
  [['complete', 'review'], 'placed-on-agenda', 'review'],
  [['review', 'incomplete', 'complete'], 'removed-from-agenda', 'same'],
  [['review', 'incomplete', 'complete'], 'line-adjourned', 'same'],
  [['complete', 'review'], 'line-granted', 'review'],
  [['complete', 'review', 'incomplete'], 'line-refused', 'review'],
  [['draft', ...checked], 'abandoned', 'abandoned'],
  [['abandoned'], 'reopened', 'filed'],
  [['review'], 'reopened', 'review'],
]

/** The steps of a file (handbook money §2.5), one line for each stage in which a fact may be recorded. */
export const applicationTransitions: readonly ApplicationTransition[] = rows.flatMap(
  ([froms, event, towards]) =>
    froms.map((from) => ({ from, event, to: towards === 'same' ? from : towards })),
)

export const applicationStepFrom = (
  stage: ApplicationStage,
  event: ApplicationEventKind,
): ApplicationTransition | undefined =>
  applicationTransitions.find((row) => row.from === stage && row.event === event)
