import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { decideEvaluation, objectiveStateOf } from '#domain/measures/objectives.ts'
import { type ObjectiveKind, objectiveKinds } from '#domain/programmes/kinds.ts'
import { record } from '#server/journal.ts'
import type { FoundMeasure } from '#server/measures/find-measure.ts'
import { findReachable } from '#server/measures/hold-measure.ts'
import { holdObjective, isMeasureOpen } from '#server/support-plan/hold-plan.ts'
import {
  insertEvaluations,
  insertObjective,
  listEvaluations,
  listObjectives,
  touchObjective,
} from '#server/support-plan/plan-store.ts'
import { settleClosedObjectives } from '#server/support-plan/tell-late-actions.ts'
import { type Acting, useCase } from '#server/use-case.ts'

/** Those the programme works for; a programme that names none leaves the choice. */
export const kindsOf = ({ definition }: FoundMeasure): readonly ObjectiveKind[] =>
  definition.objectives.length > 0 ? definition.objectives : objectiveKinds

export const addObjective = useCase(
  contract.supportPlan.addObjective,
  async (context, { measureId, kind, openedOn, ownWords }) => {
    const { today, refuse } = context
    const measure = await findReachable(context, 'write-measure', measureId)
    if (!measure) return refuse('unknown-record')
    if (!isMeasureOpen(measure, today)) return refuse('measure-closed')
    if (openedOn > today) return refuse('in-the-future')
    if (!kindsOf(measure).includes(kind)) return refuse('kind-not-allowed')
    await lockPlan(context, measureId)
    if (await isAlreadyOpen(context, measureId, kind)) return refuse('already-open')
    const id = randomUUIDv7()
    await insertObjective(context, { id, measureId, kind, openedOn, ownWords })
    await record(context, {
      act: 'objective-added',
      subject: { kind: 'objective', id },
      householdId: measure.householdId,
      after: { kind, openedOn },
    })
    return { objectiveId: id }
  },
)

/** Two people who write on one plan do it one after the other. */
const lockPlan = async ({ tx, actor }: Acting, measureId: string) => {
  await tx
    .selectFrom('measure')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', measureId)
    .select('id')
    .forUpdate()
    .execute()
}

const isAlreadyOpen = async (context: Acting, measureId: string, kind: ObjectiveKind): Promise<boolean> => {
  const objectives = await listObjectives(context, measureId)
  const evaluations = await listEvaluations(context, measureId)
  return objectives.some(
    (one) =>
      one.kind === kind &&
      objectiveStateOf(evaluations.filter(({ objectiveId }) => objectiveId === one.id)).closedOn === null,
  )
}

export const changeObjective = useCase(
  contract.supportPlan.changeObjective,
  async (context, { ownWords, ...asked }) => {
    const held = await holdObjective(context, 'write-measure', asked)
    if (held.refused) return context.refuse(held.refused, held.current)
    if (!isMeasureOpen(held.measure, context.today)) return context.refuse('measure-closed')
    const version = await touchObjective(context, asked.objectiveId, { own_words: ownWords })
    // What the household said stays with the objective, never in the journal.
    await record(context, {
      act: 'objective-changed',
      subject: { kind: 'objective', id: asked.objectiveId },
      householdId: held.measure.householdId,
    })
    return { version }
  },
)

export const evaluateObjective = useCase(
  contract.supportPlan.evaluateObjective,
  async (context, { on, result, note, ...asked }) => {
    const { today, refuse } = context
    const held = await holdObjective(context, 'write-measure', asked)
    if (held.refused) return refuse(held.refused, held.current)
    const { objective, measure } = held
    if (!isMeasureOpen(measure, today)) return refuse('measure-closed')
    const evaluations = (await listEvaluations(context, objective.measureId)).filter(
      ({ objectiveId }) => objectiveId === objective.id,
    )
    const refusal = decideEvaluation({ openedOn: objective.openedOn, evaluations }, on, today)
    if (refusal) return refuse(refusal)
    await insertEvaluations(context, [
      { id: randomUUIDv7(), objectiveId: objective.id, reviewId: null, on, result, note },
    ])
    const version = await touchObjective(context, objective.id)
    await settleClosedObjectives(context, [{ objectiveId: objective.id, result }])
    await record(context, {
      act: 'objective-evaluated',
      subject: { kind: 'objective', id: objective.id },
      householdId: measure.householdId,
      after: { kind: objective.kind, on, result },
    })
    return { version }
  },
)
