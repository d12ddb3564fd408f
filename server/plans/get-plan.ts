import type { z } from 'zod'
import { contract } from '#contract/index.ts'
import type { PlanView } from '#contract/plan-shapes.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { explainRemaining } from '#domain/plans/explain-remaining.ts'
import { sixMonthlyChecks } from '#domain/plans/follow.ts'
import { permittedPlanEvents } from '#domain/plans/plan-states.ts'
import { notRenegotiable, whyNotRenegotiable } from '#domain/plans/renegotiate.ts'
import { totalOf } from '#domain/plans/schedule.ts'
import { type ScheduleChange, scheduleChanges } from '#domain/plans/schedule-versions.ts'
import { holidaysAround } from '#server/parameters/holidays.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { permittedEventsOf } from '#server/plans/record-version-event.ts'
import { bodyThatDecides, suggestFacts } from '#server/plans/safety-net.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { findTenancy, listAccountLines } from './account-store.ts'
import { followOne, type StandingPlan, type StandingVersion } from './follow-one.ts'
import { findPlan } from './plan-store.ts'
import { listStatements } from './safety-net-store.ts'

export const getPlan = useCase(contract.plans.getPlan, async (context, { householdId, planId }) => {
  const { tx, actor, today, refuse } = context
  const plan = await findPlan(tx, actor.organisationId, householdId, planId)
  if (!plan) return refuse('unknown-record')
  const params = await readOrganisationParameters(context, today)
  const standing = await followOne(context, plan, params)
  return {
    ...plan,
    ...courseOf(standing, today),
    checks: checksOf(standing, params),
    events: standing.events.map((event) => ({
      kind: event.kind,
      on: event.on,
      note: event.note,
      hasFile: event.fileId !== null,
      recordedBy: event.recordedBy,
      recordedAt: event.recordedAt.toISOString(),
    })),
    schedules: standing.versions.map((version) => versionOf(standing, version)),
    safetyNet: await safetyNetOf(context, standing, params),
  }
})

const courseOf = (
  { events, schedule, scheduleNumber, pending, progress }: StandingPlan,
  today: PlainDate,
) => {
  const { state, since, writeOffs, ...course } = progress
  const recorded = new Set(events.map(({ kind }) => kind))
  const closed = whyNotRenegotiable(state, pending !== undefined)
  return {
    ...course,
    state,
    stateSince: since,
    writtenOffCents: writeOffs.instalmentsCents,
    remainingExplained: explainRemaining(totalOf(schedule), progress, today),
    permittedEvents: permittedPlanEvents[state].filter((kind) => !recorded.has(kind)),
    notRenegotiable: closed ? notRenegotiable[closed] : null,
    scheduleNumber,
    pendingNumber: pending?.made.number ?? null,
  }
}

/** Against the version it replaces, or would replace. */
export const changesOf = ({ versions }: StandingPlan, { made }: StandingVersion): ScheduleChange[] => {
  const replaced = versions.findLast(
    ({ made: earlier, standing }) => earlier.number < made.number && standing.inForceOn !== null,
  )
  return replaced ? scheduleChanges(replaced.made, made) : []
}

const versionOf = (plan: StandingPlan, version: StandingVersion) => {
  const { made, standing } = version
  return {
    number: made.number,
    reason: made.reason,
    effectiveOn: made.effectiveOn,
    madeBy: made.madeBy,
    madeAt: made.madeAt.toISOString(),
    rows: made.rows,
    state: standing.state,
    stateSince: standing.since,
    needsPayerApproval: made.needsPayerApproval,
    changes: changesOf(plan, version),
    events: made.events.map(({ fileId, ...event }) => ({ ...event, hasFile: fileId !== null })),
    permittedEvents: permittedEventsOf(plan, version),
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
