import type { ParameterReader } from '#domain/parameters.ts'
import { addDays, earlierOf, type PlainDate } from '#domain/plain-date.ts'
import { followPlan, type PlanProgress } from '#domain/plans/follow.ts'
import type { Instalment } from '#domain/plans/schedule.ts'
import {
  isVersionWaiting,
  standingOfVersions,
  type VersionStanding,
} from '#domain/plans/schedule-versions.ts'
import type { Tx } from '#server/db.ts'
import { listEntriesAfter } from './account-store.ts'
import { listEvents, type StoredEvent, type StoredPlan } from './plan-store.ts'
import { listSchedules, type StoredSchedule } from './schedule-store.ts'

/** A plan as it stands: its facts, the schedule in force, and what the ledger says of them today. */
export type StandingPlan = {
  plan: StoredPlan
  events: StoredEvent[]
  /** The version in force: the last one agreed. */
  schedule: Instalment[]
  scheduleNumber: number
  versions: StandingVersion[]
  /** Renegotiated, and not agreed yet. */
  pending: StandingVersion | undefined
  progress: PlanProgress
}

export type StandingVersion = { made: StoredSchedule; standing: VersionStanding }

type Reader = { tx: Tx; actor: { organisationId: string }; today: PlainDate }

/** Follows some plans at once, from their facts and the ledger: nothing here is remembered from the last time. */
export const followPlansOf = async (
  { tx, actor, today }: Reader,
  plans: readonly StoredPlan[],
  params: ParameterReader,
): Promise<StandingPlan[]> => {
  if (plans.length === 0) return []
  const { organisationId } = actor
  const planIds = plans.map(({ id }) => id)
  const events = Map.groupBy(await listEvents(tx, organisationId, planIds), ({ planId }) => planId)
  const schedules = Map.groupBy(await listSchedules(tx, organisationId, planIds), ({ planId }) => planId)
  const oldest = plans.map(({ debtOn, dueDelayDays }) => addDays(debtOn, -dueDelayDays)).reduce(earlierOf)
  const tenancyIds = [...new Set(plans.map(({ tenancyId }) => tenancyId))]
  const entries = await listEntriesAfter(tx, organisationId, tenancyIds, { after: oldest, upTo: today })
  return plans.map((plan) => {
    const known = events.get(plan.id) ?? []
    const versions = standingVersions(schedules.get(plan.id) ?? [], today)
    const inForce = versions.find(({ standing }) => standing.state === 'in-force')?.made
    const schedule = inForce?.rows ?? []
    const followed = {
      schedule,
      debtOn: plan.debtOn,
      dueDelayDays: plan.dueDelayDays,
      paymentPriority: plan.paymentPriority,
      writeOffElsewhereCents: plan.debtCents - plan.amountCents + (inForce?.writtenOffCents ?? 0),
      needsPayerApproval: plan.needsPayerApproval,
      events: known,
    }
    const progress = followPlan(followed, entries.get(plan.tenancyId) ?? [], today, params)
    const pending = versions.find(({ standing }) => isVersionWaiting(standing.state))
    return {
      plan,
      events: known,
      schedule,
      scheduleNumber: inForce?.number ?? 0,
      versions,
      pending,
      progress,
    }
  })
}

const standingVersions = (schedules: readonly StoredSchedule[], today: PlainDate): StandingVersion[] => {
  const standings = standingOfVersions(schedules, today)
  return schedules.flatMap((made) => {
    const standing = standings.get(made.number)
    return standing ? [{ made, standing }] : []
  })
}

export const followOne = async (
  reader: Reader,
  plan: StoredPlan,
  params: ParameterReader,
): Promise<StandingPlan> => {
  const [standing] = await followPlansOf(reader, [plan], params)
  if (!standing) throw new Error('a plan was asked for and none came back')
  return standing
}
