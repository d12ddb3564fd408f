import { sql } from 'kysely'
import type { Circumstances, OtherMeasure } from '#domain/measures/decide.ts'
import { runningStatuses } from '#domain/measures/kinds.ts'
import type { RequiredDocumentKind } from '#domain/programmes/kinds.ts'
import type { Tx } from '#server/db.ts'
import type { FoundMeasure } from '#server/measures/find-measure.ts'

/** What stands around a measure: the household's others, its papers, its criteria, the places left. */
export const readCircumstances = async (
  tx: Tx,
  organisationId: string,
  measure: Pick<FoundMeasure, 'id' | 'householdId' | 'programmeId'>,
): Promise<Circumstances> => ({
  programmeId: measure.programmeId,
  others: await listOthers(tx, organisationId, measure),
  documents: await listPaperKinds(tx, organisationId, measure.id),
  eligibility: await readEligibilityState(tx, organisationId, measure.id),
  runningInProgramme: await countRunning(tx, organisationId, measure.programmeId, measure.id),
})

/**
 * Held until the end of the transaction before a measure starts: two measures of one household, or the last place of a
 * programme, are not decided at the same time by two people.
 */
export const lockStart = async (
  tx: Tx,
  organisationId: string,
  { householdId, programmeId }: Pick<FoundMeasure, 'householdId' | 'programmeId'>,
): Promise<void> => {
  const lock = (table: 'household' | 'programme', id: string) =>
    tx
      .selectFrom(table)
      .where('organisation_id', '=', organisationId)
      .where('id', '=', id)
      .select('id')
      .forNoKeyUpdate()
      .execute()
  await lock('programme', programmeId)
  await lock('household', householdId)
}

const listOthers = async (
  tx: Tx,
  organisationId: string,
  { id, householdId }: Pick<FoundMeasure, 'id' | 'householdId'>,
): Promise<OtherMeasure[]> => {
  const { rows } = await sql<OtherMeasure>`
    select s.programme_id as "programmeId", v.family, v.definition->>'overlap' as overlap,
      s.started_on as "startedOn", s.ended_on as "endedOn"
    from measure_standing s
    join measure m on m.organisation_id = s.organisation_id and m.id = s.measure_id
    join programme_version v on v.organisation_id = m.organisation_id and v.programme_id = m.programme_id
      and v.number = m.programme_number
    where s.organisation_id = ${organisationId} and s.household_id = ${householdId} and s.measure_id <> ${id}
      and s.started_on is not null`.execute(tx)
  return rows
}

export const listPaperKinds = async (
  tx: Tx,
  organisationId: string,
  measureId: string,
): Promise<RequiredDocumentKind[]> => {
  const rows = await tx
    .selectFrom('measure_document')
    .where('organisation_id', '=', organisationId)
    .where('measure_id', '=', measureId)
    .select('kind')
    .execute()
  return rows.map(({ kind }) => kind as RequiredDocumentKind)
}

const readEligibilityState = async (
  tx: Tx,
  organisationId: string,
  measureId: string,
): Promise<Circumstances['eligibility']> => {
  const rows = await tx
    .selectFrom('measure_check')
    .where('organisation_id', '=', organisationId)
    .where('measure_id', '=', measureId)
    .where('derogated_on', 'is', null)
    .where('answer', '<>', 'yes')
    .select('answer')
    .execute()
  if (rows.some(({ answer }) => answer === 'no')) return 'refused'
  return rows.length > 0 ? 'to-check' : 'settled'
}

/** The measures of a programme that run now, but one. */
export const countRunning = async (
  tx: Tx,
  organisationId: string,
  programmeId: string,
  exceptMeasureId?: string,
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from measure_standing
    where organisation_id = ${organisationId} and programme_id = ${programmeId}
      and status = any (${[...runningStatuses]}::text[])
      and measure_id is distinct from ${exceptMeasureId ?? null}::uuid`.execute(tx)
  return rows[0]?.count ?? 0
}
