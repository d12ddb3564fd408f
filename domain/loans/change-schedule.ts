import { boundsProblemRows } from '#domain/loans/product-bounds.ts'
import {
  amountsOf,
  type Convention,
  mostInstalments,
  rowOn,
  type ScheduleLength,
  type ScheduleProblem,
  type ScheduleRow,
  scheduleProblemLabels,
} from '#domain/loans/schedule.ts'
import { type Cents, sumCents } from '#domain/money.ts'
import { monthIndex, pack } from '#domain/packed-day.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

/** A row with what settled it so far: paid, or given up. */
export type SettledRow = ScheduleRow & { settledCents: Cents }

export type CurrentSchedule = {
  anchorOn: PlainDate
  convention: Convention
  rows: readonly SettledRow[]
}

/** `on`: the day the change takes effect. What is settled never moves. */
export type ScheduleChange =
  | { kind: 'deferral'; on: PlainDate; months: number }
  | { kind: 'suspension' | 'suspension-same-term'; on: PlainDate; fromOn: PlainDate; months: number }
  /** All that is unpaid, late rows with it, over new rows. */
  | ({ kind: 'new-instalments'; on: PlainDate; firstDueOn: PlainDate } & ScheduleLength)
  | { kind: 'early-repayment'; on: PlainDate; cents: Cents; keep: 'term' | 'instalment' }
  /** A shortfall turned into a loan. Without a number of instalments, the term stays. */
  | { kind: 'added-principal'; on: PlainDate; cents: Cents; instalments?: number }
  /** What is lent so far, all of it: rows are made again until the first is due, the rest is spread afterwards. */
  | { kind: 'disbursement'; on: PlainDate; principalCents: Cents; lentBeforeCents: Cents }

const problemRows = {
  ...scheduleProblemLabels,
  ...boundsProblemRows,
  'already-begun': 'Une échéance est déjà due ou payée : suspendez plutôt que différer.',
  'wrong-months': 'Indiquez un nombre de mois de 1 à 60.',
  'nothing-to-suspend': 'Aucune échéance n’est à venir à cette date.',
  'nothing-left': 'Il ne resterait aucune échéance pour payer le solde.',
  'starts-in-the-past': 'La première échéance doit être à venir.',
  'late-first': 'Des échéances sont en retard : réglez-les ou étalez-les d’abord.',
  'more-than-outstanding': 'Le montant dépasse l’encours du prêt.',
  'nothing-outstanding': 'Rien n’est dû sur ce prêt.',
} as const
export type ChangeProblem = keyof typeof problemRows
export const changeProblemLabels: Labels<ChangeProblem> = problemRows

export type ChangedSchedule =
  | {
      rows: ScheduleRow[]
      anchorOn: PlainDate
      pausedFrom: PlainDate | null
      pausedUntil: PlainDate | null
      problem?: undefined
    }
  | { problem: ChangeProblem; rows?: undefined }

/** The next version of a schedule; unpaid rows sum to what they summed to, less what is repaid, plus what is lent. */
export const changeSchedule = (current: CurrentSchedule, change: ScheduleChange): ChangedSchedule => {
  switch (change.kind) {
    case 'deferral':
      return defer(current, change)
    case 'suspension':
      return suspend(current, change)
    case 'suspension-same-term':
      return skip(current, change)
    case 'new-instalments':
      return spreadAnew(current, change)
    case 'early-repayment':
      return repayEarly(current, change)
    case 'added-principal':
      return addPrincipal(current, change)
    case 'disbursement':
      return followDisbursement(current, change)
  }
}

const restOf = ({ cents, settledCents }: SettledRow): Cents => cents - settledCents
const isSettled = (row: SettledRow) => row.settledCents >= row.cents
const sumOfRest = (rows: readonly SettledRow[]): Cents => sumCents(rows.map(restOf))
const bare = ({ dueOn, collectOn, cents, early }: ScheduleRow): ScheduleRow =>
  early ? { dueOn, collectOn, cents, early } : { dueOn, collectOn, cents }

/** Rows that stay as they are, the settled parts of those that go, and those that go. */
const open = (rows: readonly SettledRow[], goes: (row: SettledRow) => boolean) => {
  const going = rows.filter((row) => !isSettled(row) && goes(row))
  const moved = new Set(going)
  const kept = rows.filter((row) => !moved.has(row)).map(bare)
  const parts = going
    .filter(({ settledCents }) => settledCents > 0)
    .map((row) => ({ ...bare(row), cents: row.settledCents }))
  return { kept: [...kept, ...parts], going }
}

const inOrder = (rows: readonly ScheduleRow[]): ScheduleRow[] =>
  rows.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))

