import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { decideReview, type KnownObjective } from '#domain/measures/objectives.ts'
import { record } from '#server/journal.ts'
import { findReachable, holdMeasure } from '#server/measures/hold-measure.ts'
import { recordMeasureFact } from '#server/measures/record-fact.ts'
import {
  insertEvaluations,
  listEvaluations,
  listObjectives,
  touchObjective,
} from '#server/support-plan/plan-store.ts'
import { findReview, insertReview, updateReview } from '#server/support-plan/review-store.ts'
import { settleClosedObjectives } from '#server/support-plan/tell-late-actions.ts'
import { type Acting, useCase } from '#server/use-case.ts'

/** The review is one act: its fact moves the measure on, its evaluations move the objectives, in one transaction. */
export const holdReview = useCase(
  contract.supportPlan.holdReview,
  async (context, { measureId, version, on, evaluations, householdWords, nextSteps }) => {
    const { today, refuse } = context
    const held = await holdMeasure(context, 'write-measure', { measureId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const evaluatedIds = evaluations.map(({ objectiveId }) => objectiveId)
    const refusal = decideReview(await knownObjectives(context, measureId), evaluatedIds, on, today)
    if (refusal) return refuse(refusal)
    const recorded = await recordMeasureFact(context, { measureId, fact: { kind: 'reviewed', on } })
    if (recorded.refused) return refuse(recorded.refused)
    const reviewId = randomUUIDv7()
    await insertReview(context, {
      id: reviewId,
      measureId,
      eventId: recorded.factId,
      householdWords,
      nextSteps,
    })
    await insertEvaluations(
      context,
      evaluations.map((evaluation) => ({ id: randomUUIDv7(), reviewId, on, ...evaluation })),
    )
    for (const objectiveId of evaluatedIds) await touchObjective(context, objectiveId)
    await settleClosedObjectives(context, evaluations)
    return { reviewId, version: recorded.version }
  },
)

const knownObjectives = async (context: Acting, measureId: string): Promise<KnownObjective[]> => {
  const evaluations = await listEvaluations(context, measureId)
  return (await listObjectives(context, measureId)).map(({ id, openedOn }) => ({
    id,
    openedOn,
    evaluations: evaluations.filter(({ objectiveId }) => objectiveId === id),
  }))
}

export const changeReview = useCase(
  contract.supportPlan.changeReview,
  async (context, { reviewId, version, ...words }) => {
    const review = await findReview(context, reviewId)
    const measure = review && (await findReachable(context, 'write-measure', review.measureId))
    if (!review || !measure) return context.refuse('unknown-record')
    if (review.version !== version) return context.refuse('stale-version', review)
    const next = await updateReview(context, reviewId, words)
    await record(context, {
      act: 'review-changed',
      subject: { kind: 'measure-review', id: reviewId },
      householdId: measure.householdId,
      after: { on: review.on },
    })
    return { version: next }
  },
)
