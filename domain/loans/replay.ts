import { byDay, type LoanFact, type LoanHistory } from '#domain/loans/facts.ts'
import { type FinancingStatus, isClosed, type RowState } from '#domain/loans/kinds.ts'
import {
  askedOn,
  type Demand,
  demandOn,
  type Lateness,
  latenessChanges,
  latenessOf,
} from '#domain/loans/lateness.ts'
import type { DepreciationLevel, LoanRules } from '#domain/loans/rules.ts'
import { type AllocatedRow, type Settlement, settleLoan } from '#domain/loans/settle.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { applyRate } from '#domain/ratio.ts'

export type StatedRow = AllocatedRow & { state: RowState }

/** Where a loan stands on a day: all of it comes from dated facts. */
/** Where a loan stands, its rows with what settled them. */
export type LoanStanding = Settlement &
  Lateness & {
    status: FinancingStatus
    isFrozen: boolean
    acceleratedOn: PlainDate | null
    isDoubtful: boolean
    /** What was decided, never more than what is outstanding. */
    depreciationCents: Cents
    suggestedLevel: DepreciationLevel
    suggestedDepreciationCents: Cents
    /** The next row to come, and what is left to pay of it. */
    nextDueOn: PlainDate | null
    nextDueCents: Cents
    /** The last day of the schedule on which something is still due. */
    endsOn: PlainDate | null
    /** The next day on which any of this changes without a new fact. */
    changesOn: PlainDate | null
  }

/** The same, each row with its state: what a screen shows. */
export type LoanState = Omit<LoanStanding, 'rows'> & { rows: StatedRow[] }

export const replayLoan = (history: LoanHistory, rules: LoanRules, today: PlainDate): LoanState => {
  const standing = standLoan(history, rules, today)
  const demand = demandOn(history.facts, today)
  return {
    ...standing,
    rows: standing.rows.map((row) => ({
      ...row,
      state: standing.principalCents === 0 ? 'coming' : stateOf(row, demand, today),
    })),
  }
}

/** Without the state of each row: what the night draws, for many loans. */
export const standLoan = (history: LoanHistory, rules: LoanRules, today: PlainDate): LoanStanding => {
  const settlement = settleLoan(history, today)
  // Nothing is asked of who has received nothing: the schedule is only what was handed over.
  const rows = settlement.outstandingCents > 0 ? settlement.rows : []
  const demand = demandOn(history.facts, today)
  const lateness = latenessOf(rows, demand, rules, today)
  const facts = history.facts.filter(({ on }) => on <= today)
  const isFrozen = demand.freezes.some(({ until }) => until === null)
  const isDoubtful = isDoubtfulBy(facts)
  const status = statusOf(history, settlement, lateness, { isFrozen, isDoubtful, facts, demand, today })
  const suggestedLevel = isClosed(status) ? 'performing' : levelOf(lateness, demand, isFrozen, rules)
  const next = rows.find((row) => row.dueOn > today && restOf(row) > 0)
  return {
    ...settlement,
    ...lateness,
    status,
    isFrozen,
    acceleratedOn: demand.acceleratedOn,
    isDoubtful,
    depreciationCents: Math.min(depreciationLevelOf(facts), settlement.outstandingCents),
    suggestedLevel,
    suggestedDepreciationCents: applyRate(settlement.outstandingCents, rules.depreciation[suggestedLevel]),
    nextDueOn: next?.dueOn ?? null,
    nextDueCents: next ? restOf(next) : 0,
    endsOn: rows.findLast((row) => restOf(row) > 0)?.dueOn ?? null,
    changesOn: nextChange(history, { ...settlement, rows }, demand, lateness, rules, today),
  }
}

const restOf = ({ cents, paidCents, remittedCents }: AllocatedRow): Cents => cents - paidCents - remittedCents

export const isDoubtfulBy = (facts: readonly LoanFact[]): boolean =>
  facts
    .filter(({ kind }) => kind === 'loan-doubtful' || kind === 'loan-performing')
    .toSorted(byDay)
    .at(-1)?.kind === 'loan-doubtful'

