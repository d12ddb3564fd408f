import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { TenancyAssessment } from '#domain/arrears/assess-tenancy.ts'
import { monthlyNetExpenseCents } from '#domain/arrears/housing-expense.ts'
import type { ScreenedAccount, StateToForget } from '#server/arrears/read-accounts.ts'
import type { Tx } from '#server/db.ts'

export type Finding = { account: ScreenedAccount; assessment: TenancyAssessment }

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
    entry_count: position.entryCount,
    tenancy_version: account.tenancyVersion,
  }
}

type Kept = { text: string; known: boolean; columns: string[] }

/** Nothing when the state kept says the same. */
const toWrite = (organisationId: string, finding: Finding): Kept[] => {
  const { fingerprint: before, writtenIn } = finding.account
  const row = toRow(organisationId, finding)
  const fingerprint = hash('md5', JSON.stringify(row), 'base64')
  if (fingerprint === before) return []
  const text = JSON.stringify({ ...row, fingerprint, written_in: writtenIn })
  return [{ text, known: writtenIn !== null, columns: [...Object.keys(row), 'fingerprint'] }]
}

/**
 * Writes what accounts were found to be: a row that says the same is not even sent. Between the reading and the writing,
 * someone may have recorded a fact and had the tenancy judged again: that later state is left as it stands.
 */
export const writeStates = async (
  tx: Tx,
  organisationId: string,
  findings: readonly Finding[],
  toForget: readonly StateToForget[],
): Promise<void> => {
  if (toForget.length > 0)
    await sql`delete from arrears_state s
      using unnest(${toForget.map(({ tenancyId }) => tenancyId)}::uuid[],
        ${toForget.map(({ writtenIn }) => writtenIn)}::bigint[]) as seen (tenancy_id, written_in)
      where s.organisation_id = ${organisationId} and s.tenancy_id = seen.tenancy_id
        and s.written_in = seen.written_in`.execute(tx)
  const rows = findings.flatMap((finding) => toWrite(organisationId, finding))
  const names = rows[0]?.columns ?? []
  const columns = sql.raw(names.join(', '))
  const found = (known: boolean) => {
    const texts = rows.filter((row) => row.known === known).map(({ text }) => text)
    return texts.length === 0
      ? undefined
      : sql`json_populate_recordset(null::arrears_state, ${`[${texts.join()}]`}::json) f`
  }
  const changed = found(true)
  if (changed)
    await sql`update arrears_state s
      set (${columns}, written_in) = row (${sql.raw(names.map((name) => `f.${name}`).join(', '))}, this_transaction())
      from ${changed}
      where s.organisation_id = ${organisationId} and s.tenancy_id = f.tenancy_id and s.written_in = f.written_in`.execute(
      tx,
    )
  const fresh = found(false)
  if (fresh)
    await sql`insert into arrears_state (${columns}) select ${columns} from ${fresh} on conflict do nothing`.execute(
      tx,
    )
}
