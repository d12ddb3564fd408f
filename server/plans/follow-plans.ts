import type { Holidays } from '#domain/calendar.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { addDays, formatDate, type PlainDate } from '#domain/plain-date.ts'
import { sixMonthlyChecks } from '#domain/plans/follow.ts'
import { isPlanRunning } from '#domain/plans/plan-words.ts'
import { type RaisedTask, raiseTasks, settleRaisedTasks } from '#server/casework/raise-task.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { recordAll } from '#server/journal.ts'
import { holidaysAround } from '#server/parameters/holidays.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { activeDayOf } from '#server/plans/get-plan.ts'
import { tellBreaches } from '#server/plans/tell-arrears.ts'
import { turnsOf } from '#server/plans/tell-procedures.ts'
import { tellProceduresOfPlans } from '#server/procedures/tell-plans.ts'
import { type LastCourse, listCourses, writeCourses } from './course-store.ts'
import { followPlansOf, type StandingPlan } from './follow-one.ts'
import { listFollowedPlans } from './plan-store.ts'

const batchSize = 500
/** A plan paid off may be found unpaid again by a payment rejected late; after this, it rests. */
const settledDays = 92
/** A check is announced this many days ahead. */
const checkSoonDays = 15
const firstId = '00000000-0000-0000-0000-000000000000'

type Following = {
  tx: Tx
  actor: { organisationId: string; membershipId?: string }
  today: PlainDate
  now: Date
}

/**
 * Follows every plan of the organisation against its ledger, and tells whoever follows the household the same day what
 * changed. Each batch is its own transaction and derives all from facts: cut short or run twice, it ends the same.
 */
export const followPlans = job('plans.follow', async (house, { organisationId }, signal) => {
  let after = firstId
  for (;;) {
    signal.throwIfAborted()
    const last = await followBatch(house, organisationId, after)
    if (last === undefined) return
    after = last
  }
})

export const requestFollowing = (tx: Tx, organisationId: string): Promise<void> =>
  enqueue(tx, followPlans, { organisationId }, { key: `plans.follow/${organisationId}` })

export const nightlyFollowing: Nightly = {
  name: 'follow-plans',
  at: '40 3 * * *',
  enqueueFor: requestFollowing,
}

const followBatch = (house: House, organisationId: string, after: string): Promise<string | undefined> =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const today = house.clock.today()
    const context = { tx, actor: { organisationId }, today, now: house.clock.now() }
    const plans = await listFollowedPlans(tx, organisationId, {
      after,
      limit: batchSize,
      settledBefore: addDays(today, -settledDays),
    })
    if (plans.length === 0) return undefined
    const params = await readOrganisationParameters(context, today)
    await tellChanges(context, await followPlansOf(context, plans, params), params)
    return plans.at(-1)?.id
  })

const tellChanges = async (
  context: Following,
  standing: readonly StandingPlan[],
  params: ParameterReader,
): Promise<void> => {
  const { tx, actor, today } = context
  const planIds = standing.map(({ plan }) => plan.id)
  const before = await listCourses(tx, actor.organisationId, planIds)
  await writeCourses(tx, actor.organisationId, standing, today)
  const holidays = holidaysAround(today)
  await raiseTasks(
    context,
    standing.flatMap((one) => [...tasksOfCourse(one, today), ...tasksOfChecks(one, today, holidays, params)]),
  )
  const outdated = standing.flatMap((one) => outdatedKeys(one, before.get(one.plan.id)))
  await settleRaisedTasks(context, outdated, 'Le compte du locataire a changé : ce fait ne tient plus.')
  await journalChanges(context, standing, before)
}

const missedKey = (planId: string, on: PlainDate) => `plan-missed/${planId}/${on}`
const lapsedKey = (planId: string, on: PlainDate) => `plan-lapsed/${planId}/${on}`
const clearedKey = (planId: string, on: PlainDate) => `plan-cleared/${planId}/${on}`

