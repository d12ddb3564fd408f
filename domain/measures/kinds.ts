import type { PlainDate } from '#domain/plain-date.ts'
import type { ExitReason, PrescriberKind } from '#domain/programmes/kinds.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

/** SM-12 (handbook §3.6). A status is derived from dated facts, never kept. */
const statusRows = {
  requested: 'Demandée',
  oriented: 'Orientée',
  diagnosis: 'Diagnostic en cours',
  'not-needed': 'Sans besoin d’accompagnement',
  'refused-by-household': 'Refusée par le ménage',
  'contract-signed': 'Contrat signé',
  active: 'En cours',
  suspended: 'Suspendue',
  overdue: 'Terme dépassé',
  ended: 'Terminée',
  evaluated: 'Évaluée',
  withdrawn: 'Demande retirée',
} as const
export type MeasureStatus = keyof typeof statusRows
export const measureStatuses = Object.keys(statusRows) as MeasureStatus[]
export const measureStatusLabels: Labels<MeasureStatus> = statusRows

/** A measure in one of these is on somebody's caseload. */
export const runningStatuses = ['active', 'suspended', 'overdue'] as const satisfies readonly MeasureStatus[]
export const openStatuses = [
  'requested',
  'oriented',
  'diagnosis',
  'contract-signed',
  ...runningStatuses,
] as const satisfies readonly MeasureStatus[]

/** In the order of the procedure: facts of one day are taken in it. */
const eventRows = {
  requested: 'Demande reçue',
  oriented: 'Orientation vers l’opérateur',
  'diagnosis-started': 'Diagnostic commencé',
  'not-needed': 'Diagnostic : pas de besoin d’accompagnement',
  'contract-signed': 'Contrat signé',
  'refused-by-household': 'Refus du ménage',
  withdrawn: 'Demande retirée',
  started: 'Début de l’accompagnement',
  'phase-entered': 'Changement de phase',
  reviewed: 'Bilan',
  derogated: 'Dérogation accordée',
  renewed: 'Renouvellement',
  suspended: 'Suspension',
  resumed: 'Reprise',
  ended: 'Fin',
  evaluated: 'Évaluation après la sortie',
} as const
export type MeasureEventKind = keyof typeof eventRows
export const measureEventKinds = Object.keys(eventRows) as MeasureEventKind[]
export const measureEventLabels: Labels<MeasureEventKind> = eventRows

const evaluationRows = {
  housed: 'Logé, situation stable',
  'housed-fragile': 'Logé, situation fragile',
  'not-housed': 'Sans logement stable',
  unreachable: 'Non joint',
} as const
export type EvaluationResult = keyof typeof evaluationRows
export const evaluationResults = Object.keys(evaluationRows) as EvaluationResult[]
export const evaluationResultLabels: Labels<EvaluationResult> = evaluationRows

/** A dated fact of a measure; what it carries beyond its day depends on its kind. */
export type MeasureFact = { id: string; on: PlainDate } & (
  | { kind: 'requested'; prescriber: PrescriberKind }
  | { kind: 'oriented' | 'diagnosis-started' | 'not-needed' | 'withdrawn' | 'contract-signed' | 'resumed' }
  | { kind: 'refused-by-household' | 'suspended'; reason: string }
  /** Months of the first period; absent: those of the programme. */
  | { kind: 'started'; months?: number; phase?: string }
  | { kind: 'phase-entered'; phase: string }
  | { kind: 'reviewed' }
  /** The limit goes this far, and why. */
  | { kind: 'derogated'; until: PlainDate; reason: string }
  | { kind: 'renewed'; months: number }
  | { kind: 'ended'; exit: ExitReason }
  | { kind: 'evaluated'; months: number; result: EvaluationResult }
)
