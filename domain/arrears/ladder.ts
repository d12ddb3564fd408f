import { type Cents, formatEuros } from '#domain/money.ts'
import { addDays, daysBetween, type PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const actionRows = {
  reminder: 'Rappel amiable',
  letter: 'Lettre',
  call: 'Appel téléphonique',
  appointment: 'Rendez-vous',
  visit: 'Visite à domicile',
  'social-referral': 'Orientation vers le service social',
  'rights-check': 'Vérification des droits',
  'fsl-request': 'Demande au FSL',
  'repayment-plan': 'Plan d’apurement',
  'formal-notice': 'Mise en demeure',
} as const
export type LadderAction = keyof typeof actionRows
export const ladderActions = Object.keys(actionRows) as LadderAction[]
export const ladderActionLabels: Labels<LadderAction> = actionRows

/** A step of the landlord's own ladder: configurable data, not law. */
export type LadderStep = {
  key: string
  label: string
  afterDays: number
  minDebtCents: Cents
  action: LadderAction
}
export type Ladder = readonly LadderStep[]
export type LadderFacts = { debtCents: Cents; firstDefaultOn: PlainDate | null; planRunning?: boolean }
export type DoneStep = { key: string; on: PlainDate }
export type ProposedStep = { step: LadderStep; proposedOn: PlainDate; daysLate: number; reason: string }

/** Practice of landlords (handbook §1.6), as a first ladder to be changed. */
export const defaultLadder: Ladder = [
  { key: 'first-reminder', label: 'Rappel amiable', afterDays: 5, minDebtCents: 2_000, action: 'reminder' },
  { key: 'letter', label: 'Lettre de relance', afterDays: 15, minDebtCents: 5_000, action: 'letter' },
  {
    key: 'call',
    label: 'Appel du chargé de recouvrement',
    afterDays: 30,
    minDebtCents: 5_000,
    action: 'call',
  },
  {
    key: 'social-referral',
    label: 'Orientation vers le travailleur social',
    afterDays: 60,
    minDebtCents: 10_000,
    action: 'social-referral',
  },
  {
    key: 'rights-check',
    label: 'Vérification des droits (APL, RSA, prime d’activité)',
    afterDays: 62,
    minDebtCents: 10_000,
    action: 'rights-check',
  },
  { key: 'fsl-request', label: 'Demande au FSL', afterDays: 75, minDebtCents: 20_000, action: 'fsl-request' },
  {
    key: 'repayment-plan',
    label: 'Plan d’apurement',
    afterDays: 90,
    minDebtCents: 20_000,
    action: 'repayment-plan',
  },
  {
    key: 'formal-notice',
    label: 'Mise en demeure',
    afterDays: 120,
    minDebtCents: 45_000,
    action: 'formal-notice',
  },
]

/**
 * The next step of the ladder whose delay has passed, or nothing: when nothing is owed, while a plan runs, or when it is done. A step
 * counts as done for the present default only; steps passed over are not proposed again once a later one is done.
 */
export function proposeStep(
  ladder: Ladder,
  facts: LadderFacts,
  doneSteps: readonly DoneStep[],
  onDate: PlainDate,
): ProposedStep | undefined {
  const { debtCents, firstDefaultOn, planRunning } = facts
  if (debtCents <= 0 || firstDefaultOn === null || planRunning) return undefined
  const steps = ladder.toSorted((a, b) => a.afterDays - b.afterDays)
  const done = new Set(doneSteps.filter(({ on }) => on >= firstDefaultOn).map(({ key }) => key))
  const remaining = steps.slice(steps.findLastIndex(({ key }) => done.has(key)) + 1)
  const daysLate = daysBetween(firstDefaultOn, onDate)
  const step = remaining.find(
    ({ afterDays, minDebtCents }) => afterDays <= daysLate && minDebtCents <= debtCents,
  )
  if (!step) return undefined
  const reason = `${formatEuros(debtCents)} dus depuis ${daysLate} jours ; « ${step.label} » est prévu après ${step.afterDays} jours`
  return { step, proposedOn: addDays(firstDefaultOn, step.afterDays), daysLate, reason }
}
