import type { LedgerEntry } from '#domain/arrears/ledger.ts'
import type { Cents } from '#domain/money.ts'
import {
  addDays,
  compareDates,
  earlierOf,
  firstOfMonth,
  lastOfMonth,
  type PlainDate,
} from '#domain/plain-date.ts'
import type { PaymentPriority } from '#domain/plans/decide-repayment-plan.ts'
import type { Instalment } from '#domain/plans/schedule.ts'
import type { EntryKind } from '#domain/tenancies/kinds.ts'

export type MatchedInstalment = Instalment & { paidCents: Cents; paidOn: PlainDate | null }
export type MatchedRentCall = {
  on: PlainDate
  amountCents: Cents
  paidCents: Cents
  paidOn: PlainDate | null
}
export type Matching = {
  instalments: MatchedInstalment[]
  /** Calls due after the debt was drawn up: the current rent. */
  rentCalls: MatchedRentCall[]
  /** Paid beyond the month's rent and instalment: kept for the next ones. */
  aheadCents: Cents
}

type Payable = { amountCents: Cents; paidCents: Cents; paidOn: PlainDate | null }

/**
 * Counts the payments made since the debt was drawn up against the current rent and the plan, in the order the agreement says. A payment
 * covers what is called and the instalments of its month; what is beyond waits for the next
 * rent, unless it clears the whole plan besides.
 */
export function matchPayments(
  plan: {
    schedule: readonly Instalment[]
    debtOn: PlainDate
    dueDelayDays: number
    paymentPriority: PaymentPriority
  },
  entries: readonly LedgerEntry[],
  today: PlainDate,
): Matching {
  const recent = outsideTheDebt(entries, plan).filter(({ on }) => on <= today)
  const payments = standingPayments(recent)
  const rentCalls = netRentCalls(recent)
  const instalments = plan.schedule.map((row): MatchedInstalment => ({ ...row, paidCents: 0, paidOn: null }))
  let ahead = 0
  for (const day of daysToLookAt(payments, rentCalls, instalments, today)) {
    ahead += payments.filter(({ on }) => on === day).reduce((sum, { amountCents }) => sum + amountCents, 0)
    const called = rentCalls.filter(({ on }) => on <= day)
    const due = instalments.filter(({ dueOn }) => dueOn <= lastOfMonth(day))
    const owedRent = unpaid(called)
    ahead = cover(
      plan.paymentPriority === 'plan-first' ? [...due, ...called] : [...called, ...due],
      ahead,
      day,
    )
    const nextRent = owedRent > 0 ? 0 : (called.at(-1)?.amountCents ?? 0)
    if (ahead > 0 && ahead >= unpaid(instalments) + nextRent) ahead = cover(instalments, ahead, day)
  }
  return { instalments, rentCalls, aheadCents: ahead }
}

/** What came after the debt was drawn up, and the call that was not yet due that day, with its aids. */
export function outsideTheDebt<Entry extends LedgerEntry>(
  entries: readonly Entry[],
  { debtOn, dueDelayDays }: { debtOn: PlainDate; dueDelayDays: number },
): Entry[] {
  const due = addDays(debtOn, -dueDelayDays)
  const waitingSince = entries
    .filter(({ on, kind, amountCents }) => callKinds.has(kind) && amountCents > 0 && on > due)
    .map(({ on }) => on)
    .reduce(earlierOf, addDays(debtOn, 1))
  return entries.filter(
    ({ on, kind }) => on > debtOn || (on >= waitingSince && (callKinds.has(kind) || aidKinds.has(kind))),
  )
}

const callKinds: ReadonlySet<EntryKind> = new Set<EntryKind>(['rent-call', 'charges-call'])
const aidKinds: ReadonlySet<EntryKind> = new Set<EntryKind>(['benefit', 'rls'])

function unpaid(payables: readonly Payable[]): Cents {
  return payables.reduce((sum, { amountCents, paidCents }) => sum + amountCents - paidCents, 0)
}

function cover(payables: readonly Payable[], available: Cents, day: PlainDate): Cents {
  let left = available
  for (const payable of payables) {
    const share = Math.min(left, payable.amountCents - payable.paidCents)
    if (share <= 0) continue
    left -= share
    payable.paidCents += share
    if (payable.paidCents === payable.amountCents) payable.paidOn = day
  }
  return left
}

function daysToLookAt(
  payments: readonly Payment[],
  rentCalls: readonly MatchedRentCall[],
  instalments: readonly Instalment[],
  today: PlainDate,
): PlainDate[] {
  const months = instalments.map(({ dueOn }) => firstOfMonth(dueOn))
  const days = new Set<PlainDate>([
    ...payments.map(({ on }) => on),
    ...rentCalls.map(({ on }) => on),
    ...months,
    today,
  ])
  return [...days].filter((day) => day <= today).toSorted(compareDates)
}

type Payment = { on: PlainDate; amountCents: Cents }

/** Payments as they stand: a rejected one was never made, so it is taken off, the nearest before it of the same amount first. */
function standingPayments(entries: readonly LedgerEntry[]): Payment[] {
  const made: Payment[] = []
  for (const { on, kind, amountCents } of inOrder(entries)) {
    if (kind !== 'payment' && kind !== 'payment-rejected') continue
    if (amountCents < 0) made.push({ on, amountCents: -amountCents })
    else takeBack(made, amountCents)
  }
  return made.filter(({ amountCents }) => amountCents > 0)
}

function takeBack(made: Payment[], amountCents: Cents): void {
  const same = made.findLast((payment) => payment.amountCents === amountCents)
  if (same) {
    same.amountCents = 0
    return
  }
  let left = amountCents
  for (const payment of made.toReversed()) {
    const share = Math.min(left, payment.amountCents)
    payment.amountCents -= share
    left -= share
  }
}

/** Calls net of the aids: an aid answers the last call before it, then the earlier ones, else the next when it comes before. */
function netRentCalls(entries: readonly LedgerEntry[]): MatchedRentCall[] {
  const calls: MatchedRentCall[] = []
  let aid = 0
  for (const { on, kind, amountCents } of inOrder(entries)) {
    if (kind === 'payment' || kind === 'payment-rejected' || kind === 'write-off') continue
    if (amountCents > 0) calls.push({ on, amountCents, paidCents: 0, paidOn: null })
    else aid -= amountCents
    for (const call of calls.toReversed()) {
      const share = Math.min(aid, call.amountCents)
      call.amountCents -= share
      aid -= share
    }
  }
  return calls.filter(({ amountCents }) => amountCents > 0)
}

/** Within a day: calls, then aids, payments, rejections. */
function inOrder(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const rank = ({ kind }: LedgerEntry) => ['benefit', 'rls', 'payment', 'payment-rejected'].indexOf(kind)
  return entries.toSorted(
    (a, b) => compareDates(a.on, b.on) || rank(a) - rank(b) || a.amountCents - b.amountCents,
  )
}
