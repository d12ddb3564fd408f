import { byDay, type LoanFact } from '#domain/loans/facts.ts'
import { type Bucket, bucketEnds, bucketOf, type TimeBarAlert } from '#domain/loans/kinds.ts'
import type { LoanRules } from '#domain/loans/rules.ts'
import type { AllocatedRow } from '#domain/loans/settle.ts'
import type { Cents } from '#domain/money.ts'
import { addDays, addMonths, daysBetween, earlierOf, laterOf, type PlainDate } from '#domain/plain-date.ts'

/** Days between which nothing is asked of the household; null: until further notice. */
export type Freeze = { from: PlainDate; until: PlainDate | null }

export type Demand = { freezes: readonly Freeze[]; acceleratedOn: PlainDate | null }

/** Freezes and acceleration that have begun by a day; a freeze that ends later is still open. */
export const demandOn = (facts: readonly LoanFact[], today: PlainDate): Demand => {
  const freezes: Freeze[] = []
  let from: PlainDate | null = null
  let acceleratedOn: PlainDate | null = null
  const known = facts.filter(({ on }) => on <= today)
  for (const { kind, on } of known.toSorted(byDay)) {
    if (kind === 'loan-frozen') from ??= on
    if (kind === 'loan-accelerated') acceleratedOn ??= on
    if (kind !== 'loan-unfrozen' || from === null) continue
    freezes.push({ from, until: on })
    from = null
  }
  if (from !== null) freezes.push({ from, until: null })
  return { freezes, acceleratedOn }
}

export type Asked = {
  /** Null while frozen: the day is not known. */
  dueOn: PlainDate | null
  /** Late from the day after. */
  payableOn: PlainDate | null
}

/** When a row is asked for: its own day, the day of the acceleration if it comes first, the end of a freeze that it falls in. */
export const askedOn = (
  { dueOn, collectOn }: Pick<AllocatedRow, 'dueOn' | 'collectOn'>,
  { freezes, acceleratedOn }: Demand,
): Asked => {
  const sooner = acceleratedOn !== null && acceleratedOn < dueOn
  let due: PlainDate = sooner ? acceleratedOn : dueOn
  let payable: PlainDate = sooner ? acceleratedOn : collectOn
  for (const { from, until } of freezes) {
    if (due < from || (until !== null && due >= until)) continue
    if (until === null) return { dueOn: null, payableOn: null }
    due = until
    payable = laterOf(payable, until)
  }
  return { dueOn: due, payableOn: payable }
}

const frozenDays = (freezes: readonly Freeze[], from: PlainDate, today: PlainDate): number => {
  let days = 0
  for (const freeze of freezes) {
    const end = earlierOf(freeze.until ?? today, today)
    days += Math.max(0, daysBetween(laterOf(freeze.from, from), end))
  }
  return days
}

export type Lateness = {
  /** Rows asked for by today: those of today, and those of a weekend that no bank can collect yet, are not late. */
  dueCents: Cents
  lateCents: Cents
  oldestUnpaidOn: PlainDate | null
  /** Of the oldest late row, days of freeze left out. */
  daysPastDue: number
  bucket: Bucket
  timeBarOn: PlainDate | null
  timeBarAlert: TimeBarAlert
}

export const latenessOf = (
  rows: readonly AllocatedRow[],
  demand: Demand,
  rules: LoanRules,
  today: PlainDate,
): Lateness => {
  let dueCents = 0
  let lateCents = 0
  let oldest: PlainDate | null = null
  for (const row of rows) {
    const rest = row.cents - row.paidCents - row.remittedCents
    if (rest === 0) continue
    if (row.dueOn > today && demand.acceleratedOn === null) break
    const { dueOn, payableOn } = askedOn(row, demand)
    if (dueOn === null || payableOn === null || dueOn > today) continue
    dueCents += rest
    if (payableOn >= today) continue
    lateCents += rest
    oldest = oldest === null ? dueOn : earlierOf(oldest, dueOn)
  }
  const daysPastDue =
    oldest === null ? 0 : daysBetween(oldest, today) - frozenDays(demand.freezes, oldest, today)
  // Two years from the first incident that was not put right (code de la consommation, R.312-35, ancien L.311-52).
  const timeBarOn = oldest === null ? null : addMonths(oldest, rules.timeBarMonths)
  return {
    dueCents,
    lateCents,
    oldestUnpaidOn: oldest,
    daysPastDue,
    bucket: bucketOf(daysPastDue),
    timeBarOn,
    timeBarAlert: timeBarOn === null ? 'none' : alertOf(timeBarOn, rules, today),
  }
}

const alertOf = (timeBarOn: PlainDate, { alertMonths }: LoanRules, today: PlainDate): TimeBarAlert => {
  if (today > timeBarOn) return 'passed'
  const [first, second, last] = alertMonths
  if (today >= addMonths(timeBarOn, -last)) return 'last'
  if (today >= addMonths(timeBarOn, -second)) return 'second'
  return today >= addMonths(timeBarOn, -first) ? 'first' : 'none'
}

/** Days after today on which lateness changes by the calendar alone. */
export const latenessChanges = (
  rows: readonly AllocatedRow[],
  demand: Demand,
  { oldestUnpaidOn, daysPastDue, timeBarOn }: Lateness,
  rules: LoanRules,
  today: PlainDate,
): PlainDate[] => {
  const days: PlainDate[] = []
  const isFrozen = demand.freezes.some(({ until }) => until === null)
  if (oldestUnpaidOn !== null && !isFrozen)
    for (const end of [...Object.values(bucketEnds), rules.watchDays, rules.doubtfulDays, rules.taskDays - 1])
      if (end >= daysPastDue) days.push(addDays(today, end - daysPastDue + 1))
  if (timeBarOn !== null)
    days.push(addDays(timeBarOn, 1), ...rules.alertMonths.map((months) => addMonths(timeBarOn, -months)))
  for (const row of rows) {
    if (row.cents === row.paidCents + row.remittedCents) continue
    const { dueOn, payableOn } = askedOn(row, demand)
    if (dueOn === null || payableOn === null) continue
    days.push(dueOn, addDays(payableOn, 1))
    if (dueOn > today) break
  }
  return days.filter((day) => day > today)
}
