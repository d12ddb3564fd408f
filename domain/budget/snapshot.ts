import type { ChargeKind, ResourceKind } from '#domain/budget/kinds.ts'
import { type Cents, divideHalfUp } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'

export const periods = ['week', 'month', 'quarter', 'year'] as const
export type Period = (typeof periods)[number]
export const periodLabels: Readonly<Record<Period, string>> = {
  week: 'par semaine',
  month: 'par mois',
  quarter: 'par trimestre',
  year: 'par an',
}

export type PeriodicAmount = { amountCents: Cents; every: Period }
export type ResourceLine = PeriodicAmount & { kind: ResourceKind }
export type ChargeLine = PeriodicAmount & { kind: ChargeKind }

/** A person of the household; without a birth date, an adult. */
export type BudgetMember = { bornOn: PlainDate | null; isPartner?: boolean; isSharedCustody?: boolean }

/** The situation of a household on a day. */
export type BudgetSnapshot = {
  onDate: PlainDate
  members: readonly BudgetMember[]
  resources: readonly ResourceLine[]
  charges: readonly ChargeLine[]
}

/** Brought to a month, half-up: a week counts 52 twelfths. */
export function monthlyAmount({ amountCents, every }: PeriodicAmount): Cents {
  if (every === 'week') return divideHalfUp(amountCents * 52, 12)
  if (every === 'quarter') return divideHalfUp(amountCents, 3)
  return every === 'year' ? divideHalfUp(amountCents, 12) : amountCents
}
