import type { FinancingKind } from '#domain/funding/kinds.ts'
import { isRepaidByInstalments } from '#domain/funding/kinds.ts'
import type { FinancingStatus } from '#domain/loans/kinds.ts'
import { isClosed } from '#domain/loans/kinds.ts'
import { type LoanStanding, standLoan } from '#domain/loans/replay.ts'
import type { LoanRules } from '#domain/loans/rules.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { LoanRecord } from '#server/loans/loan-store.ts'

/** What the ledger says of a financing that no schedule repays. */
export type LedgerSums = { repaidCents: number; lostCents: number; recoveredCents: number }

/** Where the night takes a loan up: it moves by its due dates alone when nothing else is to come. */
export type NightPlace = {
  isPlain: boolean
  /** Positions from 1. */
  oldestRow: number
  nextRow: number
  fallenCents: number
  settledCents: number
}

export type Standing = {
  financingId: string
  status: FinancingStatus
  calmStatus: FinancingStatus
  grantedCents: number
  place: NightPlace
} & Pick<
  LoanStanding,
  | 'principalCents'
  | 'repaidCents'
  | 'lostCents'
  | 'recoveredCents'
  | 'owedCents'
  | 'outstandingCents'
  | 'dueCents'
  | 'lateCents'
  | 'bucket'
  | 'oldestUnpaidOn'
  | 'timeBarOn'
  | 'timeBarAlert'
  | 'suggestedLevel'
  | 'depreciationCents'
  | 'isFrozen'
  | 'nextDueOn'
  | 'nextDueCents'
  | 'endsOn'
  | 'changesOn'
> & { versionNumber: number | null; isMandated: boolean }

export const drawStanding = (
  record: LoanRecord,
  sums: LedgerSums,
  rules: LoanRules,
  today: PlainDate,
): { standing: Standing; state: LoanStanding } => {
  const replayed = standLoan(record.history, rules, today)
  const state = isRepaidByInstalments(record.kind)
    ? replayed
    : { ...replayed, ...withoutSchedule(record, sums, replayed) }
  const status = state.status
  const calmStatus = status === 'in-arrears' ? calmOf(state, record) : status
  return {
    state,
    standing: {
      ...state,
      financingId: record.financingId,
      status,
      calmStatus,
      grantedCents: record.history.grantedCents,
      versionNumber: state.version?.number ?? null,
      isMandated: record.isMandated,
      place: placeOf(record, state, today),
    },
  }
}

const calmOf = ({ principalCents }: LoanStanding, { history }: LoanRecord): FinancingStatus =>
  principalCents < history.grantedCents && !history.facts.some(({ kind }) => kind === 'disbursements-closed')
    ? 'disbursing'
    : 'repaying'

/** Advances come back by their subsidies, aids do not come back: the ledger alone says what is left. */
const withoutSchedule = (
  { kind, history }: LoanRecord,
  sums: LedgerSums,
  { principalCents, status }: LoanStanding,
): Partial<LoanStanding> => {
  const isGiven = kind === 'grant' || kind === 'recurring-aid'
  const outstandingCents = isGiven ? 0 : Math.max(0, principalCents - sums.repaidCents - sums.lostCents)
  const isDisbursing =
    principalCents < history.grantedCents &&
    !history.facts.some((fact) => fact.kind === 'disbursements-closed')
  return {
    ...sums,
    outstandingCents,
    dueCents: 0,
    lateCents: 0,
    nextDueOn: null,
    nextDueCents: 0,
    status: principalCents <= 0 ? status : statusWithoutSchedule(kind, outstandingCents, isDisbursing, sums),
  }
}

const statusWithoutSchedule = (
  kind: FinancingKind,
  outstandingCents: number,
  isDisbursing: boolean,
  { lostCents }: LedgerSums,
): FinancingStatus => {
  if (isDisbursing) return 'disbursing'
  if (kind === 'grant' || kind === 'recurring-aid') return 'paid'
  if (outstandingCents > 0) return 'awaiting-subsidy'
  return lostCents > 0 ? 'written-off' : 'repaid'
}

const placeOf = ({ kind, history }: LoanRecord, state: LoanStanding, today: PlainDate): NightPlace => {
  const { rows, outstandingCents, lostCents, version } = state
  const settled = rows.map((row) => row.paidCents + row.remittedCents)
  const oldest = rows.findIndex((row, at) => (settled[at] ?? 0) < row.cents)
  const next = rows.findIndex((row, at) => row.dueOn > today && (settled[at] ?? 0) < row.cents)
  const nextAt = next < 0 ? rows.length : next
  const later = ({ on }: { on: PlainDate }) => on > today
  const isPlain =
    isRepaidByInstalments(kind) &&
    outstandingCents > 0 &&
    lostCents === 0 &&
    oldest >= 0 &&
    settled.slice(oldest + 1).every((cents) => cents === 0) &&
    sum(rows.map(({ cents }) => cents)) - sum(settled) === outstandingCents &&
    (version?.pausedUntil ?? today) <= today &&
    history.facts.every(({ kind: event }) => plainFacts.has(event)) &&
    ![history.disbursements, history.versions, history.payments, history.facts, history.refunds].some(
      (facts: readonly { on: PlainDate }[]) => facts.some(later),
    ) &&
    !history.payments.some(({ rejectedOn }) => rejectedOn !== null && rejectedOn > today)
  return {
    isPlain,
    oldestRow: oldest < 0 ? rows.length + 1 : oldest + 1,
    nextRow: nextAt + 1,
    fallenCents: sum(rows.slice(0, nextAt).map(({ cents }) => cents)),
    settledCents: sum(settled),
  }
}

const plainFacts: ReadonlySet<string> = new Set([
  'disbursements-closed',
  'loan-doubtful',
  'loan-performing',
  'loan-depreciated',
])

const sum = (amounts: readonly number[]): number => {
  let total = 0
  for (const amount of amounts) total += amount
  return total
}

export const isOpenStatus = (status: FinancingStatus): boolean => !isClosed(status)
