import type { PlanEventKind, PlanState } from '#domain/plans/plan-states.ts'
import type { SafetyNetGround } from '#domain/plans/safety-net.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

export const planEventLabels: Labels<PlanEventKind> = {
  proposed: 'Plan proposé',
  'signed-by-tenant': 'Signature du locataire',
  'signed-by-landlord': 'Signature du bailleur',
  'submitted-to-payer': 'Envoi à la CAF ou à la MSA',
  approved: 'Approbation par la CAF ou la MSA',
  rejected: 'Refus de la CAF ou de la MSA',
  'declared-lapsed': 'Plan déclaré caduc',
  replaced: 'Plan abandonné ou remplacé',
  frozen: 'Gel : surendettement recevable',
  resumed: 'Reprise après le gel',
}

export const safetyNetGroundLabels: Labels<SafetyNetGround> = {
  'pays-current-expense': 'Le locataire paie la dépense de logement courante (R.824-28, 1°)',
  'half-net-and-difficult-situation':
    'Situation sociale difficile, et au moins la moitié de la dépense nette est payée (R.824-28, 2°)',
}

export const safetyNetBodies = ['caf', 'msa', 'ccapex'] as const
/** Who decides to keep or suspend the aid. */
export type SafetyNetBody = (typeof safetyNetBodies)[number]
export const safetyNetBodyLabels: Labels<SafetyNetBody> = { caf: 'CAF', msa: 'MSA', ccapex: 'CCAPEX' }

const overStates: readonly PlanState[] = ['rejected', 'lapsed', 'paid-off', 'replaced', 'frozen']

/** A plan that is over leaves room for another. */
export const isPlanOver = (state: PlanState): boolean => overStates.includes(state)

const runningStates: readonly PlanState[] = ['active', 'missed', 'caught-up']
/** In force: signed, and approved where an aid is in payment. */
export const isPlanRunning = (state: PlanState): boolean => runningStates.includes(state)
