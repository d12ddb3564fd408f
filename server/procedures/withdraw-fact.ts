import { decideCancellation } from '#domain/procedures/decide.ts'
import { definitionOf } from '#domain/procedures/definitions.ts'
import { wholeAct } from '#domain/procedures/journal-words.ts'
import { record } from '#server/journal.ts'
import { readProcedureLaw } from '#server/procedures/read-law.ts'
import { activeFacts, type Redrawing, refreshProcedures } from '#server/procedures/refresh.ts'
import { listFacts, listProcedures, lockProcedure, markFactCancelled, updateProcedure } from './store.ts'

/**
 * Takes back a fact that another part of the file brought about and no longer says. A fact on which later ones stand stays:
 * a person looks at that line.
 */
export const withdrawProcedureFact = async (
  context: Redrawing,
  factId: string,
  reason: string,
): Promise<void> => {
  const { tx, actor, today, now } = context
  const { organisationId } = actor
  const stored = await tx
    .selectFrom('procedure_fact')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', factId)
    .select('procedure_id as procedureId')
    .executeTakeFirst()
  if (!stored) return
  const { procedureId } = stored
  await lockProcedure(tx, organisationId, procedureId)
  const [procedure] = await listProcedures(tx, organisationId, [procedureId])
  const definition = procedure && definitionOf(procedure.kind)
  if (!definition || procedure.cancelledAt) return
  const facts = await listFacts(tx, organisationId, [procedureId])
  const fact = activeFacts(facts).find(({ id }) => id === factId)
  if (!fact) return
  const law = await readProcedureLaw(context)
  const asked = { definition, opened: procedure, law, today }
  if (decideCancellation(asked, activeFacts(facts), factId)) return
  await markFactCancelled(tx, organisationId, factId, {
    at: now,
    by: actor.membershipId ?? null,
    reason,
  })
  await updateProcedure(tx, organisationId, procedureId, null)
  await record(context, {
    act: wholeAct(procedure.kind, 'fact-cancelled'),
    subject: { kind: 'procedure', id: procedureId },
    householdId: procedure.householdId,
    before: { event: fact.event, on: fact.on },
    after: { reason },
  })
  await refreshProcedures(context, [procedureId], law)
}
