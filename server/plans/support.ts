import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { lockHousehold } from '#server/households/lock-household.ts'
import { record } from '#server/journal.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { listOwingTenancies } from '#server/plans/list-owing-tenancies.ts'
import { readsSocialSide } from '#server/plans/read-means.ts'
import { useCase } from '#server/use-case.ts'
import { followPlansOf, type StandingPlan } from './follow-one.ts'
import { listHouseholdPlans } from './plan-store.ts'
import {
  findAssessment,
  insertAction,
  listActions,
  updateAction,
  viewAction,
  writeAssessment,
} from './support-store.ts'

export const openSupport = useCase(contract.plans.openSupport, async (context, { householdId }) => {
  const { tx, actor, today } = context
  const { organisationId } = actor
  const assessment = await findAssessment(tx, organisationId, householdId)
  const params = await readOrganisationParameters(context, today)
  const standing = await followPlansOf(
    context,
    await listHouseholdPlans(tx, organisationId, householdId),
    params,
  )
  return {
    assessment: assessment
      ? { ...assessment, summary: readsSocialSide(context) ? assessment.summary : null }
      : null,
    actions: (await listActions(tx, organisationId, householdId)).map((action) =>
      viewAction(action, context),
    ),
    plans: standing.map(summaryOf),
    tenancies: await listOwingTenancies(context, householdId, params),
  }
})

const summaryOf = ({ plan, schedule, scheduleNumber, pending, progress }: StandingPlan) => ({
  id: plan.id,
  tenancyId: plan.tenancyId,
  tenancyNumber: plan.tenancyNumber,
  proposedOn: plan.proposedOn,
  amountCents: plan.amountCents,
  state: progress.state,
  stateSince: progress.since,
  paidCents: progress.paidCents,
  writtenOffCents: progress.writeOffs.instalmentsCents,
  remainingCents: progress.remainingCents,
  overdueCents: progress.overdueCents,
  missedCount: progress.missedCount,
  instalmentCount: schedule.length,
  nextDueOn: progress.nextDueOn,
  lastDueOn: schedule.at(-1)?.dueOn ?? null,
  scheduleNumber,
  pendingNumber: pending?.made.number ?? null,
})

export const recordAssessment = useCase(
  contract.plans.recordAssessment,
  async (context, { householdId, version, ...facts }) => {
    const { tx, actor, today, refuse } = context
    const { firstContactOn, assessedOn } = facts
    if ((firstContactOn ?? today) > today || (assessedOn ?? today) > today) return refuse('in-the-future')
    if (firstContactOn && assessedOn && assessedOn < firstContactOn) return refuse('assessed-before-contact')
    const made = { ...facts, householdId, recordedBy: actor.membershipId }
    const before = await findAssessment(tx, actor.organisationId, householdId)
    if (!(await writeAssessment(tx, actor.organisationId, made, version)))
      return refuse('stale-version', await findAssessment(tx, actor.organisationId, householdId))
    await record(context, {
      act: 'support-assessed',
      subject: { kind: 'household', id: householdId },
      householdId,
      before: before && { firstContactOn: before.firstContactOn, assessedOn: before.assessedOn },
      after: { firstContactOn, assessedOn },
    })
    return { version: (version ?? 0) + 1 }
  },
)

export const proposeAction = useCase(
  contract.plans.proposeAction,
  async (context, { householdId, kind, note }) => {
    const { tx, actor, today, refuse } = context
    const { organisationId, membershipId } = actor
    await lockHousehold(context, householdId)
    const known = await listActions(tx, organisationId, householdId)
    if (known.some((action) => action.kind === kind && action.endedOn === null))
      return refuse('already-proposed')
    const actionId = randomUUIDv7()
    await insertAction(tx, organisationId, {
      id: actionId,
      householdId,
      kind,
      note,
      proposedOn: today,
      proposedBy: membershipId,
    })
    await record(context, {
      act: 'support-action-proposed',
      subject: { kind: 'support-action', id: actionId },
      householdId,
      after: { kind },
    })
    return { actionId }
  },
)

export const moveAction = useCase(
  contract.plans.moveAction,
  async (context, { householdId, actionId, version, to }) => {
    const { tx, actor, today, refuse } = context
    const known = await listActions(tx, actor.organisationId, householdId)
    const action = known.find(({ id }) => id === actionId)
    if (!action) return refuse('unknown-record')
    if (action.version !== version) return refuse('stale-version', viewAction(action, context))
    if (action.endedOn !== null) return refuse('already-ended')
    if (to.on > today) return refuse('in-the-future')
    if (to.on < action.proposedOn) return refuse('before-proposal')
    const dates =
      to.kind === 'started'
        ? { startedOn: to.on, endedOn: null, outcome: null }
        : { startedOn: action.startedOn, endedOn: to.on, outcome: to.outcome }
    if (!(await updateAction(tx, actor.organisationId, { id: actionId, version, ...dates })))
      return refuse('stale-version', viewAction(action, context))
    await record(context, {
      act: to.kind === 'started' ? 'support-action-started' : `support-action-${to.outcome}`,
      subject: { kind: 'support-action', id: actionId },
      householdId,
      after: { kind: action.kind, on: to.on },
    })
    return { version: version + 1 }
  },
)
