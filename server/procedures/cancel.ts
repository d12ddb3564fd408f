import { contract } from '#contract/index.ts'
import { decideCancellation } from '#domain/procedures/decide.ts'
import { wholeAct } from '#domain/procedures/journal-words.ts'
import { record } from '#server/journal.ts'
import { holdProcedure } from '#server/procedures/hold.ts'
import { detailsOf } from '#server/procedures/record-fact.ts'
import { activeFacts, refreshProcedures } from '#server/procedures/refresh.ts'
import { useCase } from '#server/use-case.ts'
import { markFactCancelled, updateProcedure } from './store.ts'

export const cancelFact = useCase(
  contract.procedures.cancelFact,
  async (context, { factId, reason, ...named }) => {
    const { tx, actor, today, now, refuse } = context
    const held = await holdProcedure(context, named)
    if (held.refused) return refuse(held.refused, held.current)
    const { procedure, definition, facts, law } = held
    const fact = facts.find(({ id }) => id === factId)
    if (!fact) return refuse('unknown-record')
    if (fact.cancelled) return refuse('already-cancelled')
    const asked = { definition, opened: procedure, law, today }
    const refused = decideCancellation(asked, activeFacts(facts), factId)
    if (refused) return refuse('contradicts-later', detailsOf(definition, refused))
    const { organisationId, membershipId } = actor
    await markFactCancelled(tx, organisationId, factId, { at: now, by: membershipId, reason })
    const version = await updateProcedure(tx, organisationId, procedure.id, null)
    await record(context, {
      act: wholeAct(procedure.kind, 'fact-cancelled'),
      subject: { kind: 'procedure', id: procedure.id },
      householdId: procedure.householdId,
      before: { event: fact.event, on: fact.on },
    })
    const [drawn] = await refreshProcedures(context, [procedure.id], law)
    return { version, state: drawn?.derived.state ?? definition.start }
  },
)

export const cancel = useCase(contract.procedures.cancel, async (context, { reason, ...named }) => {
  const { tx, actor, now, refuse } = context
  const held = await holdProcedure(context, named)
  if (held.refused) return refuse(held.refused, held.current)
  const { procedure, law } = held
  const version = await updateProcedure(tx, actor.organisationId, procedure.id, {
    cancelledAt: now,
    cancelledBy: actor.membershipId,
    cancelledReason: reason,
  })
  await record(context, {
    act: wholeAct(procedure.kind, 'cancelled'),
    subject: { kind: 'procedure', id: procedure.id },
    householdId: procedure.householdId,
    before: { kind: procedure.kind, openedOn: procedure.openedOn },
  })
  await refreshProcedures(context, [procedure.id], law)
  return { version }
})
