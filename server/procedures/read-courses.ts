import { activeFacts } from '#server/procedures/refresh.ts'
import type { Acting } from '#server/use-case.ts'
import { listFacts, listProcedures, type StoredFact, type StoredProcedure } from './store.ts'

/** Procedures with the facts that count, to draw them without writing anything. */
export const readCourses = async (
  { tx, actor }: Pick<Acting, 'tx' | 'actor'>,
  procedureIds: readonly string[],
): Promise<{ procedure: StoredProcedure; facts: StoredFact[] }[]> => {
  const facts = Map.groupBy(
    activeFacts(await listFacts(tx, actor.organisationId, procedureIds)),
    ({ procedureId }) => procedureId,
  )
  const procedures = await listProcedures(tx, actor.organisationId, procedureIds)
  return procedures.map((procedure) => ({ procedure, facts: facts.get(procedure.id) ?? [] }))
}
