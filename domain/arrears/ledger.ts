import type { HousingTerms } from '#domain/arrears/housing-expense.ts'
import type { ArrearsRules } from '#domain/arrears/threshold.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { EntryKind } from '#domain/tenancies/kinds.ts'

/** A line of the rent ledger: what the tenant owes is positive, what pays it is negative. */
export type LedgerEntry = { on: PlainDate; kind: EntryKind; amountCents: Cents }

export type AccountTerms = HousingTerms & {
  /** Days a rent call may wait before it is late; 0 when calls are dated on their due day. */
  dueDelayDays?: number
}

export type AccountPosition = {
  balanceCents: Cents
  /** The balance less the calls not yet due: what a verdict judges. */
  overdueCents: Cents
  firstDefaultOn: PlainDate | null
  /** Months of net expense owed, in tenths; null when the tenant pays nothing each month. */
  monthsOwedTenths: number | null
  /** The last seven month ends not after the day, oldest first. */
  monthEndBalances: { on: PlainDate; balanceCents: Cents }[]
  trendSixMonthsCents: Cents
  currentRentResumed: boolean
  previousRentPaid: boolean
  lastPaymentOn: PlainDate | null
  lastCallOn: PlainDate | null
  constitutedOnA: PlainDate | null
  constitutedOnB: PlainDate | null
  entryCount: number
}

/** Running state of one account; entries are added in date order, then it is closed. */
export type Account = { readonly __account: unique symbol }

export declare function startAccount(terms: AccountTerms, rules: ArrearsRules): Account
export declare function addEntry(account: Account, on: PlainDate, kind: EntryKind, amountCents: Cents): void
/** The same with the day as the integer YYYYMMDD, for streams that can give it so. */
export declare function addPackedEntry(
  account: Account,
  packedDay: number,
  kind: EntryKind,
  amountCents: Cents,
): void
export declare function closeAccount(account: Account, onDate: PlainDate): AccountPosition
export declare function replayLedger(
  terms: AccountTerms,
  rules: ArrearsRules,
  entries: Iterable<LedgerEntry>,
  upTo: PlainDate,
): AccountPosition
