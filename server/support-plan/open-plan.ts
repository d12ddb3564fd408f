import { contract } from '#contract/index.ts'
import type { ObjectiveView, SupportPlanView } from '#contract/support-plan-shapes.ts'
import { contractPapers } from '#contract/support-plan-shapes.ts'
import { deriveMeasure } from '#domain/measures/derive.ts'
import { isActionLate, objectiveStateOf } from '#domain/measures/objectives.ts'
import { nextSteps } from '#domain/measures/steps.ts'
import { readCircumstances } from '#server/measures/circumstances.ts'
import type { FoundMeasure } from '#server/measures/find-measure.ts'
import { findReachable } from '#server/measures/hold-measure.ts'
import { isMeasureOpen } from '#server/support-plan/hold-plan.ts'
import { kindsOf } from '#server/support-plan/objectives.ts'
import { listActions, listEvaluations, listObjectives } from '#server/support-plan/plan-store.ts'
import { findRecipient } from '#server/support-plan/recipient.ts'
import { listReportViews } from '#server/support-plan/report-store.ts'
import { listReviews } from '#server/support-plan/review-store.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const openPlan = useCase(contract.supportPlan.open, async (context, { measureId }) => {
  const measure = await findReachable(context, 'read-measure', measureId)
  if (!measure) return context.refuse('unknown-record')
  const reviews = await listReviews(context, measureId)
  return {
    measureVersion: measure.version,
    householdId: measure.householdId,
    kinds: [...kindsOf(measure)],
    objectives: await readObjectives(context, measureId),
    reviews: reviews.map(({ measureId: _, ...review }) => review),
    ...(await readCourse(context, measure)),
    papers: await readPapers(context, measure),
    reports: await listReportViews(context, measureId),
    recipient: (await findRecipient(context, measureId)) ?? null,
    required: measure.definition.documents.map(({ kind }) => kind),
  }
})

export const readObjectives = async (context: Acting, measureId: string): Promise<ObjectiveView[]> => {
  const evaluations = await listEvaluations(context, measureId)
  const actions = await listActions(context, measureId)
  return (await listObjectives(context, measureId)).map(({ measureId: _, ...objective }) => {
    const own = evaluations.filter(({ objectiveId }) => objectiveId === objective.id)
    const state = objectiveStateOf(own)
    return {
      ...objective,
      ...state,
      evaluations: own.map(({ objectiveId: __, ...evaluation }) => evaluation),
      actions: actions
        .filter(({ objectiveId }) => objectiveId === objective.id)
        .map(({ objectiveId: __, measureId: ___, ...action }) => ({
          ...action,
          // What was left to do for an objective that is closed is asked of nobody.
          isLate: state.closedOn === null && isActionLate(action, context.today),
        })),
    }
  })
}

const readCourse = async (
  { tx, actor, today }: Acting,
  measure: FoundMeasure,
): Promise<Pick<SupportPlanView, 'nextReviewOn' | 'closedBecause' | 'reviewBecause'>> => {
  const { definition, facts } = measure
  const derived = deriveMeasure(definition, facts, today)
  const circumstances = await readCircumstances(tx, actor.organisationId, measure)
  const step = nextSteps(definition, facts, circumstances, today).find(({ kind }) => kind === 'reviewed')
  return {
    nextReviewOn: derived.deadlines.find(({ kind }) => kind === 'review')?.dueOn ?? null,
    closedBecause: isMeasureOpen(measure, today)
      ? null
      : contract.supportPlan.addObjective.refusals['measure-closed'],
    reviewBecause: step ? step.refusal : 'Un bilan se tient une fois l’accompagnement commencé.',
  }
}

/** The contract that the programme asks for; a simple one when it asks for none. */
const readPapers = async (
  { tx, actor }: Acting,
  { id, definition }: FoundMeasure,
): Promise<SupportPlanView['papers']> => {
  const received = await tx
    .selectFrom('measure_document')
    .where('organisation_id', '=', actor.organisationId)
    .where('measure_id', '=', id)
    .select(['kind', 'received_on', 'document_id'])
    .execute()
  const asked = contractPapers.filter((paper) => definition.documents.some(({ kind }) => kind === paper))
  return (asked.length > 0 ? asked : contractPapers.slice(0, 1)).map((paper) => {
    const found = received.find(({ kind }) => kind === paper)
    return { paper, receivedOn: found?.received_on ?? null, documentId: found?.document_id ?? null }
  })
}
