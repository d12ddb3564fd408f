import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { monthlyNetExpenseCents } from '#domain/arrears/housing-expense.ts'
import { readArrearsRules, regimeOn } from '#domain/arrears/threshold.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { addDays, addMonths, firstOfMonth, type PlainDate } from '#domain/plain-date.ts'
import type { SafetyNetBody } from '#domain/plans/plan-words.ts'
import { type SafetyNetFacts, safetyNet } from '#domain/plans/safety-net.ts'
import { record } from '#server/journal.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { useCase } from '#server/use-case.ts'
import type { AccountLine, PlanTenancy } from './account-store.ts'
import { findTenancy } from './account-store.ts'
import { findPlan } from './plan-store.ts'
import { insertStatement, listStatements, updateDecision } from './safety-net-store.ts'

/** The paying body decides until regime B begins, the CCAPEX from then on (décrets 2026-83 and 2026-84). */
export const bodyThatDecides = (
  onDate: PlainDate,
  payer: PlanTenancy['payer'],
  params: ParameterReader,
): SafetyNetBody => (regimeOn(onDate, readArrearsRules(params)) === 'B' ? 'ccapex' : (payer ?? 'caf'))

/** What the ledger and the tenancy say of the last whole month, for an adviser to check. */
export const suggestFacts = (
  tenancy: PlanTenancy,
  lines: readonly AccountLine[],
  today: PlainDate,
): Omit<SafetyNetFacts, 'isDifficultSituation'> => {
  const thisMonth = firstOfMonth(today)
  const from = addMonths(thisMonth, -1)
  const to = addDays(thisMonth, -1)
  const paid = lines
    .filter(({ on, kind }) => on >= from && on <= to && (kind === 'payment' || kind === 'payment-rejected'))
    .reduce((sum, { amountCents }) => sum - amountCents, 0)
  const { rentCents, chargesCents, rlsCents, benefitCents, benefitPaidTo } = tenancy.terms
  const withoutAid = { ...tenancy.terms, benefitPaidTo: 'none' as const }
  const aid = benefitPaidTo === 'none' ? 0 : benefitCents
  return {
    paidLastMonthCents: Math.max(0, paid),
    currentExpenseCents:
      benefitPaidTo === 'landlord'
        ? monthlyNetExpenseCents(tenancy.terms)
        : monthlyNetExpenseCents(withoutAid),
    netExpenseCents: Math.max(0, rentCents + chargesCents - rlsCents - aid),
  }
}

export const stateSafetyNet = useCase(
  contract.plans.stateSafetyNet,
  async (context, { householdId, planId, ...facts }) => {
    const { tx, actor, today, refuse } = context
    const plan = await findPlan(tx, actor.organisationId, householdId, planId)
    if (!plan) return refuse('unknown-record')
    if (facts.netExpenseCents > facts.currentExpenseCents) return refuse('net-above-gross')
    const params = await readOrganisationParameters(context, today)
    const { isMaintained, ground } = safetyNet(facts, params)
    const statementId = randomUUIDv7()
    await insertStatement(tx, actor.organisationId, {
      ...facts,
      id: statementId,
      planId,
      ground,
      statedOn: today,
      statedBy: actor.membershipId,
    })
    await record(context, {
      act: 'safety-net-stated',
      subject: { kind: 'repayment-plan', id: planId },
      householdId,
      after: { ...facts, ground },
    })
    return { statementId, isMaintained }
  },
)

export const decideSafetyNet = useCase(
  contract.plans.decideSafetyNet,
  async (context, { householdId, planId, statementId, version, on, outcome }) => {
    const { tx, actor, today, refuse } = context
    const { organisationId } = actor
    const plan = await findPlan(tx, organisationId, householdId, planId)
    const statement =
      plan && (await listStatements(tx, organisationId, planId)).find(({ id }) => id === statementId)
    if (!plan || !statement) return refuse('unknown-record')
    if (on > today) return refuse('in-the-future')
    const tenancy = await findTenancy(tx, organisationId, householdId, plan.tenancyId)
    const params = await readOrganisationParameters(context, on)
    const by = bodyThatDecides(on, tenancy?.payer ?? null, params)
    if (!(await updateDecision(tx, organisationId, { id: statementId, version, on, by, outcome })))
      return refuse('stale-version', statement)
    await record(context, {
      act: 'safety-net-decided',
      subject: { kind: 'repayment-plan', id: planId },
      householdId,
      before: { decision: statement.decision },
      after: { decision: outcome, by, on },
    })
    return { version: version + 1 }
  },
)
