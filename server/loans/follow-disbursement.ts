import { isRepaidByInstalments } from '#domain/funding/kinds.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import { changeSchedule } from '#domain/loans/change-schedule.ts'
import type { ScheduleVersion } from '#domain/loans/facts.ts'
import { replayLoan } from '#domain/loans/replay.ts'
import { loanRules } from '#domain/loans/rules.ts'
import { makeSchedule } from '#domain/loans/schedule.ts'
import { type Cents, sumCents } from '#domain/money.ts'
import { addDays, addMonths, firstOfMonth, type PlainDate } from '#domain/plain-date.ts'
import { financingWithProduct } from '#server/funding/with-product.ts'
import { firstLending, lockLoans } from '#server/loans/hold-loan.ts'
import { type LoanRecord, readLoans } from '#server/loans/loan-store.ts'
import type { LoanActing } from '#server/loans/payments.ts'
import { refreshFinancings } from '#server/loans/refresh-financings.ts'
import { currentSchedule, insertVersion } from '#server/loans/schedule-store.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'

/**
 * After money left for a loan, or came back: its schedule holds what is lent so far, a new version when it differs, and
 * its picture is drawn again. Called in the transaction of the disbursement; what is not a loan only gets its picture.
 */
export const followDisbursement = async (
  acting: LoanActing,
  financingIds: readonly string[],
): Promise<void> => {
  if (financingIds.length === 0) return
  const { tx, actor, today } = acting
  await lockLoans(tx, actor.organisationId, financingIds)
  for (const record of await readLoans(tx, actor.organisationId, financingIds))
    if (isRepaidByInstalments(record.kind)) await fitSchedule(acting, record)
  await refreshFinancings(tx, actor.organisationId, financingIds, today)
}

const fitSchedule = async (acting: LoanActing, loan: LoanRecord): Promise<void> => {
  const { history } = loan
  const lentOn = firstLending(loan)
  const lentCents = sumCents(history.disbursements.map(({ cents }) => cents))
  const isOffered = history.offer === 'accepted' || history.offer === 'open'
  const inForce = history.versions.at(-1)
  if (lentCents <= 0 || lentOn === null) {
    if (isOffered && !inForce) await openSchedule(acting, loan)
    return
  }
  const latest = inForce ?? (await openSchedule(acting, loan))
  if (latest) await fitVersion(acting, loan, latest, lentCents, lentOn)
}

const fitVersion = async (
  acting: LoanActing,
  loan: LoanRecord,
  latest: ScheduleVersion,
  lentCents: Cents,
  lentOn: PlainDate,
): Promise<void> => {
  const scheduledCents = sumCents(latest.rows.map(({ cents }) => cents))
  const startsLate = latest.reason === 'offer' && lentOn >= (latest.rows[0]?.dueOn ?? lentOn)
  if (scheduledCents + latest.remittedCents === lentCents && !startsLate) return
  const convention = loan.convention ?? 'A'
  const history = { ...loan.history, versions: [latest] }
  const rules = loanRules(await readOrganisationParameters(acting, acting.today))
  const made = changeSchedule(
    currentSchedule({ ...loan, convention, history }, replayLoan(history, rules, acting.today)),
    {
      kind: 'disbursement',
      on: acting.today,
      principalCents: lentCents - latest.remittedCents,
      lentBeforeCents: startsLate ? 0 : scheduledCents,
    },
  )
  if (made.problem) throw new Error(`schedule of ${loan.number} cannot follow: ${made.problem}`)
  const { problem: _, ...schedule } = made
  if (sameRows(schedule.rows, latest.rows)) return
  await insertVersion(acting, {
    ...schedule,
    financingId: loan.financingId,
    number: latest.number + 1,
    on: acting.today,
    reason: 'disbursement',
    convention,
    remittedCents: latest.remittedCents,
  })
}

const sameRows = (one: ScheduleVersion['rows'], other: ScheduleVersion['rows']): boolean =>
  one.length === other.length &&
  one.every((row, at) => row.dueOn === other[at]?.dueOn && row.cents === other[at]?.cents)

/**
 * The schedule that goes with the offer, on what was granted, as its terms say; without an offer, from the month that
 * follows. The first version of a loan: undefined when its length is not known.
 */
export const openSchedule = async (
  acting: LoanActing,
  loan: LoanRecord,
): Promise<ScheduleVersion | undefined> => {
  const terms = await readTerms(acting, loan.financingId)
  if (!terms?.months) return undefined
  const { tx, actor, today } = acting
  const { granted_cents: principalCents } = await tx
    .selectFrom('financing')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', loan.financingId)
    .select('granted_cents')
    .executeTakeFirstOrThrow()
  const firstDueOn = terms.firstDueOn ?? usualFirstDue(today)
  // A chosen instalment is agreed by an amendment: the offer counts in months.
  const convention = terms.convention === 'B' ? 'B' : 'A'
  const { rows, problem } = makeSchedule({
    convention,
    principalCents,
    instalments: terms.months,
    firstDueOn,
    deferralMonths: terms.firstDueOn ? 0 : terms.deferralMonths,
  })
  if (problem) throw new Error(`no schedule for ${loan.number}: ${problem}`)
  return insertVersion(acting, {
    financingId: loan.financingId,
    number: 1,
    on: today,
    reason: 'offer',
    convention,
    anchorOn: firstDueOn,
    rows,
    pausedFrom: null,
    pausedUntil: null,
    remittedCents: 0,
  })
}

/** The fifth of the month after next: a household is not debited in the weeks that follow the last invoice. */
const usualFirstDue = (today: PlainDate): PlainDate => addDays(addMonths(firstOfMonth(today), 2), 4)

const readTerms = async ({ tx, actor }: LoanActing, financingId: string) => {
  const row = await financingWithProduct({ tx, actor }, financingId)
    .select(['f.months', 'v.definition', 'l.deferral_months'])
    .executeTakeFirst()
  if (!row) return undefined
  const offer = await tx
    .selectFrom('financing_event')
    .where('organisation_id', '=', actor.organisationId)
    .where('financing_id', '=', financingId)
    .where('kind', '=', 'offer-sent')
    .where('cancelled_at', 'is', null)
    .select('detail')
    .orderBy('on_date', 'desc')
    .executeTakeFirst()
  const sent = offer?.detail as { months?: number | null; firstDueOn?: PlainDate | null } | undefined
  const { convention } = row.definition as Partial<ProductDefinition>
  return {
    months: sent?.months ?? row.months,
    firstDueOn: sent?.firstDueOn ?? null,
    deferralMonths: row.deferral_months,
    convention,
  }
}
