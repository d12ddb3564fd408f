import type { PlainDate } from '#domain/plain-date.ts'
import { wholeAct } from '#domain/procedures/journal-words.ts'
import { raiseTask } from '#server/casework/raise-task.ts'
import { record } from '#server/journal.ts'
import { recordProcedureFact } from '#server/procedures/record-fact.ts'
import { type Redrawing, refreshProcedures } from '#server/procedures/refresh.ts'
import { listFacts, markFactCancelled, updateProcedure } from './store.ts'

/** What the ledger made of a plan since it was last followed. */
export type PlanTurn = {
  planId: string
  turn: 'missed' | 'paid-off' | 'never-missed'
  on: PlainDate
  missed: 'instalment' | 'rent'
}

/**
 * The delays that a judge granted live in a plan: the first amount unpaid ends the suspension of the clause, the debt paid
 * makes it never have applied (loi 89-462 art. 24 VII). A payment found to have come in time gives the suspension back.
 */
export const tellProceduresOfPlans = async (
  context: Redrawing,
  turns: readonly PlanTurn[],
): Promise<void> => {
  const { tx, actor } = context
  if (turns.length === 0) return
  const byPlan = new Map(turns.map((turn) => [turn.planId, turn]))
  const followed = await tx
    .selectFrom('procedure as p')
    .where('p.organisation_id', '=', actor.organisationId)
    .where('p.repayment_plan_id', 'in', [...byPlan.keys()])
    .where('p.cancelled_at', 'is', null)
    .select(['p.id', 'p.household_id as householdId', 'p.repayment_plan_id as planId'])
    .orderBy('p.id')
    .execute()
  for (const one of followed) {
    const turn = one.planId && byPlan.get(one.planId)
    if (!turn) continue
    if (turn.turn === 'never-missed') await giveBack(context, one.id, one.householdId)
    else if (turn.turn === 'missed') await loseSuspension(context, one.id, one.householdId, turn)
    else await recordProcedureFact(context, one.id, { event: 'delays-honoured', on: turn.on, detail: {} })
  }
}

const loseSuspension = async (
  context: Redrawing,
  procedureId: string,
  householdId: string,
  { on, missed }: PlanTurn,
): Promise<void> => {
  const fact = { event: 'suspension-lost', on, detail: { missed } }
  const recorded = await recordProcedureFact(context, procedureId, fact)
  if (recorded.refused) return
  await raiseTask(context, {
    householdId,
    assigneeId: null,
    kind: 'procedure-turn',
    title: 'Un paiement a manqué : la suspension de la clause est perdue. Voir le ménage et le bailleur',
    dueOn: context.today,
    originKey: `suspension-lost/${procedureId}/${on}`,
    link: `menages/${householdId}/procedures/${procedureId}`,
  })
}

const giveBack = async (context: Redrawing, procedureId: string, householdId: string): Promise<void> => {
  const { tx, actor, now } = context
  const facts = await listFacts(tx, actor.organisationId, [procedureId])
  const lost = facts.findLast(
    ({ event, recordedBy, cancelled }) =>
      event === 'suspension-lost' && recordedBy === null && cancelled === null,
  )
  // A command to quit served since then is a person's to undo.
  const isLast = lost !== undefined && facts.every((one) => one.cancelled !== null || one.on <= lost.on)
  if (!lost || !isLast) return
  const reason = 'Le compte du locataire a été corrigé : le paiement était à temps.'
  await markFactCancelled(tx, actor.organisationId, lost.id, { at: now, by: null, reason })
  await updateProcedure(tx, actor.organisationId, procedureId, null)
  await record(context, {
    act: wholeAct('eviction', 'fact-cancelled'),
    subject: { kind: 'procedure', id: procedureId },
    householdId,
    before: { event: lost.event, on: lost.on },
  })
  await refreshProcedures(context, [procedureId])
}
