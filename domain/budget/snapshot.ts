import { type ChargeKind, type ResourceKind, resourceKindRows } from '#domain/budget/kinds.ts'
import { type Cents, divideHalfUp } from '#domain/money.ts'
import { monthsBetween, type PlainDate } from '#domain/plain-date.ts'

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

/** The monthly sum of the lines of these kinds. */
export function monthlySum<Kind extends string>(
  lines: readonly (PeriodicAmount & { kind: Kind })[],
  keep: (kind: Kind) => boolean,
): Cents {
  return lines.reduce((sum, line) => (keep(line.kind) ? sum + monthlyAmount(line) : sum), 0)
}

/** Income without the housing aid: what the ratios divide by. */
export function monthlyIncomeCents(snapshot: BudgetSnapshot): Cents {
  return monthlySum(snapshot.resources, (kind) => resourceKindRows[kind].counts === 'income')
}

export function monthlyHousingBenefitCents(snapshot: BudgetSnapshot): Cents {
  return monthlySum(snapshot.resources, (kind) => resourceKindRows[kind].counts === 'housing')
}

/** Everything that comes in, the housing aid and dedicated benefits included. */
export function monthlyResourcesCents(snapshot: BudgetSnapshot): Cents {
  return monthlySum(snapshot.resources, () => true)
}

export function monthlyChargesCents(snapshot: BudgetSnapshot): Cents {
  return monthlySum(snapshot.charges, () => true)
}

/** Age in whole years; without a birth date, an adult. */
export function ageOn(member: BudgetMember, onDate: PlainDate): number {
  return member.bornOn === null ? assumedAdultAge : Math.floor(monthsBetween(member.bornOn, onDate) / 12)
}
const assumedAdultAge = 40