const changed = (
  rows: readonly ScheduleRow[],
  anchorOn: PlainDate,
  pause?: { from: PlainDate; until: PlainDate },
): ChangedSchedule => ({
  rows: inOrder(rows),
  anchorOn,
  pausedFrom: pause?.from ?? null,
  pausedUntil: pause?.until ?? null,
})

const isMonths = (months: number) => Number.isInteger(months) && months >= 1 && months <= 60

/** The row moved by whole months, from the anchor: an instalment of the 31st that fell on 28 February is due on 31 March. */
const moved = (row: SettledRow, anchorOn: PlainDate, months: number): ScheduleRow =>
  rowOn(addMonths(anchorOn, monthsFrom(anchorOn, row.dueOn) + months), restOf(row))

const monthsFrom = (anchorOn: PlainDate, day: PlainDate): number =>
  monthIndex(pack(day)) - monthIndex(pack(anchorOn))

const defer = (
  { rows, anchorOn }: CurrentSchedule,
  { on, months }: { on: PlainDate; months: number },
): ChangedSchedule => {
  if (!isMonths(months)) return { problem: 'wrong-months' }
  const [first] = rows
  if (!first) return { problem: 'nothing-outstanding' }
  if (first.dueOn <= on || rows.some(({ settledCents }) => settledCents > 0))
    return { problem: 'already-begun' }
  const later = rows.map((row) => moved(row, anchorOn, months))
  return changed(later, anchorOn, { from: first.dueOn, until: later[0]?.dueOn ?? first.dueOn })
}

type Suspension = { on: PlainDate; fromOn: PlainDate; months: number }

const suspend = (
  { rows, anchorOn }: CurrentSchedule,
  { on, fromOn, months }: Suspension,
): ChangedSchedule => {
  if (!isMonths(months)) return { problem: 'wrong-months' }
  const { kept, going } = open(rows, ({ dueOn }) => dueOn >= fromOn && dueOn > on)
  const [first] = going
  if (!first) return { problem: 'nothing-to-suspend' }
  const later = going.map((row) => moved(row, anchorOn, months))
  return changed([...kept, ...later], anchorOn, {
    from: first.dueOn,
    until: later[0]?.dueOn ?? first.dueOn,
  })
}

const skip = (
  { rows, anchorOn, convention }: CurrentSchedule,
  { on, fromOn, months }: Suspension,
): ChangedSchedule => {
  if (!isMonths(months)) return { problem: 'wrong-months' }
  const { kept, going } = open(rows, ({ dueOn }) => dueOn >= fromOn && dueOn > on)
  const [first] = going
  if (!first) return { problem: 'nothing-to-suspend' }
  const left = going.slice(months).map(({ dueOn }) => dueOn)
  const [next] = left
  if (!next) return { problem: 'nothing-left' }
  const spread = spreadOver(left, sumOfRest(going), convention)
  if (!Array.isArray(spread)) return { problem: spread }
  return changed([...kept, ...spread], anchorOn, { from: first.dueOn, until: next })
}

const spreadAnew = (
  { rows }: CurrentSchedule,
  { on, firstDueOn, ...length }: { on: PlainDate; firstDueOn: PlainDate } & ScheduleLength,
): ChangedSchedule => {
  if (firstDueOn <= on) return { problem: 'starts-in-the-past' }
  const { kept, going } = open(rows, () => true)
  const rest = sumOfRest(going)
  if (rest === 0) return { problem: 'nothing-outstanding' }
  const amounts = amountsOf(rest, length)
  if (!Array.isArray(amounts)) return { problem: amounts }
  const spread = amounts.map((cents, index) => rowOn(addMonths(firstDueOn, index), cents))
  return changed([...kept, ...spread], firstDueOn)
}

/** Without indemnity: at 0 %, none may exceed the interest it replaces (code de la consommation, L.312-34, ancien L.311-22). */
const repayEarly = (
  current: CurrentSchedule,
  { on, cents, keep }: { on: PlainDate; cents: Cents; keep: 'term' | 'instalment' },
): ChangedSchedule => {
  const { rows, anchorOn, convention } = current
  if (!Number.isSafeInteger(cents) || cents <= 0) return { problem: 'no-principal' }
  const unpaid = sumOfRest(rows)
  if (unpaid === 0) return { problem: 'nothing-outstanding' }
  if (cents > unpaid) return { problem: 'more-than-outstanding' }
  if (rows.some((row) => !isSettled(row) && row.dueOn <= on)) return { problem: 'late-first' }
  const { kept, going } = open(rows, () => true)
  const early: ScheduleRow = { dueOn: on, collectOn: on, cents, early: true }
  if (cents === unpaid) return changed([...kept, early], anchorOn)
  const dates = going.map(({ dueOn }) => dueOn)
  const left = unpaid - cents
  const chosen = keep === 'instalment' ? (going[0]?.cents ?? 0) : 0
  const spread = withInstalment(dates, left, chosen) ?? spreadOver(dates, left, convention)
  return Array.isArray(spread) ? changed([...kept, early, ...spread], anchorOn) : { problem: spread }
}

