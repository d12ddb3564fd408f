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

export type MatchedInstalment = Instalment & {
  paidCents: Cents
  /** The part the landlord gave up. */
  writtenOffCents: Cents
  /** The day nothing was owed of it any more. */
  paidOn: PlainDate | null
}
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
  /** What was written off since the debt was drawn up, and where it went. */
  writeOffs: WriteOffs
}
export type WriteOffs = {
  lines: { on: PlainDate; amountCents: Cents }[]
  /** Of the debt, but not of these instalments: the part the plan leaves out, or an earlier version took. */
  elsewhereCents: Cents
  instalmentsCents: Cents
}

type Payable = { amountCents: Cents; paidCents: Cents; writtenOffCents?: Cents; paidOn: PlainDate | null }

/**
 * Counts the payments made since the debt was drawn up against the current rent and the plan, in the order the agreement says. A payment
 * covers what is called and the instalments of its month; what is beyond waits for the next rent, unless it clears the whole plan
 * besides. A write-off is no payment: it first lessens the part of the debt the plan leaves out, then the last instalments, so that the
 * month's amount stays and the plan ends sooner.
 */
export function matchPayments(
  plan: {
    schedule: readonly Instalment[]
    debtOn: PlainDate
    dueDelayDays: number
    paymentPriority: PaymentPriority
    writeOffElsewhereCents: Cents
  },
  entries: readonly LedgerEntry[],
  today: PlainDate,
): Matching {
  const recent = outsideTheDebt(entries, plan).filter(({ on }) => on <= today)
  const payments = standing(recent, 'payment', 'payment-rejected')
  const lines = standing(recent, 'write-off', 'write-off')
  const rentCalls = netRentCalls(recent)
  const instalments = plan.schedule.map(
    (row): MatchedInstalment => ({ ...row, paidCents: 0, writtenOffCents: 0, paidOn: null }),
  )
  let elsewhere = plan.writeOffElsewhereCents
  let ahead = 0
  for (const day of daysToLookAt([...payments, ...lines], rentCalls, instalments, today)) {
    const given = sumOn(lines, day)
    const left = Math.max(0, given - elsewhere)
    elsewhere -= given - left
    // What is given up beyond the debt lessens the rent called since, like a payment.
    ahead += sumOn(payments, day) + writeOff(instalments, left, day)
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
  const elsewhereCents = plan.writeOffElsewhereCents - elsewhere
  const instalmentsCents = instalments.reduce((sum, { writtenOffCents }) => sum + writtenOffCents, 0)
  return { instalments, rentCalls, aheadCents: ahead, writeOffs: { lines, elsewhereCents, instalmentsCents } }
}

function sumOn(movements: readonly Movement[], day: PlainDate): Cents {
  return movements.filter(({ on }) => on === day).reduce((sum, { amountCents }) => sum + amountCents, 0)
}

/** From the last instalment back; gives back what exceeds them. */
function writeOff(instalments: readonly MatchedInstalment[], amount: Cents, day: PlainDate): Cents {
  let left = amount
  for (const row of instalments.toReversed()) {
    const share = Math.min(left, owedOf(row))
    if (share <= 0) continue
    left -= share
    row.writtenOffCents += share
    if (owedOf(row) === 0) row.paidOn = day
  }
  return left
}

function owedOf({ amountCents, paidCents, writtenOffCents = 0 }: Payable): Cents {
  return amountCents - paidCents - writtenOffCents
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
  return payables.reduce((sum, payable) => sum + owedOf(payable), 0)
}

function cover(payables: readonly Payable[], available: Cents, day: PlainDate): Cents {
  let left = available
  for (const payable of payables) {
    const share = Math.min(left, owedOf(payable))
    if (share <= 0) continue
    left -= share
    payable.paidCents += share
    if (owedOf(payable) === 0) payable.paidOn = day
  }
  return left
}

function daysToLookAt(
  movements: readonly Movement[],
  rentCalls: readonly MatchedRentCall[],
  instalments: readonly Instalment[],
  today: PlainDate,
): PlainDate[] {
  const months = instalments.map(({ dueOn }) => firstOfMonth(dueOn))
  const days = new Set<PlainDate>([
    ...movements.map(({ on }) => on),
    ...rentCalls.map(({ on }) => on),
    ...months,
    today,
  ])
  return [...days].filter((day) => day <= today).toSorted(compareDates)
}

type Movement = { on: PlainDate; amountCents: Cents }

/** Movements as they stand: one taken back was never made, so it is taken off, the nearest before it of the same amount first. */
function standing(entries: readonly LedgerEntry[], made: EntryKind, takenBack: EntryKind): Movement[] {
  const movements: Movement[] = []
  for (const { on, kind, amountCents } of inOrder(entries)) {
    if (kind === made && amountCents < 0) movements.push({ on, amountCents: -amountCents })
    else if ((kind === made || kind === takenBack) && amountCents > 0) takeBack(movements, amountCents)
  }
  return movements.filter(({ amountCents }) => amountCents > 0)
}

function takeBack(made: Movement[], amountCents: Cents): void {
  const same = made.findLast((movement) => movement.amountCents === amountCents)
  if (same) {
    same.amountCents = 0
    return
  }
  let left = amountCents
  for (const movement of made.toReversed()) {
    const share = Math.min(left, movement.amountCents)
    movement.amountCents -= share
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

/** Within a day: calls, then aids, payments, rejections; a movement before what takes it back. */
function inOrder(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const rank = ({ kind }: LedgerEntry) => ['benefit', 'rls', 'payment', 'payment-rejected'].indexOf(kind)
  return entries.toSorted(
    (a, b) => compareDates(a.on, b.on) || rank(a) - rank(b) || a.amountCents - b.amountCents,
  )
}