/** The level last decided. */
export const depreciationLevelOf = (facts: readonly LoanFact[]): Cents =>
  facts
    .filter((fact) => fact.kind === 'loan-depreciated')
    .toSorted(byDay)
    .at(-1)?.cents ?? 0

const stateOf = (row: AllocatedRow, demand: Demand, today: PlainDate): RowState => {
  if (restOf(row) === 0) return row.remittedCents > 0 ? 'remitted' : 'paid'
  const { dueOn, payableOn } = askedOn(row, demand)
  if (dueOn === null || payableOn === null) return row.dueOn > today ? 'coming' : 'held'
  if (payableOn < today) return 'late'
  return dueOn <= today ? 'due' : row.dueOn <= today ? 'held' : 'coming'
}

type Around = {
  isFrozen: boolean
  isDoubtful: boolean
  facts: readonly LoanFact[]
  demand: Demand
  today: PlainDate
}

const beforeLending = {
  granted: 'granted',
  sent: 'offer-sent',
  accepted: 'offer-accepted',
  open: 'effective',
  cancelled: 'cancelled',
  expired: 'expired',
  withdrawn: 'withdrawn',
  declined: 'declined',
} as const satisfies Record<LoanHistory['offer'], FinancingStatus>

const statusOf = (
  history: LoanHistory,
  settlement: Settlement,
  { lateCents }: Lateness,
  { isFrozen, isDoubtful, facts, demand, today }: Around,
): FinancingStatus => {
  const { principalCents, outstandingCents, lostCents, rows, version } = settlement
  if (principalCents === 0) return beforeLending[history.offer]
  const isDisbursing =
    principalCents < history.grantedCents && !facts.some(({ kind }) => kind === 'disbursements-closed')
  if (outstandingCents === 0) {
    if (lostCents > 0) return 'written-off'
    if (isDisbursing) return 'disbursing'
    return rows.some(({ early }) => early) ? 'early-repaid' : 'repaid'
  }
  if (isFrozen) return 'frozen'
  if (demand.acceleratedOn !== null) return 'accelerated'
  if (isDoubtful) return 'doubtful'
  if (lateCents > 0) return 'in-arrears'
  if (
    version?.pausedFrom &&
    version.pausedUntil &&
    version.pausedFrom <= today &&
    today < version.pausedUntil
  )
    return version.reason === 'deferral' ? 'deferred' : 'suspended'
  return isDisbursing ? 'disbursing' : 'repaying'
}

const levelOf = (
  { daysPastDue }: Lateness,
  { acceleratedOn }: Demand,
  isFrozen: boolean,
  { watchDays, doubtfulDays }: LoanRules,
): DepreciationLevel => {
  if (acceleratedOn !== null) return 'compromised'
  if (isFrozen || daysPastDue > doubtfulDays) return 'doubtful'
  return daysPastDue > watchDays ? 'watch' : 'performing'
}

const nextChange = (
  history: LoanHistory,
  { rows, version }: Settlement,
  demand: Demand,
  lateness: Lateness,
  rules: LoanRules,
  today: PlainDate,
): PlainDate | null => {
  const days = latenessChanges(rows, demand, lateness, rules, today)
  for (const { on } of [
    ...history.disbursements,
    ...history.versions,
    ...history.payments,
    ...history.facts,
    ...history.refunds,
  ])
    days.push(on)
  for (const { rejectedOn } of history.payments) if (rejectedOn !== null) days.push(rejectedOn)
  // A held row shows on its own day, even when nothing can be asked for it.
  const next = rows.find((row) => row.dueOn > today && restOf(row) > 0)
  if (next) days.push(next.dueOn)
  if (version?.pausedFrom) days.push(version.pausedFrom)
  if (version?.pausedUntil) days.push(version.pausedUntil)
  return days.reduce<PlainDate | null>(
    (first, day) => (day > today && (first === null || day < first) ? day : first),
    null,
  )
}
