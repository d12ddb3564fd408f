import { type Cents, multiplyThenDivide } from '#domain/money.ts'
import type { ParameterReader, ParameterUse } from '#domain/parameters.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { buildSchedule, type Instalment, type ScheduleRequest } from '#domain/plans/schedule.ts'

const refusalRows = {
  'no-debt': 'Il n’y a pas de dette à étaler.',
  'debt-date-in-future': 'La dette est arrêtée à une date à venir.',
  'overindebtedness-freeze':
    'Le surendettement est recevable : les dettes antérieures ne peuvent plus être payées. Le loyer courant reste dû.',
  'plan-already-running': 'Un plan est déjà en cours : il faut le renégocier.',
  'amount-not-positive': 'Le montant du plan doit être supérieur à zéro.',
  'amount-above-debt': 'Le plan dépasse la dette.',
  'no-instalment': 'Il faut au moins une mensualité, en nombre entier et d’un montant positif.',
  'first-due-date-in-the-past': 'La première échéance est déjà passée.',
  'first-due-date-too-far': 'La première échéance est trop lointaine.',
  'too-many-instalments': 'Le plan compte trop de mensualités.',
  'instalment-below-one-euro': 'Une mensualité serait inférieure à un euro.',
  'instalment-above-means': 'La mensualité dépasse ce qu’il reste au ménage une fois ses charges payées.',
} as const
export type PlanRefusal = keyof typeof refusalRows
export const planRefusals = Object.keys(refusalRows) as PlanRefusal[]
export const planRefusalMessages: Readonly<Record<PlanRefusal, string>> = refusalRows

const warningRows = {
  'beyond-36-months': 'Le plan dure plus de 36 mois.',
  'above-repayment-capacity': 'La mensualité dépasse la capacité de remboursement calculée.',
  'residual-income-below-alert': 'Avec ce plan, le reste pour vivre passe sous le seuil d’alerte.',
  'rent-not-resumed': 'Le loyer courant n’est pas repris : le plan risque de ne pas être approuvé.',
  'means-unknown':
    'Le budget du ménage n’est pas renseigné : la mensualité n’a pas pu être comparée à ses moyens.',
  'debt-only-partly-covered': 'Le plan ne couvre qu’une partie de la dette.',
  'payer-approval-needed':
    'Une aide au logement est en paiement : le plan doit être approuvé par la CAF ou la MSA.',
} as const
export type PlanWarning = keyof typeof warningRows
export const planWarnings = Object.keys(warningRows) as PlanWarning[]
export const planWarningMessages: Readonly<Record<PlanWarning, string>> = warningRows

export const paymentPriorities = ['current-rent-first', 'plan-first'] as const
/** What a payment of the tenant is counted for first, as the agreement says. */
export type PaymentPriority = (typeof paymentPriorities)[number]
export const paymentPriorityLabels: Readonly<Record<PaymentPriority, string>> = {
  'current-rent-first': 'Le loyer courant d’abord',
  'plan-first': 'Le plan d’abord',
}

export type PlanDebt = {
  debtCents: Cents
  /** The day the debt was drawn up. */
  debtOn: PlainDate
  hasRunningPlan: boolean
  isFrozenByOverindebtedness: boolean
  currentRentResumed: boolean
  benefitInPayment: boolean
}

/** What is proposed: a number of instalments, an amount each month, or the default 36ths. */
export type PlanOffer = {
  amountCents: Cents
  firstDueOn: PlainDate
  by:
    | { kind: 'count'; count: number; rounding: 'half-up' | 'floor' }
    | { kind: 'instalment'; instalmentCents: Cents }
    | { kind: 'default-36' }
  paymentPriority: PaymentPriority
}

/** The budget as known; nulls when no snapshot was made. */
export type PlanMeans = {
  /** What is left each month once every expense is paid. */
  monthlyMarginCents: Cents | null
  repaymentCapacityCents: Cents | null
  /** The reste pour vivre of a month before the plan, and the household's consumption units in hundredths. */
  residualPerMonthCents: Cents | null
  unitsHundredths: number | null
}

export type PlanDecision =
  | {
      outcome: 'agreed'
      schedule: Instalment[]
      largestInstalmentCents: Cents
      lastDueOn: PlainDate
      warnings: PlanWarning[]
      /** Per consumption unit and day, once the plan is paid; null when the budget is unknown. */
      residualPerUnitPerDayCents: Cents | null
      parameters: ParameterUse[]
    }
  | { outcome: 'refused'; reason: PlanRefusal; parameters: ParameterUse[] }

