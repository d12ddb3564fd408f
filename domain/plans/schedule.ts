import { type Cents, sumCents } from '#domain/money.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'

// No statute imposes a rounding: what binds is the schedule handed over, so its rows are stored and never recomputed.

/** `half-up` and `floor` end on an instalment that adjusts; `default-36` is the plan of CCH R.824-8, floored. */
export const scheduleConventions = ['half-up', 'floor', 'chosen-instalment', 'default-36'] as const
export type ScheduleConvention = (typeof scheduleConventions)[number]
export const scheduleConventionLabels: Readonly<Record<ScheduleConvention, string>> = {
  'half-up': 'Mensualités arrondies au centime le plus proche, la dernière ajuste',
  floor: 'Mensualités arrondies au centime inférieur, la dernière est un peu plus forte',
  'chosen-instalment': 'Mensualité choisie, la dernière solde',
  'default-36': 'Plan par défaut : 1/36 de la dette chaque mois',
}

export type ScheduleRequest = { totalCents: Cents; firstDueOn: PlainDate } & (
  | { convention: 'half-up' | 'floor' | 'default-36'; count: number }
  | { convention: 'chosen-instalment'; instalmentCents: Cents }
)

export type Instalment = { number: number; dueOn: PlainDate; amountCents: Cents }

/** Due dates are all counted from the first, never from one another: 31/01, 28/02, 31/03. */
export function buildSchedule(request: ScheduleRequest): Instalment[] {
  return instalmentAmounts(request).map((amountCents, index) => ({
    number: index + 1,
    dueOn: addMonths(request.firstDueOn, index),
    amountCents,
  }))
}

/** Amounts that always sum to the total. */
export function instalmentAmounts(request: ScheduleRequest): Cents[] {
  const { totalCents } = request
  if (request.convention === 'chosen-instalment') {
    const count = Math.ceil(totalCents / request.instalmentCents)
    return withLast(totalCents, request.instalmentCents, count)
  }
  const { count } = request
  const regular =
    request.convention === 'half-up' ? halfUpInstalment(totalCents, count) : Math.floor(totalCents / count)
  return withLast(totalCents, regular, count)
}

/** Half-up, less a cent where that would leave nothing to the last instalment (totals of a few cents). */
function halfUpInstalment(totalCents: Cents, count: number): Cents {
  const regular = Math.floor((2 * totalCents + count) / (2 * count))
  const leavesNothing = totalCents - regular * (count - 1) <= 0
  return leavesNothing ? Math.floor((totalCents - 1) / Math.max(1, count - 1)) : regular
}

function withLast(totalCents: Cents, regularCents: Cents, count: number): Cents[] {
  const regular = Array<Cents>(count - 1).fill(regularCents)
  return [...regular, totalCents - regularCents * (count - 1)]
}

export function totalOf(schedule: readonly Instalment[]): Cents {
  return sumCents(schedule.map(({ amountCents }) => amountCents))
}
