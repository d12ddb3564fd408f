import type { ScheduleReason } from '#domain/loans/facts.ts'
import type { Convention, ScheduleRow } from '#domain/loans/schedule.ts'
import { type Cents, formatEuros } from '#domain/money.ts'
import { addMonths, formatDate, type PlainDate } from '#domain/plain-date.ts'

/** What the product of a loan allows of its schedule; null: no bound. */
export type LoanBounds = {
  /** The first due date of the schedule agreed at the start: the length is counted from it. */
  startsOn: PlainDate | null
  /** The longest length of the product, with the deferral that the loan has not had yet. */
  maxMonths: number | null
  maxCents: Cents | null
  /** What is lent is a multiple of it. */
  stepCents: Cents
  /** How the product rounds its instalments. */
  convention: Convention | null
}

export const boundsProblemRows = {
  'longer-than-product':
    'Ce nouvel échéancier irait au-delà de la durée la plus longue que permet le produit de ce prêt.',
  'more-than-product': 'Le prêt passerait au-dessus du montant le plus haut que permet son produit.',
  'not-a-multiple': 'Le capital du prêt ne serait plus un multiple de l’arrondi de son produit.',
} as const
export type BoundsProblem = { problem: keyof typeof boundsProblemRows; told: string }

type Version = { reason: ScheduleReason; rows: readonly ScheduleRow[] }

/** A tranche paid late moves the start on before anything is due; what was agreed afterwards does not. */
export const startOf = (versions: readonly Version[]): PlainDate | null => {
  const later = versions.findIndex(({ reason }) => reason !== 'offer' && reason !== 'disbursement')
  const agreed = later === -1 ? versions : versions.slice(0, later)
  return agreed.at(-1)?.rows[0]?.dueOn ?? null
}

type Change = {
  before: readonly ScheduleRow[]
  after: readonly ScheduleRow[]
  /** Lent before the change, and with it. */
  lentCents: Cents
  addedCents?: Cents
}

/**
 * Whether a new schedule stays within the product: its longest length (handbook money §3.3: check the total duration), its
 * highest amount, its rounding. A loan already beyond may change as long as it does not go further.
 */
export const findBoundsProblem = (bounds: LoanBounds, change: Change): BoundsProblem | null =>
  findLengthProblem(bounds, change) ?? findAmountProblem(bounds, change)

const findLengthProblem = (
  { startsOn, maxMonths }: LoanBounds,
  { before, after }: Change,
): BoundsProblem | null => {
  if (startsOn === null || maxMonths === null) return null
  const lastAllowed = addMonths(startsOn, maxMonths - 1)
  const last = lastDue(after)
  if (last <= lastAllowed || last <= lastDue(before)) return null
  return {
    problem: 'longer-than-product',
    told: `Le produit de ce prêt va jusqu’à ${maxMonths} mois : la dernière échéance est au plus tard le ${formatDate(lastAllowed)}, elle tomberait le ${formatDate(last)}.`,
  }
}

/** Before any day while nothing is due. */
const lastDue = (rows: readonly ScheduleRow[]): PlainDate =>
  rows
    .filter(({ early }) => !early)
    .map(({ dueOn }) => dueOn)
    .toSorted()
    .at(-1) ?? '0000-01-01'

const findAmountProblem = (
  { maxCents, stepCents }: LoanBounds,
  { lentCents, addedCents = 0 }: Change,
): BoundsProblem | null => {
  if (addedCents <= 0) return null
  const total = lentCents + addedCents
  if (maxCents !== null && total > maxCents)
    return {
      problem: 'more-than-product',
      told: `Le produit de ce prêt va jusqu’à ${formatEuros(maxCents)} : il passerait à ${formatEuros(total)}.`,
    }
  return total % stepCents === 0
    ? null
    : {
        problem: 'not-a-multiple',
        told: `Le produit de ce prêt va de ${formatEuros(stepCents)} en ${formatEuros(stepCents)} : il passerait à ${formatEuros(total)}.`,
      }
}
