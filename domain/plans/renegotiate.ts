import type { PlainDate } from '#domain/plain-date.ts'
import type { FollowedInstalment } from '#domain/plans/follow.ts'
import type { Instalment } from '#domain/plans/schedule.ts'

export const renegotiationRefusals = [
  'nothing-left-to-pay',
  'first-due-date-in-the-past',
  'too-many-instalments',
  'no-instalment',
] as const
export type RenegotiationRefusal = (typeof renegotiationRefusals)[number]
export type ScheduleVersion = { number: number; reason: string; effectiveOn: PlainDate; rows: Instalment[] }
export type RenegotiationRequest = { reason: string; firstDueOn: PlainDate; count: number }
export type Renegotiation =
  | { outcome: 'renegotiated'; version: ScheduleVersion }
  | { outcome: 'refused'; reason: RenegotiationRefusal }
export declare function renegotiate(
  current: { number: number; instalments: readonly FollowedInstalment[] },
  request: RenegotiationRequest,
  today: PlainDate,
): Renegotiation
