import { contract } from '#contract/index.ts'
import { checkFields, decideCircumstances } from '#domain/procedures/decide.ts'
import { wholeAct } from '#domain/procedures/journal-words.ts'
import { record } from '#server/journal.ts'
import { holdProcedure } from '#server/procedures/hold.ts'
import { detailsOf } from '#server/procedures/record-fact.ts'
import { activeFacts, refreshProcedures } from '#server/procedures/refresh.ts'
import { type PlanTurn, tellProceduresOfPlans } from '#server/procedures/tell-plans.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { listProcedures, updateProcedure } from './store.ts'

export const changeCircumstances = useCase(
  contract.procedures.changeCircumstances,
  async (context, { circumstances, ...named }) => {
    const { tx, actor, today, refuse } = context
    const held = await holdProcedure(context, named)
    if (held.refused) return refuse(held.refused, held.current)
    const { procedure, definition, facts, law } = held
    const problem = checkFields(definition.circumstances, circumstances, procedure.openedOn)
    if (problem) return refuse('field-refused', { field: problem.key, because: problem.problem })
    const asked = { definition, opened: procedure, law, today }
    const refused = decideCircumstances(asked, activeFacts(facts), circumstances)
    if (refused) return refuse('contradicts-later', detailsOf(definition, refused))
    const version = await updateProcedure(tx, actor.organisationId, procedure.id, { circumstances })
    await record(context, {
      act: wholeAct(procedure.kind, 'corrected'),
      subject: { kind: 'procedure', id: procedure.id },
      householdId: procedure.householdId,
    })
    await refreshProcedures(context, [procedure.id], law)
    return { version }
  },
)

export const followPlan = useCase(contract.procedures.followPlan, async (context, { planId, ...named }) => {
  const { tx, actor, refuse } = context
  const held = await holdProcedure(context, named)
  if (held.refused) return refuse(held.refused, held.current)
  const { procedure, law } = held
  if (procedure.kind !== 'eviction') return refuse('no-delays')
  if (planId && !(await isPlanOf(context, procedure.householdId, planId))) return refuse('unknown-record')
  await updateProcedure(tx, actor.organisationId, procedure.id, { planId })
  await record(context, {
    act: wholeAct(procedure.kind, 'plan-followed'),
    subject: { kind: 'procedure', id: procedure.id },
    householdId: procedure.householdId,
    after: { planId },
  })
  await refreshProcedures(context, [procedure.id], law)
  if (planId) await tellProceduresOfPlans(context, await turnsSoFar(context, planId))
  return { version: await versionOf(context, procedure.id) }
})

/** A plan designated late has perhaps missed an instalment already. */
const turnsSoFar = async ({ tx, actor }: Acting, planId: string): Promise<PlanTurn[]> => {
  const course = await tx
    .selectFrom('plan_course')
    .where('organisation_id', '=', actor.organisationId)
    .where('plan_id', '=', planId)
    .where('state', 'in', ['missed', 'lapsed'])
    .select('breached_on as on')
    .executeTakeFirst()
  return course?.on ? [{ planId, turn: 'missed', on: course.on, missed: 'instalment' }] : []
}

const versionOf = async ({ tx, actor }: Acting, procedureId: string): Promise<number> => {
  const [procedure] = await listProcedures(tx, actor.organisationId, [procedureId])
  return procedure?.version ?? 1
}

const isPlanOf = async ({ tx, actor }: Acting, householdId: string, planId: string): Promise<boolean> =>
  (await tx
    .selectFrom('repayment_plan')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('id', '=', planId)
    .select('id')
    .executeTakeFirst()) !== undefined
