import { contract } from '#contract/index.ts'
import type { AskedChange } from '#contract/loan-shapes.ts'
import {
  type ChangedSchedule,
  changeProblemLabels,
  changeSchedule as domainChange,
  type ScheduleChange,
} from '#domain/loans/change-schedule.ts'
import type { ScheduleRow } from '#domain/loans/schedule.ts'
import { sumCents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { record } from '#server/journal.ts'
import { bumpLoan, findLoan, type HeldLoan, holdLoan } from '#server/loans/hold-loan.ts'
import { insertPayments, type LoanActing } from '#server/loans/payments.ts'
import { refreshFinancings } from '#server/loans/refresh-financings.ts'
import { currentSchedule, insertVersion } from '#server/loans/schedule-store.ts'
import { useCase } from '#server/use-case.ts'

const askedOf = (change: AskedChange, on: PlainDate): ScheduleChange => {
  if (change.kind === 'new-instalments') return { ...change, convention: 'A', on }
  if (change.kind === 'new-instalment-amount') {
    const { firstDueOn, instalmentCents } = change
    return { kind: 'new-instalments', on, firstDueOn, convention: 'C', instalmentCents }
  }
  return { ...change, on }
}

const changeOf = (
  { record: loan, state }: HeldLoan,
  change: AskedChange,
  today: PlainDate,
): ChangedSchedule => domainChange(currentSchedule(loan, state), askedOf(change, today))

export const previewChange = useCase(
  contract.loans.previewChange,
  async (context, { financingId, change }) => {
    const found = await findLoan(context, 'manage-loans', financingId)
    if (!found) return context.refuse('unknown-record')
    if (found.state.version === null) return context.refuse('not-a-loan')
    const made = changeOf(found, change, context.today)
    const before = partOf(found.state.rows, context.today)
    if (made.problem) return { problem: changeProblemLabels[made.problem], before, after: null, rows: [] }
    const rows = made.rows.map(({ early, ...row }) => ({ ...row, early: early ?? false }))
    return { problem: null, before, after: partOf(made.rows, context.today), rows }
  },
)

/** What is to come of a schedule, in one line. */
const partOf = (rows: readonly ScheduleRow[], today: PlainDate) => {
  const coming = rows.filter(({ dueOn, early }) => dueOn > today && !early)
  return {
    instalments: coming.length,
    instalmentCents: coming[0]?.cents ?? 0,
    lastCents: coming.at(-1)?.cents ?? 0,
    endsOn: coming.at(-1)?.dueOn ?? null,
    sumCents: sumCents(coming.map(({ cents }) => cents)),
  }
}

export const changeSchedule = useCase(
  contract.loans.changeSchedule,
  async (context, { financingId, version, change, signedOn, documentId }) => {
    const { tx, actor, today, refuse } = context
    const held = await holdLoan(context, 'manage-loans', { financingId, version })
    if (held.refused) return refuse(held.refused, held.current)
    if (held.state.principalCents === 0) return refuse('nothing-lent')
    if (signedOn > today) return refuse('signed-in-the-future')
    if (change.kind === 'early-repayment') return refuse('repay-with-payment')
    if (held.state.isFrozen) return refuse('is-frozen')
    if (documentId !== null && !(await isOfHousehold(context, documentId, held.record.householdId)))
      return refuse('unknown-record')
    const made = changeOf(held, change, today)
    if (made.problem) return refuse(made.problem)
    const number = await keepVersion(context, held, change, made, { signedOn, documentId })
    await refreshFinancings(tx, actor.organisationId, [financingId], today)
    return { version: await bumpLoan(tx, actor.organisationId, financingId), number }
  },
)

const isOfHousehold = async (
  { tx, actor }: LoanActing,
  documentId: string,
  householdId: string,
): Promise<boolean> => {
  const found = await tx
    .selectFrom('document')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', documentId)
    .where('household_id', '=', householdId)
    .select('id')
    .executeTakeFirst()
  return found !== undefined
}

type Made = Extract<ChangedSchedule, { problem?: undefined }>
type Paper = { signedOn: PlainDate | null; documentId: string | null }

const keepVersion = async (
  acting: LoanActing,
  { record: loan, state }: HeldLoan,
  change: AskedChange,
  made: Made,
  paper: Paper,
): Promise<number> => {
  const number = (state.version?.number ?? 0) + 1
  const { problem: _, ...schedule } = made
  await insertVersion(acting, {
    ...schedule,
    ...paper,
    financingId: loan.financingId,
    number,
    on: acting.today,
    reason: change.kind === 'new-instalment-amount' ? 'new-instalments' : change.kind,
    convention: change.kind === 'new-instalment-amount' ? 'C' : (loan.convention ?? 'A'),
    remittedCents: state.lostCents,
    change,
  })
  await record(acting, {
    act: 'loan-schedule-changed',
    subject: { kind: 'financing', id: loan.financingId },
    householdId: loan.householdId,
    before: { version: number - 1 },
    after: { version: number, kind: change.kind },
  })
  return number
}

export const repayEarly = useCase(
  contract.loans.repayEarly,
  async (context, { financingId, version, cents, keep, means, reference }) => {
    const { tx, actor, today, refuse } = context
    const held = await holdLoan(context, 'manage-loans', { financingId, version })
    if (held.refused) return refuse(held.refused, held.current)
    if (held.state.principalCents === 0) return refuse('nothing-lent')
    const change: AskedChange = { kind: 'early-repayment', cents, keep }
    const made = changeOf(held, change, today)
    if (made.problem) return refuse(made.problem)
    const number = await keepVersion(context, held, change, made, { signedOn: null, documentId: null })
    const payment = { on: today, cents, means, reference, towards: today }
    const [paymentId = ''] = await insertPayments(context, [{ record: held.record, payment }])
    await refreshFinancings(tx, actor.organisationId, [financingId], today)
    return { version: await bumpLoan(tx, actor.organisationId, financingId), number, paymentId }
  },
)
