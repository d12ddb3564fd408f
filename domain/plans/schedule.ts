import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'

/** money.md §3.1: A half-up, B floor, C chosen instalment; `default-36` is the plan of CCH R.824-8, floored. */
export const scheduleConventions = ['half-up', 'floor', 'chosen-instalment', 'default-36'] as const
export type ScheduleConvention = (typeof scheduleConventions)[number]

export type ScheduleRequest =
  | { convention: 'half-up' | 'floor'; totalCents: Cents; count: number; firstDueOn: PlainDate }
  | { convention: 'chosen-instalment'; totalCents: Cents; instalmentCents: Cents; firstDueOn: PlainDate }
  | { convention: 'default-36'; totalCents: Cents; firstDueOn: PlainDate }

export type Instalment = { number: number; dueOn: PlainDate; amountCents: Cents }
export declare function buildSchedule(request: ScheduleRequest): Instalment[]
export declare function instalmentAmounts(request: ScheduleRequest): Cents[]
