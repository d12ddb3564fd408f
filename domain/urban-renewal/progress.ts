import { type Cents, sumCents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'
import type { RenewalProduct } from '#domain/urban-renewal/kinds.ts'

/** The life of an operation, step after step (handbook money §8.5). */
const stepRows = {
  'in-convention': 'Inscrite à la convention ANRU',
  decided: 'Décision d’Action Logement',
  'loan-signed': 'Contrat de prêt signé',
  drawdown: 'Versement',
  completed: 'Opération achevée',
  adjusted: 'Ajustement final',
  repaying: 'En remboursement',
  abandoned: 'Abandonnée',
} as const
export type RenewalStep = keyof typeof stepRows
export const renewalSteps = Object.keys(stepRows) as RenewalStep[]
export const renewalStepLabels: Labels<RenewalStep> = stepRows

export type RenewalFact = { id: string; on: PlainDate } & (
  | { step: 'in-convention' | 'loan-signed' | 'repaying' }
  | { step: 'abandoned'; reason: string }
  /** What was notified; above the maximum of the grid only with a reason. */
  | { step: 'decided' | 'adjusted'; loanCents: Cents; subsidyCents: Cents; reason: string | null }
  | { step: 'drawdown'; cents: Cents }
  /** What was really built, or invested. */
  | {
      step: 'completed'
      units: Readonly<Record<RenewalProduct, number>> | null
      investmentCents: Cents | null
    }
)

export type RenewalProgress = {
  /** The furthest step reached; null before any. */
  step: RenewalStep | null
  decidedCents: Cents
  drawnCents: Cents
  toDrawCents: Cents
  /** Notified by the final adjustment, when there is one, otherwise by the decision. */
  loanCents: Cents | null
  subsidyCents: Cents | null
  /** What may be recorded now. */
  next: RenewalStep[]
}

const after: Readonly<Record<RenewalStep, readonly RenewalStep[]>> = {
  'in-convention': ['decided', 'abandoned'],
  decided: ['loan-signed', 'abandoned'],
  'loan-signed': ['drawdown', 'completed', 'abandoned'],
  drawdown: ['drawdown', 'completed'],
  completed: ['drawdown', 'adjusted'],
  adjusted: ['drawdown', 'repaying'],
  repaying: [],
  abandoned: [],
}

/** How far a step is: a payment on account after the works goes back on nothing. */
const rank = (step: RenewalStep): number => renewalSteps.indexOf(step)

const inOrder = (facts: readonly RenewalFact[]): RenewalFact[] =>
  facts.toSorted((a, b) => (a.on === b.on ? rank(a.step) - rank(b.step) : a.on < b.on ? -1 : 1))

/** The same whatever the order in which the facts were told. */
export const followRenewal = (facts: readonly RenewalFact[]): RenewalProgress => {
  const told = inOrder(facts)
  const step = told.reduce<RenewalStep | null>(
    (furthest, fact) => (furthest === null || rank(fact.step) > rank(furthest) ? fact.step : furthest),
    null,
  )
  const notified = told.findLast((fact) => fact.step === 'decided' || fact.step === 'adjusted')
  const [loanCents, subsidyCents] =
    notified && 'loanCents' in notified ? [notified.loanCents, notified.subsidyCents] : [null, null]
  const decidedCents = (loanCents ?? 0) + (subsidyCents ?? 0)
  const drawnCents = sumCents(told.flatMap((fact) => (fact.step === 'drawdown' ? [fact.cents] : [])))
  return {
    step,
    decidedCents,
    drawnCents,
    toDrawCents: Math.max(0, decidedCents - drawnCents),
    loanCents,
    subsidyCents,
    next: step === null ? ['in-convention', 'abandoned'] : [...after[step]],
  }
}

export const renewalRefusals = {
  'not-now': 'Ce pas ne suit pas le précédent.',
  'before-previous': 'Cette date précède celle du pas d’avant.',
  'in-the-future': 'On ne note que ce qui a eu lieu.',
  'above-maximum': 'Ce montant dépasse le maximum de la grille : dites pourquoi.',
  'above-decided': 'Les versements dépasseraient ce qui a été décidé.',
  'nothing-decided': 'Une décision porte un prêt ou une subvention.',
} as const
export type RenewalRefusal = keyof typeof renewalRefusals

/** Whether a fact may join those known, given the most that the grid allows. */
export const decideRenewalFact = (
  facts: readonly RenewalFact[],
  fact: RenewalFact,
  maximum: { loanCents: Cents; subsidyCents: Cents },
  today: PlainDate,
): RenewalRefusal | null => {
  if (fact.on > today) return 'in-the-future'
  const progress = followRenewal(facts)
  if (!progress.next.includes(fact.step)) return 'not-now'
  const last = inOrder(facts).at(-1)
  if (last && fact.on < last.on) return 'before-previous'
  if (fact.step === 'drawdown' && fact.cents > progress.toDrawCents) return 'above-decided'
  if (fact.step !== 'decided' && fact.step !== 'adjusted') return null
  if (fact.loanCents + fact.subsidyCents === 0) return 'nothing-decided'
  if (fact.loanCents + fact.subsidyCents < progress.drawnCents) return 'above-decided'
  const isAbove = fact.loanCents > maximum.loanCents || fact.subsidyCents > maximum.subsidyCents
  return isAbove && fact.reason === null ? 'above-maximum' : null
}
