import type { Action } from '#domain/access.ts'
import { deriveMeasure } from '#domain/measures/derive.ts'
import { openStatuses } from '#domain/measures/kinds.ts'
import type { FoundMeasure } from '#server/measures/find-measure.ts'
import { findReachable } from '#server/measures/hold-measure.ts'
import {
  type FoundAction,
  findAction,
  findObjective,
  type ObjectiveRow,
} from '#server/support-plan/plan-store.ts'
import type { Acting } from '#server/use-case.ts'

type Gone = { refused: 'unknown-record' | 'stale-version'; current?: unknown }
export type Held<T> = (T & { measure: FoundMeasure; refused?: undefined }) | Gone

/** Whether its plan may still change: nothing is added to a measure that is over. */
export const isMeasureOpen = ({ definition, facts }: FoundMeasure, today: Acting['today']): boolean =>
  (openStatuses as readonly string[]).includes(deriveMeasure(definition, facts, today).status)

/** An objective of a measure within the caller's reach, locked, if it is still as it was read. */
export const holdObjective = async (
  context: Acting,
  action: Action,
  { objectiveId, version }: { objectiveId: string; version?: number },
): Promise<Held<{ objective: ObjectiveRow }>> => {
  const objective = await findObjective(context, objectiveId)
  const measure = objective && (await findReachable(context, action, objective.measureId))
  if (!objective || !measure) return { refused: 'unknown-record' }
  if (version !== undefined && objective.version !== version)
    return { refused: 'stale-version', current: objective }
  return { objective, measure }
}

export const holdAction = async (
  context: Acting,
  { actionId, version }: { actionId: string; version: number },
): Promise<Held<{ action: FoundAction }>> => {
  const action = await findAction(context, actionId)
  const measure = action && (await findReachable(context, 'write-measure', action.measureId))
  if (!action || !measure) return { refused: 'unknown-record' }
  if (action.version !== version) return { refused: 'stale-version', current: action }
  return { action, measure }
}
