import { endingStages, type ProjectStage, projectStages } from '#domain/housing-projects/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'

export type DatedStage = { kind: ProjectStage; expectedOn: PlainDate | null; reachedOn: PlainDate | null }

export type ProjectStanding = {
  /** The furthest stage reached; null while nothing is. */
  stage: ProjectStage | null
  stageOn: PlainDate | null
  /** The nearest expected day among the stages still to come. */
  next: { kind: ProjectStage; expectedOn: PlainDate } | null
  isLate: boolean
  isOver: boolean
}

const rankOf = (kind: ProjectStage) => projectStages.indexOf(kind)

/** Where a project stands on a day, from its dated stages. */
export const standProject = (stages: readonly DatedStage[], today: PlainDate): ProjectStanding => {
  const reached = stages
    .filter(({ reachedOn }) => reachedOn !== null)
    .toSorted((a, b) => rankOf(b.kind) - rankOf(a.kind))
  const [last] = reached
  const isOver = last !== undefined && (endingStages as readonly ProjectStage[]).includes(last.kind)
  const [next] = isOver ? [] : expected(stages, last ? rankOf(last.kind) : -1)
  return {
    stage: last?.kind ?? null,
    stageOn: last?.reachedOn ?? null,
    next: next ?? null,
    isLate: next !== undefined && next.expectedOn < today,
    isOver,
  }
}

const expected = (stages: readonly DatedStage[], after: number) =>
  stages
    .flatMap(({ kind, expectedOn, reachedOn }) =>
      expectedOn !== null && reachedOn === null && rankOf(kind) > after ? [{ kind, expectedOn }] : [],
    )
    .toSorted((a, b) => (a.expectedOn < b.expectedOn ? -1 : a.expectedOn > b.expectedOn ? 1 : 0))

export const stageRefusals = {
  'in-the-future': 'Une étape se note quand elle est franchie : cette date est à venir.',
  'out-of-order': 'Cette date contredit celle d’une autre étape : elles se suivent dans l’ordre.',
} as const
export type StageRefusal = keyof typeof stageRefusals

/** Whether a stage may be written so: none is reached tomorrow, nor before one that comes earlier in the line. */
export const decideStage = (
  stages: readonly DatedStage[],
  { kind, reachedOn }: DatedStage,
  today: PlainDate,
): { outcome: 'accepted' } | { outcome: 'refused'; reason: StageRefusal } => {
  if (reachedOn === null) return { outcome: 'accepted' }
  if (reachedOn > today) return { outcome: 'refused', reason: 'in-the-future' }
  // A project is abandoned from wherever it is.
  if (kind === 'abandoned') return { outcome: 'accepted' }
  const contradicts = stages.some(
    (other) =>
      other.reachedOn !== null &&
      other.kind !== 'abandoned' &&
      ((rankOf(other.kind) < rankOf(kind) && other.reachedOn > reachedOn) ||
        (rankOf(other.kind) > rankOf(kind) && other.reachedOn < reachedOn)),
  )
  return contradicts ? { outcome: 'refused', reason: 'out-of-order' } : { outcome: 'accepted' }
}
