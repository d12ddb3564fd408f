import type { MeasureFact } from '#domain/measures/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import type { MeasureMotive } from '#domain/programmes/kinds.ts'
import type { Tx } from '#server/db.ts'
import {
  definitionOf,
  listFactsOf,
  listWorkersOf,
  type MeasureWorker,
  selectMeasures,
} from '#server/measures/measure-store.ts'

export type FoundMeasure = {
  id: string
  householdId: string
  programmeId: string
  programmeNumber: number
  /** The version of the programme it began with. */
  definition: ProgrammeDefinition
  motive: MeasureMotive
  triggeringEvent: string | null
  prescriberName: string | null
  meetingWeeks: number | null
  version: number
  /** Those that stand: a cancelled fact is not among them. */
  facts: MeasureFact[]
  /** Past and present, the oldest first. */
  workers: MeasureWorker[]
}

/** A measure with what its standing is derived from; undefined when the organisation has none of that name. */
export const findMeasure = async (
  tx: Tx,
  organisationId: string,
  measureId: string,
): Promise<FoundMeasure | undefined> => {
  const row = await selectMeasures(tx, organisationId).where('m.id', '=', measureId).executeTakeFirst()
  if (!row) return undefined
  const facts = await listFactsOf(tx, organisationId, [measureId])
  return {
    id: row.id,
    householdId: row.household_id,
    programmeId: row.programme_id,
    programmeNumber: row.programme_number,
    definition: definitionOf(row),
    motive: row.motive as MeasureMotive,
    triggeringEvent: row.triggering_event,
    prescriberName: row.prescriber_name,
    meetingWeeks: row.meeting_weeks,
    version: row.version,
    facts: facts.get(measureId) ?? [],
    workers: await listWorkersOf(tx, organisationId, [measureId]),
  }
}

/** The same, held until the end of the transaction: two people do not write on one measure at once. */
export const findMeasureForUpdate = async (
  tx: Tx,
  organisationId: string,
  measureId: string,
): Promise<FoundMeasure | undefined> => {
  await tx
    .selectFrom('measure')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', measureId)
    .select('id')
    .forUpdate()
    .execute()
  return findMeasure(tx, organisationId, measureId)
}

/** Who leads the measure on a day. */
export const leadOn = (workers: readonly MeasureWorker[], day: PlainDate): MeasureWorker | undefined =>
  workers.findLast(
    ({ part, fromOn, untilOn }) => part === 'lead' && fromOn <= day && (untilOn === null || untilOn >= day),
  )