/** Whether a plan can be agreed, with its schedule and what the adviser should know, or the reason why not. */
export function decideRepaymentPlan(
  debt: PlanDebt,
  offer: PlanOffer,
  means: PlanMeans,
  today: PlainDate,
  params: ParameterReader,
): PlanDecision {
  const refused = (reason: PlanRefusal): PlanDecision => ({
    outcome: 'refused',
    reason,
    parameters: params.used(),
  })
  const early = refusalOfDebt(debt, offer, today) ?? refusalOfTerms(offer, today, params)
  if (early) return refused(early)

  const schedule = buildSchedule(scheduleRequest(offer, params))
  const largestInstalmentCents = Math.max(...schedule.map(({ amountCents }) => amountCents))
  // A chosen instalment may end on a smaller rest: only the regular ones must be worth collecting.
  if (schedule.length > 1 && (schedule[0]?.amountCents ?? 0) < 100)
    return refused('instalment-below-one-euro')
  const { monthlyMarginCents } = means
  if (monthlyMarginCents !== null && largestInstalmentCents > monthlyMarginCents)
    return refused('instalment-above-means')

  const residualPerUnitPerDayCents = residualAfter(means, largestInstalmentCents, params)
  return {
    outcome: 'agreed',
    schedule,
    largestInstalmentCents,
    lastDueOn: schedule.at(-1)?.dueOn ?? offer.firstDueOn,
    warnings: warningsOf(
      debt,
      offer,
      means,
      { schedule, largestInstalmentCents, residualPerUnitPerDayCents },
      params,
    ),
    residualPerUnitPerDayCents,
    parameters: params.used(),
  }
}

function refusalOfDebt(debt: PlanDebt, offer: PlanOffer, today: PlainDate): PlanRefusal | undefined {
  if (debt.debtCents <= 0) return 'no-debt'
  if (debt.debtOn > today) return 'debt-date-in-future'
  // Code de la consommation L.722-5: once admitted, earlier debts may not be paid.
  if (debt.isFrozenByOverindebtedness) return 'overindebtedness-freeze'
  if (debt.hasRunningPlan) return 'plan-already-running'
  if (offer.amountCents <= 0) return 'amount-not-positive'
  return offer.amountCents > debt.debtCents ? 'amount-above-debt' : undefined
}

function refusalOfTerms(
  offer: PlanOffer,
  today: PlainDate,
  params: ParameterReader,
): PlanRefusal | undefined {
  const count = countOf(offer, params)
  if (!Number.isSafeInteger(count) || count < 1) return 'no-instalment'
  if (offer.firstDueOn < today) return 'first-due-date-in-the-past'
  const latest = addDays(today, params.readNearest('plan.first-due-within-days'))
  if (offer.firstDueOn > latest) return 'first-due-date-too-far'
  return count > params.readNearest('plan.longest-count') ? 'too-many-instalments' : undefined
}

function countOf({ by, amountCents }: PlanOffer, params: ParameterReader): number {
  if (by.kind === 'count') return by.count
  if (by.kind === 'default-36') return params.readNearest('plan.default-count')
  return by.instalmentCents > 0 ? Math.ceil(amountCents / by.instalmentCents) : 0
}

function scheduleRequest(offer: PlanOffer, params: ParameterReader): ScheduleRequest {
  const { amountCents: totalCents, firstDueOn, by } = offer
  if (by.kind === 'instalment') {
    return { convention: 'chosen-instalment', totalCents, firstDueOn, instalmentCents: by.instalmentCents }
  }
  const convention = by.kind === 'count' ? by.rounding : 'default-36'
  return { convention, totalCents, firstDueOn, count: countOf(offer, params) }
}

function residualAfter(means: PlanMeans, instalmentCents: Cents, params: ParameterReader): Cents | null {
  if (means.residualPerMonthCents === null || !means.unitsHundredths) return null
  const days = params.readNearest('residual-income.days-per-month')
  return multiplyThenDivide(means.residualPerMonthCents - instalmentCents, 100, means.unitsHundredths * days)
}

type Drafted = {
  schedule: Instalment[]
  largestInstalmentCents: Cents
  residualPerUnitPerDayCents: Cents | null
}

function warningsOf(
  debt: PlanDebt,
  offer: PlanOffer,
  means: PlanMeans,
  drafted: Drafted,
  params: ParameterReader,
): PlanWarning[] {
  const { repaymentCapacityCents, monthlyMarginCents } = means
  const residual = drafted.residualPerUnitPerDayCents
  const holds: Record<PlanWarning, boolean> = {
    'beyond-36-months': drafted.schedule.length > params.readNearest('plan.default-count'),
    'above-repayment-capacity':
      repaymentCapacityCents !== null && drafted.largestInstalmentCents > repaymentCapacityCents,
    'residual-income-below-alert':
      residual !== null && residual < params.readNearest('residual-income.alert-per-unit-day'),
    'rent-not-resumed': !debt.currentRentResumed,
    'means-unknown': monthlyMarginCents === null && repaymentCapacityCents === null,
    'debt-only-partly-covered': offer.amountCents < debt.debtCents,
    'payer-approval-needed': debt.benefitInPayment,
  }
  return planWarnings.filter((warning) => holds[warning])
}
