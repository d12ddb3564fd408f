import { type HousingTerms, monthlyNetExpenseCents } from '#domain/arrears/housing-expense.ts'
import { type ArrearsRules, thresholdOfRegimeA } from '#domain/arrears/threshold.ts'
import { type Cents, divideHalfUp } from '#domain/money.ts'
import {
  addDaysPacked,
  addMonthsPacked,
  endOfMonth,
  monthIndex,
  type PackedDay,
  pack,
  unpack,
} from '#domain/packed-day.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { EntryKind } from '#domain/tenancies/kinds.ts'

// Twelve million lines are walked in a night: an account is a flat mutable record, days are integers, and an entry allocates nothing
// but its place among the calls. The debt is dated by the oldest call not fully covered when payments pay the oldest first
// (C. civ. 1342-10): what was paid is one sum, so a rejected payment simply uncovers the calls it had paid.

/** A line of the rent ledger: what the tenant owes is positive, what pays it is negative. */
export type LedgerEntry = { on: PlainDate; kind: EntryKind; amountCents: Cents }

export type AccountTerms = HousingTerms

export type AccountPosition = {
  balanceCents: Cents
  /** The balance less the calls not yet due: what a verdict judges. Never negative. */
  overdueCents: Cents
  /** The oldest call not fully covered; null when nothing is overdue. */
  firstDefaultOn: PlainDate | null
  /** Months of net expense owed, in tenths; null when the tenant pays nothing each month. */
  monthsOwedTenths: number | null
  /** Balances at the last seven month ends not after the day, oldest first; `lastMonthEndOn` dates the last. */
  monthEndBalances: Cents[]
  lastMonthEndOn: PlainDate
  trendSixMonthsCents: Cents
  /** The last month called and due was paid, aid deducted, by payments made since that call. */
  currentRentResumed: boolean
  /** The same of the month before: two in a row are a habit. */
  previousRentPaid: boolean
  lastPaymentOn: PlainDate | null
  lastCallOn: PlainDate | null
  /** First day of the present uninterrupted default on which each regime's condition held, as if it always applied. */
  constitutedOnA: PlainDate | null
  constitutedOnB: PlainDate | null
  entryCount: number
}

/** One month called: what was asked, what aids and payments answered before the next call. */
type RentCycle = { callDay: PackedDay; called: Cents; aided: Cents; paid: Cents }

const keptMonthEnds = 7

/** Running state of one account. Entries are added in date order (a day's calls before its payments), then it is closed. */
export type Account = {
  readonly netExpense: Cents
  readonly thresholdA: Cents
  readonly limitB: Cents
  readonly defaultMonths: number
  readonly clockFrom: PackedDay
  readonly dueDelayDays: number
  entryCount: number
  day: PackedDay
  balance: Cents
  /** Calls that are due: their days, and the running sum of all calls up to each. */
  readonly dueDays: PackedDay[]
  readonly dueSums: Cents[]
  due: Cents
  paid: Cents
  /** Index of the oldest call not fully covered. */
  oldest: number
  readonly waitingDays: PackedDay[]
  readonly waitingAmounts: Cents[]
  firstWaiting: number
  sinceA: PackedDay
  sinceB: PackedDay
  month: number
  readonly monthEnds: Cents[]
  cycle: RentCycle
  previousCycle: RentCycle
  olderCycle: RentCycle
  lastPayment: PackedDay
}

export function startAccount(terms: AccountTerms, rules: ArrearsRules): Account {
  return {
    netExpense: monthlyNetExpenseCents(terms),
    thresholdA: thresholdOfRegimeA(terms, rules),
    limitB: rules.debtLimitCents,
    defaultMonths: rules.defaultMonths,
    clockFrom: rules.clockFromSwitch ? pack(rules.switchOn) : 0,
    dueDelayDays: rules.dueDelayDays,
    entryCount: 0,
    day: 0,
    balance: 0,
    dueDays: [],
    dueSums: [],
    due: 0,
    paid: 0,
    oldest: 0,
    waitingDays: [],
    waitingAmounts: [],
    firstWaiting: 0,
    sinceA: 0,
    sinceB: 0,
    month: 0,
    monthEnds: [0, 0, 0, 0, 0, 0, 0],
    cycle: noCycle(),
    previousCycle: noCycle(),
    olderCycle: noCycle(),
    lastPayment: 0,
  }
}

function noCycle(): RentCycle {
  return { callDay: 0, called: 0, aided: 0, paid: 0 }
}

export function addEntry(account: Account, on: PlainDate, kind: EntryKind, amountCents: Cents): void {
  addPackedEntry(account, pack(on), kind, amountCents)
}

