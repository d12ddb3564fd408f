import { sql } from 'kysely'
import type { WorklistFilters } from '#contract/arrears.ts'
import { conditionOf, type Reader } from '#server/arrears/worklist-store.ts'

/** The households of a filtered worklist, each once, up to a limit. */
export const householdsOfWorklist = async (
  reader: Reader,
  filters: WorklistFilters,
  limit: number,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select distinct s.household_id as id from arrears_state s
    where ${conditionOf(reader, filters)} limit ${limit}`.execute(reader.tx)
  return rows.map(({ id }) => id)
}
