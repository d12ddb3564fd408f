import { loanParameters } from '#domain/legal-parameters/loans.ts'
import type { LoanFact, LoanHistory, LoanPayment, ScheduleVersion } from '#domain/loans/facts.ts'
import { loanRules } from '#domain/loans/rules.ts'
import { makeSchedule, type ScheduleRow } from '#domain/loans/schedule.ts'
import { readParameters } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'

export const rulesForTests = loanRules(readParameters(loanParameters, '2026-11-22'))

export const scheduleOf = (
  principalCents: number,
  instalments: number,
  firstDueOn: PlainDate,
): ScheduleRow[] => {
  const { rows, problem } = makeSchedule({ convention: 'A', principalCents, instalments, firstDueOn })
  if (problem) throw new Error(problem)
  return rows
}

export const versionOf = (
  rows: readonly ScheduleRow[],
  on: PlainDate,
  rest: Partial<ScheduleVersion> = {},
): ScheduleVersion => ({
  number: 1,
  on,
  reason: 'offer',
  anchorOn: rows[0]?.dueOn ?? on,
  rows,
  pausedFrom: null,
  pausedUntil: null,
  remittedCents: 0,
  ...rest,
})

/** A loan of `cents` lent at once, over `instalments` months. */
export const loanOf = (
  cents: number,
  instalments: number,
  firstDueOn: PlainDate,
  rest: Partial<LoanHistory> = {},
): LoanHistory => ({
  grantedCents: cents,
  offer: 'open',
  disbursements: [{ on: '2020-01-02', cents }],
  versions: [versionOf(scheduleOf(cents, instalments, firstDueOn), '2020-01-01')],
  payments: [],
  facts: [],
  refunds: [],
  ...rest,
})

export const paid = (
  id: string,
  on: PlainDate,
  cents: number,
  rest: Partial<LoanPayment> = {},
): LoanPayment => ({
  id,
  on,
  cents,
  towards: null,
  rejectedOn: null,
  ...rest,
})

/** Every instalment of the first `count` rows, paid on its day. */
export const paidInTime = (rows: readonly ScheduleRow[], count: number): LoanPayment[] =>
  rows.slice(0, count).map(({ dueOn, cents }, at) => paid(`p${String(at).padStart(3, '0')}`, dueOn, cents))

export const fact = (kind: LoanFact['kind'], on: PlainDate, rest: object = {}): LoanFact =>
  ({ id: `${kind}-${on}`, kind, on, reason: null, ...rest }) as LoanFact
