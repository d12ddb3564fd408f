import type { ArrearsStage } from '#domain/arrears/transitions.ts'
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
export type LadderFacts = { debtCents: Cents; firstDefaultOn: PlainDate | null; stage: ArrearsStage }
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

const fromReport: readonly ArrearsStage[] = [
  'reported',
  'plan-by-landlord',
  'fsl-seized',
  'simplified',
  'plan-active',
  'breached',
  'maintained-r824-28',
  'suspended',
]
/** The stages of the procedure that an action comes too late for; the others may help at any stage. */
const behind: Partial<Record<LadderAction, readonly ArrearsStage[]>> = {
  reminder: ['constituted', ...fromReport],
  letter: fromReport,
  call: fromReport,
  'fsl-request': ['fsl-seized', 'simplified', 'breached', 'maintained-r824-28', 'suspended'],
  'repayment-plan': ['simplified', 'maintained-r824-28'],
}

/**
 * The last step of the ladder whose delay has passed, or nothing: when nothing is owed, while a plan runs, or when it is done. A step
 * counts as done for the present default only; one that is behind the stage of the procedure is not proposed any more.
 */
export function proposeStep(
  ladder: Ladder,
  facts: LadderFacts,
  doneSteps: readonly DoneStep[],
  onDate: PlainDate,
): ProposedStep | undefined {
  const { debtCents, firstDefaultOn, stage } = facts
  if (debtCents <= 0 || firstDefaultOn === null || stage === 'plan-active') return undefined
  const steps = ladder.toSorted((a, b) => a.afterDays - b.afterDays)
  const done = new Set(doneSteps.filter(({ on }) => on >= firstDefaultOn).map(({ key }) => key))
  const remaining = steps.slice(steps.findLastIndex(({ key }) => done.has(key)) + 1)
  const daysLate = daysBetween(firstDefaultOn, onDate)
  const index = remaining.findLastIndex(
    ({ action, afterDays, minDebtCents }) =>
      afterDays <= daysLate && minDebtCents <= debtCents && !behind[action]?.includes(stage),
  )
  const step = remaining[index]
  if (!step) return undefined
  const reason = `${formatEuros(debtCents)} dus depuis ${daysLate} jours ; « ${step.label} » est prévu après ${step.afterDays} jours${sayMoot(remaining.slice(0, index))}`
  return { step, proposedOn: addDays(firstDefaultOn, step.afterDays), daysLate, reason }
}

function sayMoot([first, ...others]: readonly LadderStep[]): string {
  if (!first) return ''
  if (others.length === 0) return ` ; « ${first.label} », prévu avant, n’a plus d’objet`
  const those = others.length === 1 ? 'l’étape suivante' : `les ${others.length} étapes suivantes`
  return ` ; « ${first.label} » et ${those}, prévus avant, n’ont plus d’objet`
}
