import type { Labels } from '#domain/tenancies/kinds.ts'

const kindRows = {
  framework: 'Convention cadre',
  application: 'Convention d’application',
} as const
export type ConventionKind = keyof typeof kindRows
export const conventionKinds = Object.keys(kindRows) as ConventionKind[]
export const conventionKindLabels: Labels<ConventionKind> = kindRows

const levelRows = {
  national: 'Nationale',
  regional: 'Régionale',
  departmental: 'Départementale',
  epci: 'Intercommunale',
  local: 'Communale',
  landlord: 'Avec un organisme HLM',
} as const
/** Handbook money §12. */
export type ConventionLevel = keyof typeof levelRows
export const conventionLevels = Object.keys(levelRows) as ConventionLevel[]
export const conventionLevelLabels: Labels<ConventionLevel> = levelRows

const partyRows = {
  state: 'État',
  funder: 'Financeur',
  lender: 'Prêteur',
  operator: 'Opérateur',
  client: 'Commanditaire',
} as const
export type PartyRole = keyof typeof partyRows
export const partyRoles = Object.keys(partyRows) as PartyRole[]
export const partyRoleLabels: Labels<PartyRole> = partyRows

const renewalRows = {
  none: 'Non renouvelable',
  tacit: 'Tacite reconduction',
  express: 'Reconduction expresse',
} as const
export type Renewal = keyof typeof renewalRows
export const renewals = Object.keys(renewalRows) as Renewal[]
export const renewalLabels: Labels<Renewal> = renewalRows

const stateRows = {
  draft: 'Non signée',
  'to-come': 'À venir',
  running: 'En cours',
  ended: 'Terminée',
} as const
export type ConventionState = keyof typeof stateRows
export const conventionStates = Object.keys(stateRows) as ConventionState[]
export const conventionStateLabels: Labels<ConventionState> = stateRows

const fungibilityRows = {
  none: 'Enveloppes non fongibles',
  'by-decision': 'Virements entre enveloppes, sur décision',
} as const
/** Whether money may go from one envelope to another (article 10 of the convention of 2018-2022, handbook money §2.2). */
export type Fungibility = keyof typeof fungibilityRows
export const fungibilities = Object.keys(fungibilityRows) as Fungibility[]
export const fungibilityLabels: Labels<Fungibility> = fungibilityRows

const reportingRows = {
  none: 'Pas de bilan demandé',
  quarterly: 'Tous les trimestres',
  'half-yearly': 'Tous les semestres',
  yearly: 'Tous les ans',
} as const
export type Reporting = keyof typeof reportingRows
export const reportings = Object.keys(reportingRows) as Reporting[]
export const reportingLabels: Labels<Reporting> = reportingRows

const targetRows = {
  households: 'Ménages',
  financings: 'Financements',
  amount: 'Montant engagé',
} as const
export type TargetKind = keyof typeof targetRows
export const targetKinds = Object.keys(targetRows) as TargetKind[]
export const targetKindLabels: Labels<TargetKind> = targetRows

const documentRows = {
  convention: 'Convention signée',
  amendment: 'Avenant signé',
  annex: 'Annexe',
  report: 'Bilan',
  other: 'Autre pièce',
} as const
export type ConventionDocumentKind = keyof typeof documentRows
export const conventionDocumentKinds = Object.keys(documentRows) as ConventionDocumentKind[]
export const conventionDocumentKindLabels: Labels<ConventionDocumentKind> = documentRows

const sortRows = {
  end: 'Échéance la plus proche',
  signature: 'Signature la plus récente',
  reference: 'Référence',
} as const
export type ConventionSort = keyof typeof sortRows
export const conventionSorts = Object.keys(sortRows) as ConventionSort[]
export const conventionSortLabels: Labels<ConventionSort> = sortRows