const tasksOfCourse = ({ plan, progress }: StandingPlan, today: PlainDate): RaisedTask[] => {
  const task = {
    householdId: plan.householdId,
    assigneeId: null,
    dueOn: today,
    link: `menages/${plan.householdId}/plans/${plan.id}`,
  }
  const { state, since, breachedOn } = progress
  if (state === 'missed' && breachedOn)
    return [
      {
        ...task,
        kind: 'plan-instalment-missed',
        title: titleOfMiss(progress),
        originKey: missedKey(plan.id, breachedOn),
      },
    ]
  if (state === 'lapsed' && since)
    return [
      {
        ...task,
        kind: 'plan-lapsed',
        title: `Le plan n’est plus respecté depuis le ${formatDate(since)} : appeler le ménage, voir le maintien de l’aide`,
        originKey: lapsedKey(plan.id, since),
      },
    ]
  if (state === 'paid-off' && since)
    return [
      {
        ...task,
        kind: 'plan-cleared',
        title: 'La dette du plan est soldée : le dire au ménage et clore',
        originKey: clearedKey(plan.id, since),
      },
    ]
  return []
}

const titleOfMiss = ({ instalments, rentMissedSince }: StandingPlan['progress']): string => {
  const missed = instalments.find(({ state }) => state === 'missed')
  return missed
    ? `La mensualité du ${formatDate(missed.dueOn)} n’est pas payée : appeler le ménage`
    : `Le loyer du ${formatDate(rentMissedSince ?? '1970-01-01')} n’est pas payé pendant le plan : appeler le ménage`
}

const tasksOfChecks = (
  { plan, events, schedule, progress }: StandingPlan,
  today: PlainDate,
  holidays: Holidays,
  params: ParameterReader,
): RaisedTask[] => {
  const activeOn = activeDayOf(events, progress.state)
  const lastDueOn = schedule.at(-1)?.dueOn
  if (!activeOn || !lastDueOn) return []
  return sixMonthlyChecks(activeOn, lastDueOn, holidays, params)
    .filter(({ dueOn }) => dueOn >= today && dueOn <= addDays(today, checkSoonDays))
    .map(({ dueOn, rawDueOn }) => ({
      householdId: plan.householdId,
      assigneeId: null,
      kind: 'plan-check',
      title: 'Vérifier que le plan est respecté (tous les six mois, R.824-9)',
      dueOn,
      originKey: `plan-check/${plan.id}/${rawDueOn}`,
      link: `menages/${plan.householdId}/plans/${plan.id}`,
    }))
}

/** What an earlier round told and the ledger no longer says. */
const outdatedKeys = ({ plan, progress }: StandingPlan, before: LastCourse | undefined): string[] => {
  if (!before) return []
  const told = [
    before.breachedOn && missedKey(plan.id, before.breachedOn),
    before.state === 'lapsed' && before.stateSince && lapsedKey(plan.id, before.stateSince),
    before.state === 'paid-off' && before.stateSince && clearedKey(plan.id, before.stateSince),
  ].filter((key): key is string => Boolean(key))
  const still = new Set([
    progress.breachedOn && missedKey(plan.id, progress.breachedOn),
    progress.since && lapsedKey(plan.id, progress.since),
    progress.since && clearedKey(plan.id, progress.since),
  ])
  return told.filter((key) => !still.has(key) || progress.state !== before.state)
}

const journalChanges = async (
  context: Following,
  standing: readonly StandingPlan[],
  courses: ReadonlyMap<string, LastCourse>,
): Promise<void> => {
  const changes = standing
    .map(({ plan, progress }) => ({ plan, progress, before: courses.get(plan.id) }))
    .filter(({ progress: { state }, before }) => (before ? before.state !== state : isTold(state)))
  await recordAll(
    context,
    changes.map(({ plan, progress: { state, since, overdueCents }, before }) => ({
      act: `repayment-plan-${state}`,
      subject: { kind: 'repayment-plan', id: plan.id },
      householdId: plan.householdId,
      before: before && { state: before.state },
      after: { state, since, overdueCents },
    })),
  )
  const breaches = changes.flatMap(({ plan: { householdId, tenancyId }, progress, before }) => {
    const { state, since: on } = progress
    const wasKept = before === undefined || isPlanRunning(before.state)
    const isBreached = wasKept && (state === 'missed' || state === 'lapsed')
    return isBreached && on ? [{ householdId, tenancyId, kind: 'plan-breached' as const, on }] : []
  })
  await tellBreaches(context, breaches)
  await tellProceduresOfPlans(context, changes.flatMap(turnsOf))
}

/** What the ledger alone brings about; signatures and answers are journaled when someone records them. */
const isTold = (state: StandingPlan['progress']['state']): boolean =>
  ['missed', 'caught-up', 'lapsed', 'paid-off'].includes(state)
