import type { Action } from '#domain/access.ts'
import { type FoundMeasure, findMeasure, findMeasureForUpdate } from '#server/measures/find-measure.ts'
import { mayReach } from '#server/reach.ts'
import type { Acting } from '#server/use-case.ts'

/** A measure whose household is within the caller's reach; what is out of reach does not exist. */
export const findReachable = async (
  context: Acting,
  action: Action,
  measureId: string,
): Promise<FoundMeasure | undefined> => {
  const measure = await findMeasure(context.tx, context.actor.organisationId, measureId)
  return measure && (await mayReach(context, action, measure.householdId)) ? measure : undefined
}

export type HeldMeasure =
  | { measure: FoundMeasure; refused?: undefined }
  | { refused: 'unknown-record' | 'stale-version'; current?: { version: number } }

/** The measure to change, held until the end of the transaction, if it is still as it was read. */
export const holdMeasure = async (
  context: Acting,
  action: Action,
  { measureId, version }: { measureId: string; version: number },
): Promise<HeldMeasure> => {
  const measure = await findMeasureForUpdate(context.tx, context.actor.organisationId, measureId)
  if (!measure || !(await mayReach(context, action, measure.householdId)))
    return { refused: 'unknown-record' }
  if (measure.version !== version) return { refused: 'stale-version', current: { version: measure.version } }
  return { measure }
}