/** The same instalment on fewer dates; undefined where it would need more of them: no change lengthens a loan unasked. */
const withInstalment = (
  dates: readonly PlainDate[],
  cents: Cents,
  instalmentCents: Cents,
): ScheduleRow[] | undefined => {
  const amounts = amountsOf(cents, { convention: 'C', instalmentCents })
  return Array.isArray(amounts) && amounts.length <= dates.length
    ? amounts.flatMap((each, at) => rowsOn(dates[at], each))
    : undefined
}

const rowsOn = (dueOn: PlainDate | undefined, cents: Cents): ScheduleRow[] =>
  dueOn === undefined ? [] : [rowOn(dueOn, cents)]

/** Where the chosen instalment was the rule, what is spread over given dates is regular: the dates are the constraint. */
const spreadOver = (
  dates: readonly PlainDate[],
  cents: Cents,
  convention: Convention,
): ScheduleRow[] | ScheduleProblem => {
  // Fewer cents than dates: what can be due is due first.
  const instalments = Math.min(dates.length, cents)
  const amounts = amountsOf(cents, { convention: convention === 'C' ? 'A' : convention, instalments })
  return Array.isArray(amounts) ? amounts.flatMap((each, at) => rowsOn(dates[at], each)) : amounts
}

const addPrincipal = (
  current: CurrentSchedule,
  { on, cents, instalments }: { on: PlainDate; cents: Cents; instalments?: number },
): ChangedSchedule => {
  const { rows, anchorOn, convention } = current
  if (!Number.isSafeInteger(cents) || cents === 0) return { problem: 'no-principal' }
  const { kept, going } = open(rows, ({ dueOn }) => dueOn > on)
  const total = sumOfRest(going) + cents
  if (total < 0) return { problem: 'more-than-outstanding' }
  if (total === 0) return changed(kept, anchorOn)
  if (instalments !== undefined && (instalments < 1 || instalments > mostInstalments))
    return { problem: instalments < 1 ? 'no-instalment' : 'too-many-instalments' }
  const dates = datesFrom(going, anchorOn, on, instalments)
  const spread = spreadOver(dates, total, convention)
  return Array.isArray(spread) ? changed([...kept, ...spread], anchorOn) : { problem: spread }
}

/** The dates of the rows that go, or as many as asked from the first of them; the month after when none is left. */
const datesFrom = (
  going: readonly SettledRow[],
  anchorOn: PlainDate,
  on: PlainDate,
  instalments: number | undefined,
): PlainDate[] => {
  const [first] = going
  if (first && instalments === undefined) return going.map(({ dueOn }) => dueOn)
  const at = monthsFrom(anchorOn, first?.dueOn ?? firstAfter(anchorOn, on))
  return Array.from({ length: instalments ?? 1 }, (_, index) => addMonths(anchorOn, at + index))
}

const firstAfter = (anchorOn: PlainDate, on: PlainDate): PlainDate => {
  const months = Math.max(0, monthsFrom(anchorOn, on))
  const same = addMonths(anchorOn, months)
  return same > on ? same : addMonths(anchorOn, months + 1)
}

const followDisbursement = (
  current: CurrentSchedule,
  { on, principalCents, lentBeforeCents }: Extract<ScheduleChange, { kind: 'disbursement' }>,
): ChangedSchedule => {
  const { rows, anchorOn, convention } = current
  const [first] = rows
  if (!Number.isSafeInteger(principalCents) || principalCents < 0) return { problem: 'no-principal' }
  const isUntouched = rows.every(({ settledCents }) => settledCents === 0)
  if (first && isUntouched && principalCents > 0 && (first.dueOn > on || lentBeforeCents === 0)) {
    // The household does not owe an instalment of what it had not received: the dates move on.
    const late = first.dueOn > on ? 0 : monthsFrom(first.dueOn, firstAfter(anchorOn, on))
    const dates = rows.map((row) => moved(row, anchorOn, late).dueOn)
    // Where the household chose its instalment, fewer are needed for less.
    const chosen = convention === 'C' ? first.cents : 0
    const spread =
      withInstalment(dates, principalCents, chosen) ?? spreadOver(dates, principalCents, convention)
    return Array.isArray(spread) ? changed(spread, anchorOn) : { problem: spread }
  }
  const lent = sumCents(rows.map(({ cents }) => cents))
  if (principalCents === lent) return changed(rows.map(bare), anchorOn)
  return addPrincipal(current, { on, cents: principalCents - lent })
}
