import type { z } from 'zod'
import { contract } from '#contract/index.ts'
import type { PlanView } from '#contract/plan-shapes.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { sixMonthlyChecks } from '#domain/plans/follow.ts'
import { permittedPlanEvents } from '#domain/plans/plan-states.ts'
import { isPlanOver } from '#domain/plans/plan-words.ts'
import { holidaysAround } from '#server/parameters/holidays.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { bodyThatDecides, suggestFacts } from '#server/plans/safety-net.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { findTenancy, listAccountLines } from './account-store.ts'
import { followOne, type StandingPlan } from './follow-one.ts'
import { findPlan, listSchedules } from './plan-store.ts'
import { listStatements } from './safety-net-store.ts'

export const getPlan = useCase(contract.plans.getPlan, async (context, { householdId, planId }) => {
  const { tx, actor, today, refuse } = context
  const plan = await findPlan(tx, actor.organisationId, householdId, planId)
  if (!plan) return refuse('unknown-record')
  const params = await readOrganisationParameters(context, today)
  const standing = await followOne(context, plan, params)
  const schedules = await listSchedules(tx, actor.organisationId, [planId], 'all')
  return {
    ...plan,
    ...courseOf(standing),
    checks: checksOf(standing, params),
    events: standing.events.map((event) => ({
      kind: event.kind,
      on: event.on,
      note: event.note,
      hasFile: event.fileId !== null,
      recordedBy: event.recordedBy,
      recordedAt: event.recordedAt.toISOString(),
    })),
    schedules: schedules.map((made) => ({ ...made, madeAt: made.madeAt.toISOString() })),
    safetyNet: await safetyNetOf(context, standing, params),
  }
})

const courseOf = ({ events, progress }: StandingPlan) => {
  const { state, since, ...course } = progress
  const recorded = new Set(events.map(({ kind }) => kind))
  return {
    ...course,
    state,
    stateSince: since,
    permittedEvents: permittedPlanEvents[state].filter((kind) => !recorded.has(kind)),
    mayRenegotiate: !isPlanOver(state) && progress.remainingCents > 0,
  }
}

/** From the day the plan came into force; before, nothing is to be checked. */
const checksOf = ({ events, schedule, progress }: StandingPlan, params: ParameterReader) => {
  const activeOn = activeDayOf(events, progress.state)
  const lastDueOn = schedule.at(-1)?.dueOn
  if (!activeOn || !lastDueOn) return []
  return sixMonthlyChecks(activeOn, lastDueOn, holidaysAround(activeOn), params).map(({ dueOn, why }) => ({
    dueOn,
    why,
  }))
}

export const activeDayOf = (
  events: StandingPlan['events'],
  state: StandingPlan['progress']['state'],
): StandingPlan['plan']['debtOn'] | undefined => {
  if (!['active', 'missed', 'caught-up'].includes(state)) return undefined
  const days = events
    .filter(({ kind }) => kind === 'signed-by-tenant' || kind === 'signed-by-landlord' || kind === 'approved')
    .map(({ on }) => on)
  return days.toSorted().at(-1)
}

const safetyNetOf = async (
  { tx, actor, today }: Acting,
  { plan }: StandingPlan,
  params: ParameterReader,
): Promise<z.input<typeof PlanView>['safetyNet']> => {
  const { organisationId } = actor
  const tenancy = await findTenancy(tx, organisationId, plan.householdId, plan.tenancyId)
  const lines = await listAccountLines(tx, organisationId, plan.tenancyId, today)
  const statements = await listStatements(tx, organisationId, plan.id)
  return {
    decidedBy: bodyThatDecides(today, tenancy?.payer ?? null, params),
    suggested: tenancy
      ? suggestFacts(tenancy, lines, today)
      : { paidLastMonthCents: 0, currentExpenseCents: 0, netExpenseCents: 0 },
    statements: statements.map(({ decidedOn, decidedByBody, decision, ...statement }) => ({
      ...statement,
      decision:
        decidedOn && decidedByBody && decision
          ? { on: decidedOn, by: decidedByBody, outcome: decision }
          : null,
    })),
  }
}
