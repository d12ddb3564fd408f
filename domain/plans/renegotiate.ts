import { type Cents, sumCents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { FollowedInstalment } from '#domain/plans/follow.ts'
import type { PlanState } from '#domain/plans/plan-states.ts'
import { isPlanOver, isPlanRunning } from '#domain/plans/plan-words.ts'
import { buildSchedule, type Instalment } from '#domain/plans/schedule.ts'

const refusalRows = {
  'nothing-left-to-pay': 'Tout est déjà payé.',
  'no-instalment': 'Il faut au moins une mensualité, en nombre entier.',
  'first-due-date-in-the-past': 'La première échéance est déjà passée.',
  'too-many-instalments': 'Le plan compte trop de mensualités.',
} as const
export type RenegotiationRefusal = keyof typeof refusalRows
export const renegotiationRefusalMessages: Readonly<Record<RenegotiationRefusal, string>> = refusalRows

/** Why a plan may not be renegotiated now, whatever is asked. */
const notRenegotiableRows = {
  'plan-over': 'Ce plan est terminé : il ne peut plus être renégocié.',
  'not-in-force': 'Ce plan n’est pas encore en vigueur : abandonnez-le et préparez-en un autre.',
  'version-pending':
    'Une version renégociée attend déjà d’être signée : notez les signatures, ou abandonnez-la.',
} as const
export type NotRenegotiable = keyof typeof notRenegotiableRows
export const notRenegotiable: Readonly<Record<NotRenegotiable, string>> = notRenegotiableRows

export function whyNotRenegotiable(
  state: PlanState,
  hasPendingVersion: boolean,
): NotRenegotiable | undefined {
  if (isPlanOver(state)) return 'plan-over'
  if (!isPlanRunning(state)) return 'not-in-force'
  return hasPendingVersion ? 'version-pending' : undefined
}

export type ScheduleVersion = {
  number: number
  reason: string
  effectiveOn: PlainDate
  /** The first rows are what is already paid. */
  frozenCount: number
  rows: Instalment[]
}
export type RenegotiationRequest = { reason: string; firstDueOn: PlainDate; count: number }
export type Renegotiation =
  | { outcome: 'renegotiated'; version: ScheduleVersion; remainingCents: Cents }
  | { outcome: 'refused'; reason: RenegotiationRefusal }

/**
 * A new version of the schedule: what was paid is frozen, row by row (a row paid in part keeps the part paid), and only the rest is
 * spread again. The total changes only by what was written off, which the new version has already counted.
 */
export function renegotiate(
  current: { number: number; instalments: readonly FollowedInstalment[] },
  request: RenegotiationRequest,
  today: PlainDate,
  params: ParameterReader,
): Renegotiation {
  const frozen = current.instalments.filter(({ paidCents }) => paidCents > 0).map(frozenRow)
  const remainingCents = sumCents(
    current.instalments.map(
      ({ amountCents, paidCents, writtenOffCents }) => amountCents - paidCents - writtenOffCents,
    ),
  )
  const reason = refusal(request, remainingCents, today, params)
  if (reason) return { outcome: 'refused', reason }
  const { firstDueOn, count } = request
  const spread = buildSchedule({ convention: 'half-up', totalCents: remainingCents, firstDueOn, count })
  const rows = [...frozen, ...spread].map((row, index) => ({ ...row, number: index + 1 }))
  const version = {
    number: current.number + 1,
    reason: request.reason,
    effectiveOn: today,
    frozenCount: frozen.length,
    rows,
  }
  return { outcome: 'renegotiated', version, remainingCents }
}

function frozenRow({ number, dueOn, paidCents }: FollowedInstalment): Instalment {
  return { number, dueOn, amountCents: paidCents }
}

function refusal(
  { firstDueOn, count }: RenegotiationRequest,
  remainingCents: Cents,
  today: PlainDate,
  params: ParameterReader,
): RenegotiationRefusal | undefined {
  if (remainingCents <= 0) return 'nothing-left-to-pay'
  if (!Number.isSafeInteger(count) || count < 1 || count > remainingCents) return 'no-instalment'
  if (firstDueOn < today) return 'first-due-date-in-the-past'
  return count > params.readNearest('plan.longest-count') ? 'too-many-instalments' : undefined
}
