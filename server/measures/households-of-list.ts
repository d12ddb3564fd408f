import { sql } from 'kysely'
import type { MeasureFilters } from '#contract/measure-shapes.ts'
import { conditionOf, type Reader } from '#server/measures/list-store.ts'

/** The households of a filtered list of measures, each once, up to a limit. */
export const householdsOfList = async (
  reader: Reader,
  filters: MeasureFilters,
  limit: number,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select distinct s.household_id as id from measure_standing s
    where ${conditionOf(reader, filters)} limit ${limit}`.execute(reader.tx)
  return rows.map(({ id }) => id)
}
