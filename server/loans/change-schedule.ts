import { contract } from '#contract/index.ts'
import type { AskedChange } from '#contract/loan-shapes.ts'
import {
  type ChangedSchedule,
  changeProblemLabels,
  changeSchedule as domainChange,
  type ScheduleChange,
} from '#domain/loans/change-schedule.ts'
import { type BoundsProblem, findBoundsProblem, type LoanBounds } from '#domain/loans/product-bounds.ts'
import type { Convention, ScheduleRow } from '#domain/loans/schedule.ts'
import { sumCents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { record } from '#server/journal.ts'
import { bumpLoan, findLoan, type HeldLoan, holdLoan } from '#server/loans/hold-loan.ts'
import { insertPayments, type LoanActing } from '#server/loans/payments.ts'
import { readBounds } from '#server/loans/product-bounds.ts'
import { refreshFinancings } from '#server/loans/refresh-financings.ts'
import { currentSchedule, insertVersion } from '#server/loans/schedule-store.ts'
import { useCase } from '#server/use-case.ts'

const askedOf = (change: AskedChange, on: PlainDate, { convention }: LoanBounds): ScheduleChange => {
  if (change.kind === 'new-instalments') return { ...change, convention: convention === 'B' ? 'B' : 'A', on }
  if (change.kind === 'new-instalment-amount') {
    const { firstDueOn, instalmentCents } = change
    return { kind: 'new-instalments', on, firstDueOn, convention: 'C', instalmentCents }
  }
  return { ...change, on }
}

type Bounded = { made: ChangedSchedule; bounds: LoanBounds; beyond: BoundsProblem | null }

/** The schedule as it would be, and what the product of the loan says of it. */
const changeOf = async (
  acting: LoanActing,
  { record: loan, state }: HeldLoan,
  change: AskedChange,
): Promise<Bounded> => {
  const bounds = await readBounds(acting, loan.financingId)
  const current = currentSchedule(loan, state)
  const made = domainChange(current, askedOf(change, acting.today, bounds))
  const beyond = made.problem
    ? null
    : findBoundsProblem(bounds, { before: current.rows, after: made.rows, lentCents: state.principalCents })
  return { made, bounds, beyond }
}

export const previewChange = useCase(
  contract.loans.previewChange,
  async (context, { financingId, change }) => {
    const found = await findLoan(context, 'manage-loans', financingId)
    if (!found) return context.refuse('unknown-record')
    if (found.state.version === null) return context.refuse('not-a-loan')
    const { made, beyond } = await changeOf(context, found, change)
    const before = partOf(found.state.rows, context.today)
    const problem = made.problem ? changeProblemLabels[made.problem] : beyond?.told
    if (made.problem || problem) return { problem: problem ?? null, before, after: null, rows: [] }
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
    const { made, bounds, beyond } = await changeOf(context, held, change)
    if (made.problem) return refuse(made.problem)
    if (beyond) return refuse(beyond.problem, { told: beyond.told })
    const rounding = change.kind === 'new-instalments' ? (bounds.convention ?? 'A') : null
    const number = await keepVersion(context, held, change, made, { signedOn, documentId, rounding })
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
type Paper = {
  signedOn: PlainDate | null
  documentId: string | null
  /** What the product says, where all is spread again. */
  rounding: Convention | null
}

const keepVersion = async (
  acting: LoanActing,
  { record: loan, state }: HeldLoan,
  change: AskedChange,
  made: Made,
  { rounding, ...paper }: Paper,
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
    convention: change.kind === 'new-instalment-amount' ? 'C' : conventionOf(rounding, loan.convention),
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

/** A chosen instalment does not outlast a schedule spread again over a number of instalments. */
const conventionOf = (rounding: Convention | null, inForce: Convention | null): Convention =>
  rounding === null ? (inForce ?? 'A') : rounding === 'B' ? 'B' : 'A'

export const repayEarly = useCase(
  contract.loans.repayEarly,
  async (context, { financingId, version, cents, keep, means, reference }) => {
    const { tx, actor, today, refuse } = context
    const held = await holdLoan(context, 'manage-loans', { financingId, version })
    if (held.refused) return refuse(held.refused, held.current)
    if (held.state.principalCents === 0) return refuse('nothing-lent')
    const change: AskedChange = { kind: 'early-repayment', cents, keep }
    const { made } = await changeOf(context, held, change)
    if (made.problem) return refuse(made.problem)
    const paper = { signedOn: null, documentId: null, rounding: null }
    const number = await keepVersion(context, held, change, made, paper)
    const payment = { on: today, cents, means, reference, towards: today }
    const [paymentId = ''] = await insertPayments(context, [{ record: held.record, payment }])
    await refreshFinancings(tx, actor.organisationId, [financingId], today)
    return { version: await bumpLoan(tx, actor.organisationId, financingId), number, paymentId }
  },
)
