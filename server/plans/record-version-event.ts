import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { isPlanOver } from '#domain/plans/plan-words.ts'
import { permittedVersionEvents, type VersionEventKind } from '#domain/plans/schedule-versions.ts'
import { record } from '#server/journal.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { tellArrears } from '#server/plans/tell-arrears.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { followOne, type StandingPlan, type StandingVersion } from './follow-one.ts'
import { findPlanForUpdate, touchPlan } from './plan-store.ts'
import { insertVersionEvents } from './schedule-store.ts'

export const recordVersionEvent = useCase(
  contract.plans.recordVersionEvent,
  async (context, { householdId, planId, scheduleNumber, kind, on, note }) => {
    const { tx, actor, today, refuse } = context
    const plan = await findPlanForUpdate(tx, actor.organisationId, householdId, planId)
    if (!plan) return refuse('unknown-record')
    if (on > today) return refuse('in-the-future')
    const params = await readOrganisationParameters(context, today)
    const before = await followOne(context, plan, params)
    const version = before.versions.find(({ made }) => made.number === scheduleNumber)
    if (!version) return refuse('unknown-record')
    if (on < version.made.effectiveOn) return refuse('before-plan')
    if (!permittedEventsOf(before, version).includes(kind))
      return refuse('not-permitted', { state: version.standing.state })
    const facts = [{ kind, on, note, fileId: null }]
    return { state: await writeVersionEvents(context, before, version, facts) }
  },
)

/** A plan that someone ended, or the ledger cleared, no longer waits for a version; one that lapsed meanwhile may be signed again. */
export const permittedEventsOf = (
  { progress, events }: StandingPlan,
  { made, standing }: StandingVersion,
): VersionEventKind[] => {
  const wasEnded = isPlanOver(progress.state) && !(progress.state === 'lapsed' && !isDeclared(events))
  if (wasEnded) return []
  const recorded = new Set(made.events.map(({ kind }) => kind))
  return permittedVersionEvents[standing.state].filter((kind) => !recorded.has(kind))
}

const isDeclared = (events: StandingPlan['events']): boolean =>
  events.some(({ kind }) => kind === 'declared-lapsed')

export type VersionFact = {
  kind: VersionEventKind
  on: PlainDate
  note: string | null
  fileId: string | null
}

/** Writes attested facts of a version and, when it comes into force, tells the arrears procedure of a plan agreed again. */
export const writeVersionEvents = async (
  context: Acting,
  before: StandingPlan,
  { made: { number: scheduleNumber }, standing }: StandingVersion,
  facts: readonly VersionFact[],
) => {
  const { tx, actor, today } = context
  const { organisationId, membershipId } = actor
  const { id: planId, householdId, tenancyId } = before.plan
  await insertVersionEvents(
    tx,
    organisationId,
    facts.map((fact) => ({ ...fact, planId, scheduleNumber, recordedBy: membershipId })),
  )
  await touchPlan(tx, organisationId, planId)
  const params = await readOrganisationParameters(context, today)
  const after = await followOne(context, before.plan, params)
  const state =
    after.versions.find(({ made }) => made.number === scheduleNumber)?.standing.state ?? standing.state
  for (const { kind, on } of facts)
    await record(context, {
      act: `repayment-plan-version-${kind}`,
      subject: { kind: 'repayment-plan', id: planId },
      householdId,
      before: { scheduleNumber, state: standing.state },
      after: { scheduleNumber, state, on },
    })
  const lastFact = facts.at(-1)
  if (state === 'in-force' && lastFact)
    await tellArrears(context, { householdId, tenancyId, kind: 'plan-approved', on: lastFact.on })
  return state
}
