import { contract } from '#contract/index.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type PlanEventKind, type PlanState, permittedPlanEvents } from '#domain/plans/plan-states.ts'
import { isPlanRunning } from '#domain/plans/plan-words.ts'
import { record } from '#server/journal.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { tellArrears } from '#server/plans/tell-arrears.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { followOne, type StandingPlan } from './follow-one.ts'
import { findPlanForUpdate, insertEvents, touchPlan } from './plan-store.ts'

export const recordPlanEvent = useCase(
  contract.plans.recordEvent,
  async (context, { householdId, planId, kind, on, note }) => {
    const { tx, actor, today, refuse } = context
    const plan = await findPlanForUpdate(tx, actor.organisationId, householdId, planId)
    if (!plan) return refuse('unknown-record')
    if (on > today) return refuse('in-the-future')
    if (on < plan.proposedOn) return refuse('before-plan')
    const params = await readOrganisationParameters(context, today)
    const before = await followOne(context, plan, params)
    const isRecorded = before.events.some((event) => event.kind === kind)
    if (isRecorded || !permittedPlanEvents[before.progress.state].includes(kind))
      return refuse('not-permitted', { state: before.progress.state })
    return { state: await writePlanEvents(context, before, [{ kind, on, note, fileId: null }], params) }
  },
)

export type PlanFact = { kind: PlanEventKind; on: PlainDate; note: string | null; fileId: string | null }

/** Writes attested facts, tells the journal and, when the plan comes into force, the arrears procedure. */
export const writePlanEvents = async (
  context: Acting,
  before: StandingPlan,
  facts: readonly PlanFact[],
  params: ParameterReader,
): Promise<PlanState> => {
  const { tx, actor } = context
  const { organisationId, membershipId } = actor
  const { id: planId, householdId, tenancyId } = before.plan
  await insertEvents(
    tx,
    organisationId,
    facts.map((fact) => ({ ...fact, planId, recordedBy: membershipId })),
  )
  await touchPlan(tx, organisationId, planId)
  const { progress } = await followOne(context, before.plan, params)
  for (const { kind, on } of facts)
    await record(context, {
      act: `repayment-plan-${kind}`,
      subject: { kind: 'repayment-plan', id: planId },
      householdId,
      before: { state: before.progress.state },
      after: { state: progress.state, on },
    })
  const cameIntoForce = !isPlanRunning(before.progress.state) && isPlanRunning(progress.state)
  const lastFact = facts.at(-1)
  if (cameIntoForce && lastFact)
    await tellArrears(context, { householdId, tenancyId, kind: 'plan-approved', on: lastFact.on })
  return progress.state
}
