import type { PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

/** How a missing document was asked for. */
const askingChannelRows = {
  letter: 'Courrier',
  email: 'Courriel',
  phone: 'Téléphone',
  'in-person': 'De vive voix',
} as const
export type AskingChannel = keyof typeof askingChannelRows
export const askingChannels = Object.keys(askingChannelRows) as AskingChannel[]
export const askingChannelLabels: Labels<AskingChannel> = askingChannelRows

const opinionRows = {
  favourable: 'Avis favorable',
  reserved: 'Avis réservé',
  unfavourable: 'Avis défavorable',
} as const
export type Opinion = keyof typeof opinionRows
export const opinions = Object.keys(opinionRows) as Opinion[]
export const opinionLabels: Labels<Opinion> = opinionRows

const refusalReasonRows = {
  'not-eligible': 'Les conditions du produit ne sont pas remplies',
  'repayment-too-heavy': 'Le remboursement serait trop lourd pour le budget',
  'other-aid-first': 'Une autre aide doit être demandée d’abord',
  'plan-not-financed': 'Le plan de financement n’est pas complet',
  'works-not-accepted': 'Les travaux prévus ne peuvent pas être financés',
  'no-answer': 'Les documents demandés ne sont pas venus',
  'envelope-exhausted': 'Les fonds disponibles sont épuisés',
  other: 'Autre raison, écrite ci-dessous',
} as const
export type FundingRefusalReason = keyof typeof refusalReasonRows
export const fundingRefusalReasons = Object.keys(refusalReasonRows) as FundingRefusalReason[]
export const fundingRefusalReasonLabels: Labels<FundingRefusalReason> = refusalReasonRows

type Fact<K extends string, D extends object = object> = { id: string; kind: K; on: PlainDate } & D

/** What happened to a file of financing, each on its day. */
export type ApplicationFact =
  | Fact<'filed'>
  | Fact<'reviewer-assigned', { membershipId: string }>
  | Fact<'documents-asked', { documents: string[]; channel: AskingChannel; answerBy: PlainDate }>
  | Fact<'document-received', { document: string }>
  | Fact<'declared-complete'>
  | Fact<'opinion-given', { opinion: Opinion; text: string }>
  | Fact<'placed-on-agenda', { lineId: string; sittingId: string; heldOn: PlainDate }>
  | Fact<'removed-from-agenda', { lineId: string; sittingId: string }>
  | Fact<'line-granted', LineGrant>
  | Fact<
      'line-refused',
      { lineId: string; sittingId: string | null; reasons: FundingRefusalReason[]; text: string }
    >
  | Fact<'line-adjourned', { lineId: string; sittingId: string; reason: string }>
  | Fact<'abandoned', { reason: string }>
  /** `lineIds`: the lines to decide again. */
  | Fact<'reopened', { reason: string; lineIds: string[] }>

export type LineGrant = {
  lineId: string
  /** Null: decided alone, within a delegation. */
  sittingId: string | null
  financingId: string
  cents: number
  months: number | null
  conditions: string | null
}

const applicationEventRows = {
  filed: 'Demande déposée',
  'reviewer-assigned': 'Instruction confiée',
  'documents-asked': 'Documents demandés',
  'document-received': 'Document reçu',
  'declared-complete': 'Dossier complet',
  'opinion-given': 'Avis de l’instruction',
  'placed-on-agenda': 'Inscrit à une séance',
  'removed-from-agenda': 'Retiré de l’ordre du jour',
  'line-adjourned': 'Décision ajournée',
  'line-granted': 'Accord',
  'line-refused': 'Refus',
  abandoned: 'Demande abandonnée',
  reopened: 'Dossier rouvert',
} as const satisfies Record<ApplicationFact['kind'], string>
export type ApplicationEventKind = ApplicationFact['kind']
export const applicationEventKinds = Object.keys(applicationEventRows) as ApplicationEventKind[]
export const applicationEventLabels: Labels<ApplicationEventKind> = applicationEventRows

const statusRows = {
  draft: 'En préparation',
  filed: 'Déposé',
  incomplete: 'Incomplet',
  complete: 'Complet',
  'under-review': 'En instruction',
  'before-committee': 'En commission',
  adjourned: 'Ajourné',
  granted: 'Accordé',
  'partly-granted': 'Accordé en partie',
  refused: 'Refusé',
  abandoned: 'Abandonné',
} as const
export type ApplicationStatus = keyof typeof statusRows
export const applicationStatuses = Object.keys(statusRows) as ApplicationStatus[]
export const applicationStatusLabels: Labels<ApplicationStatus> = statusRows

/** Someone is waiting for something. */
export const openApplicationStatuses = [
  'draft',
  'filed',
  'incomplete',
  'complete',
  'under-review',
  'before-committee',
  'adjourned',
] as const satisfies readonly ApplicationStatus[]
