import { byDay, type LoanHistory, type LoanPayment, type ScheduleVersion } from '#domain/loans/facts.ts'
import type { ScheduleRow } from '#domain/loans/schedule.ts'
import { type Cents, sumCents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'

/** A row with what settled it, and the day it was settled whole. */
export type AllocatedRow = ScheduleRow & {
  paidCents: Cents
  /** Given up, from the last row backwards. */
  remittedCents: Cents
  settledOn: PlainDate | null
}

/** Where every cent went. Nothing of it depends on the order in which things were typed. */
export type Settlement = {
  /** Lent, what was given back deducted. */
  principalCents: Cents
  repaidCents: Cents
  lostCents: Cents
  /** Received after a write-off: income, never less lost (handbook money §3.7). */
  recoveredCents: Cents
  /** Paid beyond the debt: it belongs to the household. */
  owedCents: Cents
  outstandingCents: Cents
  version: ScheduleVersion | null
  rows: AllocatedRow[]
}

type Flow =
  | { on: PlainDate; rank: 0 | 1; id: string; payment: LoanPayment }
  | { on: PlainDate; rank: 2; id: string; writtenOffCents: Cents | null }

/**
 * Replays what is dated `until` at the latest; with null, everything. Each payment settles the row that the household
 * named, else the oldest (code civil, art. 1342-10), coming rows too; beyond the debt it is recovered from what was
 * written off, then owed to the household.
 */
export const settleLoan = (history: LoanHistory, until: PlainDate | null): Settlement => {
  const happened = ({ on }: { on: PlainDate }) => until === null || on <= until
  const version = latestVersion(history.versions.filter(happened))
  const account = openAccount(
    sumCents(history.disbursements.filter(happened).map(({ cents }) => cents)),
    version,
  )
  for (const flow of flowsOf(history, until)) {
    if (flow.rank === 2) account.writeOff(flow.writtenOffCents)
    else account.pay(flow.payment)
  }
  const refunded = sumCents(history.refunds.filter(happened).map(({ cents }) => cents))
  return account.close(refunded)
}

const latestVersion = (versions: readonly ScheduleVersion[]): ScheduleVersion | null =>
  versions.reduce<ScheduleVersion | null>(
    (latest, one) => (latest === null || one.number > latest.number ? one : latest),
    null,
  )

/** In the order of their days; on one day, payments with an instruction, the others, what is given up. */
const flowsOf = ({ payments, facts }: LoanHistory, until: PlainDate | null): Flow[] => {
  const flows: Flow[] = []
  for (const payment of payments) {
    if (until !== null && payment.on > until) continue
    if (payment.rejectedOn !== null && (until === null || payment.rejectedOn <= until)) continue
    flows.push({ on: payment.on, rank: payment.towards === null ? 1 : 0, id: payment.id, payment })
  }
  for (const fact of facts)
    if (fact.kind === 'loan-written-off' && (until === null || fact.on <= until))
      flows.push({ on: fact.on, rank: 2, id: fact.id, writtenOffCents: fact.cents })
  return flows.sort((a, b) => (a.on === b.on ? a.rank - b.rank : 0) || byDay(a, b))
}

const openAccount = (principalCents: Cents, version: ScheduleVersion | null) => {
  const rows: AllocatedRow[] = (version?.rows ?? []).map((row) => ({
    ...row,
    paidCents: 0,
    remittedCents: 0,
    settledOn: null,
  }))
  const inVersion = version?.remittedCents ?? 0
  let oldest = 0
  let repaid = 0
  let lost = 0
  let recovered = 0
  let owed = 0
  const outstanding = () => Math.max(0, principalCents - repaid - lost)

  const fill = (row: AllocatedRow, cents: Cents, on: PlainDate): Cents => {
    const taken = Math.min(cents, row.cents - row.paidCents - row.remittedCents)
    row.paidCents += taken
    if (taken > 0 && row.paidCents + row.remittedCents === row.cents) row.settledOn = on
    return cents - taken
  }

  const fillOldest = (cents: Cents, on: PlainDate) => {
    let left = cents
    while (left > 0) {
      const row = rows[oldest]
      if (!row) return
      left = fill(row, left, on)
      if (row.paidCents + row.remittedCents >= row.cents) oldest += 1
    }
  }

  const fillNamed = (cents: Cents, on: PlainDate, towards: PlainDate): Cents => {
    let left = cents
    for (const row of rows) if (row.dueOn === towards) left = fill(row, left, on)
    return left
  }

  const remit = (cents: Cents) => {
    let left = cents
    for (let at = rows.length - 1; at >= 0 && left > 0; at -= 1) {
      const row = rows[at] as AllocatedRow
      const taken = Math.min(left, row.cents - row.paidCents - row.remittedCents)
      row.remittedCents += taken
      left -= taken
    }
  }

  return {
    pay({ cents, on, towards }: LoanPayment) {
      const principal = Math.min(cents, outstanding())
      repaid += principal
      fillOldest(towards === null ? principal : fillNamed(principal, on, towards), on)
      const recovery = Math.min(cents - principal, lost - recovered)
      recovered += recovery
      owed += cents - principal - recovery
    },
    writeOff(cents: Cents | null) {
      const before = Math.max(0, lost - inVersion)
      lost += Math.min(cents ?? Number.POSITIVE_INFINITY, outstanding())
      remit(Math.max(0, lost - inVersion) - before)
    },
    close: (refunded: Cents): Settlement => ({
      principalCents,
      repaidCents: repaid,
      lostCents: lost,
      recoveredCents: recovered,
      owedCents: owed - refunded,
      outstandingCents: outstanding(),
      version,
      rows,
    }),
  }
}
