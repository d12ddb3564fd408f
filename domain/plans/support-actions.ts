import type { PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const kindRows = {
  'open-rights': 'Ouverture de droits',
  'budget-support': 'Accompagnement budgétaire et administratif',
  'repayment-plan': 'Plan d’apurement',
  'financial-aid': 'Aide financière',
  move: 'Changement de logement',
} as const
/** What a social worker may propose once the situation is assessed. */
export type SupportActionKind = keyof typeof kindRows
export const supportActionKinds = Object.keys(kindRows) as SupportActionKind[]
export const supportActionLabels: Labels<SupportActionKind> = kindRows

export const supportOutcomes = ['done', 'refused', 'dropped'] as const
export type SupportOutcome = (typeof supportOutcomes)[number]

const stateRows = {
  proposed: 'Proposée',
  started: 'En cours',
  done: 'Menée à bien',
  refused: 'Refusée par le ménage',
  dropped: 'Abandonnée',
} as const
export type SupportActionState = keyof typeof stateRows
export const supportActionStates = Object.keys(stateRows) as SupportActionState[]
export const supportActionStateLabels: Labels<SupportActionState> = stateRows

export type SupportActionFacts = { startedOn: PlainDate | null; outcome: SupportOutcome | null }

export function supportActionState({ startedOn, outcome }: SupportActionFacts): SupportActionState {
  return outcome ?? (startedOn === null ? 'proposed' : 'started')
}