/** The same with the day as the integer YYYYMMDD, for streams that can give it so. */
export function addPackedEntry(account: Account, day: PackedDay, kind: EntryKind, amountCents: Cents): void {
  if (day !== account.day) moveTo(account, day)
  account.entryCount += 1
  account.balance += amountCents
  switch (kind) {
    case 'rent-call':
    case 'charges-call':
      noteCall(account, day, amountCents)
      if (amountCents > 0 && account.dueDelayDays > 0) letWait(account, day, amountCents)
      else if (amountCents > 0) fallDue(account, day, amountCents)
      else pay(account, day, lessenWaiting(account, -amountCents))
      break
    case 'payment':
      if (amountCents < 0) account.lastPayment = day
      account.cycle.paid -= amountCents
      pay(account, day, -amountCents)
      break
    case 'payment-rejected':
      account.cycle.paid -= amountCents
      pay(account, day, -amountCents)
      break
    case 'benefit':
    case 'rls':
      account.cycle.aided -= amountCents
      if (amountCents < 0) deduct(account, day, -amountCents)
      else pay(account, day, -amountCents)
      break
    case 'write-off':
      pay(account, day, -amountCents)
      break
    default:
      owe(account, day, amountCents)
  }
}

function owe(account: Account, day: PackedDay, amount: Cents): void {
  if (amount < 0) pay(account, day, -amount)
  else fallDue(account, day, amount)
}

function fallDue(account: Account, day: PackedDay, amount: Cents): void {
  account.due += amount
  account.dueDays.push(day)
  account.dueSums.push(account.due)
  coverOldest(account)
}

/**
 * An aid lessens the call of its month, and pays the oldest debt only with what exceeds it: were it a payment like others, a
 * tenant who never pays a cent would see the first default move on month after month (CCH R.824-1 reasons on the net rent).
 */
function deduct(account: Account, day: PackedDay, amount: Cents): void {
  const { dueDays, dueSums } = account
  const dueDay = dueDayOfCycle(account)
  let left = lessenWaiting(account, amount)
  for (let index = dueDays.length - 1; left > 0 && index >= 0; index -= 1) {
    const called = dueDays[index] ?? 0
    if (dueDay === 0 || called < dueDay) break
    if (called > dueDay) continue
    const cut = Math.min(left, (dueSums[index] ?? 0) - (dueSums[index - 1] ?? 0))
    for (let later = index; later < dueSums.length; later += 1) dueSums[later] = (dueSums[later] ?? 0) - cut
    account.due -= cut
    left -= cut
  }
  pay(account, day, left)
}

/** Adds to what was paid, or takes back when negative; a taking back beyond all that was paid is a new debt of that day. */
function pay(account: Account, day: PackedDay, amount: Cents): void {
  account.paid += amount
  if (account.paid < 0) {
    const beyond = -account.paid
    account.paid = 0
    fallDue(account, day, beyond)
  }
  coverOldest(account)
  while (account.oldest > 0 && (account.dueSums[account.oldest - 1] ?? 0) > account.paid) account.oldest -= 1
}

function coverOldest(account: Account): void {
  const sums = account.dueSums
  while (account.oldest < sums.length && (sums[account.oldest] ?? 0) <= account.paid) account.oldest += 1
}

function letWait(account: Account, day: PackedDay, amount: Cents): void {
  account.waitingDays.push(addDaysPacked(day, account.dueDelayDays))
  account.waitingAmounts.push(amount)
}

/** What answers the month's call before it is due makes it smaller, and pays no older debt; gives back what exceeds it. */
function lessenWaiting(account: Account, amount: Cents): Cents {
  const { waitingDays, waitingAmounts, firstWaiting } = account
  if (firstWaiting === waitingDays.length) return amount
  const dueDay = dueDayOfCycle(account)
  let left = amount
  for (let index = waitingDays.length - 1; left > 0 && index >= firstWaiting; index -= 1) {
    if (waitingDays[index] !== dueDay) continue
    const cut = Math.min(left, waitingAmounts[index] ?? 0)
    waitingAmounts[index] = (waitingAmounts[index] ?? 0) - cut
    left -= cut
  }
  return left
}

function dueDayOfCycle({ cycle, dueDelayDays }: Account): PackedDay {
  return cycle.callDay === 0 || dueDelayDays === 0
    ? cycle.callDay
    : addDaysPacked(cycle.callDay, dueDelayDays)
}

function noteCall(account: Account, day: PackedDay, amount: Cents): void {
  if (Math.floor(day / 100) !== Math.floor(account.cycle.callDay / 100)) {
    const oldest = account.olderCycle
    account.olderCycle = account.previousCycle
    account.previousCycle = account.cycle
    oldest.callDay = day
    oldest.called = oldest.aided = oldest.paid = 0
    account.cycle = oldest
  }
  account.cycle.called += amount
}

