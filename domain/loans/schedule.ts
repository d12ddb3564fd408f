import { collectionDay } from '#domain/loans/target-days.ts'
import { type Cents, divideHalfUp, largestAmountCents } from '#domain/money.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const conventionRows = {
  A: 'Échéance au centime le plus proche, la dernière solde',
  B: 'Échéance arrondie au centime inférieur, la dernière solde',
  C: 'Échéance choisie, la dernière solde',
} as const
/** No text imposes one: what binds is the schedule handed over (handbook money §3.1). */
export type Convention = keyof typeof conventionRows
export const conventions = Object.keys(conventionRows) as Convention[]
export const conventionLabels: Labels<Convention> = conventionRows

/** What falls due, and the first day on which a bank can collect it: the due date stays. */
export type ScheduleRow = {
  dueOn: PlainDate
  collectOn: PlainDate
  cents: Cents
  /** Repaid ahead, on the day it was paid. */
  early?: true
}

export type ScheduleLength =
  | { convention: 'A' | 'B'; instalments: number; instalmentCents?: undefined }
  | { convention: 'C'; instalmentCents: Cents; instalments?: undefined }

export type ScheduleRequest = ScheduleLength & {
  principalCents: Cents
  /** Every due date is counted from it, never from the one before. */
  firstDueOn: PlainDate
  /** Months without instalment before the first: at 0 %, total and partial deferral are the same. */
  deferralMonths?: number
}

const problemRows = {
  'no-principal': 'Le capital doit être supérieur à zéro.',
  'principal-too-large': 'Ce capital dépasse ce que Palier sait compter.',
  'no-instalment': 'Il faut au moins une échéance.',
  'too-many-instalments': 'Un échéancier compte au plus 480 échéances.',
  'instalment-below-cent':
    'Ce capital est trop petit pour autant d’échéances : chacune doit valoir un centime.',
  'no-instalment-amount': 'L’échéance doit être supérieure à zéro.',
  'wrong-deferral': 'Le différé va de 0 à 60 mois.',
} as const
export type ScheduleProblem = keyof typeof problemRows
export const scheduleProblemLabels: Labels<ScheduleProblem> = problemRows

export type MadeSchedule =
  | { rows: ScheduleRow[]; problem?: undefined }
  | { problem: ScheduleProblem; rows?: undefined }

/** Forty years of months: beyond, a field was misread. */
export const mostInstalments = 480
const mostDeferralMonths = 60

export const makeSchedule = (request: ScheduleRequest): MadeSchedule => {
  const { principalCents, firstDueOn, deferralMonths = 0 } = request
  if (!isWhole(deferralMonths, 0, mostDeferralMonths)) return { problem: 'wrong-deferral' }
  const amounts = amountsOf(principalCents, request)
  if (!Array.isArray(amounts)) return { problem: amounts }
  return {
    rows: amounts.map((cents, index) => rowOn(addMonths(firstDueOn, deferralMonths + index), cents)),
  }
}

export const rowOn = (dueOn: PlainDate, cents: Cents): ScheduleRow => ({
  dueOn,
  collectOn: collectionDay(dueOn),
  cents,
})

const isWhole = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most

/** The instalments of a principal, which they sum to. */
export const amountsOf = (principal: Cents, length: ScheduleLength): Cents[] | ScheduleProblem => {
  if (!Number.isSafeInteger(principal) || principal <= 0) return 'no-principal'
  if (principal > largestAmountCents) return 'principal-too-large'
  return length.convention === 'C'
    ? chosenAmounts(principal, length.instalmentCents)
    : regularAmounts(principal, length.instalments, length.convention)
}

const regularAmounts = (
  principal: Cents,
  instalments: number,
  convention: 'A' | 'B',
): Cents[] | ScheduleProblem => {
  if (!isWhole(instalments, 1, Number.MAX_SAFE_INTEGER)) return 'no-instalment'
  if (instalments > mostInstalments) return 'too-many-instalments'
  if (principal < instalments) return 'instalment-below-cent'
  let regular =
    convention === 'A' ? divideHalfUp(principal, instalments) : Math.floor(principal / instalments)
  // The last one would be nothing: only where the principal is close to one cent an instalment.
  while (principal - regular * (instalments - 1) <= 0) regular -= 1
  return withLast(principal, regular, instalments)
}

const chosenAmounts = (principal: Cents, chosen: Cents): Cents[] | ScheduleProblem => {
  if (!Number.isSafeInteger(chosen) || chosen <= 0) return 'no-instalment-amount'
  const instalments = Math.ceil(principal / chosen)
  return instalments > mostInstalments ? 'too-many-instalments' : withLast(principal, chosen, instalments)
}

const withLast = (principal: Cents, regular: Cents, instalments: number): Cents[] => {
  const amounts = new Array<Cents>(instalments).fill(regular)
  amounts[instalments - 1] = principal - regular * (instalments - 1)
  return amounts
}
