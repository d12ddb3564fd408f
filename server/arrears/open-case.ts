import type { CaseView } from '#contract/arrears.ts'
import { contract } from '#contract/index.ts'
import type { AssessmentGround, TenancyAssessment } from '#domain/arrears/assess-tenancy.ts'
import { permittedEvents } from '#domain/arrears/case-states.ts'
import { monthlyNetExpenseCents } from '#domain/arrears/housing-expense.ts'
import { type Ladder, proposeStep } from '#domain/arrears/ladder.ts'
import { regimeA, regimeB } from '#domain/arrears/threshold.ts'
import { arrearsTransitions } from '#domain/arrears/transitions.ts'
import type { Deadline } from '#domain/calendar.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { listEvents } from '#server/arrears/event-store.ts'
import { type DoneLadderStep, listDoneSteps, readLadder } from '#server/arrears/ladder-store.ts'
import { readHouseholdAccounts, type ScreenedAccount } from '#server/arrears/read-accounts.ts'
import { assessAccount, readGround } from '#server/arrears/screen-tenancies.ts'
import { useCase } from '#server/use-case.ts'

/** Computed from the ledger as it is now, not from the last screening: a file never shows yesterday's debt. */
export const openCase = useCase(contract.arrears.openCase, async (context, { householdId }) => {
  const { tx, actor, today } = context
  const ground = await readGround(context, today)
  const accounts = await readHouseholdAccounts(tx, actor.organisationId, householdId, ground)
  const events = await listEvents(tx, actor.organisationId, householdId)
  const { steps } = await readLadder(tx, actor.organisationId)
  const done = await listDoneSteps(
    tx,
    actor.organisationId,
    accounts.map((account) => account.tenancyId),
  )
  const shown = accounts.toSorted((a, b) => b.position.overdueCents - a.position.overdueCents)
  return {
    cases: shown.map((account) => {
      const ofTenancy = <T extends { tenancy_id: string }>(rows: readonly T[]) =>
        rows.filter((row) => row.tenancy_id === account.tenancyId)
      const described = describeAccount(account, ground)
      return {
        ...described,
        ...describeLadder(described, steps, ofTenancy(done), ground),
        events: ofTenancy(events).map(describeEvent),
      }
    }),
  }
})

const describeAccount = (
  account: ScreenedAccount,
  ground: AssessmentGround,
): Omit<CaseView, 'events' | 'proposed' | 'done'> => {
  const { position, terms } = account
  const { assessment } = assessAccount(account, ground)
  return {
    tenancyId: account.tenancyId,
    tenancyNumber: account.tenancyNumber,
    balanceCents: position.balanceCents,
    debtCents: position.overdueCents,
    netExpenseCents: monthlyNetExpenseCents(terms),
    monthsOwedTenths: position.monthsOwedTenths,
    firstDefaultOn: position.firstDefaultOn,
    lastPaymentOn: position.lastPaymentOn,
    currentRentResumed: position.currentRentResumed,
    trendSixMonthsCents: position.trendSixMonthsCents,
    monthEndBalances: position.monthEndBalances,
    lastMonthEndOn: position.lastMonthEndOn,
    urgencyReason: assessment.urgency.reason,
    ...describeVerdicts(account, assessment, ground),
    ...describeCase(account, assessment, ground),
  }
}

const describeVerdicts = (
  { terms, position }: ScreenedAccount,
  assessment: TenancyAssessment,
  { params, onDate, rules }: AssessmentGround,
) => {
  const debt = { ...terms, debtCents: position.overdueCents, firstDefaultOn: position.firstDefaultOn }
  const view = ({ isArrears, thresholdCents, criterion, explanation }: ReturnType<typeof regimeA>) => ({
    isArrears,
    thresholdCents,
    criterion,
    explanation,
  })
  return {
    constitutedOn: assessment.constitutedOn,
    change: assessment.change,
    switchOn: rules.switchOn,
    a: { ...view(regimeA(debt, params)), constitutedOn: position.constitutedOnA },
    b: { ...view(regimeB(debt, onDate, params)), constitutedOn: position.constitutedOnB },
  }
}

const describeCase = (
  { position, terms }: ScreenedAccount,
  { case: walked }: TenancyAssessment,
  { onDate, params }: AssessmentGround,
) => ({
  stage: walked.stage,
  since: walked.since,
  steps: walked.history,
  unplaced: walked.unplaced,
  deadlines: walked.deadlines.map(describeDeadline),
  permittedEvents: permittedEvents(
    walked.stage,
    {
      debtCents: position.overdueCents,
      currentRentResumed: position.currentRentResumed,
      benefitPaidTo: terms.benefitPaidTo,
      history: walked.history,
    },
    onDate,
    params,
  ),
})

const describeDeadline = (deadline: Deadline) => ({
  ...deadline,
  label: arrearsTransitions.find(({ delay }) => delay?.rule === deadline.rule)?.delay?.label ?? deadline.rule,
  source: deadline.source ?? null,
})

const describeEvent = (event: Awaited<ReturnType<typeof listEvents>>[number]) => ({
  id: event.id,
  kind: event.kind,
  on: event.happened_on,
  note: event.note,
  recordedBy: event.recorder,
  recordedAt: event.recorded_at.toISOString(),
  cancelled: event.cancelled_at && {
    at: event.cancelled_at.toISOString(),
    by: event.canceller,
    reason: event.cancel_reason ?? '',
  },
})

const describeLadder = (
  { debtCents, firstDefaultOn, stage }: Pick<CaseView, 'debtCents' | 'firstDefaultOn' | 'stage'>,
  ladder: Ladder,
  done: readonly DoneLadderStep[],
  { onDate }: AssessmentGround,
) => {
  const facts = {
    debtCents,
    firstDefaultOn: firstDefaultOn as PlainDate | null,
    stage,
  }
  const proposed = proposeStep(
    ladder,
    facts,
    done.map((row) => ({ key: row.step_key, on: row.done_on })),
    onDate,
  )
  return {
    proposed: proposed
      ? {
          key: proposed.step.key,
          label: proposed.step.label,
          action: proposed.step.action,
          proposedOn: proposed.proposedOn,
          reason: proposed.reason,
        }
      : null,
    done: done.map((row) => ({ key: row.step_key, label: row.label, on: row.done_on, fileId: row.file_id })),
  }
}
