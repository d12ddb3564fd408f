import type { MeasureFact } from '#domain/measures/kinds.ts'
import type { WorkerPart } from '#domain/measures/lists.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import type { Tx } from '#server/db.ts'

/** Measures with the version of their programme. */
export const selectMeasures = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('measure as m')
    .innerJoin('programme_version as v', (join) =>
      join
        .onRef('v.organisation_id', '=', 'm.organisation_id')
        .onRef('v.programme_id', '=', 'm.programme_id')
        .onRef('v.number', '=', 'm.programme_number'),
    )
    .where('m.organisation_id', '=', organisationId)
    .select([
      'm.id',
      'm.household_id',
      'm.programme_id',
      'm.programme_number',
      'm.motive',
      'm.triggering_event',
      'm.prescriber_name',
      'm.meeting_weeks',
      'm.version',
      'v.definition',
    ])

export const definitionOf = ({ definition }: { definition: unknown }): ProgrammeDefinition =>
  definition as ProgrammeDefinition

type FactRow = { id: string; kind: string; on_date: PlainDate; detail: unknown }

export const factOf = (row: FactRow): MeasureFact =>
  ({ ...(row.detail as object), id: row.id, kind: row.kind, on: row.on_date }) as MeasureFact

/** The facts that stand, by measure; those cancelled are left out. */
export const listFactsOf = async (
  tx: Tx,
  organisationId: string,
  measureIds: readonly string[],
): Promise<Map<string, MeasureFact[]>> => {
  const rows = await tx
    .selectFrom('measure_event')
    .where('organisation_id', '=', organisationId)
    .where('measure_id', 'in', measureIds)
    .where('cancelled_at', 'is', null)
    .select(['id', 'measure_id', 'kind', 'on_date', 'detail'])
    .orderBy('on_date')
    .orderBy('id')
    .execute()
  const facts = new Map<string, MeasureFact[]>()
  for (const row of rows) facts.set(row.measure_id, [...(facts.get(row.measure_id) ?? []), factOf(row)])
  return facts
}

export type MeasureWorker = {
  measureId: string
  membershipId: string
  name: string
  part: WorkerPart
  fromOn: PlainDate
  untilOn: PlainDate | null
}

export const listWorkersOf = async (
  tx: Tx,
  organisationId: string,
  measureIds: readonly string[],
): Promise<MeasureWorker[]> => {
  const rows = await tx
    .selectFrom('measure_worker as w')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'w.organisation_id').onRef('m.id', '=', 'w.membership_id'),
    )
    .where('w.organisation_id', '=', organisationId)
    .where('w.measure_id', 'in', measureIds)
    .select([
      'w.measure_id as measureId',
      'w.membership_id as membershipId',
      'm.name',
      'w.part',
      'w.from_on as fromOn',
      'w.until_on as untilOn',
    ])
    .orderBy('w.from_on')
    .orderBy('w.membership_id')
    .execute()
  return rows.map(({ part, ...row }) => ({ ...row, part: part as WorkerPart }))
}

/** Every change of a measure moves its version on. */
export const bumpVersion = async (tx: Tx, organisationId: string, measureId: string): Promise<number> => {
  const { version } = await tx
    .updateTable('measure')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', measureId)
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}
