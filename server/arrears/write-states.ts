import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { TenancyAssessment } from '#domain/arrears/assess-tenancy.ts'
import { monthlyNetExpenseCents } from '#domain/arrears/housing-expense.ts'
import { inScope, type ScreenedAccount, type TenancyScope } from '#server/arrears/read-accounts.ts'
import type { Tx } from '#server/db.ts'

export type Finding = { account: ScreenedAccount; assessment: TenancyAssessment }

const withFingerprint = <Row extends object>(row: Row) => ({
  ...row,
  fingerprint: hash('sha256', JSON.stringify(Object.values(row)), 'base64'),
})

const toRow = (organisationId: string, { account, assessment }: Finding) => {
  const { position } = account
  const { a, b, urgency, nextDeadline } = assessment
  return {
    organisation_id: organisationId,
    tenancy_id: account.tenancyId,
    household_id: account.householdId,
    tenancy_number: account.tenancyNumber,
    household_label: account.householdLabel,
    search_text: account.searchText,
    agency: account.agency,
    referent_id: account.referentId,
    balance_cents: position.balanceCents,
    debt_cents: position.overdueCents,
    net_expense_cents: monthlyNetExpenseCents(account.terms),
    months_owed_tenths: position.monthsOwedTenths,
    threshold_a_cents: a.thresholdCents,
    threshold_b_cents: b.thresholdCents,
    is_arrears_a: a.isArrears,
    is_arrears_b: b.isArrears,
    regime_change: assessment.change,
    first_default_on: position.firstDefaultOn,
    constituted_on_a: position.constitutedOnA,
    constituted_on_b: position.constitutedOnB,
    constituted_on: assessment.constitutedOn,
    report_due_on: assessment.reportDue?.dueOn ?? null,
    trend_six_months_cents: position.trendSixMonthsCents,
    month_end_balances: position.monthEndBalances,
    current_rent_resumed: position.currentRentResumed,
    last_payment_on: position.lastPaymentOn,
    stage: assessment.case.stage,
    stage_since: assessment.case.since,
    next_deadline_rule: nextDeadline?.rule ?? null,
    next_deadline_on: nextDeadline?.dueOn ?? null,
    urgency_score: urgency.score,
    urgency_rule: urgency.rule,
    urgency_reason: urgency.reason,
  }
}

/** Writes what a scope was found to be: a row that says the same is not even sent, a tenancy that owes nothing more loses its row. */
export const writeStates = async (
  tx: Tx,
  organisationId: string,
  scope: TenancyScope,
  findings: readonly Finding[],
): Promise<void> => {
  await sql`delete from arrears_state s where s.organisation_id = ${organisationId}
    and ${inScope(scope, 's.tenancy_id')}
    and not (s.tenancy_id = any (${findings.map(({ account }) => account.tenancyId)}::uuid[]))`.execute(tx)
  const rows = findings.flatMap((finding) => {
    const row = withFingerprint(toRow(organisationId, finding))
    return row.fingerprint === finding.account.fingerprint ? [] : [row]
  })
  const first = rows[0]
  if (!first) return
  const columns = sql.raw(Object.keys(first).join(', '))
  const excluded = sql.raw(
    Object.keys(first)
      .map((column) => `excluded.${column}`)
      .join(', '),
  )
  await sql`insert into arrears_state (${columns})
    select ${columns} from json_populate_recordset(null::arrears_state, ${JSON.stringify(rows)}::json)
    on conflict (organisation_id, tenancy_id) do update set (${columns}) = row (${excluded})`.execute(tx)
}