/** Ends the day the account stands on and brings it to a later one, letting the calls that wait become due on their day. */
function moveTo(account: Account, day: PackedDay): void {
  while (account.firstWaiting < account.waitingDays.length) {
    const waited = account.waitingDays[account.firstWaiting] ?? 0
    if (waited > day) break
    if (waited > account.day) endDay(account, waited)
    owe(account, waited, account.waitingAmounts[account.firstWaiting] ?? 0)
    account.firstWaiting += 1
  }
  if (day > account.day) endDay(account, day)
}

function endDay(account: Account, nextDay: PackedDay): void {
  if (account.day !== 0) {
    judge(account, nextDay - 1)
    keepMonthEnds(account, monthIndex(nextDay) - 1)
  }
  account.day = nextDay
  account.month = monthIndex(nextDay)
}

/** Dates each regime's condition, knowing that nothing moves from the account's day to `lastDay`. */
function judge(account: Account, lastDay: PackedDay): void {
  const overdue = account.due - account.paid
  if (overdue <= 0) {
    account.sinceA = 0
    account.sinceB = 0
    return
  }
  if (account.sinceA === 0 && overdue >= account.thresholdA) account.sinceA = account.day
  if (account.sinceB !== 0) return
  if (overdue > account.limitB) account.sinceB = account.day
  else {
    const started = Math.max(account.dueDays[account.oldest] ?? account.day, account.clockFrom)
    const reached = addMonthsPacked(started, account.defaultMonths)
    if (reached <= lastDay) account.sinceB = Math.max(reached, account.day)
  }
}

function keepMonthEnds(account: Account, lastMonth: number): void {
  const first = Math.max(account.month, lastMonth - keptMonthEnds + 1)
  for (let month = first; month <= lastMonth; month += 1) {
    account.monthEnds[month % keptMonthEnds] = account.balance
  }
}

/** What the account says on a day not before its last entry. */
export function closeAccount(account: Account, onDate: PlainDate): AccountPosition {
  const today = pack(onDate)
  if (account.day === 0) account.month = monthIndex(today)
  moveTo(account, today)
  judge(account, today)
  const lastMonth = endOfMonth(account.month) === today ? account.month : account.month - 1
  keepMonthEnds(account, lastMonth)
  const overdueCents = Math.max(0, account.due - account.paid)
  const monthEndBalances = orderedMonthEnds(account, lastMonth)
  return {
    balanceCents: account.balance,
    overdueCents,
    firstDefaultOn: overdueCents > 0 ? unpack(account.dueDays[account.oldest] ?? account.day) : null,
    monthsOwedTenths: account.netExpense > 0 ? divideHalfUp(overdueCents * 10, account.netExpense) : null,
    monthEndBalances,
    lastMonthEndOn: unpack(endOfMonth(lastMonth)),
    trendSixMonthsCents: (monthEndBalances[keptMonthEnds - 1] ?? 0) - (monthEndBalances[0] ?? 0),
    ...rentHabit(account, today, overdueCents),
    lastPaymentOn: dayOrNull(account.lastPayment),
    lastCallOn: dayOrNull(account.cycle.callDay),
    constitutedOnA: dayOrNull(account.sinceA),
    constitutedOnB: dayOrNull(account.sinceB),
    entryCount: account.entryCount,
  }
}

function orderedMonthEnds(account: Account, lastMonth: number): Cents[] {
  const ordered: Cents[] = []
  for (let month = lastMonth - keptMonthEnds + 1; month <= lastMonth; month += 1) {
    ordered.push(account.monthEnds[month % keptMonthEnds] ?? 0)
  }
  return ordered
}

function rentHabit(
  account: Account,
  today: PackedDay,
  overdue: Cents,
): Pick<AccountPosition, 'currentRentResumed' | 'previousRentPaid'> {
  const delay = account.dueDelayDays
  const isDue = delay === 0 || addDaysPacked(account.cycle.callDay || today, delay) <= today
  const [current, previous] = isDue
    ? [account.cycle, account.previousCycle]
    : [account.previousCycle, account.olderCycle]
  return {
    currentRentResumed: overdue === 0 || isPaid(current),
    previousRentPaid: overdue === 0 || isPaid(previous),
  }
}

function isPaid(cycle: RentCycle): boolean {
  return cycle.callDay !== 0 && cycle.paid >= cycle.called - cycle.aided
}

function dayOrNull(day: PackedDay): PlainDate | null {
  return day === 0 ? null : unpack(day)
}

/** The position of an account on a day, from entries in date order; later entries are left aside. */
export function replayLedger(
  terms: AccountTerms,
  rules: ArrearsRules,
  entries: Iterable<LedgerEntry>,
  upTo: PlainDate,
): AccountPosition {
  const account = startAccount(terms, rules)
  for (const entry of entries) {
    if (entry.on > upTo) break
    addEntry(account, entry.on, entry.kind, entry.amountCents)
  }
  return closeAccount(account, upTo)
}
