import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { objectiveStateOf } from '#domain/measures/objectives.ts'
import { record } from '#server/journal.ts'
import type { FoundMeasure } from '#server/measures/find-measure.ts'
import { holdAction, holdObjective, isMeasureOpen } from '#server/support-plan/hold-plan.ts'
import { insertAction, listEvaluations, updateAction } from '#server/support-plan/plan-store.ts'
import { settleAction, tellAction } from '#server/support-plan/tell-late-actions.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const addAction = useCase(
  contract.supportPlan.addAction,
  async (context, { objectiveId, ...facts }) => {
    const held = await holdObjective(context, 'write-measure', { objectiveId })
    if (held.refused) return context.refuse('unknown-record')
    const { measure } = held
    if (!isMeasureOpen(measure, context.today)) return context.refuse('measure-closed')
    if (await isClosed(context, measure.id, objectiveId)) return context.refuse('objective-closed')
    const id = randomUUIDv7()
    await insertAction(context, { id, objectiveId, ...facts })
    await journal(context, measure, 'plan-action-added', id, { service: facts.service, dueOn: facts.dueOn })
    await tellAction(context, measure, { id, ...facts })
    return { actionId: id }
  },
)

const isClosed = async (context: Acting, measureId: string, objectiveId: string): Promise<boolean> => {
  const evaluations = await listEvaluations(context, measureId)
  const own = evaluations.filter((evaluation) => evaluation.objectiveId === objectiveId)
  return objectiveStateOf(own).closedOn !== null
}

export const changeAction = useCase(
  contract.supportPlan.changeAction,
  async (context, { actionId, version, ...facts }) => {
    const held = await holdAction(context, { actionId, version })
    if (held.refused) return context.refuse(held.refused, held.current)
    const { action, measure } = held
    if (action.closedOn !== null) return context.refuse('already-closed')
    if (!isMeasureOpen(measure, context.today)) return context.refuse('measure-closed')
    const { dueOn, ...rest } = facts
    const next = await updateAction(context, actionId, { ...rest, due_on: dueOn })
    await journal(context, measure, 'plan-action-changed', actionId, { service: facts.service, dueOn })
    if (dueOn !== action.dueOn) await settleAction(context, action, 'La date de l’action a changé.')
    await tellAction(context, measure, { id: actionId, ...facts })
    return { version: next }
  },
)

export const closeAction = useCase(
  contract.supportPlan.closeAction,
  async (context, { actionId, version, as, on, outcome }) => {
    const held = await holdAction(context, { actionId, version })
    if (held.refused) return context.refuse(held.refused, held.current)
    const { action, measure } = held
    if (action.closedOn !== null) return context.refuse('already-closed')
    if (on > context.today) return context.refuse('in-the-future')
    const next = await updateAction(context, actionId, { closed_as: as, closed_on: on, outcome })
    await journal(context, measure, 'plan-action-closed', actionId, { as, on })
    await settleAction(context, action, as === 'done' ? 'L’action est faite.' : 'L’action est abandonnée.')
    return { version: next }
  },
)

export const reopenAction = useCase(contract.supportPlan.reopenAction, async (context, asked) => {
  const held = await holdAction(context, asked)
  if (held.refused) return context.refuse(held.refused, held.current)
  const { action, measure } = held
  if (action.closedOn === null) return context.refuse('not-closed')
  if (!isMeasureOpen(measure, context.today)) return context.refuse('measure-closed')
  const version = await updateAction(context, action.id, { closed_as: null, closed_on: null, outcome: null })
  await journal(context, measure, 'plan-action-reopened', action.id, {})
  return { version }
})

type Act = 'plan-action-added' | 'plan-action-changed' | 'plan-action-closed' | 'plan-action-reopened'

/** Who does what stays with the action: its words may say something of the household. */
const journal = (context: Acting, { householdId }: FoundMeasure, act: Act, id: string, after: object) =>
  record(context, { act, subject: { kind: 'objective-action', id }, householdId, after })
