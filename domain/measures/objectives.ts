import type { PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

/** Who acts in one plan: several services around one household (seed 004). */
const serviceRows = {
  housing: 'Logement',
  social: 'Social',
  legal: 'Juridique',
  'training-and-work': 'Formation, emploi',
  health: 'Santé',
  budget: 'Budget',
  other: 'Autre',
} as const
export type PlanService = keyof typeof serviceRows
export const planServices = Object.keys(serviceRows) as PlanService[]
export const planServiceLabels: Labels<PlanService> = serviceRows

const resultRows = {
  reached: 'Atteint',
  progress: 'En progrès',
  stalled: 'Au point mort',
  dropped: 'Abandonné',
} as const
export type ObjectiveResult = keyof typeof resultRows
export const objectiveResults = Object.keys(resultRows) as ObjectiveResult[]
export const objectiveResultLabels: Labels<ObjectiveResult> = resultRows

/** An evaluation, in the order it was recorded: of two on one day, the later one stands. */
export type Evaluation = { on: PlainDate; result: ObjectiveResult }

export type ObjectiveState = {
  /** Null until it is evaluated. */
  result: ObjectiveResult | null
  closedOn: PlainDate | null
}

export const closesObjective = (result: ObjectiveResult): boolean =>
  result === 'reached' || result === 'dropped'

/** Where an objective stands: its last evaluation says so, and one that is taken up again is open again. */
export const objectiveStateOf = (evaluations: readonly Evaluation[]): ObjectiveState => {
  const last = evaluations
    .map((evaluation, order) => ({ ...evaluation, order }))
    .toSorted((a, b) => (a.on === b.on ? a.order - b.order : a.on < b.on ? -1 : 1))
    .at(-1)
  return last
    ? { result: last.result, closedOn: closesObjective(last.result) ? last.on : null }
    : { result: null, closedOn: null }
}

export const isActionLate = (
  action: { dueOn: PlainDate | null; closedOn: PlainDate | null },
  today: PlainDate,
): boolean => action.closedOn === null && action.dueOn !== null && action.dueOn < today

export type KnownObjective = { id: string; openedOn: PlainDate; evaluations: readonly Evaluation[] }
export type EvaluationRefusal = 'in-the-future' | 'before-opening' | 'before-last-evaluation'

/** Whether an objective may be evaluated on a day: never before it was opened, nor before what was last said of it. */
export const decideEvaluation = (
  { openedOn, evaluations }: Omit<KnownObjective, 'id'>,
  on: PlainDate,
  today: PlainDate,
): EvaluationRefusal | undefined => {
  if (on > today) return 'in-the-future'
  if (on < openedOn) return 'before-opening'
  return evaluations.some((evaluation) => evaluation.on > on) ? 'before-last-evaluation' : undefined
}

export type ReviewRefusal = EvaluationRefusal | 'unknown-objective' | 'not-all-evaluated'

/** A review looks at every objective that is open on its day, each once; it may take up a closed one. */
export const decideReview = (
  objectives: readonly KnownObjective[],
  evaluatedIds: readonly string[],
  on: PlainDate,
  today: PlainDate,
): ReviewRefusal | undefined => {
  const evaluated = new Set(evaluatedIds)
  const known = new Map(objectives.map((objective) => [objective.id, objective]))
  if (evaluated.size !== evaluatedIds.length || evaluatedIds.some((id) => !known.has(id)))
    return 'unknown-objective'
  const forgotten = objectives.some(
    ({ id, openedOn, evaluations }) =>
      openedOn <= on && objectiveStateOf(evaluations).closedOn === null && !evaluated.has(id),
  )
  if (forgotten) return 'not-all-evaluated'
  for (const id of evaluatedIds) {
    const objective = known.get(id)
    const refusal = objective && decideEvaluation(objective, on, today)
    if (refusal) return refusal
  }
  return on > today ? 'in-the-future' : undefined
}
