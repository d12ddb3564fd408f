import type { Labels } from '#domain/tenancies/kinds.ts'

const costRows = {
  works: 'Travaux',
  fees: 'Maîtrise d’œuvre, accompagnateur',
  diagnosis: 'Diagnostics, audit',
  purchase: 'Achat',
  'notary-fees': 'Frais de notaire',
  'guarantee-costs': 'Garantie, assurance',
  'rent-debt': 'Dette de loyer',
  'side-costs': 'Frais annexes',
} as const
export type CostKind = keyof typeof costRows
export const costKinds = Object.keys(costRows) as CostKind[]
export const costKindLabels: Labels<CostKind> = costRows

/** Basis points: energy works, renovation of a home over two years old, otherwise; none where there is no VAT. */
export const vatRates = [550, 1_000, 2_000, 0] as const
export type VatRate = (typeof vatRates)[number]

const funderRows = {
  anah: { label: 'Anah', countsInCap: true },
  state: { label: 'État', countsInCap: true },
  region: { label: 'Région', countsInCap: true },
  department: { label: 'Département', countsInCap: true },
  epci: { label: 'Intercommunalité', countsInCap: true },
  commune: { label: 'Commune', countsInCap: true },
  caf: { label: 'CAF, MSA', countsInCap: true },
  'pension-fund': { label: 'Caisse de retraite', countsInCap: true },
  'action-logement': { label: 'Action Logement', countsInCap: false },
  foundation: { label: 'Fondation ou association privée', countsInCap: false },
  ours: { label: 'Notre organisme', countsInCap: false },
  other: { label: 'Autre financeur', countsInCap: true },
} as const
export type FunderKind = keyof typeof funderRows
export const funderKinds = Object.keys(funderRows) as FunderKind[]
export const funderKindLabels = Object.fromEntries(
  funderKinds.map((kind) => [kind, funderRows[kind].label]),
) as Labels<FunderKind>
/** The usual list of public aids (handbook money §7.2, unverified): each line of a plan says it for itself. */
export const usuallyCountsInCap = (kind: FunderKind): boolean => funderRows[kind].countsInCap

const resourceRows = {
  subsidy: 'Subvention',
  certificate: 'Certificats d’économie d’énergie (CEE)',
  loan: 'Prêt',
  'own-contribution': 'Apport personnel',
} as const
export type ResourceKind = keyof typeof resourceRows
export const planResourceKinds = Object.keys(resourceRows) as ResourceKind[]
export const planResourceKindLabels: Labels<ResourceKind> = resourceRows

const statusRows = {
  simulated: 'Simulé',
  requested: 'Demandé',
  notified: 'Notifié',
  revised: 'Révisé',
  'partly-paid': 'Payé en partie',
  paid: 'Payé',
  recovered: 'Récupéré',
  rejected: 'Refusé',
  withdrawn: 'Retiré',
  expired: 'Expiré',
  'clawed-back': 'À reverser',
} as const
/** Every amount of a plan has one (handbook money §0.2). */
export type PlanStatus = keyof typeof statusRows
export const planStatuses = Object.keys(statusRows) as PlanStatus[]
export const planStatusLabels: Labels<PlanStatus> = statusRows

const reductionRows = {
  self: 'Se réduit d’elle-même (Anah)',
  automatic: 'Réduite ensuite, par rang',
  manual: 'Réduite sur décision',
} as const
/** Who gives way when public aids pass their cap (handbook money §7.3). */
export type ReductionRule = keyof typeof reductionRows
export const reductionRules = Object.keys(reductionRows) as ReductionRule[]
export const reductionRuleLabels: Labels<ReductionRule> = reductionRows
