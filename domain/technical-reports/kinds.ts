import { addDays, type PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const subjectRows = {
  damp: 'Humidité',
  heating: 'Chauffage',
  electricity: 'Électricité',
  water: 'Eau',
  lift: 'Ascenseur',
  'common-parts': 'Parties communes',
  pests: 'Nuisibles',
  safety: 'Sécurité',
  accessibility: 'Accessibilité',
  other: 'Autre',
} as const
/** What of a dwelling or a building is told to its manager. */
export type TechnicalSubject = keyof typeof subjectRows
export const technicalSubjects = Object.keys(subjectRows) as TechnicalSubject[]
export const technicalSubjectLabels: Labels<TechnicalSubject> = subjectRows

const urgencyRows = {
  danger: 'Danger pour les personnes',
  soon: 'À traiter vite',
  ordinary: 'Ordinaire',
} as const
export type TechnicalUrgency = keyof typeof urgencyRows
export const technicalUrgencies = Object.keys(urgencyRows) as TechnicalUrgency[]
export const technicalUrgencyLabels: Labels<TechnicalUrgency> = urgencyRows

const concernRows = { dwelling: 'Le logement', building: 'L’immeuble' } as const
export type TechnicalConcern = keyof typeof concernRows
export const technicalConcerns = Object.keys(concernRows) as TechnicalConcern[]
export const technicalConcernLabels: Labels<TechnicalConcern> = concernRows

const decisionRows = {
  'work-ordered': 'Travaux commandés',
  inspection: 'Visite technique programmée',
  condominium: 'Transmis au syndic ou au propriétaire',
  'tenant-upkeep': 'Entretien à la charge du locataire',
  'no-action': 'Pas de suite',
  other: 'Autre suite',
} as const
export type TechnicalDecision = keyof typeof decisionRows
export const technicalDecisions = Object.keys(decisionRows) as TechnicalDecision[]
export const technicalDecisionLabels: Labels<TechnicalDecision> = decisionRows

const stateRows = {
  waiting: 'Sans réponse',
  'work-to-come': 'Travaux attendus',
  settled: 'Traité',
} as const
/** Derived from the answer and from the day the work was done. */
export type TechnicalState = keyof typeof stateRows
export const technicalStates = Object.keys(stateRows) as TechnicalState[]
export const technicalStateLabels: Labels<TechnicalState> = stateRows

/** The dated parameter that gives the manager's time to answer. */
export const answerParameterOf: Readonly<Record<TechnicalUrgency, string>> = {
  danger: 'technical-reports.danger-answer-days',
  soon: 'technical-reports.soon-answer-days',
  ordinary: 'technical-reports.answer-days',
}

export const answerDueOn = (writtenOn: PlainDate, answerDays: number): PlainDate =>
  addDays(writtenOn, answerDays)

export type TechnicalAnswer = {
  answeredOn: PlainDate
  decision: TechnicalDecision
  workDoneOn: PlainDate | null
}
export type AnswerRefusal = 'in-the-future' | 'before-report'

/** An answer follows the report; work may be told with the answer, or later, never before the report. */
export const decideAnswer = (
  writtenOn: PlainDate,
  { answeredOn, workDoneOn }: TechnicalAnswer,
  today: PlainDate,
): AnswerRefusal | undefined => {
  if (answeredOn > today || (workDoneOn !== null && workDoneOn > today)) return 'in-the-future'
  if (answeredOn < writtenOn || (workDoneOn !== null && workDoneOn < writtenOn)) return 'before-report'
  return undefined
}
